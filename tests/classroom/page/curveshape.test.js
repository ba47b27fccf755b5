import assert from "node:assert/strict";
import { test } from "node:test";

import {
  apart,
  curveValues,
  dateMarks,
  keysOf,
  panelsOf,
  placesOn,
  timeAt,
} from "../../../wgig_sim/classroom/page/curveshape.js";

const run = (...dates) => ({ steps: { date: dates, event: dates.map(() => 0) }, events: [{ id: "meeting" }] });

test("a run lies on its own axis where it is", () => {
  const one = run("2004-01-01", "2004-01-01", "2004-01-02", "2004-02-01");
  assert.deepEqual(placesOn(one, one), [0, 1, 2, 3, 4]);
});

test("also where events overlap, so that days come twice", () => {
  const one = {
    steps: { date: ["2005-02-01", "2005-02-02", "2005-02-02", "2005-02-02", "2005-02-03"], event: [0, 0, 0, 1, 1] },
    events: [{ id: "bali" }, { id: "accra" }],
  };
  assert.deepEqual(placesOn(one, one), [0, 1, 2, 3, 4, 5]);
});

test("days are matched by date, rounds within a day by order", () => {
  const first = run("2004-01-01", "2004-01-01", "2004-01-02", "2004-01-02");
  const other = run("2004-01-01", "2004-01-02", "2004-01-02", "2004-01-02", "2004-01-02");
  assert.deepEqual(placesOn(first, other), [0, 2, 2.5, 3, 3.5, 4]);
});

test("a run that ends early stops early", () => {
  assert.deepEqual(placesOn(run("2004-01-01", "2004-02-01"), run("2004-01-01")), [0, 1]);
});

test("a day that the axis lacks lies before the next that it has", () => {
  assert.deepEqual(placesOn(run("2004-01-01", "2004-02-01"), run("2004-01-01", "2004-01-15", "2004-02-01")), [0, 1, 1, 2]);
});

test("places never fall and always are one more than steps, whatever the calendars", () => {
  const mixed = {
    steps: { date: ["2004-03-01", "2004-01-05", "2004-02-01"], event: [0, 1, 2] },
    events: [{ id: "a" }, { id: "b" }, { id: "c" }],
  };
  for (const [first, other] of [
    [mixed, run("2004-01-05", "2004-01-31", "2004-03-01", "2004-04-01")],
    [run("2004-02-01"), mixed],
  ]) {
    const places = placesOn(first, other);
    assert.equal(places.length, other.steps.date.length + 1);
    places.forEach((place, at) => assert.ok(place >= (places[at - 1] ?? 0) && place <= first.steps.date.length, `${places}`));
  }
});

test("calendars with no day in common are laid on each other whole", () => {
  const first = run("2004-01-01", "2004-01-02", "2004-01-03", "2004-01-04");
  assert.deepEqual(placesOn(first, run("2003-09-01", "2003-09-02")), [0, 2, 4]);
  assert.deepEqual(placesOn(first, run("2005-09-01", "2005-09-02")), [0, 2, 4]);
  assert.ok(apart(first, run("2005-09-01")) && !apart(first, run("2004-01-02", "2005-09-01")));
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
  const four = { issues: [1, 2, 3, 4], measures: { agreed: [0, 2, 4], trust: [0.2, 0.3, 0.4] } };
  assert.deepEqual(curveValues(four, "agreed"), [0, 0.5, 1]);
  assert.deepEqual(curveValues(four, "trust"), [0.2, 0.3, 0.4]);
});

test("panels stand below each other on a phone, beside each other where it is wide, and never overlap", () => {
  for (const [width, columns] of [
    [360, 1],
    [700, 2],
    [1600, 4],
  ]) {
    const { panels, height } = panelsOf(width, 4);
    assert.equal(new Set(panels.map(({ x }) => x)).size, columns);
    for (const panel of panels) {
      assert.ok(panel.x + panel.width <= width + 1e-9);
      assert.ok(panel.y + panel.height <= height);
    }
  }
});

test("dates that would overlap are left out, events without steps too", () => {
  const events = [
    { first: 10, start: "2004-03-01" },
    { first: 0, start: "2004-01-01" },
    { first: 2, start: "2004-02-01" },
    { first: -1, start: "2004-02-02" },
  ];
  assert.deepEqual(
    dateMarks(events, (time) => time * 10, 50).map(({ date }) => date),
    ["2004-01-01", "2004-03-01"],
  );
});

test("the names of two runs stand side by side only where they fit", () => {
  const titles = ["WGIG, Geneva 2004-05", "Unequal footing"];
  const [wide, narrow] = [keysOf(titles, 1000), keysOf(titles, 340)];
  assert.ok(wide.places[1].x > 0 && wide.places[1].y === 0);
  assert.ok(narrow.places[1].x === 0 && narrow.places[1].y > 0);
  assert.ok(narrow.height > wide.height);
  assert.ok(panelsOf(1000, 4, wide.height).panels[0].y > wide.height);
});
