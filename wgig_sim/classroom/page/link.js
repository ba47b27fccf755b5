/**
 * The permanent link: what is on show, as the part of the address behind #, and back. Pure.
 */

import { START } from "#store";

const OWN = ["scenario", "seed", "vs", "time", "issue", "seat", "order", "strip"];

/**
 * The state as a hash; what is as at the start is left out.
 *
 * @returns {string} "" on the first screen
 */
export function toHash({ view, first, other, seed, time, issue, seat, order, strip, runs }) {
  if (view !== "run" || !first) return "";
  const said = new URLSearchParams({ scenario: first.scenario, seed: String(seed) });
  for (const [lever, value] of sorted(first.levers)) said.set(OWN.includes(lever) ? `lever.${lever}` : lever, String(value));
  if (other) said.set("vs", other.scenario);
  for (const [lever, value] of sorted(other?.levers)) said.set(`vs.${lever}`, String(value));
  if (time) said.set("time", String(time));
  if (issue !== null && runs?.first) said.set("issue", runs.first.issues[issue]?.id ?? "");
  if (seat && runs?.[seat.run]) said.set("seat", `${seat.run === "other" ? "vs." : ""}${runs[seat.run].seats[seat.index].id}`);
  if (order !== "group") said.set("order", order);
  if (strip !== "positions") said.set("strip", strip);
  return `#${said.toString().replaceAll("%2F", "/")}`;
}

const sorted = (levers) => Object.entries(levers ?? {}).sort(([one], [two]) => (one < two ? -1 : 1));

/**
 * What a hash asks for; `issue` and `seat` are names until the run is there.
 *
 * @returns {null|{view: "run", first: object, other: object|null, seed: number, time: number, order: string, strip: string,
 *   names: {issue: string|null, seat: string|null}}}
 */
export function fromHash(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const scenario = said.get("scenario");
  if (!scenario) return null;
  const [levers, others] = [{}, {}];
  for (const [key, value] of said) {
    if (OWN.includes(key)) continue;
    if (key.startsWith("vs.")) others[key.slice(3)] = plain(value);
    else levers[key.replace(/^lever\./, "")] = plain(value);
  }
  const vs = said.get("vs");
  return {
    view: "run",
    first: { scenario, levers },
    other: vs ? { scenario: vs, levers: others } : null,
    seed: said.has("seed") ? whole(said.get("seed")) : START.seed,
    time: whole(said.get("time")),
    order: said.get("order") === "camp" ? "camp" : "group",
    strip: said.get("strip") === "pictures" ? "pictures" : "positions",
    names: { issue: said.get("issue"), seat: said.get("seat") },
  };
}

/** Numbers as numbers, all else as text. */
function plain(text) {
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function whole(text) {
  const number = Number(text ?? 0);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}

/** The issue and the seat that a link named, as numbers of the runs that are there; null where they are not. */
export function resolve({ issue, seat }, { first, other }) {
  const at = issue ? first.issues.findIndex(({ id }) => id === issue) : -1;
  const run = seat?.startsWith("vs.") ? "other" : "first";
  const index = seat ? ({ first, other }[run]?.seats.findIndex(({ id }) => id === seat.replace(/^vs\./, "")) ?? -1) : -1;
  return { issue: at >= 0 ? at : null, seat: index >= 0 ? { run, index } : null };
}
