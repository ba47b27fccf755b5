import assert from "node:assert/strict";
import { test } from "node:test";

import {
  decode,
  firsts,
  pictureAt,
  row,
  statusAt,
  tableAt,
  trustAt,
  unpack,
  value,
} from "../../../wgig_sim/classroom/page/replay.js";
import { packed, small } from "./small.js";

const near = (one, other) => assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);

test("an array is unpacked between its ends", () => {
  const { shape, values } = unpack(packed([3], [0, 51, 255], { low: -1, high: 4 }));
  assert.deepEqual(shape, [3]);
  assert.deepEqual([...values], [-1, 0, 4]);
});

test("two bytes are read little end first", () => {
  const { values } = unpack({ ...packed([2], [1, 0, 0, 1]), type: "uint16", low: 0, high: 65535 });
  assert.deepEqual([...values], [1, 256]);
});

test("differences are added along the first axis, round the end of the range", () => {
  const { values } = unpack(packed([3, 2], [10, 250, 5, 10, 251, 0], { delta: true }));
  assert.deepEqual([...values], [10, 250, 15, 4, 10, 4]);
});

test("pictures are added to the last of the same issue, and the first to those of the start", () => {
  const run = small();
  const frames = [1, 2, 3, 4].map((time) => Math.round(((value(run.arrays.picture, time, 0, 0) + 1) / 2) * 255));
  assert.deepEqual(frames, [101, 103, 0, 106]);
});

test("another format is refused", () => {
  assert.throws(() => decode({ format: "wgig-sim replay 2", arrays: {} }), /plays "wgig-sim replay 1", not "wgig-sim replay 2"/);
});

test("a row is a view of what follows its indices", () => {
  const grid = { shape: [2, 2, 3], values: Float32Array.from({ length: 12 }, (_, at) => at) };
  assert.deepEqual([...row(grid, 1, 0)], [6, 7, 8]);
  assert.deepEqual([...row(grid, 1)], [6, 7, 8, 9, 10, 11]);
  assert.equal(value(grid, 1, 1, 2), 11);
});

test("trust is the last that was taken", () => {
  const run = small();
  near(trustAt(run, 0)[1], 0.2);
  near(trustAt(run, 2)[1], 0.2);
  near(trustAt(run, 3)[1], 1);
  near(trustAt(run, 4)[1], 1);
});

test("what is on the table stays on show between sessions, and is known before the first", () => {
  const run = small();
  assert.deepEqual(
    [0, 1, 3, 4].map((time) => tableAt(run, time)),
    [0, 0, 0, 0],
  );
  assert.equal(tableAt(small({ steps: { ...run.steps, issue: [-1, -1, -1, -1] } }), 2), -1);
  assert.deepEqual(
    [0, 2, 4].map((time) => statusAt(run, time, 0)),
    ["open", "tabled", "agreed"],
  );
});

test("pictures are those of the last step on the item, and of start and end", () => {
  const run = small();
  assert.deepEqual(
    [0, 1, 3, 4].map((time) => pictureAt(run, time, 0).when),
    ["start", "now", "now", "end"],
  );
  assert.equal(pictureAt(run, 3, 0).values[0], pictureAt(run, 2, 0).values[0]);
  assert.equal(
    pictureAt(small({ arrays: { picture: null, picture_start: packed([1, 1], [9]), picture_end: packed([1, 1], [9]) } }), 2, 0)
      .when,
    "start",
  );
});

test("rows begin where their step begins, also where a step has none", () => {
  assert.deepEqual(firsts([0, 0, 2], 4), [0, 2, 2, 3, 3]);
  assert.deepEqual(firsts([], 2), [0, 0, 0]);
});
