/**
 * The first screen: forums as cards, the two of the seed first; one click leads into a running room.
 */

import { element } from "#dom";
import { listing, things } from "#figures";

/** How many cards stand first and larger. */
const SEED = 2;

export function mount(root, store) {
  const draw = () => {
    const { scenarios } = store.get();
    root.setAttribute("aria-busy", String(!scenarios?.length));
    root.replaceChildren(
      ...(scenarios?.length ? screen(store, scenarios) : [element("p", { class: "waiting" }, "Looking for the forums\u2026")]),
    );
  };
  store.on(["scenarios"], draw);
  draw();
}

function screen(store, scenarios) {
  const forums = scenarios.filter((one) => !one.variant_of);
  const variants = (name) => scenarios.filter((one) => one.variant_of === name);
  const card = (one, large) => forumCard(store, one, variants(one.name), large);
  const [first, second] = forums;
  return [
    element(
      "p",
      { class: "lead" },
      "People with entrenched positions sit down to talk. Choose a forum, and see under which rules they come to agree.",
    ),
    element("div", { class: "cards large" }, ...forums.slice(0, SEED).map((one) => card(one, true))),
    second
      && element(
        "p",
        { class: "versus" },
        element("button", { type: "button", onclick: () => run(store, first.name, second.name) }, "Run both side by side"),
      ),
    forums.length > SEED && element("h2", {}, "Other forums"),
    element("div", { class: "cards" }, ...forums.slice(SEED).map((one) => card(one, false))),
  ].filter(Boolean);
}

/** Into the room; whoever wants no motion starts the play there. */
function run(store, name, other = null) {
  const choice = (scenario) => ({ scenario, levers: {} });
  const playing = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  store.set({ first: choice(name), other: other && choice(other), view: "run", time: 0, playing, seat: null, issue: null });
  document.getElementById("main")?.focus();
}

function forumCard(store, one, variants, large) {
  const heading = `forum-${one.name.replace(/[^a-z0-9]+/gi, "-")}`;
  return element(
    "article",
    { class: large ? "card large" : "card", "aria-labelledby": heading },
    element(large ? "h2" : "h3", { id: heading }, one.title),
    element("p", { class: "question" }, one.question),
    element("dl", { class: "facts" }, ...facts(one)),
    element("p", { class: "summary" }, one.summary),
    element("p", { class: "source" }, "Source: ", one.source),
    variants.length > 0 && whatIfs(store, one, variants),
    element(
      "div",
      { class: "actions" },
      element(
        "button",
        { type: "button", class: "primary", "aria-label": `Run ${one.title}`, onclick: () => run(store, one.name) },
        "Run",
      ),
    ),
  );
}

function facts(one) {
  return [
    ["when", one.when],
    ["where", one.where],
    ["who", whoWords(one)],
    ["rules", one.rules?.join(", ")],
  ]
    .filter(([, said]) => said)
    .map(([name, said]) => element("div", {}, element("dt", {}, name), element("dd", {}, said)));
}

/** "40 seats: 14 governments, 12 private sector and 14 civil society"; where chance decides, no group has a number. */
export function whoWords({ seats, groups = [] }) {
  const seated = groups.filter((group) => group.seats > 0);
  const named = seated.map((group) => `${group.seats} ${group.title.toLowerCase()}`);
  const lot = groups.some((group) => group.seats === null) && "drawn by lot";
  const all = seated.length === 1 && `all ${seated[0].title.toLowerCase()}`;
  const said = lot || all || listing(named);
  return things(seats, "seat") + (said && `: ${said}`);
}

/** A variant asks a question of its forum, so it is run beside it. */
function whatIfs(store, one, variants) {
  return element(
    "details",
    { class: "whatifs" },
    element("summary", {}, `${things(variants.length, "question")} to ask of it`),
    element(
      "ul",
      {},
      ...variants.map((variant) =>
        element(
          "li",
          {},
          element(
            "button",
            { type: "button", class: "link", onclick: () => run(store, one.name, variant.name) },
            variant.question,
          ),
        ),
      ),
    ),
  );
}
