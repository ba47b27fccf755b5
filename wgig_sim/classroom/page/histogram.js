/**
 * The geometry of a histogram of paired differences: bars, the zero line, the mean and its interval.
 */

/**
 * @param {{edges: number[], counts: number[]}} histogram n + 1 edges, n counts
 * @param {{mean: number, low: number, high: number}} difference
 * @param {{width: number, height: number}} size the drawing's, in pixels
 * @returns {{bars: Array<{x: number, y: number, width: number, height: number, count: number}>, zero: number, mean: number,
 *   low: number, high: number, domain: [number, number]}} the domain always holds zero
 */
export function histogramShape({ edges, counts }, difference, { width, height }) {
  const domain = domainOf(edges);
  const across = (value) => ((value - domain[0]) / (domain[1] - domain[0])) * width;
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, at) => {
    const tall = (count / most) * height;
    return { x: across(edges[at]), y: height - tall, width: across(edges[at + 1]) - across(edges[at]), height: tall, count };
  });
  const clamp = (value) => Math.min(width, Math.max(0, across(value)));
  const { mean, low, high } = difference;
  return { bars, zero: across(0), mean: clamp(mean), low: clamp(low), high: clamp(high), domain };
}

/** From the least to the most edge, zero included, with a margin so that nothing sticks to the border. */
export function domainOf(edges) {
  const low = Math.min(0, edges[0]);
  const high = Math.max(0, edges.at(-1));
  const margin = (high - low || 1) * 0.06;
  return [low - margin, high + margin];
}

/**
 * Round values to write below an axis: about `wanted` of them, at steps of 1, 2 or 5 times a power of ten.
 *
 * @param {[number, number]} domain
 * @param {number} [least] the smallest step that makes sense, such as one item
 * @returns {number[]}
 */
export function roundValues([low, high], wanted = 4, least = 0) {
  const rough = Math.max((high - low) / wanted, least, 1e-9);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step || 0);
}
