/**
 * What a moment of a run means for its seats: who accepts the text, where they lean, whom they trust. Pure.
 */

import { row, statusAt, trustAt, value } from "#replay";

/** Latitude gained from a text that is ambiguous through and through, where the replay does not say. */
const AMBIGUITY = 0.2;

/**
 * An item at a moment, seat by seat.
 *
 * @typedef {object} Stand
 * @property {string} status
 * @property {number|null} text the draft, null while there is none
 * @property {number} blur how far the draft's ambiguity reaches to either side
 * @property {Float32Array} position (N,)
 * @property {Float32Array} limit (N,) distance from the position that is accepted now
 * @property {Float32Array} latitude (N,) the same at rest, without goodwill
 * @property {Float32Array} redLine (N,) distance beyond which no goodwill helps
 * @property {boolean[]} accepts (N,) whether a seat can live with the text; all false while there is none
 * @property {boolean[]} beyond (N,) whether the text lies beyond a seat's red line
 * @property {number} count how many accept
 */

/** @returns {Stand} */
export function standAt(replay, time, issue) {
  const { arrays } = replay;
  const status = statusAt(replay, time, issue);
  const position = row(arrays.position, time, issue);
  const limit = row(arrays.limit, time, issue);
  const redLine = row(arrays.red_line, issue);
  const text = status === "open" || status === "dropped" ? null : value(arrays.text, time, issue);
  const blur = (replay.constants?.ambiguity ?? AMBIGUITY) * value(arrays.ambiguity, time, issue);
  const said = row(arrays.accepts, time, issue);
  const accepts = Array.from(said, (one) => text !== null && one > 0);
  const beyond = Array.from(position, (at, i) => text !== null && !accepts[i] && Math.abs(text - at) > redLine[i] + blur);
  return {
    status,
    text,
    blur,
    position,
    limit,
    latitude: row(arrays.latitude, issue),
    redLine,
    accepts,
    beyond,
    count: accepts.filter(Boolean).length,
  };
}

/** Seats from one pole to the other, by where they stood at the start. */
export function seatsByPosition(replay, issue) {
  const start = row(replay.arrays.position, 0, issue);
  return d3.sort(start.keys(), (seat) => start[seat]);
}

/**
 * Where most ranges overlap, on the line from -1 to 1.
 *
 * @param {ArrayLike<number>} position
 * @param {ArrayLike<number>} reach how far each range goes to either side
 * @returns {{low: number, high: number, count: number}} the stretch, and how many ranges cover it
 */
export function overlap(position, reach) {
  const turns = [];
  for (let i = 0; i < position.length; i += 1) {
    turns.push([Math.max(-1, position[i] - reach[i]), 1], [Math.min(1, position[i] + reach[i]), -1]);
  }
  turns.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  let best = { low: 0, high: 0, count: 0 };
  let count = 0;
  turns.forEach(([at, change], index) => {
    count += change;
    if (count > best.count) best = { low: at, high: turns[index + 1][0], count };
  });
  return best;
}

/** Where somebody stands, in words: "strongly towards “the status quo”". */
export function leanWords(position, poles) {
  const far = Math.abs(position);
  if (far < 0.1) return "midway between the two";
  const pole = poles[position > 0 ? 1 : 0];
  return `${far < 0.35 ? "slightly towards" : far < 0.7 ? "towards" : "strongly towards"} \u201c${pole}\u201d`;
}

/** What a seat can do with the text now, in words. */
export function acceptanceWords({ text, accepts, beyond, status }, seat) {
  if (text === null) return "no text is on the table yet";
  if (accepts[seat]) return status === "agreed" ? "can live with the agreed text" : "could live with the text now";
  return beyond[seat] ? "the text lies beyond its red line" : "cannot live with the text now";
}

/** In whose name a seat speaks, by its capacity. */
export function capacityWords(capacity) {
  if (capacity >= 0.75) return "in a personal capacity";
  if (capacity <= 0.25) return "on instructions";
  return "partly in a personal capacity, partly on instructions";
}

/** How far trust goes, in words. */
export function trustWords(trust) {
  return trust >= 0.8 ? "very much" : trust >= 0.6 ? "much" : trust >= 0.4 ? "somewhat" : trust >= 0.2 ? "little" : "hardly";
}

/**
 * Whom a seat trusts most, and who trusts it most.
 *
 * @returns {{given: Array<{seat: number, trust: number}>, received: Array<{seat: number, trust: number}>}}
 */
export function trustOf(replay, time, seat, most = 3) {
  const trust = trustAt(replay, time);
  const n = replay.seats.length;
  const best = (of) =>
    Array.from({ length: n }, (_, other) => ({ seat: other, trust: of(other) }))
      .filter((one) => one.seat !== seat)
      .sort((one, other) => other.trust - one.trust || one.seat - other.seat)
      .slice(0, most);
  return { given: best((other) => trust[other * n + seat]), received: best((other) => trust[seat * n + other]) };
}

/** A seat's name: its title with its number, since titles repeat. */
export function seatName({ title, id }) {
  return `${title} (${id})`;
}

/** Which groups are heard and which are in the room on a day of this format; everybody where nothing is said. */
export function presence(replay, time) {
  const format = replay.formats[time > 0 ? replay.steps.format[time - 1] : replay.steps.format[0]];
  const among = (groups) => (group) => !groups || groups.includes(group);
  return { format: format ?? null, inside: among(format?.room), speaking: among(format?.speaks) };
}

/** How near pictures are to the truth, from 0 to 1: the model's own measure, for one holder or for the mean of many. */
export function nearness(pictures, truth, skip = -1) {
  let [sum, count] = [0, 0];
  for (let j = 0; j < truth.length; j += 1) {
    if (j === skip) continue;
    sum += Math.max(0, 1 - Math.abs(pictures[j] - truth[j]));
    count += 1;
  }
  return count ? sum / count : 1;
}
