/**
 * The geometry of the curves: where a run's steps lie on the axis, lines, bands, panels. Pure.
 */

/** The curves, in order: their measure, and what the panel is called. */
export const CURVES = [
  { measure: "understanding", title: "Understanding" },
  { measure: "trust", title: "Trust" },
  { measure: "opinion_change", title: "Opinion change" },
  { measure: "agreed", title: "Items agreed" },
];

/** The values of a curve, from 0 to 1: items agreed become a share of all items. */
export function curveValues(run, measure) {
  const values = Array.from(run.measures[measure]);
  return measure === "agreed" ? values.map((value) => value / run.issues.length) : values;
}

/**
 * Where the steps of another run lie on the axis of the first: by date, and within a day by order. Where the two calendars
 * have no day in common at all, the whole of one is laid on the whole of the other.
 *
 * @param {{date: string[]}} first steps of the run that makes the axis
 * @param {{date: string[]}} other
 * @returns {number[]} for each time of `other` (0 = before its first step), a time of `first`, not always whole
 */
export function placesOn(first, other) {
  const [here, there] = [spansOf(first.date), spansOf(other.date)];
  const length = first.date.length;
  const apart = other.date[0] > first.date.at(-1) || other.date.at(-1) < first.date[0];
  if (apart) return Array.from({ length: other.date.length + 1 }, (_, at) => (at / other.date.length) * length);
  const places = [Math.max(0, placeOf(here, length, other.date[0], 0))];
  for (const { date, from, steps } of there.values()) {
    for (let at = 1; at <= steps; at += 1) places[from + at] = placeOf(here, length, date, at / steps);
  }
  return places;
}

/** date -> where its steps begin, and how many it has */
function spansOf(dates) {
  const spans = new Map();
  dates.forEach((date, at) => {
    const span = spans.get(date);
    if (span) span.steps += 1;
    else spans.set(date, { date, from: at, steps: 1 });
  });
  return spans;
}

/** The time of the axis at which a share of a day has passed; a day without steps lies between those around it. */
function placeOf(spans, length, date, share) {
  const same = spans.get(date);
  if (same) return same.from + share * same.steps;
  for (const span of spans.values()) if (span.date > date) return span.from;
  return length;
}

/** The time of a list that lies nearest before a place on the axis: what another run is like at that moment. */
export function timeAt(places, place) {
  let at = 0;
  while (at + 1 < places.length && places[at + 1] <= place + 1e-9) at += 1;
  return at;
}

/** How the panels are laid out: columns by width, and the rectangle of each drawing area. */
export function panelsOf(width, count) {
  const columns = width < 460 ? 1 : width < 1000 ? 2 : count;
  const rows = Math.ceil(count / columns);
  const [gap, left, head, tall, foot] = [26, 30, 40, 84, 24];
  const wide = (width - gap * (columns - 1)) / columns - left;
  const high = head + tall + foot;
  const panels = Array.from({ length: count }, (_, at) => ({
    x: (at % columns) * (wide + left + gap) + left, y: Math.floor(at / columns) * high + head, width: wide, height: tall,
  }));
  return { panels, height: rows * high };
}

/** A path through points; d of an SVG path. */
export function line(xs, ys) {
  return xs.map((x, at) => `${at ? "L" : "M"}${round(x)},${round(ys[at])}`).join("");
}

/** The closed path between two lines. */
export function area(xs, lows, highs) {
  const back = [...xs].reverse().map((x, at) => `L${round(x)},${round(lows[lows.length - 1 - at])}`);
  return `${line(xs, highs)}${back.join("")}Z`;
}

const round = (value) => Math.round(value * 10) / 10;

/**
 * The events to name below an axis, none too near to the one before.
 *
 * @param {Array<{first: number, start: string}>} events
 * @param {(time: number) => number} across pixels of a time
 * @param {number} apart least pixels between two names
 */
export function dateMarks(events, across, apart) {
  const marks = [];
  for (const event of [...events].filter(({ first }) => first >= 0).sort((one, other) => one.first - other.first)) {
    const x = across(event.first);
    if (!marks.length || x - marks.at(-1).x >= apart) marks.push({ x, date: event.start });
  }
  return marks;
}
