/**
 * What the board says of an item, in words. Pure.
 */

import { day, listing, things } from "#figures";
import { standing } from "#ledger";
import { leanWords } from "#reading";
import { statusAt, stepsOf, tableAt, value } from "#replay";

/** An item at a moment: its status, since when, in how many words fit a row. */
export function itemAt(replay, time, issue) {
  const status = statusAt(replay, time, issue);
  return {
    status,
    onTable: time > 0 && replay.steps.issue[time - 1] === issue && tableAt(replay, time) === issue,
    note: noteOf(replay, time, issue, status),
  };
}

function noteOf(replay, time, issue, status) {
  if (status === "open") return discussed(replay, time, issue) ? "discussed, no text yet" : "not yet discussed";
  if (status === "dropped") return "dropped";
  const date = day(replay.steps.date[sinceStep(replay, time, issue, status)], true);
  if (status === "agreed") return `agreed ${date}`;
  if (status === "options") return `not agreed, ${things(replay.items[issue].options.length, "option")}`;
  const objectors = standing(replay, time, issue).length;
  return `text since ${date}, ${objectors === 1 ? "1 objects" : `${objectors || "nobody"} ${objectors ? "object" : "objects"}`}`;
}

function discussed(replay, time, issue) {
  return replay.steps.issue.slice(0, time).includes(issue);
}

/** The step in which an item came to the status that it has. */
function sinceStep(replay, time, issue, status) {
  let at = time;
  while (at > 0 && statusAt(replay, at - 1, issue) === status) at -= 1;
  return Math.max(0, at - 1);
}

/** "5 agreed, 3 with a text on the table, 10 open" */
export function boardWords(replay, time) {
  const count = d3.rollup(replay.issues.keys(), (all) => all.length, (issue) => statusAt(replay, time, issue));
  const names = { agreed: "agreed", tabled: "with a text", open: "open", options: "left with options", dropped: "dropped" };
  return `${listing(
    Object.entries(names)
      .filter(([status]) => count.has(status))
      .map(([status, name]) => `${count.get(status)} ${name}`),
  )}, of ${things(replay.issues.length, "item")}`;
}

/** What is to be known of an item beyond its row: where the text stands, what it says, how outside takes it. */
export function detailWords(replay, time, issue) {
  const status = statusAt(replay, time, issue);
  const { poles } = replay.issues[issue];
  if (status === "open") return "No text is on the table yet.";
  if (status === "dropped") return "The item was dropped.";
  if (status === "options")
    return "No text was agreed. What is left is the fewest texts such that every member can live with one of them.";
  const ambiguity = value(replay.arrays.ambiguity, time, issue);
  const vague =
    ambiguity >= 0.3 ? "It leaves much open." : ambiguity >= 0.1 ? "It leaves something open." : "It leaves nothing open.";
  const where = leanWords(value(replay.arrays.text, time, issue), poles);
  return `The ${status === "agreed" ? "agreed text" : "text"} lies ${where}. ${vague}${outsideWords(replay, time, issue)}`;
}

/** How many of those outside can live with an agreed item, once the run is over. */
function outsideWords(replay, time, issue) {
  const all = replay.reception.find((row) => row.issue === issue && row.group === -1);
  if (!all || time < stepsOf(replay) || statusAt(replay, time, issue) !== "agreed") return "";
  const accepting = Math.round(all.accepting * all.constituencies);
  return ` Outside, ${accepting} of ${things(all.constituencies, "constituency", "constituencies")} can live with it.`;
}

/** Supporters of an option by group: "9 of governments, 12 of private sector". */
export function supportersWords(replay, supporters) {
  const parts = replay.groups.map(({ title }, group) => [
    supporters.filter((seat) => replay.seats[seat].group === group).length,
    title.toLowerCase(),
  ]);
  return listing(parts.filter(([count]) => count).map(([count, title]) => `${count} of ${title}`));
}
