/**
 * The board: every item by cluster, what became of it and when; and of the item on show, who objects and why.
 */

import { boardWords, detailWords, itemAt, supportersWords } from "#boardwords";
import { element, shape } from "#dom";
import { day } from "#figures";
import { byReason, standing } from "#ledger";
import { groupMark } from "#marks";
import { issueOf, timeOf } from "#player";
import { leanWords } from "#reading";
import { statusAt } from "#replay";
import { word } from "#words";

/** How a status is drawn: always a frame, and what is in it. */
const SIGNS = {
  open: "",
  tabled: "M1.5 7h11v5.5h-11z",
  agreed: "M1.5 1.5h11v11h-11z",
  options: "M2.5 4h9M2.5 7h9M2.5 10h9",
  dropped: "M2 12L12 2",
};

export function mount(root, store, run) {
  const count = element("p", { class: "board-count", role: "status" });
  const items = element("div", { class: "board-items" });
  const detail = element("div", { class: "board-detail" });
  root.append(count, items, detail);
  let scene = null;
  const draw = () => {
    const state = store.get();
    if (state.view !== "run" || !state.runs.first || !state.runs[run]) return;
    if (scene?.replay !== state.runs[run]) scene = build(items, store, run);
    const time = timeOf(state, run);
    const issue = issueOf(state, run);
    const said = boardWords(scene.replay, time);
    if (count.textContent !== said) count.textContent = said;
    scene.rows.forEach((row, at) => drawItem(row, itemAt(scene.replay, time, at), at === issue));
    drawDetail(detail, scene, store, run, time, issue);
  };
  store.on(["runs", "other", "view", "time", "issue"], draw);
  draw();
}

function build(items, store, run) {
  const replay = store.get().runs[run];
  const rows = replay.issues.map(({ title }, issue) => {
    const sign = shape(
      "svg",
      { class: "sign-status", width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" },
      shape("rect", { x: 1, y: 1, width: 12, height: 12, rx: 1.5 }),
      shape("path"),
      shape("path", { class: "check" }),
    );
    const note = element("span", { class: "note" });
    const pick = () => store.set({ issue: pickOf(store, run, issue) });
    return {
      note,
      sign,
      key: "",
      node: element(
        "button",
        { type: "button", class: "item", onclick: pick },
        sign,
        element("span", { class: "title" }, title),
        note,
      ),
    };
  });
  const clusters = replay.clusters.map(({ title }, cluster) => {
    const mine = rows.filter((_, issue) => replay.issues[issue].cluster === cluster);
    return mine.length && element("section", { class: "cluster" }, element("h3", {}, title), ...mine.map(({ node }) => node));
  });
  items.replaceChildren(...clusters.filter(Boolean));
  return { replay, rows, detail: "" };
}

/** Items are picked by the first run's numbers; picking what is picked lets go of it. */
function pickOf(store, run, issue) {
  const { runs, issue: now } = store.get();
  const at = run === "first" ? issue : runs.first.issues.findIndex(({ id }) => id === runs.other.issues[issue].id);
  return at < 0 || at === now ? null : at;
}

function drawItem(row, { status, onTable, note }, shown) {
  const key = [status, onTable, note, shown].join();
  if (row.key === key) return;
  row.key = key;
  row.node.className = `item ${status}${onTable ? " on-table" : ""}`;
  row.node.setAttribute("aria-pressed", String(shown));
  row.note.textContent = note;
  row.note.title = note;
  if (onTable) row.node.setAttribute("aria-current", "true");
  else row.node.removeAttribute("aria-current");
  row.sign.children[1].setAttribute("d", SIGNS[status]);
  row.sign.children[2].setAttribute("d", status === "agreed" ? "M3.8 7.3l2.3 2.3 4.2-4.8" : "");
}

/** Where the text of the item on show stands, who objects and why, or which options are left. */
function drawDetail(root, scene, store, run, time, issue) {
  const { replay } = scene;
  const rows = issue < 0 ? [] : standing(replay, time, issue);
  const status = issue < 0 ? "" : statusAt(replay, time, issue);
  const words = issue < 0 ? "" : detailWords(replay, time, issue);
  const key = [issue, status, words, rows.join()].join("|");
  if (scene.detail === key) return;
  scene.detail = key;
  if (issue < 0) return root.replaceChildren();
  const options = status === "options" ? replay.items[issue].options : [];
  root.replaceChildren(
    element("h3", {}, replay.issues[issue].title),
    element("p", {}, words),
    ...options.map((option, at) => optionParts(replay, issue, option, at)),
    ...(rows.length
      ? objectionParts(replay, store, run, rows)
      : status === "tabled"
        ? [element("p", { class: "nobody" }, "Nobody objects now.")]
        : []),
  );
}

function optionParts(replay, issue, { text, supporters }, at) {
  const where = leanWords(text, replay.issues[issue].poles);
  return element(
    "p",
    { class: "option" },
    element("b", {}, "ABCDEFGH"[at]),
    ` ${where}. ${supporters.length} can live with it: ${supportersWords(replay, supporters)}.`,
  );
}

function objectionParts(replay, store, run, rows) {
  const { ledger, seats } = replay;
  const name = (at) =>
    element(
      "button",
      {
        type: "button",
        class: "seat-name",
        title: `${seats[ledger.seat[at]].title}, since ${day(replay.steps.date[ledger.raised[at]], true)}`,
        onclick: () => store.set({ seat: { run, index: ledger.seat[at] } }),
      },
      groupMark(seats[ledger.seat[at]].group),
      seats[ledger.seat[at]].id,
    );
  return [
    element(
      "p",
      { class: "objectors" },
      word("objection", rows.length === 1 ? "1 objection" : `${rows.length} objections`),
      ` stand${rows.length === 1 ? "s" : ""}. The text was, when they objected:`,
    ),
    element(
      "ul",
      { class: "reasons" },
      ...byReason(replay, rows).map(([reason, of]) => element("li", {}, `${reason}: `, ...of.map(name))),
    ),
  ];
}
