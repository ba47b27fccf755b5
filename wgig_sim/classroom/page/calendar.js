/**
 * The calendar: all dates on one axis in proportion, below it the days and rounds of the event on show, and what moves time.
 */

import { apartBy, dayNumber, daysOf, datesOfTimes, monthsOf, spanOf, timeNear } from "#calendarshape";
import { element, shape } from "#dom";
import { month } from "#figures";
import { px, put } from "#marks";
import { watchSize } from "#measure";
import { momentWords, OPEN } from "#moments";
import { eventTime, goTo, SPEEDS, timeMove, toggle } from "#player";
import { stepAt, stepsOf } from "#replay";

export function mount(root, store) {
  const axis = shape("svg", { class: "axis", role: "slider", tabindex: 0, "aria-label": "Moment of the run" });
  const rounds = shape("svg", { class: "rounds", "aria-hidden": "true" });
  const say = element("p", { class: "calendar-say" });
  const key = element(
    "p",
    { class: "calendar-key" },
    element("i", { class: "sign open" }),
    "open",
    element("i", { class: "sign closed" }),
    "closed",
  );
  root.replaceChildren(controls(store, say, key), axis, rounds);
  let scene = null;
  const size = watchSize(root, store, () => {
    document.documentElement.style.setProperty("--calendar-height", `${root.offsetHeight}px`);
    draw();
  });
  const draw = () => {
    const { runs, view } = store.get();
    if (!runs.first || view !== "run" || !size.width) return;
    if (scene?.replay !== runs.first || scene.key !== size.key) scene = build(runs.first, axis, rounds, size);
    move(store, scene, axis, rounds, say);
  };
  store.on(["runs", "view", "time"], draw);
  scrub(axis, store, (x) => timeNear(scene.dates, scene.dateAt(x), store.get().time));
  scrub(rounds, store, (x) => scene.stepAtX(x) + 1);
  axis.addEventListener("keydown", (event) => slide(store, event));
  draw();
}

/** Pictures on the buttons. */
const ICONS = {
  eventBack: "M3 3v10M13 3v10L5 8z",
  back: "M11 3v10L4 8z",
  play: "M4 2.5v11L13 8z",
  pause: "M4.5 3h2v10h-2zM9.5 3h2v10h-2z",
  on: "M5 3v10l7-5z",
  eventOn: "M13 3v10M3 3v10l8-5z",
};
const icon = (name) =>
  shape("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, shape("path", { d: ICONS[name] }));

function controls(store, say, key) {
  const button = (title, sign, action, name) =>
    element("button", { type: "button", class: `move ${name}`, "aria-label": title, title, onclick: action }, icon(sign));
  const by = (direction, whole) => () => {
    const { time, runs } = store.get();
    store.set({ playing: false });
    goTo(store, whole ? eventTime(runs.first, time, direction) : time + direction);
  };
  const play = button("Play", "play", () => toggle(store), "play");
  const sayPlay = () => {
    const { playing } = store.get();
    play.replaceChildren(icon(playing ? "pause" : "play"));
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.title = playing ? "Pause" : "Play";
  };
  store.on(["playing"], sayPlay);
  sayPlay();
  const speed = element(
    "select",
    { "aria-label": "Speed", onchange: ({ target }) => store.set({ speed: Number(target.value) }) },
    ...SPEEDS.map(({ value, title }) => element("option", { value, selected: value === store.get().speed }, title)),
  );
  return element(
    "div",
    { class: "calendar-bar" },
    element(
      "div",
      { class: "moves", role: "group", "aria-label": "Time" },
      button("One event back", "eventBack", by(-1, true), "event"),
      button("One step back", "back", by(-1), "step"),
      play,
      button("One step on", "on", by(1), "step"),
      button("One event on", "eventOn", by(1, true), "event"),
    ),
    speed,
    say,
    key,
  );
}

/** All that time does not move. */
function build(replay, axis, rounds, { width, scale, key }) {
  const days = daysOf(replay);
  const span = spanOf(replay);
  const across = d3.scaleLinear([span.from, span.to], [4, width - 4]);
  const x = (date) => px(across(date));
  const scene = { replay, key, width, scale, days, x, dates: datesOfTimes(days, stepsOf(replay)), tall: 16 * scale, event: -1 };
  scene.dateAt = across.invert;
  axis.setAttribute("viewBox", `0 0 ${width} ${36 * scale}`);
  axis.setAttribute("height", 36 * scale);
  rounds.setAttribute("viewBox", `0 0 ${width} ${26 * scale}`);
  rounds.setAttribute("height", 26 * scale);
  scene.played = shape("rect", { class: "played", x: 4, y: scene.tall / 2 + 1, height: 2 });
  scene.head = shape("path", { class: "playhead" });
  const line = shape("line", { class: "axis-line", x1: 4, x2: width - 4, y1: scene.tall / 2 + 2, y2: scene.tall / 2 + 2 });
  axis.replaceChildren(line, scene.played, ...monthSigns(scene, span), ...days.map((held) => daySign(scene, held)), scene.head);
  return scene;
}

function monthSigns({ x, tall, scale, width }, span) {
  const months = monthsOf(span).map((at) => ({ at, x: x(at) }));
  const short = span.to - span.from < 60;
  const named = apartBy(
    months.filter(({ x: at }) => at < width - 30 * scale),
    (short ? 40 : 62) * scale,
  );
  const dated = named.length ? named : [{ x: 4, at: span.from }];
  return [
    ...months.map(({ x: at }) => shape("line", { class: "month", x1: at, x2: at, y1: 0, y2: tall + 4 })),
    ...dated.map(({ x: at, at: date }) =>
      shape(
        "text",
        { class: "month-name", x: at, y: tall + 17 * scale },
        month(new Date(date * 86_400_000).toISOString().slice(0, 10)),
      ),
    ),
  ];
}

/** A day: filled when closed, an outline when open, low and grey where nobody meets. */
function daySign({ replay, x, tall }, { event, day, date, format, publicity }) {
  const from = dayNumber(date);
  const wide = Math.max(3, x(from + 1) - x(from) - 1);
  const kind = format < 0 ? "written" : publicity >= OPEN ? "open" : "closed";
  const title = `${replay.events[event].title}, day ${day}: ${format < 0 ? "no session" : replay.formats[format].title}`;
  return shape(
    "rect",
    {
      class: `day ${kind}`,
      x: x(from),
      width: px(wide),
      y: kind === "written" ? tall / 2 - 1 : 2,
      height: kind === "written" ? 6 : tall,
    },
    shape("title", {}, title),
  );
}

function move(store, scene, axis, rounds, say) {
  const { replay, x, tall } = scene;
  const time = Math.min(store.get().time, stepsOf(replay));
  const at = x(scene.dates[time]);
  put(scene.played, "width", px(Math.max(0, at - 4)));
  put(scene.head, "d", `M${at} -1v${tall + 6}M${px(at - 5)} -1h10l-5 6z`);
  const words = momentWords(replay, time);
  say.textContent = words;
  say.title = words;
  for (const [name, value] of Object.entries({
    "aria-valuemin": 0,
    "aria-valuemax": stepsOf(replay),
    "aria-valuenow": time,
    "aria-valuetext": words,
  }))
    put(axis, name, value);
  const event = replay.steps.event[stepAt(replay, time)];
  if (event !== scene.event) buildRounds(scene, rounds, event);
  scene.boxes.forEach(({ node, step }) => {
    node.classList.toggle("past", step < time);
    node.classList.toggle("now", step === time - 1);
  });
}

/** Days of one event side by side, each with a box for a round. */
function buildRounds(scene, rounds, event) {
  const { replay, width, scale } = scene;
  const days = scene.days.filter((held) => held.event === event);
  const steps = d3.sum(days, ({ first, last }) => last - first + 1);
  const gap = 10 * scale;
  const wide = Math.min((width - 8 - gap * (days.length - 1)) / steps, 26 * scale);
  scene.event = event;
  scene.boxes = [];
  let x = 4;
  const parts = days.flatMap(({ first, last, format, publicity, day }) => {
    const kind = format < 0 ? "written" : publicity >= OPEN ? "open" : "closed";
    const boxes = Array.from({ length: last - first + 1 }, (_, at) => {
      const node = shape("rect", {
        class: `round ${kind}`,
        x: px(x + at * wide),
        width: px(Math.max(1.5, wide - 1.5)),
        y: 1,
        height: px(9 * scale),
      });
      scene.boxes.push({ node, step: first + at, x: x + at * wide });
      return node;
    });
    const room = (last - first + 1) * wide;
    const words =
      format < 0
        ? replay.events[event].title
        : room > 190 * scale
          ? `day ${day}, ${replay.formats[format].title.toLowerCase()}`
          : room > 44 * scale
            ? `day ${day}`
            : String(day);
    const label = shape("text", { class: "day-name", x: px(x), y: px(22 * scale) }, words);
    x += room + gap;
    return [...boxes, label];
  });
  scene.stepAtX = (at) => (scene.boxes.findLast(({ x: from }) => from <= at) ?? scene.boxes[0]).step;
  rounds.replaceChildren(...parts);
}

/** Press and drag along a picture to move time. */
function scrub(svg, store, timeAt) {
  const go = (event) => {
    const box = svg.getBoundingClientRect();
    goTo(store, timeAt(event.clientX - box.left));
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    svg.setPointerCapture(event.pointerId);
    store.set({ playing: false });
    go(event);
  });
  svg.addEventListener("pointermove", (event) => svg.hasPointerCapture(event.pointerId) && go(event));
}

/** The keys of a slider; up and down as right and left. */
function slide(store, event) {
  const names = { ArrowUp: "ArrowRight", ArrowDown: "ArrowLeft", PageUp: "ArrowRight", PageDown: "ArrowLeft" };
  const action = timeMove(store, names[event.key] ?? event.key, event.shiftKey || event.key.startsWith("Page"));
  if (!action) return;
  event.preventDefault();
  action();
}
