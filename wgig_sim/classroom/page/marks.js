/**
 * The shapes of the groups: each group has a hue and a shape of its own, everywhere.
 */

import { shape } from "#dom";

const SYMBOLS = ["symbolCircle", "symbolSquare", "symbolTriangle", "symbolDiamond", "symbolCross", "symbolStar"];

/** Class and hue of a group's marks. */
export function hue(group) {
  return `fill-g${group % SYMBOLS.length}`;
}

/** The path of a group's mark around 0,0; all groups' marks of one radius have about the same area. */
export function markPath(group, radius) {
  return d3.symbol(d3[SYMBOLS[group % SYMBOLS.length]], Math.PI * radius * radius)();
}

/** A small picture of a group's mark, to stand in a line of text. */
export function groupMark(group, size = 14) {
  return shape(
    "svg",
    { class: "group-mark", width: size, height: size, viewBox: "-7 -7 14 14", "aria-hidden": "true" },
    shape("path", { class: hue(group), d: markPath(group, 5.2) }),
  );
}

/** Set an attribute where it differs, so that nothing is laid out anew for nothing. */
export function put(node, name, value) {
  const text = String(value);
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

/** Pixels to a tenth. */
export const px = (value) => Math.round(value * 10) / 10;
