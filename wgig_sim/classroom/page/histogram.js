/**
 * The geometry of a histogram of paired differences: bars, the zero line, the mean and its interval.
 */

/**
 * @param {{edges: number[], counts: number[]}} histogram n + 1 edges, n counts
 * @param {{mean: number, low: number, high: number}} difference
 * @param {{width: number, height: number}} size the drawing's, in pixels
 * @returns {{bars: Array<{x: number, y: number, width: number, height: number, count: number}>, zero: number, mean: number,
 *   low: number, high: number, across: (value: number) => number}} `across` is the scale, which always holds zero
 */
export function histogramShape({ edges, counts }, { mean, low, high }, { width, height }) {
  const across = d3.scaleLinear(domainOf(edges), [0, width]);
  const tall = d3.scaleLinear([0, Math.max(1, ...counts)], [0, height]);
  const bars = counts.map((count, at) => ({
    ...{ x: across(edges[at]), width: across(edges[at + 1]) - across(edges[at]) },
    ...{ y: height - tall(count), height: tall(count), count },
  }));
  const within = across.copy().clamp(true);
  return { bars, across, zero: across(0), mean: within(mean), low: within(low), high: within(high) };
}

/** From the least to the most edge, zero included, with a margin so that nothing sticks to the border. */
export function domainOf(edges) {
  const low = Math.min(0, edges[0]);
  const high = Math.max(0, edges.at(-1));
  const margin = (high - low || 1) * 0.06;
  return [low - margin, high + margin];
}
