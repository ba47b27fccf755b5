/**
 * Making elements: text is always text, never markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element with attributes, handlers and children.
 *
 * @param {string} tag
 * @param {Object<string, string|number|boolean|Function|null|undefined>} [attributes] `onclick` and the like are handlers;
 *   false, null and undefined leave an attribute out, true writes it empty
 * @param {...(Node|string|number|null|undefined|false)} children null, undefined and false are left out
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG.
 *
 * @returns {SVGElement}
 */
export function shape(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** How many times larger than usual everything is written: 1, or what projector mode says. */
export function scaleOf(node) {
  return Number(getComputedStyle(node).getPropertyValue("--scale")) || 1;
}

/** The size of a drawing of so many units, each of `scale` pixels. */
export function sized(width, height, scale) {
  return { viewBox: `0 0 ${width} ${height}`, width: width * scale, height: height * scale };
}

/** Hand a file to the one who asked for it. */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = element("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
