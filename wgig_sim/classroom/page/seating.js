/**
 * Where everybody sits: blocks of seats around an oval table, in as many rows as it takes. Pure.
 *
 * @typedef {{x: number, y: number, angle: number, row: number}} Place `row` is larger the further out
 * @typedef {{of: number, seats: number[]}} Block seats that sit together; `of` is their group or camp
 */

/** Seats that fit around one table; more sit in rows. */
const ONE_ROW = 60;
const SAMPLES = 720;

/**
 * Blocks by group or by camp; camps of one group stand beside each other.
 *
 * @param {Array<{group: number, camp: number}>} seats
 * @param {"group"|"camp"} order
 * @returns {Block[]}
 */
export function blocksOf(seats, order) {
  const sorted = d3.sort(seats.keys(), (seat) => seats[seat].group, (seat) => seats[seat].camp);
  return d3.groups(sorted, (seat) => seats[seat][order]).map(([of, members]) => ({ of, seats: members }));
}

/** How many rows of seats a room of so many has. */
export function rowsFor(count) {
  return count <= ONE_ROW ? 1 : Math.min(5, Math.ceil(count / 45));
}

/**
 * A place for each seat around the table.
 *
 * @param {Block[]} blocks
 * @param {{x: number, y: number, across: number, down: number}} oval centre and half axes of the outermost row
 * @returns {{places: Place[], room: number, inner: {across: number, down: number}}} places by seat; `room` is the free distance
 *   around each; `inner` the half axes of the table
 */
export function seating(blocks, oval) {
  const count = blocks.reduce((sum, { seats }) => sum + seats.length, 0);
  const rows = rowsFor(count);
  const apart = rows > 4 ? 0.13 : 0.155;
  const rings = Array.from({ length: rows }, (_, at) => ringOf(oval, 1 - at * apart));
  const gaps = blocks.length > 1 ? blocks.length * rows : 0;
  const slots = share(rings, count + gaps).flatMap((number, at) => spread(rings[at], number, oval));
  slots.sort((one, other) => one.angle - other.angle || one.row - other.row);
  const places = [];
  let slot = 0;
  for (const { seats } of blocks) {
    for (const seat of seats) places[seat] = slots[slot++];
    if (gaps) slot += rows;
  }
  const length = rings.reduce((sum, ring) => sum + ring.length, 0);
  const between = Math.min(length / (count + gaps), rows > 1 ? apart * Math.min(oval.across, oval.down) * 1.05 : Infinity);
  const last = rings.at(-1);
  return { places, room: between, inner: { across: last.across, down: last.down } };
}

function ringOf({ across, down }, factor) {
  const ring = { across: across * factor, down: down * factor, along: [0], length: 0 };
  let before = pointOf(ring, 0);
  for (let at = 1; at <= SAMPLES; at += 1) {
    const point = pointOf(ring, at / SAMPLES);
    ring.length += Math.hypot(point.x - before.x, point.y - before.y);
    ring.along.push(ring.length);
    before = point;
  }
  return ring;
}

/** A point of an oval, from the left round over the top. */
function pointOf({ across, down }, turn) {
  const angle = Math.PI + turn * 2 * Math.PI;
  return { x: across * Math.cos(angle), y: down * Math.sin(angle) };
}

/** Slots of each ring, by its length; together exactly `slots`. */
function share(rings, slots) {
  const whole = rings.reduce((sum, { length }) => sum + length, 0);
  let rest = slots;
  return rings.map(({ length }, at) => {
    const number = at === rings.length - 1 ? rest : Math.round((slots * length) / whole);
    rest -= number;
    return number;
  });
}

/** Points at equal distances along an oval. */
function spread(ring, number, { x, y }) {
  const slots = [];
  let sample = 0;
  for (let at = 0; at < number; at += 1) {
    const wanted = ((at + 0.5) / number) * ring.length;
    while (ring.along[sample] < wanted) sample += 1;
    const turn = sample / SAMPLES;
    const point = pointOf(ring, turn);
    slots.push({ x: x + point.x, y: y + point.y, angle: turn, row: ring.across });
  }
  return slots;
}

/** Places in lines for those who stand outside, from a corner to the right and down. */
export function queue(count, { x, y, width, gap }) {
  const inLine = Math.max(1, Math.floor(width / gap));
  return Array.from({ length: count }, (_, at) => ({
    x: x + (at % inLine) * gap,
    y: y + Math.floor(at / inLine) * gap,
    angle: 0,
  }));
}
