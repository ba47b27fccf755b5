/**
 * The geometry of the curves: where a run's steps lie on the axis, which months are named, panels. Pure.
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
 * Where the times of another run lie on the axis of the first: on the same day of the same event, and within it by order; a
 * day that the first lacks lies before its next one. Where one calendar is over before the other begins, the whole of one
 * is laid on the whole of the other.
 *
 * @param {{steps: {date: string[], event: number[]}, events: Array<{id: string}>}} first the run that makes the axis
 * @param {object} other a run like it
 * @returns {number[]} for each time of `other` (0 = before its first step), a time of `first`, not always whole, never falling
 */
export function placesOn(first, other) {
  const [length, many] = [first.steps.date.length, other.steps.date.length];
  if (apart(first, other)) return Array.from({ length: many + 1 }, (_, at) => (at / many) * length);
  const here = spansOf(first);
  const places = [];
  for (const span of spansOf(other)) {
    const same = here.find(({ key }) => key === span.key) ?? here.find(({ date }) => date === span.date);
    const [from, steps] = same ? [same.from, same.steps] : [here.find(({ date }) => date > span.date)?.from ?? length, 0];
    for (let at = places.length ? 1 : 0; at <= span.steps; at += 1)
      places.push(Math.max(places.at(-1) ?? 0, from + (at / span.steps) * steps));
  }
  return places;
}

/** Whether one calendar is over before the other begins. */
export function apart(first, other) {
  const [[begin, end], [from, to]] = [first, other].map(({ steps }) => d3.extent(steps.date));
  return from > end || to < begin;
}

/** Days of events, in order: where their steps begin, and how many they have. Events may overlap, so days alone are not in order. */
function spansOf({ steps, events }) {
  const spans = [];
  steps.date.forEach((date, at) => {
    const key = `${events[steps.event[at]]?.id} ${date}`;
    if (spans.at(-1)?.key === key) spans.at(-1).steps += 1;
    else spans.push({ key, date, from: at, steps: 1 });
  });
  return spans;
}

/** The time of a list that lies nearest before a place on the axis: what another run is like at that moment. */
export function timeAt(places, place) {
  return Math.max(0, d3.bisectRight(places, place + 1e-9) - 1);
}

/** Where the names of the runs stand above the panels: side by side where they fit, else below each other. */
export function keysOf(titles, width) {
  const [row, sample, letter] = [22, 34, 8];
  const wide = titles.map((title) => sample + title.length * letter + 20);
  const fits = d3.sum(wide) <= width;
  const places = titles.map((title, at) => (fits ? { title, x: at && wide[0], y: 0 } : { title, x: 0, y: at * row }));
  return { places, height: (fits ? 1 : titles.length) * row + 6 };
}

/** How the panels are laid out below their keys: columns by width, and the rectangle of each drawing area. */
export function panelsOf(width, count, top = 0) {
  const columns = width < 460 ? 1 : width < 1000 ? 2 : count;
  const rows = Math.ceil(count / columns);
  const [gap, left, head, tall, foot] = [26, 30, 40, 92, 24];
  const wide = (width - gap * (columns - 1)) / columns - left;
  const high = head + tall + foot;
  const panels = Array.from({ length: count }, (_, at) => ({
    x: (at % columns) * (wide + left + gap) + left,
    y: top + Math.floor(at / columns) * high + head,
    width: wide,
    height: tall,
  }));
  return { panels, height: top + rows * high };
}

/**
 * The events whose month is written below an axis, none too near to the one before and no month twice.
 *
 * @param {Array<{first: number, start: string}>} events
 * @param {(time: number) => number} across pixels of a time
 * @param {number} apart least pixels between two names
 */
export function dateMarks(events, across, apart) {
  const marks = [];
  const held = events.filter(({ first }) => first >= 0);
  for (const event of d3.sort(held, ({ first }) => first)) {
    const x = across(event.first);
    const last = marks.at(-1);
    if (!last || (x - last.x >= apart && event.start.slice(0, 7) !== last.date.slice(0, 7))) marks.push({ x, date: event.start });
  }
  return marks;
}
