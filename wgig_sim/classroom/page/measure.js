/**
 * How large things are on the screen: read when they change, not at every step, since reading makes the browser lay out.
 */

/** How much larger than usual text is, projector and the reader's own settings included. */
function textScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
}

/**
 * The size of an element inside its padding, kept up to date.
 *
 * @param {Element} node
 * @param {object} store
 * @param {() => void} changed called after it has changed, and once at the start
 * @returns {{width: number, height: number, scale: number, key: string}} zero wide while it is not shown
 */
export function watchSize(node, store, changed) {
  const size = { width: 0, height: 0, scale: 1, key: "" };
  const note = (width, height) => {
    Object.assign(size, { width: Math.round(width), height: Math.round(height), scale: textScale() });
    size.key = [size.width, size.height, size.scale].join();
    changed();
  };
  new ResizeObserver(([{ contentRect }]) => note(contentRect.width, contentRect.height)).observe(node);
  store.on(["projector"], () => note(size.width, size.height));
  return size;
}
