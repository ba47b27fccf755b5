import assert from "node:assert/strict";
import { test } from "node:test";

import { boardWords, detailWords, itemAt, supportersWords } from "../../../wgig_sim/classroom/page/boardwords.js";
import { byReason, standing } from "../../../wgig_sim/classroom/page/ledger.js";
import { dateWords, momentWords, spanWords } from "../../../wgig_sim/classroom/page/moments.js";
import { roomWords, spokenAt } from "../../../wgig_sim/classroom/page/roomwords.js";
import { seatLabel } from "../../../wgig_sim/classroom/page/seatcard.js";
import { countWords, optionsWords, overlapWords, pictureWords } from "../../../wgig_sim/classroom/page/stripwords.js";
import { standAt } from "../../../wgig_sim/classroom/page/reading.js";
import { seatsWords, taleOf, voices } from "../../../wgig_sim/classroom/page/tale.js";
import { small } from "./small.js";

const run = small();

test("the tale says what was done in each step", () => {
  assert.deepEqual(
    taleOf(run).map((deeds) => deeds.map(({ text }) => text)),
    [
      ["First meeting, Geneva, 23 to 24 November 2004.", "Day 1: closed session."],
      [
        "A first text on Forum is put on the table, midway between the two.",
        "gov-1 objects to the text on Forum: beyond a red line, too far towards \u201ca new one\u201d.",
        "civ-1 objects to the text on Forum: a little too near to \u201cnone\u201d.",
      ],
      ["Day 2: fair, doors open."],
      [
        "Agreed: Forum, on a text midway between the two.",
        "civ-1 no longer objects on Forum: the text came within reach.",
        "gov-1 no longer objects on Forum: it came round to it.",
      ],
    ],
  );
});

test("a text that moves or becomes vaguer is told, one that stays is not", () => {
  const moved = small();
  moved.arrays.text.values[3] += 0.02;
  assert.deepEqual(
    taleOf(moved)[2]
      .map(({ text }) => text)
      .slice(1),
    ["The text on Forum moves a little towards \u201ca new one\u201d."],
  );
  const vaguer = small();
  vaguer.arrays.ambiguity.values[3] = 0.2;
  assert.deepEqual(
    taleOf(vaguer)[2]
      .map(({ text }) => text)
      .slice(1),
    ["The text on Forum becomes vaguer."],
  );
});

test("voices are told by side, how strongly, and from where", () => {
  assert.deepEqual(voices(run, spokenAt(run, 1).rows), [
    "Towards \u201cnone\u201d: gov-1 strongly.",
    "Towards \u201ca new one\u201d: civ-1.",
  ]);
  assert.deepEqual(voices(run, spokenAt(run, 2).rows), [
    "Towards \u201ca new one\u201d: somebody outside (civil society) slightly.",
  ]);
});

test("the room hears those who speak in it, not the corridors", () => {
  assert.equal(roomWords(run, 1), "2 statements: 1 towards \u201cnone\u201d and 1 towards \u201ca new one\u201d.");
  assert.equal(roomWords(run, 4), "Nobody speaks: there is no session.");
  assert.deepEqual([...spokenAt(run, 2).groups], [1]);
  assert.equal(spokenAt(run, 2).outside, 1);
});

test("objections stand from the step after they were raised until they are closed", () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((time) => standing(run, time, 0).length),
    [0, 2, 2, 0],
  );
  const sustained = small({ ledger: { ...run.ledger, fate: ["sustained", "accommodated"] } });
  assert.deepEqual(standing(sustained, 4, 0), [0]);
  assert.deepEqual(
    byReason(run, [0, 1, 1]).map(([, rows]) => rows.length),
    [2, 1],
  );
});

test("the board says since when and how many object", () => {
  assert.deepEqual(
    [0, 1, 2, 4].map((time) => itemAt(run, time, 0).note),
    ["not yet discussed", "discussed, no text yet", "text since 23 Nov 2004, 2 object", "agreed 24 Nov 2004"],
  );
  assert.deepEqual(
    [0, 2, 3].map((time) => itemAt(run, time, 0).onTable),
    [false, true, false],
  );
  assert.equal(boardWords(run, 2), "1 with a text, of 1 item");
  assert.equal(
    detailWords(run, 4, 0),
    "The agreed text lies midway between the two. It leaves nothing open. Outside, 9 of 10 constituencies can live with it.",
  );
  assert.equal(supportersWords(run, [0, 1, 2]), "2 of governments and 1 of civil society");
});

test("moments are said in words", () => {
  assert.equal(momentWords(run, 2), "23 Nov 2004 \u00b7 First meeting, day 1 of 2 \u00b7 Closed session \u00b7 round 2");
  assert.equal(momentWords(run, 3), "24 Nov 2004 \u00b7 First meeting, day 2 of 2 \u00b7 Fair, doors open \u00b7 round 1");
  assert.equal(dateWords(run, 0), "before 23 Nov 2004");
  assert.equal(spanWords("2004-12-30", "2005-01-02"), "30 December 2004 to 2 January 2005");
  assert.equal(spanWords("2005-05-31", "2005-06-02"), "31 May to 2 June 2005");
  assert.equal(spanWords("2005-07-14", "2005-07-14"), "14 July 2005");
});

test("the strip says who can live with the text, and whether any text suits all", () => {
  assert.equal(countWords(run, standAt(run, 1, 0), 1, 0), "No text is on the table yet.");
  assert.equal(countWords(run, standAt(run, 2, 0), 2, 0), "1 of 3 could live with this text.");
  assert.equal(countWords(run, standAt(run, 4, 0), 4, 0), "All 3 can live with the agreed text.");
  assert.equal(
    overlapWords(run, standAt(run, 2, 0), 2, 0),
    "No text suits all; the best, at the mark on top, suits 1. Understanding 0.50 of 1.",
  );
  assert.equal(
    overlapWords(run, standAt(run, 4, 0), 4, 0),
    "All ranges overlap, at the mark on top. Understanding 1.00 of 1.",
  );
  assert.equal(optionsWords([{ supporters: [0, 1] }, { supporters: [2] }], 3), "Not agreed, 2 options: A suits 2 of 3, B 1.");
  assert.deepEqual(pictureWords(run, 0.7, 2, "start"), [
    "civ-1 sees the others somewhat distorted.",
    "Understanding 0.70 of 1: at 1 every ring would lie on its dot. These are the pictures of the first day.",
  ]);
});

test("many seats are named by the first few", () => {
  assert.equal(seatsWords(run, [0, 1, 2]), "gov-1, gov-2 and civ-1");
  assert.equal(seatsWords(run, [0, 1, 2, 0, 1, 2]), "gov-1, gov-2, civ-1, gov-1 and 2 others");
});

test("a seat is described in a sentence", () => {
  assert.equal(
    seatLabel(run, 2, 0, 2),
    "Member (civ-1). Group: Civil society. Camp: Camp A. Region: Europe. Speaks: in a personal capacity. " +
      "Position: strongly towards \u201ca new one\u201d; cannot live with the text now. Spoke: once so far. " +
      "Trusts most: gov-1 (somewhat), gov-2 (somewhat). Most trusted by: gov-2 (very much), gov-1 (hardly).",
  );
});
