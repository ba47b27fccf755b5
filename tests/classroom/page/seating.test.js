import assert from "node:assert/strict";
import { test } from "node:test";

import { blocksOf, queue, rowsFor, seating } from "../../../wgig_sim/classroom/page/seating.js";
import { linkPaths, linksOf, linksPossible, strengthWords } from "../../../wgig_sim/classroom/page/trustlinks.js";

const OVAL = { x: 300, y: 200, across: 280, down: 180 };
const forum = (n) => Array.from({ length: n }, (_, at) => ({ group: at % 3, camp: at % 5 }));

test("a block holds its group, in order", () => {
  assert.deepEqual(
    blocksOf(
      [
        { group: 1, camp: 0 },
        { group: 0, camp: 4 },
        { group: 1, camp: 0 },
      ],
      "group",
    ),
    [
      { of: 0, seats: [1] },
      { of: 1, seats: [0, 2] },
    ],
  );
  assert.deepEqual(
    blocksOf(
      [
        { group: 1, camp: 3 },
        { group: 0, camp: 4 },
        { group: 1, camp: 2 },
      ],
      "camp",
    ).map(({ of }) => of),
    [4, 2, 3],
  );
});

for (const n of [1, 2, 12, 40, 60, 61, 151, 200]) {
  test(`${n} seats all have a place of their own inside the oval`, () => {
    const { places, room } = seating(blocksOf(forum(n), "camp"), OVAL);
    assert.equal(places.filter(Boolean).length, n);
    let closest = Infinity;
    places.forEach((one, at) => {
      assert.ok(((one.x - OVAL.x) / OVAL.across) ** 2 + ((one.y - OVAL.y) / OVAL.down) ** 2 <= 1 + 1e-9);
      for (const other of places.slice(at + 1)) closest = Math.min(closest, Math.hypot(one.x - other.x, one.y - other.y));
    });
    assert.ok(closest > room * 0.6, `${closest} apart, where seats take ${room}`);
  });
}

test("rows grow with the room, and sixty fit around one table", () => {
  assert.deepEqual([40, 60, 61, 151, 1000].map(rowsFor), [1, 1, 2, 4, 5]);
});

test("a block of one table sits together", () => {
  const blocks = blocksOf(forum(40), "group");
  const { places } = seating(blocks, OVAL);
  const around = blocks
    .flatMap(({ of, seats }) => seats.map((seat) => [places[seat].angle, of]))
    .sort(([one], [other]) => one - other)
    .map(([, of]) => of);
  assert.equal(around.filter((of, at) => at > 0 && of !== around[at - 1]).length, blocks.length - 1);
});

test("a queue fills its lines", () => {
  assert.deepEqual(
    queue(3, { x: 0, y: 10, width: 20, gap: 10 }).map(({ x, y }) => [x, y]),
    [
      [0, 10],
      [10, 10],
      [0, 20],
    ],
  );
});

// trust[trusted * n + truster]: 0 trusts 1 by .9, 1 trusts 0 by .5, 2 trusts 0 by .7
const TRUST = [0, 0.5, 0.7, 0.9, 0, 0, 0, 0, 0];

test("links are those above the threshold, in their direction", () => {
  const ends = (wanted) => linksOf(TRUST, 3, wanted).map(({ from, to }) => [from, to]);
  assert.deepEqual(ends({ least: 0.6, direction: "given" }), [
    [0, 1],
    [2, 0],
  ]);
  assert.deepEqual(ends({ least: 0.1, direction: "given", seat: 0 }), [[0, 1]]);
  assert.deepEqual(ends({ least: 0.1, direction: "received", seat: 0 }), [
    [1, 0],
    [2, 0],
  ]);
  assert.deepEqual(linksOf(TRUST, 3, { least: 0.1, direction: "both" }), [{ from: 0, to: 1, trust: 0.5 }]);
  assert.deepEqual([linksPossible(40, "given"), linksPossible(40, "both")], [1560, 780]);
});

test("links go into the path of their strength, and a link and its answer do not cover each other", () => {
  const places = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ];
  const there = linkPaths([{ from: 0, to: 1, trust: 0.9 }], places, { x: 50, y: 50 });
  const back = linkPaths([{ from: 1, to: 0, trust: 0.5 }], places, { x: 50, y: 50 });
  assert.deepEqual(there.map(Boolean), [false, false, false, true]);
  assert.deepEqual(back.map(Boolean), [false, true, false, false]);
  assert.notEqual(there[3].match(/Q([^ ]+ [^ ]+)/)[1], back[1].match(/Q([^ ]+ [^ ]+)/)[1]);
  assert.equal(strengthWords([{ trust: 0.9 }, { trust: 0.1 }, { trust: 0.19 }]), "1 very much, 2 little");
});
