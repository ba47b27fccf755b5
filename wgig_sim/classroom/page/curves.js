/**
 * The curves: understanding, trust, opinion change and agreement over the calendar, the run on show before its band.
 */

import { apart, CURVES, curveValues, dateMarks, keysOf, panelsOf, placesOn, timeAt } from "#curveshape";
import { element, scaleOf, shape, sized } from "#dom";
import { day, figure, month, whole } from "#figures";
import { timeMove } from "#player";
import { runTitles } from "#sentences";
import { explained } from "#words";

export function mount(root, store) {
  const drawing = shape("svg", { class: "curves-drawing", role: "group", "aria-label": "Curves over the calendar" });
  const note = element("span");
  const means = explained("What the words mean: [understanding], [trust], [opinion change], [agreement]. ");
  const band = explained("Behind the lines: the [band] of 200 runs, the same whichever run is on show. ");
  const { exported, bands } = store.get();
  const help = element("p", { class: "curves-help" }, ...means, ...(exported && !bands.first ? [] : band), note);
  root.replaceChildren(drawing, help);
  let view = null;
  const draw = () => {
    const scale = scaleOf(root);
    view = store.get().runs.first && scene(store, root.clientWidth / scale);
    if (!view) return;
    for (const [name, value] of Object.entries(sized(view.width, view.height, scale))) drawing.setAttribute(name, value);
    drawing.replaceChildren(...legend(view), ...view.panels.map((panel) => still(view, panel)), cursor(view));
    note.textContent = view.apart ? "The second run's calendar is laid on that of the first from end to end." : "";
    move();
  };
  const move = () => view && showTime(drawing, view, Math.min(store.get().time, view.steps));
  store.on(["runs", "bands", "change", "projector"], draw);
  store.on(["time"], move);
  draggable(drawing, store, () => view);
  let before = 0;
  new ResizeObserver(() => {
    if (root.clientWidth !== before) draw();
    before = root.clientWidth;
  }).observe(root);
  draw();
}

/** All that is drawn: both runs, their bands, where their times lie, the panels. */
function scene(store, width) {
  const { runs, bands, change } = store.get();
  const first = runs.first;
  const steps = first.steps.date.length;
  const named = runTitles({ runs, change });
  const titles = runs.other ? [named.first, named.other] : [named.first];
  const keys = keysOf(titles, width);
  const { panels, height } = panelsOf(width, CURVES.length, keys.height);
  const across = (time) => (time / steps) * panels[0].width;
  const valuesOf = (run) => Object.fromEntries(CURVES.map(({ measure }) => [measure, curveValues(run, measure)]));
  const side = (run, band, places) => run && { run, band, places, xs: places.map(across), values: valuesOf(run) };
  const own = Array.from({ length: steps + 1 }, (_, at) => at);
  return {
    width,
    height,
    steps,
    across,
    keys,
    apart: runs.other && apart(first, runs.other),
    marks: dateMarks(first.events, across, 76),
    first: side(first, bands?.first, own),
    other: side(runs.other, bands?.other, runs.other && placesOn(first, runs.other)),
    panels: panels.map((panel, at) => ({ ...panel, ...CURVES[at], up: d3.scaleLinear([panel.height, 0]).clamp(true) })),
  };
}

function sidesOf(view) {
  return ["first", "other"].map((name) => [name, view[name]]).filter(([, side]) => side);
}

/** What does not move: frame, names, bands, lines. */
function still(view, panel) {
  const inside = shape("g", { transform: `translate(${panel.x} ${panel.y})` }, ...frame(view, panel));
  const rim = d3.area(([x]) => x, ([, low]) => panel.up(low), ([, , high]) => panel.up(high)).digits(1);
  const line = d3.line(([x]) => x, ([, value]) => panel.up(value)).digits(1);
  for (const [name, side] of sidesOf(view).reverse()) {
    const band = side.band?.measures?.[panel.measure];
    if (band?.low.length === side.xs.length)
      inside.append(shape("path", { class: `band ${name}`, d: rim(d3.zip(side.xs, band.low, band.high)) }));
  }
  for (const [name, side] of sidesOf(view).reverse()) {
    inside.append(shape("path", { class: `curve ${name}`, d: line(d3.zip(side.xs, side.values[panel.measure])) }));
  }
  return inside;
}

function frame(view, { title, measure, width, height }) {
  const most = measure === "agreed" ? whole(view.first.run.issues.length) : "1";
  return [
    shape("text", { class: "title", x: -30, y: -26 }, title),
    shape("text", { class: "tick", x: -6, y: 9, "text-anchor": "end" }, most),
    shape("text", { class: "tick", x: -6, y: height, "text-anchor": "end" }, "0"),
    ...[0, height / 2].map((y) => shape("line", { class: "rule", x1: 0, x2: width, y1: y, y2: y })),
    shape("line", { class: "base", x1: 0, x2: width, y1: height, y2: height }),
    ...view.first.run.events
      .filter(({ first }) => first > 0)
      .map(({ first }) => shape("line", { class: "event", x1: view.across(first), x2: view.across(first), y1: 0, y2: height })),
    ...view.marks
      .filter(({ x }) => x < width - 52)
      .map(({ x, date }) => shape("text", { class: "tick", x, y: height + 16 }, month(date))),
  ];
}

/** What moves with time: a line, a dot on each curve, the values in words. */
function cursor(view) {
  const parts = view.panels.map((panel) =>
    shape(
      "g",
      { transform: `translate(${panel.x} ${panel.y})` },
      shape("line", { class: "now", y1: -4, y2: panel.height }),
      ...sidesOf(view)
        .reverse()
        .map(([name]) => shape("circle", { class: `dot ${name}`, r: 3.5 })),
      shape("text", { class: "value", x: -30, y: -9 }, ...sidesOf(view).map(([name]) => shape("tspan", { class: name }))),
    ),
  );
  return shape(
    "g",
    { class: "cursor", role: "slider", tabindex: "0", "aria-label": "Time", "aria-valuemin": 0, "aria-valuemax": view.steps },
    ...parts,
  );
}

function showTime(drawing, view, time) {
  const moving = drawing.querySelector(".cursor");
  const x = view.across(time);
  view.panels.forEach((panel, at) => {
    const group = moving.children[at];
    group.querySelector(".now").setAttribute("x1", x);
    group.querySelector(".now").setAttribute("x2", x);
    for (const [name, side] of sidesOf(view)) {
      const value = valueAt(side, panel.measure, timeAt(side.places, time));
      const dot = group.querySelector(`circle.${name}`);
      dot.setAttribute("cx", x);
      dot.setAttribute("cy", panel.up(value));
      group.querySelector(`tspan.${name}`).textContent =
        (name === "other" ? " \u2003second run " : "") + valueWords(value, panel, side.run);
    }
  });
  moving.setAttribute("aria-valuenow", time);
  moving.setAttribute("aria-valuetext", spoken(view, time));
}

const valueAt = (side, measure, time) => side.values[measure][time];

/** "0.61 of 1", "14 of 18", "0.03 of 2" */
function valueWords(value, { measure }, run) {
  if (measure === "agreed") return `${whole(value * run.issues.length)} of ${run.issues.length}`;
  return `${figure(value)} of ${measure === "opinion_change" ? 2 : 1}`;
}

function spoken(view, time) {
  const date = view.first.run.steps.date[Math.max(0, time - 1)];
  const values = CURVES.map((one) => `${one.title} ${valueWords(valueAt(view.first, one.measure, time), one, view.first.run)}`);
  return `${day(date)}: ${values.join(", ")}`;
}

/** Which line is which run. */
function legend(view) {
  return sidesOf(view).map(([name], at) => {
    const { x, y, title } = view.keys.places[at];
    return shape(
      "g",
      { transform: `translate(${x} ${y})` },
      shape("rect", { class: `band ${name}`, x: 0.5, y: 4.5, width: 25, height: 9 }),
      shape("line", { class: `curve ${name}`, x1: 0, x2: 26, y1: 9, y2: 9 }),
      shape("text", { class: "key", x: 34, y: 14 }, title),
    );
  });
}

/** Press or drag anywhere in a panel to go to that time; with the keys, step from there. */
function draggable(drawing, store, viewOf) {
  const go = (event) => {
    const view = viewOf();
    const box = drawing.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * view.width;
    const inside = view.panels.filter((panel) => x >= panel.x - 10 && x <= panel.x + panel.width + 10);
    const panel = inside[0] ?? view.panels[0];
    const share = Math.min(1, Math.max(0, (x - panel.x) / panel.width));
    store.set({ time: Math.round(share * view.steps), playing: false });
  };
  drawing.addEventListener("pointerdown", (event) => {
    if (!viewOf() || event.button !== 0) return;
    drawing.setPointerCapture(event.pointerId);
    go(event);
  });
  drawing.addEventListener("keydown", (event) => {
    const action = timeMove(store, event.key, event.shiftKey);
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  drawing.addEventListener("pointermove", (event) => drawing.hasPointerCapture(event.pointerId) && go(event));
}
