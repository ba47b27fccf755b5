import assert from "node:assert/strict";
import { test } from "node:test";

import {
  changeWords,
  differenceWords,
  digitsOfStep,
  effectSentence,
  meanWords,
  otherTitle,
  phraseOf,
  progressWords,
  runTitles,
  spanWords,
  unitOf,
} from "../../../wgig_sim/classroom/page/sentences.js";

const agreed = (difference) => ({ id: "share_agreed", title: "items agreed", difference });
const levers = [
  {
    id: "footing",
    title: "Footing",
    kind: "choice",
    value: "equal",
    options: [
      { value: "equal", label: "equal", phrase: "equal footing" },
      { value: "unequal", label: "unequal", phrase: "unequal footing" },
    ],
  },
  { id: "trust", title: "Trust at the start", kind: "slider", step: 0.05, value: 0.3, phrase: "a trust of {} at the start" },
  { id: "skill", title: "Skill of the chair", kind: "slider", step: 0.1, value: null },
  { id: "rule", title: "Rule", kind: "choice", value: null, options: [{ value: "vote", label: "a vote" }] },
];
const titleOf = (name) => ({ "wsis-2003": "WSIS, Geneva 2003" })[name];

test("a share of items is told as a count of the forum's items", () => {
  const measure = agreed({ mean: -5.9 / 18, low: -6.1 / 18, high: -5.7 / 18, below: 498, same: 2, above: 0 });
  assert.equal(
    effectSentence(measure, "With unequal footing", 18),
    "With unequal footing, 5.9 fewer of 18 items are agreed (95% interval 5.7 to 6.1); in 498 of 500 runs fewer.",
  );
});

test("with different numbers of items it is told per hundred, and more is more", () => {
  const measure = agreed({ mean: 0.204, low: 0.18, high: 0.228, below: 30, same: 20, above: 450 });
  assert.equal(
    effectSentence(measure, "In WSIS", null),
    "In WSIS, 20.4 more of 100 items are agreed (95% interval 18.0 to 22.8); in 450 of 500 runs more, in 30 fewer.",
  );
});

test("an interval that holds zero is no clear difference", () => {
  const measure = agreed({ mean: -0.1 / 18, low: -0.4 / 18, high: 0.2 / 18 });
  assert.equal(
    effectSentence(measure, "With X", 18),
    "With X, no clear difference in items agreed: \u22120.1 on average (95% interval \u22120.4 to 0.2).",
  );
});

test("no difference in any run, and no value in any run, are said as such", () => {
  assert.equal(
    effectSentence(agreed({ mean: 0, low: 0, high: 0 }), "With X", 18),
    "With X, no difference in items agreed, in any run.",
  );
  assert.match(
    effectSentence(agreed({ mean: null, low: null, high: null }), "With X", 18),
    /^With X, nothing can be said of items agreed/,
  );
});

test("the same difference in every run has an interval without width", () => {
  const measure = agreed({ mean: -2 / 18, low: -2 / 18, high: -2 / 18, below: 500, same: 0, above: 0 });
  assert.equal(
    effectSentence(measure, "With X", 18),
    "With X, 2.0 fewer of 18 items are agreed (95% interval 2.0 to 2.0); in 500 of 500 runs fewer.",
  );
});

test("an interval of a gain is told less in less, never as a negative amount", () => {
  const measure = {
    id: "trust_change",
    title: "trust",
    difference: { mean: -0.05, low: -0.06, high: -0.04, below: 400, same: 0, above: 100 },
  };
  assert.equal(
    effectSentence(measure, "With X", 18),
    "With X, trust gains 0.05 less (95% interval 0.04 to 0.06); in 400 of 500 runs less, in 100 more.",
  );
});

test("a measure that nobody has put into words is told by its title", () => {
  const measure = { id: "novelty", title: "Novelty", difference: { mean: 0.5, low: 0.4, high: 0.6 } };
  assert.equal(effectSentence(measure, "With X", null), "With X, novelty is 0.50 higher (95% interval 0.40 to 0.60).");
});

test("means have as many digits as their interval deserves", () => {
  assert.equal(meanWords({ mean: 0.895, low: 0.891, high: 0.899 }, "share_agreed", 18), "16.1 of 18 (16.0 to 16.2)");
  assert.equal(meanWords({ mean: 0.1234, low: 0.1224, high: 0.1244 }, "trust_change", 18), "0.123 (0.122 to 0.124)");
  assert.equal(meanWords({ mean: null, low: null, high: null }, "substance", 18), "none");
});

test("differences on an axis are words", () => {
  assert.equal(differenceWords(-6 / 18, "share_agreed", 18), "6 fewer");
  assert.equal(differenceWords(0, "share_agreed", 18), "the same");
  assert.equal(differenceWords(-0.001, "trust_change", 18, 2), "the same");
  assert.equal(differenceWords(-0.04, "trust_change", 18, 2), "0.04 less");
});

test("units", () => {
  assert.deepEqual(unitOf("share_agreed", 18), { factor: 18, of: "of 18", noun: "items agreed" });
  assert.equal(unitOf("acceptance", 18).factor, 100);
  assert.equal(unitOf("trust_change", 18).of, "");
});

test("progress is honest", () => {
  assert.equal(progressWords(120, 500), "120 of 500 runs");
  assert.equal(progressWords(500, 500), "500 runs");
});

test("what was changed, in words", () => {
  const first = { scenario: "wgig-2005", levers: {} };
  const change = (other, from = first) => changeWords(from, other, levers, titleOf);
  assert.equal(change({ scenario: "wgig-2005", levers: { footing: "unequal" } }), "With unequal footing");
  assert.equal(
    change({ scenario: "wgig-2005", levers: { footing: "unequal", trust: 0.4 } }),
    "With unequal footing and a trust of 0.40 at the start",
  );
  assert.equal(change({ scenario: "wsis-2003", levers: {} }), "In WSIS, Geneva 2003");
  assert.equal(change({ scenario: "wsis-2003", levers: { footing: "equal" } }), "In WSIS, Geneva 2003 with equal footing");
  assert.equal(change(first), "With the same rules");
});

test("taking a change of the first run back is a change too", () => {
  const first = { scenario: "wgig-2005", levers: { footing: "unequal" } };
  assert.equal(changeWords(first, { scenario: "wgig-2005", levers: {} }, levers, titleOf), "With equal footing");
});

test("a lever without a phrase is told by its title", () => {
  assert.equal(phraseOf(levers[2], 0.5), "skill of the chair 0.5");
  assert.equal(phraseOf(levers[3], "vote"), "rule: a vote");
  assert.equal(phraseOf(levers[3]), "rule as in the scenario");
});

test("small things", () => {
  assert.equal(digitsOfStep(0.05), 2);
  assert.equal(digitsOfStep(1), 0);
  assert.equal(otherTitle("With unequal footing"), "Unequal footing");
  assert.equal(otherTitle("In WSIS, Geneva 2003"), "WSIS, Geneva 2003");
});

test("a difference in a few words keeps the smaller end first, and says when it is unclear", () => {
  assert.equal(spanWords({ mean: -0.05, low: -0.06, high: -0.04 }, "trust_change", 18), "0.05 less (0.04 to 0.06)");
  assert.equal(spanWords({ mean: 0.3, low: 0.1, high: 0.5 }, "share_agreed", null), "30.0 more (10.0 to 50.0)");
  assert.equal(spanWords({ mean: 0.01, low: -0.02, high: 0.04 }, "trust_change", 18), "unclear (0.02 less to 0.04 more)");
  assert.equal(spanWords({ mean: 0.0002, low: 0.0001, high: 0.0003 }, "trust_change", 18), "hardly any (under 0.001)");
  assert.equal(spanWords({ mean: 0.0001, low: -0.0001, high: 0.0003 }, "trust_change", 18), "hardly any (under 0.001)");
  assert.equal(spanWords({ mean: 0, low: 0, high: 0 }, "trust_change", 18), "the same in every run");
  assert.equal(spanWords({ mean: null, low: null, high: null }, "substance", 18), "too few runs have any");
});

test("the two runs never have the same name", () => {
  const runs = { first: { title: "WGIG" }, other: { title: "WGIG" } };
  assert.deepEqual(runTitles({ runs, change: "With unequal footing" }), { first: "WGIG", other: "Unequal footing" });
  assert.deepEqual(runTitles({ runs, change: "" }), { first: "WGIG", other: "WGIG, second run" });
  const pulled = { ...runs, other: { title: "WGIG", choice: { levers: { footing: "unequal", trust: 0.4 } } } };
  assert.equal(runTitles({ runs: pulled, change: "" }).other, "WGIG, footing unequal and trust 0.4");
  const linked = { ...runs, first: { title: "WGIG", choice: { levers: { footing: "unequal" } } } };
  assert.deepEqual(runTitles({ runs: linked, change: "" }), { first: "WGIG, footing unequal", other: "WGIG" });
  assert.deepEqual(runTitles({ runs: { first: null, other: null }, change: "" }), { first: "First run", other: "Second run" });
});
