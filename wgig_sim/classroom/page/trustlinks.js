/**
 * Trust as links between seats: which to draw, how strong, along which curve. Pure.
 */

import { px } from "#marks";

/** Strengths in which links are drawn: each from this trust on. */
export const STRENGTHS = [0, 0.4, 0.6, 0.8];
const STRENGTH_WORDS = ["little", "somewhat", "much", "very much"];
/** How far a link bends to its own side. */
const SIDE = 0.06;

/**
 * Links of trust at or above a threshold.
 *
 * @param {ArrayLike<number>} trust (N * N) [trusted, truster]
 * @param {number} n
 * @param {{least: number, direction: "given"|"received"|"both", seat?: number}} wanted with a seat, only the links that it gives,
 *   that it receives, or that hold both ways; without one, all, or with "both" only those that hold both ways
 * @returns {Array<{from: number, to: number, trust: number}>} `from` trusts `to`
 */
export function linksOf(trust, n, { least, direction, seat = -1 }) {
  const links = [];
  const add = (from, to) => {
    const there = trust[to * n + from];
    const back = trust[from * n + to];
    const strength = direction === "both" ? Math.min(there, back) : there;
    if (from !== to && strength >= least) links.push({ from, to, trust: strength });
  };
  for (let one = 0; one < n; one += 1) {
    if (seat >= 0) direction === "received" ? add(one, seat) : add(seat, one);
    else for (let other = 0; other < n; other += 1) if (direction !== "both" || one < other) add(one, other);
  }
  return links;
}

/** How many links there can be. */
export function linksPossible(n, direction) {
  return direction === "both" ? (n * (n - 1)) / 2 : n * (n - 1);
}

/**
 * Links as one path for each strength, bent towards the middle of the table; a link and its answer bend to different sides.
 *
 * @param {Array<{from: number, to: number, trust: number}>} links
 * @param {Array<{x: number, y: number}>} places
 * @param {{x: number, y: number}} centre
 * @returns {string[]} a `d` for each of STRENGTHS
 */
export function linkPaths(links, places, centre) {
  const paths = STRENGTHS.map(() => []);
  for (const { from, to, trust } of links) {
    const [a, b] = [places[from], places[to]];
    const pull = 0.6 * Math.min(1, Math.hypot(a.x - b.x, a.y - b.y) / (1.2 * centre.y));
    const x = ((a.x + b.x) / 2) * (1 - pull) + centre.x * pull + (b.y - a.y) * SIDE;
    const y = ((a.y + b.y) / 2) * (1 - pull) + centre.y * pull - (b.x - a.x) * SIDE;
    paths[STRENGTHS.findLastIndex((least) => trust >= least)].push(
      `M${px(a.x)} ${px(a.y)}Q${px(x)} ${px(y)} ${px(b.x)} ${px(b.y)}`,
    );
  }
  return paths.map((parts) => parts.join(""));
}

/** "2 very much, 11 much, 26 somewhat" */
export function strengthWords(links) {
  const count = STRENGTHS.map(() => 0);
  for (const { trust } of links) count[STRENGTHS.findLastIndex((least) => trust >= least)] += 1;
  return count
    .map((many, at) => many && `${many} ${STRENGTH_WORDS[at]}`)
    .filter(Boolean)
    .reverse()
    .join(", ");
}
