import assert from "node:assert/strict";
import { test } from "node:test";

import {
  acceptanceWords,
  capacityWords,
  leanWords,
  nearness,
  overlap,
  presence,
  seatsByPosition,
  standAt,
  trustOf,
} from "../../../wgig_sim/classroom/page/reading.js";
import { small } from "./small.js";

test("who accepts is who the core says accepts, once there is a text", () => {
  const run = small();
  assert.equal(standAt(run, 1, 0).text, null);
  assert.deepEqual(standAt(run, 2, 0).accepts, [false, true, false]);
  assert.equal(standAt(run, 4, 0).count, 3);
  run.arrays.accepts.values.fill(1);
  assert.deepEqual(
    [1, 2].map((time) => standAt(run, time, 0).count),
    [0, 3],
  );
});

test("a text reaches as far as its ambiguity is worth", () => {
  const run = small();
  run.arrays.ambiguity.values.fill(0.5);
  assert.ok(Math.abs(standAt(run, 2, 0).blur - 0.1) < 1e-6);
  run.arrays.ambiguity.values.fill(1);
  assert.deepEqual(standAt(run, 2, 0).beyond, [true, false, false]);
  run.constants.ambiguity = 0.4;
  assert.deepEqual(standAt(run, 2, 0).beyond, [false, false, false]);
});

test("a text beyond the red line is told from one that is only too far", () => {
  const stand = standAt(small(), 2, 0);
  assert.deepEqual(stand.beyond, [true, false, false]);
  assert.equal(acceptanceWords(stand, 0), "the text lies beyond its red line");
  assert.equal(acceptanceWords(stand, 1), "could live with the text now");
  assert.equal(acceptanceWords(stand, 2), "cannot live with the text now");
  assert.equal(acceptanceWords(standAt(small(), 1, 0), 1), "no text is on the table yet");
});

test("ranges overlap where most of them lie", () => {
  assert.deepEqual(overlap([-0.5, 0, 0.5], [0.5, 0.25, 0.5]), { low: 0, high: 0, count: 3 });
  assert.deepEqual(overlap([-0.5, 0.5], [0.75, 0.75]), { low: -0.25, high: 0.25, count: 2 });
  assert.equal(overlap([-0.5, 0.5], [0.25, 0.25]).count, 1);
  assert.deepEqual(overlap([0.75], [1]), { low: -0.25, high: 1, count: 1 });
});

test("seats are sorted by where they stood at the start", () => {
  const run = small();
  run.arrays.position.values.set([0.5, -0.5, 0], 0);
  assert.deepEqual(seatsByPosition(run, 0), [1, 2, 0]);
});

test("where somebody stands is said in words", () => {
  const poles = ["less", "more"];
  assert.equal(leanWords(0.05, poles), "midway between the two");
  assert.equal(leanWords(-0.2, poles), "slightly towards \u201cless\u201d");
  assert.equal(leanWords(0.5, poles), "towards \u201cmore\u201d");
  assert.equal(leanWords(1, poles), "strongly towards \u201cmore\u201d");
  assert.deepEqual([0, 0.5, 1].map(capacityWords), [
    "on instructions",
    "partly in a personal capacity, partly on instructions",
    "in a personal capacity",
  ]);
});

test("whom a seat trusts and who trusts it are not the same", () => {
  const { given, received } = trustOf(small(), 0, 0);
  assert.deepEqual(
    given.map(({ seat }) => seat),
    [1, 2],
  );
  assert.deepEqual(
    received.map(({ seat }) => seat),
    [2, 1],
  );
  assert.ok(Math.abs(received[0].trust - 0.4) < 1e-6);
});

test("who may speak and who is in the room is a matter of the day", () => {
  const run = small();
  assert.deepEqual([0, 1].map(presence(run, 1).speaking), [true, false]);
  assert.deepEqual([0, 1].map(presence(run, 1).inside), [true, true]);
  assert.deepEqual([0, 1].map(presence(run, 3).inside), [true, false]);
});

test("nearness is the model's understanding: 1 less the distance, at least 0", () => {
  assert.equal(nearness([0, 1], [0, 0.5]), 0.75);
  assert.equal(nearness([-1, 1], [1, 0.5]), 0.25);
  assert.equal(nearness([-1, 1], [1, 0.5], 0), 0.5);
});
