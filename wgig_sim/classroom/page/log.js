/**
 * The log: what is said now, and what was done before, newest first.
 */

import { element } from "#dom";
import { things } from "#figures";
import { dateWords, momentWords } from "#moments";
import { goTo, timeOf } from "#player";
import { statementsOf } from "#replay";
import { spokenAt } from "#roomwords";
import { taleOf, voices } from "#tale";

/** How many deeds are kept on the page. */
const KEPT = 40;
/** A pause this long, in milliseconds, before what is new is read out. */
const QUIET = 500;

export function mount(root, store, run) {
  const now = element("div", { class: "log-now", tabindex: 0, role: "group", "aria-label": "What is said now" });
  const list = element("ol", { class: "log-list", tabindex: 0, "aria-label": "What was done, newest first" });
  const live = element("p", { class: "hidden-words", role: "log", "aria-live": "polite" });
  root.append(now, list, live);
  let before = { replay: null, time: -1 };
  let timer = 0;
  const draw = () => {
    const state = store.get();
    const replay = state.runs[run];
    if (state.view !== "run" || !state.runs.first || !replay) return;
    const time = timeOf(state, run);
    if (before.replay === replay && before.time === time) return;
    now.replaceChildren(...nowParts(replay, time));
    renew(
      list,
      replay,
      time,
      before,
      run === "first"
        ? (to) => {
            store.set({ playing: false });
            goTo(store, to);
          }
        : null,
    );
    before = { replay, time };
    clearTimeout(timer);
    if (!state.playing && run === "first")
      timer = setTimeout(() => {
        live.textContent = spokenWords(replay, time);
      }, QUIET);
  };
  store.on(["runs", "view", "time", "other", "playing"], draw);
  draw();
}

function nowParts(replay, time) {
  const said = time > 0 ? voices(replay, spokenAt(replay, time).rows) : [];
  const corridor = time > 0 ? corridorWords(replay, time - 1) : "";
  return [
    element("p", { class: "log-when" }, momentWords(replay, time)),
    ...[...said, corridor].filter(Boolean).map((text) => element("p", {}, text)),
  ];
}

function corridorWords(replay, step) {
  const from = statementsOf(replay);
  let count = 0;
  for (let at = from[step]; at < from[step + 1]; at += 1) count += replay.statements.corridor[at] ? 1 : 0;
  return count ? `In the corridors, ${things(count, "more thing was", "more things were")} said.` : "";
}

/** What a screen reader hears of a step. */
function spokenWords(replay, time) {
  const deeds = time > 0 ? taleOf(replay)[time - 1] : [];
  return [momentWords(replay, time), ...deeds.map(({ text }) => text)].join(". ");
}

/** One step on only adds on top; any other move of time makes the list anew. */
function renew(list, replay, time, before, go) {
  const tale = taleOf(replay);
  const entries = (step) => [...tale[step]].reverse().map((deed) => entry(replay, step, deed, go));
  if (before.replay === replay && time === before.time + 1) {
    for (const node of list.querySelectorAll(".new")) node.classList.remove("new");
    list.prepend(...entries(time - 1));
    while (list.childElementCount > KEPT) list.lastElementChild.remove();
  } else {
    const found = [];
    for (let step = time - 1; step >= 0 && found.length < KEPT; step -= 1) found.push(...entries(step));
    list.replaceChildren(...found.slice(0, KEPT));
  }
  for (const node of list.children) node.classList.toggle("new", Number(node.dataset.time) === time);
}

function entry(replay, step, { kind, text }, go) {
  const date = dateWords(replay, step + 1);
  const when = go
    ? element("button", { type: "button", class: "link", onclick: () => go(step + 1) }, date)
    : element("span", {}, date);
  return element("li", { class: `deed ${kind}`, "data-time": step + 1 }, when, element("span", {}, text));
}
