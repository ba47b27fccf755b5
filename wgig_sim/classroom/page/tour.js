/**
 * A tour of five steps on the first visit, which can be skipped at any moment and is then not shown again.
 */

import { element } from "#dom";
import { explained } from "#words";

const SEEN = "tour";
const GAP = 12;
const PHONE = 640;

/** What each step shows, and what it says; words between brackets explain themselves. */
export const STEPS = [
  {
    at: "room",
    title: "The room",
    text: "Everyone at the table, coloured and shaped by [group]. Who speaks is marked; who is locked out sits outside.",
  },
  {
    at: "strip",
    title: "The issue",
    text:
      "Each row is a member: the dot is its [position], the bar its [range] of acceptance. The upright line is the [draft|draft text]. "
      + "Watch the dots stay and the bars widen.",
  },
  {
    at: "board",
    title: "The board",
    text: "Every item: open, tabled, agreed, or left with [option|options], and who still objects. Press an item to see it on the strip.",
  },
  { at: "calendar", title: "The calendar", text: "Play, pause and scrub through the meetings. Space plays, the arrows step." },
  {
    at: "whatif",
    title: "What if?",
    text: "Change a rule, and the same people meet again. Both runs stand side by side, with the effect over 500 runs.",
  },
];

export function mount(root, store) {
  let before = null;
  const card = element("div", {
    class: "tour-card",
    role: "dialog",
    "aria-labelledby": "tour-title",
    "aria-describedby": "tour-text",
  });
  const ring = element("div", { class: "tour-ring", "aria-hidden": "true" });
  const now = () => STEPS[store.get().tour];
  const again = () => now() && place(ring, card, targetOf(now()));
  const follow = () => {
    const target = now() && targetOf(now());
    const long = target && (innerWidth < PHONE || target.offsetHeight > 0.7 * innerHeight);
    target?.scrollIntoView({ block: long ? "start" : "nearest" });
    again();
  };
  const draw = () => {
    const { tour } = store.get();
    const step = now();
    root.replaceChildren(...(step ? [ring, card] : []));
    if (!step) return;
    before ??= document.activeElement;
    card.replaceChildren(...content(store, tour, step, end));
    follow();
    card.querySelector("h2").focus({ preventScroll: true });
  };
  const end = () => {
    remember();
    store.set({ tour: null });
    const back = before?.getClientRects().length && before !== document.body ? before : document.getElementById("main");
    back?.focus({ preventScroll: true });
    scrollTo(0, 0);
    before = null;
  };
  card.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") end();
  });
  addEventListener("resize", again);
  addEventListener("scroll", again, true);
  new ResizeObserver(follow).observe(document.getElementById("main"));
  store.on(["tour"], draw);
  store.on(["view", "runs"], () => welcome(store));
  welcome(store);
  draw();
}

/** Begin by itself once all that was asked for is on show, for somebody who has never seen the page. */
function welcome(store) {
  const { view, runs, other, tour, exported } = store.get();
  if (exported || view !== "run" || !runs.first || (other && !runs.other) || tour != null || seen()) return;
  remember();
  store.set({ tour: 0, playing: false });
}

/** Private windows may have no memory: then the tour is not forced on anybody. */
function seen() {
  try {
    return localStorage.getItem(SEEN) === "seen";
  } catch {
    return true;
  }
}

function remember() {
  try {
    localStorage.setItem(SEEN, "seen");
  } catch {
    // Nothing is remembered, nothing is lost.
  }
}

const targetOf = (step) => document.querySelector(`[data-tour="${step.at}"]`);

function content(store, at, step, end) {
  const last = at === STEPS.length - 1;
  const go = (to) => () => store.set({ tour: to });
  return [
    element("p", { class: "tour-count" }, `${at + 1} of ${STEPS.length}`),
    element("h2", { id: "tour-title", tabindex: "-1" }, step.title),
    element("p", { id: "tour-text" }, ...explained(step.text)),
    element(
      "div",
      { class: "tour-actions" },
      !last && element("button", { type: "button", class: "quiet", onclick: end }, "Skip the tour"),
      at > 0 && element("button", { type: "button", onclick: go(at - 1) }, "Back"),
      element("button", { type: "button", class: "primary", onclick: last ? end : go(at + 1) }, last ? "Done" : "Next"),
    ),
  ];
}

/** A ring around what is meant, the card beside it where there is room; on a phone at the end of the screen where it is not. */
function place(ring, card, target) {
  const box = target?.getBoundingClientRect();
  ring.hidden = !box;
  const small = !box || innerWidth < PHONE;
  const low = box?.top > innerHeight / 2;
  card.classList.toggle("foot", small && !low);
  card.classList.toggle("top", small && low);
  if (!box) return;
  set(ring, { left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 });
  if (small) return set(card, { left: null, top: null });
  const { width, height } = card.getBoundingClientRect();
  const { left, top } = besides(box, { width, height }, { width: innerWidth, height: innerHeight });
  set(card, { left, top });
}

/** Beside a box, wherever the card fits: a flat one has it below or above, a tall one right or left. Kept inside the window. */
export function besides(box, card, frame) {
  const within = (value, most) => Math.max(GAP, Math.min(value, most - GAP));
  const across = within(box.left, frame.width - card.width);
  const down = within(box.top, frame.height - card.height);
  const right = box.right + GAP + card.width + GAP <= frame.width && { left: box.right + GAP, top: down };
  const left = box.left - GAP - card.width >= GAP && { left: box.left - GAP - card.width, top: down };
  const below = box.bottom + GAP + card.height + GAP <= frame.height && { left: across, top: box.bottom + GAP };
  const above = box.top - GAP - card.height >= GAP && { left: across, top: box.top - GAP - card.height };
  const flat = box.bottom - box.top < card.height;
  const middle = { left: within((box.left + box.right - card.width) / 2, frame.width - card.width), top: down };
  return (flat ? [below, above, right, left] : [right, left, below, above]).find(Boolean) ?? middle;
}

function set(node, values) {
  for (const [name, value] of Object.entries(values)) node.style[name] = value === null ? "" : `${value}px`;
}
