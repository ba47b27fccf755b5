/**
 * The paired effect: what the change does over many runs, as a sentence, a distribution, and other measures in small.
 */

import { element, scaleOf, shape, sized } from "#dom";
import { capital } from "#figures";
import { histogramShape } from "#histogram";
import { differenceWords, effectSentence, meanFigure, meanWords, progressWords, runTitles, spanWords, unitOf } from "#sentences";
import { explained, word } from "#words";

const HEADLINE = "share_agreed";
const LARGE = { height: 110, least: 260, most: 620 };
const SMALL = { width: 110, height: 22 };
/** The measures, and which word of the glossary each rests on. */
const EXPLAINS = {
  share_agreed: "agreement",
  understanding_change: "understanding",
  trust_change: "trust",
  opinion_change: "opinion change",
  acceptance: "constituency",
  options_per_open_item: "option",
  substance: "substance",
  objections_sustained: "objection",
  voice_gini: "floor",
  representation: "constituency",
};

/** What stands for the effect until the first runs are there, unseen, so that nothing jumps when they come. */
const BLANK = { mean: null, low: null, high: null };
const NOTHING = {
  measures: Object.keys(EXPLAINS).map((id) => ({
    id,
    first: BLANK,
    other: BLANK,
    difference: BLANK,
    histogram: { edges: [0], counts: [] },
  })),
};

export function mount(root, store) {
  const progress = element("progress", { max: 1, "aria-label": "Runs compared" });
  const count = element("span", { class: "done" });
  const say = element("p", { class: "effect-say", "aria-live": "polite" });
  const body = element("div", { class: "effect-body" });
  root.replaceChildren(element("div", { class: "effect-progress" }, progress, count), say, body);
  const draw = () => {
    const scale = scaleOf(root);
    const { effect, other, exported } = store.get();
    root.hidden = !other || (exported && !effect);
    const { done = 0, of = 1, effect: found = null } = effect ?? {};
    Object.assign(progress, { max: of, value: done });
    progress.classList.toggle("over", done >= of);
    count.textContent = effect ? progressWords(done, of) : "";
    say.setAttribute("aria-busy", String(done < of));
    body.classList.toggle("stale", done === 0);
    say.textContent = headline(store);
    body.classList.toggle("waiting", !found);
    body.replaceChildren(...(other ? parts(found ?? NOTHING, namesOf(store), widthOf(root, scale), scale) : []));
  };
  store.on(["effect", "other", "change", "runs", "projector", "error"], draw);
  watchWidth(root, draw);
  draw();
}

/** The effect on what is agreed, in one sentence. */
export function headline(store) {
  const { effect, error } = store.get();
  if (error) return "Not compared: see the message above.";
  const measure = effect?.done > 0 && effect.effect.measures.find((one) => one.id === HEADLINE);
  const names = namesOf(store);
  return measure ? effectSentence(measure, names.phrase, names.items) : "Comparing\u2026";
}

function watchWidth(root, draw) {
  let before = 0;
  new ResizeObserver(() => {
    if (root.clientWidth !== before) draw();
    before = root.clientWidth;
  }).observe(root);
}

const widthOf = (root, scale) => Math.max(LARGE.least, Math.min(LARGE.most, root.clientWidth / scale));

/** What both runs are called, what was changed, whether anybody is outside, how many items both have (null where they differ). */
function namesOf(store) {
  const { runs, change } = store.get();
  const items = [runs.first, runs.other].map((run) => run?.issues.length);
  const phrase = change || "In the second run";
  return {
    phrase,
    ...runTitles({ runs, change }),
    outside: [runs.first, runs.other].some((run) => run?.outside.some(({ constituencies }) => constituencies > 0)),
    items: items[0] === items[1] ? (items[0] ?? null) : null,
  };
}

function parts(found, names, width, scale) {
  const head = found.measures.find((one) => one.id === HEADLINE);
  const rest = found.measures.filter(({ id }) => id !== HEADLINE && (names.outside || EXPLAINS[id] !== "constituency"));
  const figure = head && [
    element("figure", { class: "effect-figure" }, distribution(head, names, width, scale), caption()),
    means(head, names),
  ];
  return [...(figure ?? []), others(rest, names, scale)];
}

function caption() {
  return element(
    "figcaption",
    {},
    ...explained(
      "Each bar counts [paired|pairs of runs] by how many more or fewer items the second run agrees on. "
        + "The dot is the mean, the line around it its [interval|95% interval]. "
        + "In a pair both runs have the same people and the same chance; which run is on show makes no difference here.",
    ),
  );
}

function means(measure, names) {
  const row = (title, mean) =>
    element("div", {}, element("dt", {}, title), element("dd", {}, meanWords(mean, measure.id, names.items)));
  const noun = unitOf(measure.id, names.items, measure.title).noun;
  return element(
    "dl",
    { class: "effect-means", "aria-label": `Mean of ${noun}` },
    row(names.first, measure.first),
    row(names.other, measure.other),
  );
}

/** The distribution of the paired differences, with words below it. */
function distribution(measure, names, width, scale) {
  const size = { width, height: LARGE.height };
  const geometry = histogramShape(measure.histogram, measure.difference, size);
  const { factor } = unitOf(measure.id, names.items);
  const { across, zero } = geometry;
  const [from, to] = across.domain().map((value) => value * factor);
  const whole = d3.ticks(from, to, width < 400 ? 3 : 5).filter(Number.isInteger);
  const labels = whole.filter((value) => Math.abs(across(value / factor) - zero) > 52 || value === 0);
  const sentence = effectSentence(measure, names.phrase, names.items);
  const tall = LARGE.height + 34;
  return shape(
    "svg",
    { ...sized(width, tall, scale), role: "img", "aria-label": sentence, class: "distribution" },
    ...marks(geometry, LARGE.height, 12),
    ...labels.map((value) =>
      label(across(value / factor), LARGE.height + 27, differenceWords(value / factor, measure.id, names.items), width),
    ),
  );
}

/** A label below the axis, kept inside the drawing. */
function label(x, y, text, width) {
  const anchor = x < 36 ? "start" : x > width - 36 ? "end" : "middle";
  return shape(
    "text",
    { x: anchor === "start" ? Math.max(0, x - 6) : anchor === "end" ? Math.min(width, x + 6) : x, y, "text-anchor": anchor },
    text,
  );
}

/** Bars, the zero line, and the mean with its interval below the bars. */
function marks({ bars, zero, mean, low, high }, height, below) {
  const y = height + below / 2;
  return [
    ...bars
      .filter(({ count }) => count > 0)
      .map((bar) => shape("rect", { class: "bar", x: bar.x, y: bar.y, width: Math.max(1, bar.width - 1), height: bar.height })),
    shape("line", { class: "base", x1: "0", x2: "100%", y1: height, y2: height }),
    shape("line", { class: "zero", x1: zero, x2: zero, y1: 0, y2: height + below }),
    shape("line", { class: "interval", x1: low, x2: high, y1: y, y2: y }),
    shape("circle", { class: "mean", cx: mean, cy: y, r: below / 4 }),
  ];
}

/** The other measures, a small block each. */
function others(measures, names, scale) {
  return element(
    "ul",
    { class: "effect-rest", "aria-label": "Other measures" },
    ...measures.map((one) => element("li", {}, ...block(one, names, scale))),
  );
}

function block(measure, names, scale) {
  const { id, difference } = measure;
  const title = capital(unitOf(id, names.items, measure.title).noun);
  const [first, other] = [measure.first, measure.other].map((one) => meanFigure(one, id, names.items));
  return [
    element("span", { class: "effect-name" }, EXPLAINS[id] ? word(EXPLAINS[id], title) : title),
    element("span", { class: "effect-difference" }, spanWords(difference, id, names.items)),
    element("span", { class: "effect-from" }, `first run ${first}, second run ${other}`),
    difference.low === difference.high ? "" : sparkline(measure, names, scale),
  ];
}

function sparkline(measure, names, scale) {
  const geometry = histogramShape(measure.histogram, measure.difference, SMALL);
  const { width, height } = SMALL;
  return shape(
    "svg",
    {
      ...sized(width, height + 8, scale),
      role: "img",
      class: "distribution",
      "aria-label": effectSentence(measure, names.phrase, names.items),
    },
    ...marks(geometry, height, 8),
  );
}
