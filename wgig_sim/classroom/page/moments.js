/**
 * A moment of a run in words: when, where, what is held, who may watch. Pure.
 */

import { day } from "#figures";
import { stepAt } from "#replay";

/** A day with at least this publicity is one with an audience. */
export const OPEN = 0.5;

/** Whether a step has an audience, in a word. */
export function openness(replay, step) {
  if (replay.steps.format[step] < 0) return "";
  return replay.steps.publicity[step] >= OPEN ? "open" : "closed";
}

/** "Second meeting, day 2 of 5" */
export function eventWords(replay, time) {
  const step = stepAt(replay, time);
  const event = replay.events[replay.steps.event[step]];
  const days = replay.steps.day[event.last];
  return days > 1 ? `${event.title}, day ${replay.steps.day[step]} of ${days}` : event.title;
}

/** "15 Feb 2005" of a time; before the first step, "before 23 Nov 2004". */
export function dateWords(replay, time) {
  return (time === 0 ? "before " : "") + day(replay.steps.date[stepAt(replay, time)], true);
}

/** "Closed session", or where the name does not say it, "Conference session, doors open" */
export function heldWords({ title }, open) {
  return /\b(open|closed)\b/i.test(title) ? title : `${title}, doors ${open}`;
}

/** "16 to 18 November 2005", "30 May to 2 June 2005", "14 July 2005" */
export function spanWords(start, end) {
  if (start === end) return day(start);
  const [from, to] = [day(start).split(" "), day(end)];
  const same = (parts) => from.slice(-parts).join(" ") === to.split(" ").slice(-parts).join(" ");
  return `${same(2) ? from[0] : same(1) ? `${from[0]} ${from[1]}` : from.join(" ")} to ${to}`;
}

/** All of it in one line, for the slider and for those who listen. */
export function momentWords(replay, time) {
  const step = stepAt(replay, time);
  if (time === 0) return `Before the first step: ${eventWords(replay, 0)}, ${dateWords(replay, 0).replace("before ", "from ")}`;
  const format = replay.formats[replay.steps.format[step]];
  const round = replay.steps.round[step];
  const held = format && heldWords(format, openness(replay, step));
  const rounds = round > 0 && `round ${round}`;
  return [dateWords(replay, time), eventWords(replay, time), held, rounds].filter(Boolean).join(" \u00b7 ");
}
