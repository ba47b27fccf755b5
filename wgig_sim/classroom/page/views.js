/**
 * All views of the page, and where they are shown.
 */

import { mount as mountBoard } from "#board";
import { mount as mountCalendar } from "#calendar";
import { mount as mountChoose } from "#choose";
import { mount as mountCurves } from "#curves";
import { mount as mountDocuments } from "#documents";
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
  choose: mountChoose, calendar: mountCalendar, curves: mountCurves, levers: mountLevers, effect: mountEffect,
  documents: mountDocuments, share: mountShare, help: mountHelp, tour: mountTour,
};

/** Views that only a server can fill. */
const OF_SERVER = ["choose", "levers", "effect", "share"];

/** Mount every view on its place in the page. */
export function mountViews(store) {
  mountFrame(document.documentElement, store);
  for (const [id, mount] of Object.entries(OF_RUN)) {
    const place = document.getElementById(id);
    for (const run of ["first", "other"]) {
      const root = document.createElement("div");
      root.className = `side ${run}`;
      root.append(Object.assign(document.createElement("p"), { className: "side-title" }));
      place.append(root);
      mount(root, store, run);
    }
  }
  for (const [id, mount] of Object.entries(OF_PAGE)) {
    if (!store.get().exported || !OF_SERVER.includes(id)) mount(document.getElementById(id), store);
  }
}
