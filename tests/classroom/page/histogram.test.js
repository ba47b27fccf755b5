import assert from "node:assert/strict";
import { test } from "node:test";

import { domainOf, histogramShape } from "../../../wgig_sim/classroom/page/histogram.js";

const size = { width: 100, height: 50 };

test("the domain always holds zero, with a margin", () => {
  assert.deepEqual(domainOf([-10, -5]), [-10.6, 0.6]);
  assert.deepEqual(domainOf([5, 10]), [-0.6, 10.6]);
  assert.deepEqual(domainOf([-1, 1]), [-1.12, 1.12]);
});

test("bars lie side by side, as tall as their share of the tallest, on the base", () => {
  const { bars, zero, mean } = histogramShape({ edges: [-1, 0, 1], counts: [10, 5] }, { mean: 0, low: -0.1, high: 0.1 }, size);
  assert.equal(bars[0].height, 50);
  assert.equal(bars[1].height, 25);
  assert.equal(bars[1].y + bars[1].height, 50);
  assert.ok(Math.abs(bars[0].x + bars[0].width - bars[1].x) < 1e-9);
  assert.ok(Math.abs(zero - 50) < 1e-9);
  assert.ok(Math.abs(mean - 50) < 1e-9);
});

test("what lies outside is kept at the border, and nothing breaks where all pairs are equal", () => {
  const shape = histogramShape({ edges: [0, 0], counts: [500] }, { mean: 0, low: 0, high: 0 }, size);
  assert.ok(Number.isFinite(shape.bars[0].x));
  assert.ok(shape.zero > 0 && shape.zero < 100);
  const empty = histogramShape({ edges: [0, 1], counts: [0] }, { mean: 9, low: -9, high: 9 }, size);
  assert.equal(empty.bars[0].height, 0);
  assert.equal(empty.mean, 100);
  assert.equal(empty.low, 0);
});
