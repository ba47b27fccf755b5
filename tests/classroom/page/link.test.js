import assert from "node:assert/strict";
import { test } from "node:test";

import { fromHash, resolve, toHash } from "../../../wgig_sim/classroom/page/link.js";
import { createStore, START } from "../../../wgig_sim/classroom/page/store.js";
import { small } from "./small.js";

const run = small();
const state = {
  ...START,
  view: "run",
  first: { scenario: "wgig-2005/two-meetings", levers: { footing: "unequal", trust: 0.4 } },
  other: { scenario: "wsis-2003", levers: { skill: 1 } },
  seed: 7,
  time: 3,
  issue: 0,
  seat: { run: "other", index: 2 },
  order: "camp",
  strip: "pictures",
  runs: { first: run, other: run },
};

test("a link says all that is chosen, and gives it back", () => {
  const found = fromHash(toHash(state));
  for (const key of ["view", "first", "other", "seed", "time", "order", "strip"]) assert.deepEqual(found[key], state[key], key);
  assert.deepEqual(resolve(found.names, state.runs), { issue: 0, seat: { run: "other", index: 2 } });
});

test("it reads as one would write it", () => {
  assert.equal(
    toHash({ ...START, view: "run", first: { scenario: "wgig-2005/large" }, runs: { first: run } }),
    `#scenario=wgig-2005/large&seed=${START.seed}`,
  );
  assert.equal(toHash(START), "");
  assert.equal(fromHash("#scenario=wgig-2005").seed, START.seed);
});

test("levers that are named like a key of the link do not get lost", () => {
  const first = { scenario: "a", levers: { order: "x", vs: 2 } };
  assert.deepEqual(fromHash(toHash({ ...state, first, other: null })).first, first);
});

test("an address that says nothing, or nonsense, is harmless", () => {
  assert.equal(fromHash(""), null);
  assert.equal(fromHash("#main"), null);
  const found = fromHash("#scenario=a&seed=-3&time=x&strip=<b>&issue=none&seat=vs.none");
  assert.deepEqual([found.seed, found.time, found.strip], [0, 0, "positions"]);
  assert.deepEqual(resolve(found.names, { first: run, other: null }), { issue: null, seat: null });
});

test("a store tells once what has changed, and only those who asked", () => {
  const store = createStore({ time: 1 });
  const told = [];
  store.on(["time", "speed"], ({ time }) => told.push(`time ${time}`));
  store.on(["issue"], () => told.push("issue"));
  store.set({ time: 2, speed: 1 });
  store.set({ time: 2 });
  assert.deepEqual(told, ["time 2"]);
});

test("what is set while others are told is told afterwards", () => {
  const store = createStore();
  const told = [];
  store.on(["time"], () => store.set({ playing: true }));
  store.on(["time", "playing"], ({ time, playing }) => told.push([time, playing]));
  store.set({ time: 5 });
  assert.deepEqual(told.at(-1), [5, true]);
  assert.ok(told.length <= 2);
});
