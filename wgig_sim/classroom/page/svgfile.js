/**
 * A picture on the page as an SVG file that looks right alone: styles resolved, nothing left that only the page knows.
 */

const words = (text) => text.trim().split(/\s+/);

const STYLES = words(`
  fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity font-family
  font-size font-weight font-style text-anchor dominant-baseline paint-order visibility vector-effect`);
const KEPT = new Set(
  words(`
  x y x1 x2 y1 y2 cx cy r rx ry width height d points transform viewBox dx dy preserveAspectRatio clip-path id offset
  patternUnits patternTransform gradientUnits markerWidth markerHeight refX refY orient marker-end marker-start`),
);
/** What CSS says when it says nothing: not worth writing down. */
const UNSAID = {
  "fill-opacity": "1",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  opacity: "1",
  "font-style": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  "paint-order": "normal",
  visibility: "visible",
  "vector-effect": "none",
};
/** Pixels around a picture, and of a line of the words above it. */
const MARGIN = 12;
const ROW = 20;
const OF_TEXT = /^(font-|text-|dominant-)/;

/**
 * A node of a picture as plain data.
 *
 * @typedef {{tag: string, attributes: Object<string, string>, children: Array<Picture|string>}} Picture
 */

/**
 * Read an SVG element of the page, with its styles as they are on the screen; null for what is not shown.
 *
 * @param {Element} node
 * @param {(node: Element) => CSSStyleDeclaration} styleOf
 * @returns {Picture|null}
 */
export function readPicture(node, styleOf) {
  const style = styleOf(node);
  if (style.getPropertyValue("display") === "none") return null;
  const attributes = { ...keptOf(node), ...stylesOf(node.localName, style) };
  const children = [...node.childNodes].map((child) => {
    if (child.nodeType === 3) return child.nodeValue;
    return child.nodeType === 1 ? readPicture(child, styleOf) : null;
  });
  return { tag: node.localName, attributes, children: children.filter((child) => child !== null) };
}

function keptOf(node) {
  return Object.fromEntries([...node.attributes].filter(({ name }) => KEPT.has(name)).map(({ name, value }) => [name, value]));
}

function stylesOf(tag, style) {
  const wordy = tag === "text" || tag === "tspan";
  const told = STYLES.filter((name) => wordy || !OF_TEXT.test(name)).map((name) => [name, style.getPropertyValue(name)]);
  const bare = style.getPropertyValue("stroke") === "none";
  return Object.fromEntries(
    told.filter(([name, value]) => value && UNSAID[name] !== value && !(bare && name.startsWith("stroke"))),
  );
}

/**
 * The file: the picture on its paper, below a line or more that say what it is.
 *
 * @param {Picture} picture of an `svg` element
 * @param {{width: number, height: number, paper: string, ink: string, font: string, title: string}} frame size in pixels
 */
export function svgText(picture, { width, height, paper, ink, font, title }) {
  const [left, top, wide, tall] = (picture.attributes.viewBox ?? `0 0 ${width} ${height}`).split(/[\s,]+/).map(Number);
  const unit = wide / width;
  const edge = MARGIN * unit;
  const lines = wrapped(title, Math.max(20, Math.floor(width / 7.5)));
  const head = (lines.length * ROW + MARGIN) * unit;
  const heading = lines.map((line, at) =>
    node("text", { x: left, y: top - head + (at + 0.75) * ROW * unit, fill: ink, "font-family": font, "font-size": 14 * unit }, [
      line,
    ]),
  );
  const box = [left - edge, top - head - edge, wide + 2 * edge, tall + head + 2 * edge];
  const sheet = node("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: paper });
  const root = { xmlns: "http://www.w3.org/2000/svg", viewBox: box.join(" "), width: box[2] / unit, height: box[3] / unit };
  const children = [node("title", {}, [title]), sheet, ...heading, ...picture.children];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(node("svg", root, children))}\n`;
}

/** A text in lines of at most so many characters, broken between words. */
export function wrapped(text, most) {
  const lines = [""];
  for (const one of text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + 1 + one.length > most) lines.push(one);
    else lines[lines.length - 1] += (lines.at(-1) && " ") + one;
  }
  return lines;
}

function node(tag, attributes, children = []) {
  return { tag, attributes, children };
}

function written({ tag, attributes, children }) {
  const said = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
  const inside = children.map((child) => (typeof child === "string" ? escaped(child) : written(child))).join("");
  return inside ? `<${tag}${said}>${inside}</${tag}>` : `<${tag}${said}/>`;
}

/** Text that XML reads as itself; characters that XML does not allow are left out. */
export function escaped(text) {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** A name that every file system takes: "wgig-2005-seed-7-room.svg". */
export function fileName(choice, seed, what, ending) {
  return `${choice.scenario}-seed-${seed}-${what}`.toLowerCase().replace(/[^a-z0-9-]+/g, "-") + `.${ending}`;
}
