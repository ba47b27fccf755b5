/**
 * Who objects to an item at a moment, and why: read from the ledger. Pure.
 */

/**
 * Objections that stand at a time; those sustained or overruled at the end stand for good.
 *
 * @returns {number[]} rows of the ledger
 */
export function standing(replay, time, issue) {
  const { ledger } = replay;
  const rows = [];
  ledger.issue.forEach((of, at) => {
    const kept = ledger.fate[at] === "sustained" || ledger.fate[at] === "overruled";
    if (of === issue && ledger.raised[at] < time && (kept || ledger.closed[at] < 0 || ledger.closed[at] >= time)) rows.push(at);
  });
  return rows;
}

/** Why an objection was raised: on which side the text was too far, and how far. */
export function reasonOf(replay, at) {
  const { ledger } = replay;
  const pole = replay.issues[ledger.issue[at]].poles[ledger.side[at] > 0 ? 0 : 1];
  if (ledger.red_line[at]) return `beyond a red line, too far towards \u201c${pole}\u201d`;
  const excess = ledger.excess[at];
  return `${excess < 0.1 ? "a little" : excess < 0.3 ? "clearly" : "far"} too near to \u201c${pole}\u201d`;
}

/**
 * Objections of one reason together, the largest first.
 *
 * @returns {Array<[string, number[]]>}
 */
export function byReason(replay, rows) {
  const groups = d3.groups(rows, (at) => reasonOf(replay, at));
  return d3.sort(groups, ([, of]) => -of.length);
}

/** What it means that an objection was closed so. */
export const FATES = {
  accommodated: "the text came within reach",
  addressed: "they came round to it",
  overruled: "the rule of decision passed over it",
  sustained: "it stands",
};
