/**
 * The drawing of the issue strip: a row a seat, made once, put in the order of an item, moved with time.
 */

import { shape } from "#dom";
import { hue, markPath, px, put } from "#marks";
import { nearness, overlap, seatsByPosition } from "#reading";
import { statementsOf, statusAt } from "#replay";

/** Make all that the strip draws, and note the parts in the scene. */
export function makeRows(scene) {
  const { replay, top, bottom, width, x } = scene;
  scene.step = (bottom - top) / replay.seats.length;
  scene.rowY = (at) => Math.round(2 * (top + scene.step * (at + 0.5))) / 2;
  scene.radius = Math.max(1.8, Math.min(5.5 * scene.scale, scene.step * 0.48));
  const band = (name) => (scene[name] = shape("rect", { class: `${name} off`, x: 0, width, height: px(scene.step) }));
  scene.draft = shape("rect", { class: "draft", y: top - 6, height: bottom - top + 12 });
  scene.line = shape("line", { class: "draft-line", y1: top - 6, y2: bottom + 6 });
  scene.common = shape("rect", { class: "common", y: top - 9, height: 5 });
  scene.options = shape("g", { class: "options" });
  scene.thin = scene.step < 4.5 ? " thin" : "";
  scene.rows = replay.seats.map(({ group }, seat) => makeRow(scene, group, seat));
  const still = [-1, 0, 1].map((at) =>
    shape("line", { class: at ? "edge" : "middle", x1: x(at), x2: x(at), y1: top, y2: bottom }),
  );
  return [
    ...still,
    band("picked"),
    band("pointed"),
    scene.common,
    ...scene.rows.map(({ under }) => under),
    scene.draft,
    scene.line,
    scene.options,
    ...scene.rows.map(({ over }) => over),
  ];
}

/** A row around y = 0. */
function makeRow({ radius, step, strip }, group, seat) {
  const tall = px(Math.max(1.5, step * 0.5));
  const bar = (name) => shape("rect", { class: name, y: px(-tall / 2), height: tall });
  const tick = () => shape("line", { class: "tick", y1: px(-step * 0.36), y2: px(step * 0.36) });
  const parts = {
    seat,
    range: bar("range"),
    rest: bar("rest"),
    ticks: [tick(), tick()],
    gap: shape("line", { class: "gap" }),
    dot: shape("path", { class: `dot ${hue(group)}`, d: markPath(group, radius) }),
    said: shape("path", { class: "said", d: markPath(group, radius) }),
    ring: shape("circle", { class: "ring", r: px(radius) }),
    cross: shape("path", { class: "cross", d: crossPath(Math.max(1.6, radius * 0.7)) }),
  };
  const pictures = strip === "pictures";
  parts.under = shape("g", {}, ...(pictures ? [] : [parts.range, parts.rest, ...parts.ticks]));
  parts.over = shape("g", {}, ...(pictures ? [parts.gap, parts.ring, parts.dot] : [parts.cross, parts.said, parts.dot]));
  return parts;
}

/** Put the rows in the order of an item; -1 for one that the forum does not have. */
export function arrange(scene, issue) {
  Object.assign(scene, { issue, seats: issue < 0 ? [] : seatsByPosition(scene.replay, issue) });
  scene.seats.forEach((seat, at) => {
    const { under, over } = scene.rows[seat];
    for (const group of [under, over]) put(group, "transform", `translate(0 ${scene.rowY(at)})`);
  });
}

const clipped = (at) => Math.max(-1.04, Math.min(1.04, at));

/** Positions, ranges, red lines, the text and who cannot live with it. What is hidden has its place too: equal moments look equal. */
export function drawPositions(scene, stand, saidStep, time) {
  const said = saidIn(scene.replay, saidStep);
  for (const row of scene.rows) drawRow(scene, row, stand, said.get(row.seat));
  drawDraft(scene, stand, time);
  const reach = stand.limit.map((limit) => limit + (stand.text === null ? 0 : stand.blur));
  const { low, high, count } = overlap(stand.position, reach);
  scene.common.classList.toggle("all", count === scene.seats.length);
  span(scene, scene.common, low, Math.max(high, low + 0.012));
}

function span({ x }, node, low, high) {
  const [from, to] = [x(clipped(low)), x(clipped(high))];
  put(node, "x", from);
  put(node, "width", px(Math.max(0, to - from)));
}

function drawRow(scene, { seat, range, rest, ticks, dot, said, cross }, stand, words) {
  const { x } = scene;
  const at = stand.position[seat];
  span(scene, range, at - stand.limit[seat], at + stand.limit[seat]);
  const rested = Math.min(stand.latitude[seat], stand.limit[seat]);
  span(scene, rest, at - rested, at + rested);
  ticks.forEach((tick, side) => {
    const line = at + (side ? 1 : -1) * stand.redLine[seat];
    tick.classList.toggle("off", Math.abs(line) > 1.04);
    put(tick, "x1", x(clipped(line)));
    put(tick, "x2", x(clipped(line)));
  });
  put(dot, "transform", `translate(${x(at)} 0)`);
  said.classList.toggle("off", words === undefined);
  put(said, "transform", `translate(${x(clipped(words ?? at))} 0)`);
  const against = stand.text !== null && stand.status !== "options" && !stand.accepts[seat];
  range.classList.toggle("against", against);
  put(cross, "class", against ? `cross${scene.thin}${stand.beyond[seat] ? " beyond" : ""}` : "cross off");
  put(cross, "transform", `translate(${x(against ? stand.text : at)} 0)`);
}

const crossPath = (r) => `M${px(-r)} ${px(-r)}L${px(r)} ${px(r)}M${px(-r)} ${px(r)}L${px(r)} ${px(-r)}`;

/** What was said in a step in the room, by seat. */
function saidIn(replay, step) {
  const found = new Map();
  if (step < 0) return found;
  const { speaker, said, corridor } = replay.statements;
  const from = statementsOf(replay);
  for (let at = from[step]; at < from[step + 1]; at += 1) if (!corridor[at] && speaker[at] >= 0) found.set(speaker[at], said[at]);
  return found;
}

/** The draft as one line as wide as its ambiguity; at the end without agreement, the options and who supports each. */
function drawDraft(scene, { text, blur, status }, time) {
  const options = status === "options" ? scene.replay.items[scene.issue].options : [];
  const shown = text !== null && !options.length;
  const agreed = statusAt(scene.replay, time, scene.issue) === "agreed";
  put(scene.draft, "class", `draft${shown ? "" : " off"}`);
  put(scene.line, "class", `draft-line${shown ? "" : " off"}${agreed ? " agreed" : ""}`);
  scene.options.replaceChildren(...options.flatMap((option, at) => optionMarks(scene, option, at)));
  const [middle, half] = shown ? [text, blur] : [0, 0];
  span(scene, scene.draft, middle - half, middle + half);
  put(scene.line, "x1", scene.x(middle));
  put(scene.line, "x2", scene.x(middle));
}

export const LETTERS = "ABCDEFGH";

function optionMarks(scene, { text, supporters }, at) {
  const supports = new Set(supporters);
  const x = scene.x(text);
  const dots = scene.seats.map(
    (seat, row) =>
      supports.has(seat) && shape("circle", { class: "support", cx: x, cy: scene.rowY(row), r: px(scene.radius * 0.6) }),
  );
  return [
    shape("line", { class: "draft-line option", x1: x, x2: x, y1: scene.top, y2: scene.bottom }),
    shape("text", { class: "letter", x, y: scene.top - 3, "text-anchor": "middle" }, LETTERS[at]),
    ...dots.filter(Boolean),
  ];
}

/**
 * How one seat sees the others, or all of them on average, against how they are.
 *
 * @returns {{mean: number, when: string}} how near the pictures are to the truth, and of which moment they are
 */
export function drawPictures(scene, stand, { values, when }, holder) {
  const n = scene.seats.length;
  const seen = Float32Array.from({ length: n }, (_, subject) =>
    holder >= 0 ? values[subject * n + holder] : meanOf(values, subject, n),
  );
  for (const { seat, ring, gap, dot } of scene.rows) {
    const [truth, picture] = [scene.x(stand.position[seat]), scene.x(clipped(seen[seat]))];
    const self = seat === holder;
    ring.classList.toggle("off", self);
    gap.classList.toggle("off", self);
    put(dot, "transform", `translate(${truth} 0)`);
    put(ring, "cx", picture);
    put(gap, "x1", truth);
    put(gap, "x2", picture);
  }
  for (const node of [scene.draft, scene.line, scene.common]) node.classList.add("off");
  return { mean: holder >= 0 ? nearness(seen, stand.position, holder) : meanNearness(values, stand.position, n), when };
}

function meanOf(values, subject, n) {
  let sum = 0;
  for (let holder = 0; holder < n; holder += 1) sum += holder === subject ? 0 : values[subject * n + holder];
  return sum / (n - 1);
}

/** The mean of all holders' nearness. */
function meanNearness(values, truth, n) {
  const seen = (holder) => truth.map((_, subject) => values[subject * n + holder]);
  return d3.mean(d3.range(n), (holder) => nearness(seen(holder), truth, holder));
}
