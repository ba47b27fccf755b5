import assert from "node:assert/strict";
import { test } from "node:test";

import {
  apartBy,
  datesOfTimes,
  dayNumber,
  daysOf,
  monthsOf,
  spanOf,
  timeNear,
} from "../../../wgig_sim/classroom/page/calendarshape.js";
import { eventTime, goTo, issueOf, timeMove, timeOf, toggle } from "../../../wgig_sim/classroom/page/player.js";
import { createStore } from "../../../wgig_sim/classroom/page/store.js";
import { small } from "./small.js";

const run = small();
const EVENTS = {
  events: [
    { first: -1, last: -1 },
    { first: 0, last: 2 },
    { first: 3, last: 3 },
    { first: 4, last: 9 },
  ],
};

test("days are those of an event, with their steps", () => {
  const days = daysOf(run);
  assert.deepEqual(
    days.map(({ date, first, last, publicity }) => [date, first, last, publicity]),
    [
      ["2004-11-23", 0, 1, 0.1],
      ["2004-11-24", 2, 3, 0.9],
    ],
  );
  const from = dayNumber("2004-11-23");
  assert.deepEqual(spanOf(run), { from, to: from + 2 });
  assert.deepEqual(
    datesOfTimes(days, 4).map((at) => at - from),
    [0, 0.5, 1, 1.5, 2],
  );
});

test("a date leads to the nearest time; where events share a day, to that of the event on show", () => {
  assert.equal(timeNear([0, 0.5, 1, 1.5, 2], 1.2, 0), 2);
  assert.equal(timeNear([0, 1, 2, 1, 2], 2, 4), 4);
  assert.equal(timeNear([0, 1, 2, 1, 2], 2, 1), 2);
});

test("months begin on their first day", () => {
  const months = monthsOf({ from: dayNumber("2004-11-23"), to: dayNumber("2005-02-02") });
  assert.deepEqual(months, ["2004-12-01", "2005-01-01", "2005-02-01"].map(dayNumber));
  assert.deepEqual(
    apartBy([{ x: 0 }, { x: 30 }, { x: 65 }], 60).map(({ x }) => x),
    [0, 65],
  );
});

test("shift and an arrow go to the first step of an event", () => {
  assert.deepEqual(
    [0, 1, 4, 5, 10].map((time) => eventTime(EVENTS, time, 1)),
    [1, 4, 5, 10, 10],
  );
  assert.deepEqual(
    [10, 5, 4, 1, 0].map((time) => eventTime(EVENTS, time, -1)),
    [5, 4, 1, 0, 0],
  );
});

test("time stays within the run, and playing at the end begins anew", () => {
  const store = createStore({ runs: { first: run, other: null } });
  goTo(store, 99);
  assert.equal(store.get().time, 4);
  goTo(store, -5);
  assert.equal(store.get().time, 0);
  goTo(store, 4);
  toggle(store);
  assert.deepEqual([store.get().playing, store.get().time], [true, 0]);
});

test("keys move time and stop the play; others do not", () => {
  const store = createStore({ runs: { first: run, other: null }, time: 2, playing: true });
  timeMove(store, "ArrowRight", false)();
  assert.deepEqual([store.get().time, store.get().playing], [3, false]);
  timeMove(store, "Home", false)();
  assert.equal(store.get().time, 0);
  timeMove(store, "End", false)();
  assert.equal(store.get().time, 4);
  assert.equal(timeMove(store, "a", false), null);
});

test("the second run shows the same date and the same item", () => {
  const later = small({ steps: { ...run.steps, date: ["2004-11-24", "2004-11-24", "2004-11-24", "2004-11-25"] } });
  const state = { runs: { first: run, other: later }, time: 2, issue: null };
  assert.equal(timeOf(state, "first"), 2);
  assert.equal(timeOf(state, "other"), 0);
  assert.equal(issueOf(state, "other"), 0);
  assert.equal(issueOf({ ...state, runs: { first: run, other: small({ issues: [{ id: "else" }] }) } }, "other"), -1);
});
