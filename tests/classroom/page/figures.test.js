import assert from "node:assert/strict";
import { test } from "node:test";

import { capital, day, digitsOf, figure, listing, month, things, whole } from "../../../wgig_sim/classroom/page/figures.js";

test("figures have a real minus, and no minus nought", () => {
  assert.equal(figure(-0.041), "\u22120.04");
  assert.equal(figure(-0.001), "0.00");
  assert.equal(figure(12.345, 1), "12.3");
});

test("digits follow the half-width of an interval", () => {
  assert.equal(digitsOf(3.2), 0);
  assert.equal(digitsOf(0.3), 1);
  assert.equal(digitsOf(0.02), 2);
  assert.equal(digitsOf(0.0004), 3);
  assert.equal(digitsOf(3.2, 1), 1);
  assert.equal(digitsOf(0), 1);
  assert.equal(digitsOf(NaN), 1);
});

test("counts and lists", () => {
  assert.equal(things(1, "seat"), "1 seat");
  assert.equal(things(0, "seat"), "no seats");
  assert.equal(things(2, "country", "countries"), "2 countries");
  assert.equal(whole(1560), "1,560");
  assert.equal(listing(["a"]), "a");
  assert.equal(listing(["a", "b", "c"]), "a, b and c");
  assert.equal(listing([]), "");
  assert.equal(capital("unequal footing"), "Unequal footing");
});

test("dates are words", () => {
  assert.equal(day("2004-11-23"), "23 November 2004");
  assert.equal(day("2004-11-03", true), "3 Nov 2004");
  assert.equal(month("2004-11-23"), "Nov 2004");
});
