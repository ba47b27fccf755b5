import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { whoWords } from "../../../wgig_sim/classroom/page/choose.js";
import { GLOSSARY } from "../../../wgig_sim/classroom/page/glossary.js";
import { size } from "../../../wgig_sim/classroom/page/share.js";
import { besides, STEPS } from "../../../wgig_sim/classroom/page/tour.js";

test("who sits in a forum", () => {
  const groups = [
    { title: "Government", seats: 14 },
    { title: "Civil society", seats: 26 },
    { title: "Academia", seats: 0 },
  ];
  assert.equal(whoWords({ seats: 40, groups }), "40 seats: 14 government and 26 civil society");
  assert.equal(whoWords({ seats: 48, groups: [{ title: "Government", seats: 48 }] }), "48 seats: all government");
  assert.equal(whoWords({ seats: 4 }), "4 seats");
  assert.equal(whoWords({ seats: 40, groups: [{ title: "Government", seats: null }] }), "40 seats: drawn by lot");
});

test("sizes of files", () => {
  assert.equal(size(200), "1 kB");
  assert.equal(size(812_400), "812 kB");
  assert.equal(size(1_440_000), "1.4 MB");
});

test("words in the tour's texts are in the glossary", () => {
  assert.equal(STEPS.length, 5);
  const marked = STEPS.flatMap(({ text }) => [...text.matchAll(/\[([^\]|]+)/g)].map(([, term]) => term));
  assert.ok(marked.length > 3);
  for (const term of marked) assert.ok(GLOSSARY[term], term);
});

test("every word is explained in whole sentences of a few lines", () => {
  for (const [term, { title, text }] of Object.entries(GLOSSARY)) {
    assert.ok(title && text.endsWith("."), term);
    assert.ok(text.length < 260, `${term}: ${text.length}`);
  }
});

test("the tour's card stands beside its target where it fits, and always inside the window", () => {
  const card = { width: 300, height: 200 };
  const frame = { width: 1300, height: 700 };
  const at = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });
  assert.deepEqual(besides(at(20, 100, 400, 300), card, frame), { left: 432, top: 100 });
  assert.deepEqual(besides(at(900, 100, 390, 300), card, frame), { left: 588, top: 100 });
  assert.deepEqual(besides(at(20, 20, 1260, 100), card, frame), { left: 20, top: 132 });
  assert.deepEqual(besides(at(20, 560, 1260, 120), card, frame), { left: 20, top: 348 });
  assert.deepEqual(besides(at(700, 5, 80, 30), card, frame), { left: 700, top: 47 });
  const inside = besides(at(0, 0, 1300, 700), card, frame);
  assert.ok(inside.left >= 0 && inside.left + 300 <= 1300 && inside.top >= 0 && inside.top + 200 <= 700);
});

test("every word that the page offers to explain is in the glossary", () => {
  const page = new URL("../../../wgig_sim/classroom/page/", import.meta.url);
  const sources = readdirSync(page)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(name, page), "utf8"));
  const called = sources.flatMap((text) => [...text.matchAll(/\bword\(\s*"([^"]+)"/g)].map(([, term]) => term));
  const spelled = sources.flatMap((text) => [...text.matchAll(/\bexplained\(\s*"([^"]+)"/g)].map(([, said]) => said));
  const marked = spelled.flatMap((said) => [...said.matchAll(/\[([^\]|]+)/g)].map(([, term]) => term));
  assert.ok(called.length > 3 && marked.length > 3);
  for (const term of [...called, ...marked]) assert.ok(GLOSSARY[term], term);
});
