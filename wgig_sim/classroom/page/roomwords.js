/**
 * What happens in the room at a moment, in words. Pure.
 */

import { listing, things } from "#figures";
import { statementsOf } from "#replay";

/**
 * Who spoke in the room in the step before a time.
 *
 * @returns {{seats: Set<number>, groups: Set<number>, outside: number, rows: number[]}} `groups` are those from outside
 */
export function spokenAt(replay, time) {
  const spoken = { seats: new Set(), groups: new Set(), outside: 0, rows: [] };
  if (time === 0) return spoken;
  const from = statementsOf(replay);
  const { speaker, group, corridor } = replay.statements;
  for (let at = from[time - 1]; at < from[time]; at += 1) {
    if (corridor[at]) continue;
    spoken.rows.push(at);
    if (speaker[at] >= 0) spoken.seats.add(speaker[at]);
    else {
      spoken.outside += 1;
      spoken.groups.add(group[at]);
    }
  }
  return spoken;
}

/** "8 spoke: 5 towards “the status quo”, 2 towards “a body of the United Nations”, 1 in between." */
export function roomWords(replay, time) {
  if (time === 0) return "Nobody has spoken yet.";
  const { rows } = spokenAt(replay, time);
  if (!rows.length) return "Nobody speaks: there is no session.";
  const issue = replay.statements.issue[rows[0]];
  const count = [0, 0, 0];
  for (const at of rows) count[Math.abs(replay.statements.said[at]) < 0.1 ? 2 : replay.statements.said[at] < 0 ? 0 : 1] += 1;
  const [left, right] = replay.issues[issue].poles;
  const parts = [
    [count[0], `towards \u201c${left}\u201d`],
    [count[1], `towards \u201c${right}\u201d`],
    [count[2], "in between"],
  ];
  const told = parts.filter(([many]) => many).map(([many, where]) => `${many} ${where}`);
  return `${things(rows.length, "statement")}: ${listing(told)}.`;
}
