/**
 * The tale of a run: what was done in each step, in sentences. Pure.
 *
 * @typedef {{kind: "event"|"day"|"text"|"objection"|"withdrawn"|"agreed"|"options", text: string, issue: number}} Deed
 */

import { capital, listing, things } from "#figures";
import { byReason, FATES } from "#ledger";
import { heldWords, openness, spanWords } from "#moments";
import { leanWords } from "#reading";
import { statusAt, stepsOf, value } from "#replay";

const NAMED = 4;
const MOVED = 0.004;
const tales = new WeakMap();

/**
 * The deeds of each step of a run.
 *
 * @returns {Deed[][]} (S,)
 */
export function taleOf(replay) {
  if (!tales.has(replay)) tales.set(replay, tell(replay));
  return tales.get(replay);
}

function tell(replay) {
  const tale = Array.from({ length: stepsOf(replay) }, (_, step) => occasions(replay, step));
  for (let issue = 0; issue < replay.issues.length; issue += 1) {
    for (let step = 0; step < tale.length; step += 1) tale[step].push(...textDeeds(replay, step, issue));
  }
  for (const [column, deeds] of [
    ["raised", raised],
    ["closed", closed],
  ]) {
    for (const [step, rows] of rowsBy(replay.ledger[column])) if (step >= 0) tale[step].push(...deeds(replay, rows));
  }
  return tale;
}

/** That an event or a day begins. */
function occasions(replay, step) {
  const { steps, events, formats } = replay;
  const deeds = [];
  const event = events[steps.event[step]];
  if (event.first === step) {
    const place = event.place && !event.title.includes(event.place) ? `, ${event.place}` : "";
    deeds.push({ kind: "event", issue: -1, text: `${event.title}${place}, ${spanWords(event.start, event.end)}.` });
  }
  const before = step > 0 && steps.event[step - 1] === steps.event[step] && steps.day[step - 1] === steps.day[step];
  if (!before && steps.format[step] >= 0) {
    deeds.push({
      kind: "day",
      issue: -1,
      text: `Day ${steps.day[step]}: ${heldWords(formats[steps.format[step]], openness(replay, step)).toLowerCase()}.`,
    });
  }
  return deeds;
}

/** That a text comes, moves, is agreed or split into options. */
function textDeeds(replay, step, issue) {
  const { issues, items, arrays } = replay;
  const [was, is] = [statusAt(replay, step, issue), statusAt(replay, step + 1, issue)];
  const { title, poles } = issues[issue];
  const text = value(arrays.text, step + 1, issue);
  const deed = (kind, words) => ({ kind, issue, text: words });
  const options = items[issue].options.length;
  const deeds = [];
  if (was === "open" && (is === "tabled" || is === "agreed"))
    deeds.push(deed("text", `A first text on ${title} is put on the table, ${leanWords(text, poles)}.`));
  else if (was === "tabled") deeds.push(...revision(replay, step, issue));
  if (is !== was && is === "agreed")
    deeds.push(
      deed(
        "agreed",
        `Agreed: ${title}, on a text ${leanWords(text, poles)}${vagueWords(value(arrays.ambiguity, step + 1, issue))}.`,
      ),
    );
  if (is !== was && is === "options")
    deeds.push(
      deed("options", `${title} is not agreed. ${capital(things(options, "option"))} ${options === 1 ? "is" : "are"} set out.`),
    );
  if (is !== was && is === "dropped") deeds.push(deed("options", `${title} is dropped.`));
  return deeds;
}

function vagueWords(ambiguity) {
  return ambiguity >= 0.3 ? " that leaves much open" : ambiguity >= 0.1 ? " that leaves something open" : "";
}

function revision(replay, step, issue) {
  const { issues, arrays } = replay;
  const change = value(arrays.text, step + 1, issue) - value(arrays.text, step, issue);
  const vaguer = value(arrays.ambiguity, step + 1, issue) > value(arrays.ambiguity, step, issue) + 1e-3;
  if (Math.abs(change) < MOVED && !vaguer) return [];
  const { title, poles } = issues[issue];
  const moves =
    Math.abs(change) >= MOVED
      ? `moves ${Math.abs(change) < 0.05 ? "a little " : ""}towards \u201c${poles[change > 0 ? 1 : 0]}\u201d`
      : "";
  return [
    { kind: "text", issue, text: `The text on ${title} ${[moves, vaguer && "becomes vaguer"].filter(Boolean).join(" and ")}.` },
  ];
}

/** Rows of a column by its value. */
function rowsBy(column) {
  return d3.group(column.keys(), (at) => column[at]);
}

/** "gov-03, gov-05 and 4 others" */
export function seatsWords(replay, seats) {
  const ids = seats.map((seat) => replay.seats[seat].id);
  return ids.length <= NAMED + 1 ? listing(ids) : `${ids.slice(0, NAMED).join(", ")} and ${ids.length - NAMED} others`;
}

function byIssue(replay, rows) {
  return rowsBy(rows.map((at) => replay.ledger.issue[at]));
}

function raised(replay, rows) {
  return [...byIssue(replay, rows)].flatMap(([issue, at]) =>
    byReason(
      replay,
      at.map((index) => rows[index]),
    ).map(([reason, of]) => ({
      kind: "objection",
      issue,
      text: `${seatsWords(
        replay,
        of.map((index) => replay.ledger.seat[index]),
      )} ${of.length === 1 ? "objects" : "object"} to the text on ${replay.issues[issue].title}: ${reason}.`,
    })),
  );
}

/** That objections are withdrawn or passed over; those that stand at the end are told by the options. */
function closed(replay, rows) {
  const { ledger, issues } = replay;
  return [...byIssue(replay, rows)].flatMap(([issue, at]) =>
    ["accommodated", "addressed", "overruled"].flatMap((fate) => {
      const seats = at
        .map((index) => rows[index])
        .filter((index) => ledger.fate[index] === fate)
        .map((index) => ledger.seat[index]);
      if (!seats.length) return [];
      const verb =
        fate === "overruled"
          ? seats.length === 1
            ? "is overruled"
            : "are overruled"
          : seats.length === 1
            ? "no longer objects"
            : "no longer object";
      const why = fate === "addressed" && seats.length === 1 ? "it came round to it" : FATES[fate];
      return [{ kind: "withdrawn", issue, text: `${seatsWords(replay, seats)} ${verb} on ${issues[issue].title}: ${why}.` }];
    }),
  );
}

/**
 * Who spoke in a step, by the side they spoke for: "Towards “…”: gov-03 strongly, biz-01".
 *
 * @param {number[]} rows of the statements
 * @returns {string[]}
 */
export function voices(replay, rows) {
  if (!rows.length) return [];
  const { statements, seats, groups, issues } = replay;
  const poles = issues[statements.issue[rows[0]]].poles;
  const sides = [[], [], []];
  for (const at of rows) {
    const said = statements.said[at];
    const who =
      statements.speaker[at] >= 0
        ? seats[statements.speaker[at]].id
        : `somebody outside (${groups[statements.group[at]].title.toLowerCase()})`;
    const far = Math.abs(said);
    sides[far < 0.1 ? 2 : said < 0 ? 0 : 1].push(
      far < 0.1 ? who : `${who}${far < 0.35 ? " slightly" : far < 0.7 ? "" : " strongly"}`,
    );
  }
  const heads = [`Towards \u201c${poles[0]}\u201d`, `Towards \u201c${poles[1]}\u201d`, "In between"];
  return sides.flatMap((side, at) => (side.length ? [`${heads[at]}: ${side.join(", ")}.`] : []));
}
