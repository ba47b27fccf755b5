/**
 * Numbers as the page writes them: never more digits than an interval deserves, a real minus, dates in words.
 */

const [LONG, SHORT, MONTH] = ["%-d %B %Y", "%-d %b %Y", "%b %Y"].map((form) => d3.utcFormat(form));
const WHOLE = d3.format(",d");

/** A number with so many digits after the point: `figure(-0.041, 2)` is "−0.04". */
export function figure(value, digits = 2) {
  return d3.format(`.${digits}f`)(value);
}

/** Digits after the point that an interval of this half-width deserves, from 0 to 3. */
export function digitsOf(half, least = 0) {
  if (!(half > 0)) return Math.max(least, 1);
  return Math.min(3, Math.max(least, Math.ceil(-Math.log10(half))));
}

/** A whole number with commas: 1,560. */
export function whole(value) {
  return WHOLE(value);
}

/** A count with its noun: "1 seat", "no seats", "40 seats". */
export function things(count, noun, plural = noun + "s") {
  return `${count === 0 ? "no" : whole(count)} ${count === 1 ? noun : plural}`;
}

/** "a, b and c" */
export function listing(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** The text with a capital at its head. */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** "2004-11-23" as "23 November 2004", "23 Nov 2004" when short. */
export function day(date, short = false) {
  return (short ? SHORT : LONG)(new Date(date));
}

/** "2004-11-23" as "Nov 2004". */
export function month(date) {
  return MONTH(new Date(date));
}
