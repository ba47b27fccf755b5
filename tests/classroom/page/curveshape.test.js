import assert from "node:assert/strict";
import { test } from "node:test";

import { area, curveValues, dateMarks, line, panelsOf, placesOn, timeAt } from "../../../wgig_sim/classroom/page/curveshape.js";

const steps = (...dates) => ({ date: dates });

test("a run lies on its own axis where it is", () => {
  const run = steps("2004-01-01", "2004-01-01", "2004-01-02", "2004-02-01");
  assert.deepEqual(placesOn(run, run), [0, 1, 2, 3, 4]);
});

test("days are matched by date, rounds within a day by order", () => {
  const first = steps("2004-01-01", "2004-01-01", "2004-01-02", "2004-01-02");
  assert.deepEqual(placesOn(first, steps("2004-01-01", "2004-01-02", "2004-01-02", "2004-01-02", "2004-01-02")), [0, 2, 2.5, 3, 3.5, 4]);
});

test("a run that ends early stops early", () => {
  assert.deepEqual(placesOn(steps("2004-01-01", "2004-02-01"), steps("2004-01-01")), [0, 1]);
});

test("a day that the axis lacks lies before the next that it has", () => {
  assert.deepEqual(placesOn(steps("2004-01-01", "2004-02-01"), steps("2004-01-01", "2004-01-15", "2004-02-01")), [0, 1, 1, 2]);
});

test("calendars with no day in common are laid on each other whole", () => {
  const first = steps("2004-01-01", "2004-01-02", "2004-01-03", "2004-01-04");
  assert.deepEqual(placesOn(first, steps("2003-09-01", "2003-09-02")), [0, 2, 4]);
  assert.deepEqual(placesOn(first, steps("2005-09-01", "2005-09-02")), [0, 2, 4]);
});

test("the time of another run at a moment is the last that has come", () => {
  const places = [0, 2, 2.5, 3, 3.5, 4];
  assert.equal(timeAt(places, 0), 0);
  assert.equal(timeAt(places, 1), 0);
  assert.equal(timeAt(places, 2), 1);
  assert.equal(timeAt(places, 3), 3);
  assert.equal(timeAt(places, 9), 5);
});

test("items agreed become a share, other measures stay", () => {
  const run = { issues: [1, 2, 3, 4], measures: { agreed: [0, 2, 4], trust: [0.2, 0.3, 0.4] } };
  assert.deepEqual(curveValues(run, "agreed"), [0, 0.5, 1]);
  assert.deepEqual(curveValues(run, "trust"), [0.2, 0.3, 0.4]);
});

test("panels stand below each other on a phone, beside each other where it is wide, and never overlap", () => {
  for (const [width, columns] of [[360, 1], [700, 2], [1600, 4]]) {
    const { panels, height } = panelsOf(width, 4);
    assert.equal(new Set(panels.map(({ x }) => x)).size, columns);
    for (const panel of panels) {
      assert.ok(panel.x + panel.width <= width + 1e-9);
      assert.ok(panel.y + panel.height <= height);
    }
  }
});

test("paths", () => {
  assert.equal(line([0, 1.26], [5, 6]), "M0,5L1.3,6");
  assert.equal(area([0, 1], [5, 6], [3, 4]), "M0,3L1,4L1,6L0,5Z");
});

test("dates that would overlap are left out, events without steps too", () => {
  const events = [{ first: 10, start: "2004-03-01" }, { first: 0, start: "2004-01-01" }, { first: 2, start: "2004-02-01" }, { first: -1, start: "2004-02-02" }];
  assert.deepEqual(dateMarks(events, (time) => time * 10, 50).map(({ date }) => date), ["2004-01-01", "2004-03-01"]);
});
