/**
 * What if: every lever of the second run with its one sentence; any change runs it again, with the same people and chance.
 */

import { element } from "#dom";
import { headline } from "#effect";
import { figure } from "#figures";
import { forum } from "#loading";
import { changeWords, digitsOfStep } from "#sentences";
import { explained } from "#words";

export function mount(root, store) {
  const parts = {
    head: element("div", { class: "levers-head" }),
    result: element("p", { class: "levers-result" }),
    list: element("div", { class: "levers-list" }),
  };
  root.replaceChildren(parts.head, parts.result, parts.list);
  const tell = () => {
    parts.result.textContent = store.get().other ? headline(store) : "Nothing is changed yet.";
  };
  store.on(["effect", "other", "change", "runs", "error"], tell);
  tell();
  let shown = null;
  const draw = async () => {
    const { first, scenarios, exported } = store.get();
    if (!first || !scenarios?.length || exported) return;
    const name = otherOf(store).scenario;
    if (name !== shown) parts.list.setAttribute("aria-busy", "true");
    let card;
    try {
      card = await forum(name);
    } catch (problem) {
      return store.set({ error: problem.message });
    }
    if (name !== otherOf(store).scenario) return;
    store.set({ change: words(store, card.levers) });
    if (!parts.head.childElementCount) parts.head.replaceChildren(...head(store));
    if (name !== shown) parts.list.replaceChildren(...card.levers.map((lever) => control(store, lever)));
    shown = name;
    parts.list.setAttribute("aria-busy", "false");
    update(store, root, card.levers);
  };
  store.on(["first", "other", "scenarios", "seed"], draw);
  draw();
}

/** The second run as chosen; like the first where nothing is. */
function otherOf(store) {
  const { first, other } = store.get();
  return other ?? first;
}

function words(store, levers) {
  const { first, other, scenarios } = store.get();
  return other ? changeWords(first, other, levers, (name) => scenarios.find((one) => one.name === name)?.title ?? name) : "";
}

/** Set the second run; one like the first is none. */
function choose(store, other) {
  const { first } = store.get();
  const levers = Object.fromEntries(Object.entries(other.levers ?? {}).filter(([, value]) => value !== undefined));
  const same = other.scenario === first.scenario && sorted(levers) === sorted(first.levers ?? {});
  store.set({ other: same ? null : { scenario: other.scenario, levers } });
}

const sorted = (levers) => JSON.stringify(Object.entries(levers).sort());

function head(store) {
  const { scenarios } = store.get();
  const forums = scenarios.filter((one) => !one.variant_of);
  const options = forums.flatMap((one) => [one, ...scenarios.filter((variant) => variant.variant_of === one.name)]);
  const label = (one) => (one.variant_of ? `\u2003${one.title}` : one.title);
  const select = element(
    "select",
    { id: "other-forum", onchange: (event) => choose(store, { scenario: event.target.value, levers: {} }) },
    ...options.map((one) => element("option", { value: one.name }, label(one))),
  );
  const seed = element("input", {
    id: "seed",
    type: "number",
    min: 0,
    max: 999999,
    step: 1,
    onchange: (event) => setSeed(store, event.target),
  });
  return [
    element(
      "p",
      { class: "levers-say" },
      ...explained(
        "Change a rule: the same people meet again with the same chance ([paired|paired runs]), and both runs stand side by side.",
      ),
    ),
    element(
      "div",
      { class: "levers-row" },
      element("label", { for: "other-forum" }, "Second run"),
      select,
      element(
        "span",
        { class: "seed" },
        element("label", { for: "seed" }, "Seed"),
        seed,
        element("button", { type: "button", onclick: () => store.set({ seed: store.get().seed + 1 }) }, "another seed"),
      ),
      element("button", { type: "button", class: "reset", onclick: () => store.set({ other: null }) }, "Reset"),
    ),
  ];
}

function setSeed(store, input) {
  const seed = Number(input.value);
  if (Number.isInteger(seed) && seed >= 0 && seed <= 999999) store.set({ seed });
  else input.value = String(store.get().seed);
}

function control(store, lever) {
  return lever.kind === "choice" ? choice(store, lever) : slider(store, lever);
}

function pull(store, id, value) {
  const other = otherOf(store);
  choose(store, { scenario: other.scenario, levers: { ...other.levers, [id]: value } });
}

/** What a forum has that is none of a lever's options. */
const OWN = { value: "", label: "As it was", help: "As the forum has it, which is none of the others." };

/** Picking what the forum has is no change: the lever is left out of the choice. */
function choice(store, lever) {
  const id = `lever-${lever.id}`;
  const options = optionsOf(lever).map(({ value, label }) =>
    element(
      "label",
      {},
      element("input", {
        type: "radio",
        name: id,
        value,
        onchange: () => pull(store, lever.id, value === (lever.value ?? OWN.value) ? undefined : value),
      }),
      element("span", {}, label),
    ),
  );
  return element(
    "div",
    { class: "lever", "data-lever": lever.id, role: "radiogroup", "aria-labelledby": id, "aria-describedby": `${id}-help` },
    element("div", { class: "legend" }, element("span", { id, class: "title" }, lever.title), undo(store, lever)),
    element("div", { class: "options" }, ...options),
    help(lever),
  );
}

const optionsOf = ({ options = [], value }) => (options.length && value === null ? [OWN, ...options] : options);

function slider(store, lever) {
  const id = `lever-${lever.id}`;
  const input = element("input", {
    type: "range",
    id,
    min: lever.min,
    max: lever.max,
    step: lever.step,
    "aria-describedby": `${id}-help`,
    oninput: ({ target: { valueAsNumber: value } }) => pull(store, lever.id, value === lever.value ? undefined : value),
  });
  return element(
    "div",
    { class: "lever", "data-lever": lever.id },
    element(
      "div",
      { class: "legend" },
      element("label", { for: id, class: "title" }, lever.title),
      undo(store, lever),
      element("output", { for: id }),
    ),
    input,
    help(lever),
  );
}

/** What each setting means lies in one place, one of them visible, so that picking another moves nothing. */
function help(lever) {
  const texts = optionsOf(lever)
    .filter((one) => one.help)
    .map((one) => element("span", { "data-value": one.value }, one.help));
  return element(
    "p",
    { class: "lever-help", id: `lever-${lever.id}-help` },
    element("span", { "data-value": "lever" }, lever.help),
    ...texts,
  );
}

function showHelp(part, value) {
  const texts = [...part.querySelectorAll(".lever-help span")];
  const shown = texts.find((text) => text.dataset.value === String(value ?? OWN.value)) ?? texts[0];
  for (const text of texts) text.classList.toggle("shown", text === shown);
}

function undo(store, lever) {
  const back = (event) => {
    event.currentTarget.closest(".lever").querySelector("input").focus();
    pull(store, lever.id, baseOf(store)[lever.id]);
  };
  return element(
    "button",
    { type: "button", class: "undo", "aria-label": `Put "${lever.title}" back as it was`, onclick: back },
    "as it was",
  );
}

/** The levers from which the second run differs: those of the first, if both are of one forum. */
function baseOf(store) {
  const { first } = store.get();
  return otherOf(store).scenario === first.scenario ? (first.levers ?? {}) : {};
}

/** Show what is chosen, without making anything anew, so that the focus stays and nothing jumps. */
function update(store, root, levers) {
  const other = otherOf(store);
  const { seed } = store.get();
  root.querySelector("#other-forum").value = other.scenario;
  root.querySelector("#seed").value = String(seed);
  root.querySelector(".reset").setAttribute("aria-disabled", String(!store.get().other));
  for (const lever of levers) {
    const part = root.querySelector(`[data-lever="${CSS.escape(lever.id)}"]`);
    const value = other.levers?.[lever.id] ?? lever.value;
    part.classList.toggle("changed", value !== (baseOf(store)[lever.id] ?? lever.value));
    if (lever.kind === "choice")
      for (const input of part.querySelectorAll("input")) input.checked = input.value === String(value ?? OWN.value);
    else showSlider(part, lever, value);
    showHelp(part, value);
  }
}

function showSlider(part, lever, value) {
  const said =
    value === null ? "as in the scenario" : `${figure(value, digitsOfStep(lever.step))}${lever.unit ? ` ${lever.unit}` : ""}`;
  const input = part.querySelector("input");
  input.value = String(value ?? (lever.min + lever.max) / 2);
  input.setAttribute("aria-valuetext", said);
  part.querySelector("output").textContent = said;
}
