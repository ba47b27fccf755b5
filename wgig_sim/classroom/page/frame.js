/**
 * The frame: head, panels, look, which screen is on, what the two runs are called, what went wrong.
 */

import { element } from "#dom";
import { otherTitle } from "#sentences";

const PANELS = [
  { id: "whatif", title: "What if", shows: "levers", server: true },
  { id: "documents", title: "Documents", shows: "documents" },
  { id: "share", title: "Share", shows: "share" },
  { id: "help", title: "Help", shows: "help" },
];
const THEMES = { auto: "Look: as the system", light: "Look: light", dark: "Look: dark" };

export function mount(page, store) {
  const { exported } = store.get();
  const panels = PANELS.filter(
    ({ server, id }) => !exported || (!server && (id !== "documents" || store.get().runs.first.documents)),
  );
  const title = element("div", { class: "head-title" });
  const busy = element("span", { class: "head-busy", role: "status" });
  const buttons = panels.map((panel) => panelButton(store, panel));
  document
    .getElementById("head")
    .replaceChildren(
      title,
      busy,
      element("nav", { class: "head-panels", "aria-label": "Panels" }, ...buttons),
      element("div", { class: "head-look", role: "group", "aria-label": "Look" }, themeButton(store), projectorButton(store)),
    );
  document.getElementById("panel-close").addEventListener("click", () => store.set({ panel: null }));
  store.on(["view", "runs", "other", "change"], () => titles(page, title, store));
  store.on(["view"], () => scrollTo(0, 0));
  store.on(["panel"], () => openPanel(page, store));
  store.on(["theme", "projector"], () => look(page, store));
  store.on(["busy"], () => {
    busy.textContent = store.get().busy;
  });
  store.on(["error"], () => {
    document.getElementById("error").textContent = store.get().error ?? "";
  });
  let before = store.get().time;
  store.on(["time"], (state) => {
    page.classList.toggle("stepping", glides(state, before));
    before = state.time;
  });
  titles(page, title, store);
  look(page, store);
  openPanel(page, store, false);
}

function panelButton(store, { id, title }) {
  const button = element(
    "button",
    {
      type: "button",
      class: "panel-button",
      "data-panel": id,
      "data-tour": id,
      "aria-expanded": "false",
      "aria-controls": "panel",
      onclick: () => store.set({ panel: store.get().panel === id ? null : id }),
    },
    title,
  );
  store.on(["panel"], ({ panel }) => button.setAttribute("aria-expanded", String(panel === id)));
  return button;
}

function themeButton(store) {
  const button = element("button", { type: "button", class: "quiet" });
  const say = () => {
    button.textContent = THEMES[store.get().theme];
  };
  button.addEventListener("click", () => {
    const names = Object.keys(THEMES);
    store.set({ theme: names[(names.indexOf(store.get().theme) + 1) % names.length] });
  });
  store.on(["theme"], say);
  say();
  return button;
}

function projectorButton(store) {
  const button = element(
    "button",
    { type: "button", class: "quiet", onclick: () => store.set({ projector: !store.get().projector }) },
    "Projector",
  );
  const say = () => button.setAttribute("aria-pressed", String(store.get().projector));
  store.on(["projector"], say);
  say();
  return button;
}

function look(page, store) {
  const { theme, projector } = store.get();
  page.dataset.theme = theme;
  page.classList.toggle("projector", projector);
}

/** What the page is about, which screen is on, and over two runs their names. */
function titles(page, title, store) {
  const { view, runs, other, change, exported } = store.get();
  const running = view === "run";
  document.getElementById("choose").hidden = running;
  document.getElementById("run").hidden = !running || !runs.first;
  document.getElementById("calendar").hidden = !running || !runs.first;
  page.classList.toggle("running", running);
  page.classList.toggle("exported", exported);
  page.classList.toggle("pair", Boolean(running && other)); // from the moment it is asked for, so that nothing jumps when it comes
  for (const button of document.querySelectorAll(".head-panels button"))
    button.hidden = !running && button.dataset.panel !== "help";
  const name = running ? (runs.first?.title ?? "Preparing the room\u2026") : "The classroom of wgig-sim";
  const back =
    running && !exported && element("button", { type: "button", class: "quiet", onclick: () => leave(store) }, "\u2039 Forums");
  title.replaceChildren(
    ...[back, element("h1", {}, name), running && runs.first && element("p", { class: "question" }, runs.first.question)].filter(
      Boolean,
    ),
  );
  document.title = running && runs.first ? `${runs.first.title} \u2013 wgig-sim` : "The classroom of wgig-sim";
  const names = { first: runs.first?.title, other: change ? otherTitle(change) : runs.other?.title };
  for (const [run, said] of Object.entries(names))
    for (const node of document.querySelectorAll(`.side.${run} > .side-title`)) node.textContent = said ?? "";
}

/** Whether what moves may glide: one step on or back, not too fast, and not too many seats for a smooth picture. */
function glides({ time, speed, playing, runs }, before) {
  return Math.abs(time - before) === 1 && (!playing || speed <= 4) && (runs.first?.seats.length ?? 0) <= 60;
}

function leave(store) {
  store.set({ view: "choose", playing: false, panel: null, other: null, seat: null, issue: null });
}

/** Open the panel that is wanted; the focus goes into it, and back to its button. */
function openPanel(page, store, move = true) {
  const wanted = PANELS.find(({ id }) => id === store.get().panel);
  const aside = document.getElementById("panel");
  const from = aside.contains(document.activeElement) || document.activeElement === document.body;
  aside.hidden = !wanted;
  aside.scrollTop = 0;
  page.dataset.panel = wanted?.id ?? "";
  for (const { shows } of PANELS) document.getElementById(shows).hidden = shows !== wanted?.shows;
  document.getElementById("panel-title").textContent = wanted?.title ?? "";
  if (!move) return;
  if (wanted) document.getElementById("panel-title").focus({ preventScroll: true });
  else if (from) document.querySelector(`[data-panel="${aside.dataset.was}"]`)?.focus({ preventScroll: true });
  aside.dataset.was = wanted?.id ?? "";
}
