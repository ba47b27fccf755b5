/**
 * What the issue strip shows, in words. Pure.
 */

import { figure, things } from "#figures";
import { overlap } from "#reading";
import { value } from "#replay";

/** Who can live with the text now: "31 of 40 could live with this text." */
export function countWords(replay, stand, time, issue) {
  const n = replay.seats.length;
  if (stand.status === "dropped") return "This item was dropped.";
  if (stand.status === "options") return optionsWords(replay.items[issue].options, n);
  if (stand.text === null) return "No text is on the table yet.";
  const verb = stand.status === "agreed" ? "can live with the agreed text" : "could live with this text";
  return `${stand.count === n ? `All ${n}` : `${stand.count} of ${n}`} ${verb}.`;
}

/** "Not agreed, 2 options: A suits 26 of 40, B 20." */
export function optionsWords(options, n) {
  if (!options.length) return "Not agreed.";
  const each = options.map(({ supporters }, at) =>
    at ? `${"ABCDEFGH"[at]} ${supporters.length}` : `A suits ${supporters.length} of ${n}`,
  );
  return `Not agreed, ${things(options.length, "option")}: ${each.join(", ")}.`;
}

/** Where all ranges overlap, or that there is no such place; and how far the item is understood. */
export function overlapWords(replay, stand, time, issue) {
  const n = replay.seats.length;
  const reach = stand.limit.map((limit) => limit + (stand.text === null ? 0 : stand.blur));
  const { count } = overlap(stand.position, reach);
  const place =
    count === n
      ? "All ranges overlap, at the mark on top."
      : `No text suits all; the best, at the mark on top, suits ${count}.`;
  return `${place} Understanding ${figure(value(replay.arrays.understanding, time, issue))} of 1.`;
}

/** How true the pictures are, and whose they are. */
export function pictureWords(replay, mean, holder, when) {
  const whose = holder < 0 ? "On average, members see" : `${replay.seats[holder].id} sees`;
  const how =
    mean > 0.9
      ? "almost as they are"
      : mean > 0.8
        ? "nearly as they are"
        : mean > 0.65
          ? "somewhat distorted"
          : "quite distorted";
  const moment = { now: "", start: " These are the pictures of the first day.", end: " These are the pictures at the end." }[
    when
  ];
  return [`${whose} the others ${how}.`, `Understanding ${figure(mean)} of 1: at 1 every ring would lie on its dot.${moment}`];
}
