/**
 * All views of the page, and where they are shown.
 */

import { mount as mountBoard } from "#board";
import { mount as mountCalendar } from "#calendar";
import { mount as mountChoose } from "#choose";
import { mount as mountCurves } from "#curves";
import { mount as mountDocuments } from "#documents";
import { element } from "#dom";
import { mount as mountEffect } from "#effect";
import { mount as mountFrame } from "#frame";
import { mount as mountLevers } from "#levers";
import { mount as mountLog } from "#log";
import { mount as mountRoom } from "#room";
import { mount as mountShare } from "#share";
import { mount as mountStrip } from "#strip";
import { mount as mountTour } from "#tour";
import { mountHelp } from "#words";

/** Views of one run, mounted once for each run. */
const OF_RUN = { room: mountRoom, strip: mountStrip, board: mountBoard, log: mountLog };

/** Views of the whole page. */
const OF_PAGE = {
  choose: mountChoose,
  calendar: mountCalendar,
  curves: mountCurves,
  levers: mountLevers,
  effect: mountEffect,
  documents: mountDocuments,
  share: mountShare,
  help: mountHelp,
  tour: mountTour,
};

/** Views that only a server can fill. */
const OF_SERVER = ["choose", "levers"];

/** Mount every view on its place in the page. */
export function mountViews(store) {
  const sides = Object.entries(OF_RUN).flatMap(([id, mount]) =>
    ["first", "other"].map((run) => ({ mount, run, root: makeSide(id, run) })),
  );
  mountFrame(document.documentElement, store);
  for (const { mount, root, run } of sides) mount(root, store, run);
  for (const [id, mount] of Object.entries(OF_PAGE)) {
    if (!store.get().exported || !OF_SERVER.includes(id)) mount(document.getElementById(id), store);
  }
}

/** The place of one run in a view, with the run's name, which is only seen where there are two. */
function makeSide(id, run) {
  const root = element("div", { class: `side ${run}` }, element("p", { class: "side-title" }));
  document.getElementById(id).append(root);
  return root;
}
