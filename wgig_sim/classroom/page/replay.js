/**
 * The replay of a run, its packed arrays unpacked, and what can be read off it at a moment. Pure.
 *
 * @typedef {{shape: number[], values: Float32Array}} Grid
 * @typedef {object} Replay as the server writes it, with `arrays` of Grids
 */

/** The format that this page plays. */
export const FORMAT = "wgig-sim replay 1";

/**
 * A replay with its arrays unpacked.
 *
 * @param {object} told what the server says
 * @returns {Replay}
 * @throws if it is of another format
 */
export function decode(told) {
  if (told.format !== FORMAT) throw new Error(`This page plays "${FORMAT}", not "${told.format}".`);
  const arrays = Object.fromEntries(Object.entries(told.arrays).map(([name, packed]) => [name, packed && unpack(packed, told)]));
  return { ...told, arrays };
}

/**
 * An array as numbers: value = low + q / most * (high - low); with `delta`, q holds differences along the first axis, with
 * delta "issue" those to the last frame of the same issue, or to how its pictures were at the start.
 *
 * @param {object} packed
 * @param {object} [told] the replay that it is part of, only needed for delta "issue"
 * @returns {Grid}
 */
export function unpack({ shape, type, low, high, delta, data }, told) {
  const bytes = bytesOf(data);
  const whole = type === "uint16" ? words(bytes) : bytes;
  const most = type === "uint16" ? 65535 : 255;
  const stride = shape.slice(1).reduce((product, length) => product * length, 1);
  if (delta === "issue") addByIssue(whole, stride, told.steps.issue, bytesOf(told.arrays.picture_start.data));
  else if (delta) for (let at = stride; at < whole.length; at += 1) whole[at] += whole[at - stride];
  const scale = (high - low) / most;
  const values = new Float32Array(whole.length);
  for (let at = 0; at < whole.length; at += 1) values[at] = low + whole[at] * scale;
  return { shape, values };
}

function bytesOf(data) {
  const letters = atob(data);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** Frame s + 1 is that of step s; a step without an issue has no frame of its own. */
function addByIssue(whole, stride, issues, start) {
  const before = new Map();
  issues.forEach((issue, step) => {
    if (issue < 0) return;
    const frame = whole.subarray((step + 1) * stride, (step + 2) * stride);
    const last = before.get(issue) ?? start.subarray(issue * stride, (issue + 1) * stride);
    for (let at = 0; at < stride; at += 1) frame[at] += last[at];
    before.set(issue, frame);
  });
}

/** Little-endian, whatever this machine is. */
function words(bytes) {
  const whole = new Uint16Array(bytes.length / 2);
  for (let at = 0; at < whole.length; at += 1) whole[at] = bytes[2 * at] | (bytes[2 * at + 1] << 8);
  return whole;
}

/**
 * A row of a grid: all that follows the leading indices, without copying.
 *
 * @param {Grid} grid
 * @param {...number} at leading indices
 * @returns {Float32Array}
 */
export function row({ shape, values }, ...at) {
  const stride = shape.slice(at.length).reduce((product, length) => product * length, 1);
  const from = at.reduce((offset, index, axis) => offset * shape[axis] + index, 0) * stride;
  return values.subarray(from, from + stride);
}

/** One number of a grid. */
export function value(grid, ...at) {
  return row(grid, ...at)[0];
}

/** How many steps a run has; its times go from 0 to this. */
export function stepsOf(replay) {
  return replay.steps.date.length;
}

/** The status of an item at a time: "open", "tabled", "agreed", "options" or "dropped". */
export function statusAt(replay, time, issue) {
  return replay.statuses[Math.round(value(replay.arrays.status, time, issue))];
}

/** Trust (N, N) [trusted, truster] as last taken at or before a time. */
export function trustAt(replay, time) {
  const taken = replay.trust_steps;
  let [low, high] = [0, taken.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (taken[middle] <= time) low = middle;
    else high = middle - 1;
  }
  return row(replay.arrays.trust, low);
}

/** The step that has just been taken at a time; before the first it is the first. */
export function stepAt(replay, time) {
  return Math.max(0, Math.min(time, stepsOf(replay)) - 1);
}

/** The item on the table at a time, or last before it; before all, the first to come. -1 if there never is one. */
export function tableAt(replay, time) {
  const { issue } = replay.steps;
  for (let step = stepAt(replay, time); step >= 0; step -= 1) if (issue[step] >= 0) return issue[step];
  return issue.find((at) => at >= 0) ?? -1;
}

/**
 * Where each thinks the others stand on an item, (N, N) [subject, holder], as last seen at or before a time.
 *
 * @returns {{values: Float32Array, when: "now"|"start"|"end"}} `when` says which moment it is
 */
export function pictureAt(replay, time, issue) {
  const { picture, picture_start, picture_end } = replay.arrays;
  if (time >= stepsOf(replay)) return { values: row(picture_end, issue), when: "end" };
  for (let step = time - 1; picture && step >= 0; step -= 1) {
    if (replay.steps.issue[step] === issue) return { values: row(picture, step + 1), when: "now" };
  }
  return { values: row(picture_start, issue), when: "start" };
}

/** Rows of statements by step: the statements of step s are rows from[s] to from[s + 1] - 1. */
export function statementsOf(replay) {
  return within(starts, replay, () => firsts(replay.statements.step, stepsOf(replay)));
}

const starts = new WeakMap();

function within(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

/** For an ascending column of steps, where each step begins; one entry more than there are steps. */
export function firsts(column, steps) {
  const from = new Array(steps + 1).fill(column.length);
  for (let at = column.length - 1; at >= 0; at -= 1) from[column[at]] = at;
  for (let step = steps - 1; step >= 0; step -= 1) from[step] = Math.min(from[step], from[step + 1]);
  return from;
}
