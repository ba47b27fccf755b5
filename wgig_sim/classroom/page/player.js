/**
 * Time: playing it, the keys that move it, and which moment of the second run goes with it.
 */

import { placesOn, timeAt } from "#curveshape";
import { stepsOf, tableAt } from "#replay";

/** Steps a second. */
export const SPEEDS = [
  { value: 1, title: "slow" },
  { value: 4, title: "normal" },
  { value: 12, title: "fast" },
  { value: 40, title: "very fast" },
];

const matched = new WeakMap();

/** The moment of a run that goes with the time on show: its own for the first, the one of the same date for the second. */
export function timeOf({ runs, time }, name) {
  if (name === "first" || !runs.first) return Math.min(time, stepsOf(runs[name]));
  const known = matched.get(runs.other);
  const places = known?.first === runs.first ? known.places : placesOn(runs.first, runs.other);
  if (known?.places !== places) matched.set(runs.other, { first: runs.first, places });
  return timeAt(places, Math.min(time, stepsOf(runs.first)));
}

/** The item on show in a run: the one picked, or else what is on the first run's table. -1 where a run lacks it. */
export function issueOf(state, name) {
  const { runs, issue, time } = state;
  const at = issue ?? tableAt(runs.first, Math.min(time, stepsOf(runs.first)));
  if (name === "first") return at;
  return runs.other.issues.findIndex(({ id }) => id === runs.first.issues[at]?.id);
}

/** The time at which the next event ends or the present one begins: what shift and an arrow go to. */
export function eventTime({ events }, time, direction) {
  const held = events.filter(({ first }) => first >= 0);
  if (direction > 0) return held.find(({ first }) => first + 1 > time)?.first + 1 || (held.at(-1)?.last ?? -1) + 1;
  return (held.findLast(({ first }) => first + 1 < time)?.first ?? -1) + 1;
}

/** Go to a time, within the run. */
export function goTo(store, time) {
  const { runs } = store.get();
  if (runs.first) store.set({ time: Math.max(0, Math.min(Math.round(time), stepsOf(runs.first))) });
}

/** Play or pause; at the end, from the start again. */
export function toggle(store) {
  const { playing, time, runs } = store.get();
  if (!runs.first) return;
  store.set({ playing: !playing, time: !playing && time >= stepsOf(runs.first) ? 0 : time });
}

/** Let time pass while it plays, and listen to the keys. */
export function startPlayer(store) {
  let last = 0;
  let owed = 0;
  const tick = (now) => {
    const { playing, speed, time, runs } = store.get();
    if (!playing) return;
    owed += (Math.min(now - last, 250) * speed) / 1000;
    last = now;
    if (runs.first && owed >= 1) {
      goTo(store, time + Math.floor(owed));
      owed %= 1;
      if (store.get().time >= stepsOf(runs.first)) store.set({ playing: false });
    }
    requestAnimationFrame(tick);
  };
  const start = () => {
    if (!store.get().playing) return;
    [last, owed] = [performance.now(), 0];
    requestAnimationFrame(tick);
  };
  store.on(["playing"], start);
  addEventListener("keydown", (event) => press(store, event));
  start();
}

const OWN_KEYS = "input, select, textarea, [role=slider], [role=dialog], [data-arrows]";
const OWN_SPACE = "button, a, summary, input, select, textarea, [role=button]";

function press(store, event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return store.set({ panel: null });
  if (event.target.closest?.("input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea")) return;
  if (event.key === "?") return store.set({ panel: store.get().panel === "help" ? null : "help" });
  const action = store.get().view === "run" && moveOf(store, event);
  if (!action) return;
  event.preventDefault();
  action();
}

/** What a key does to time, if it is not for the control that has the focus. */
function moveOf(store, { key, shiftKey, target }) {
  if (key === " ") return target.closest?.(OWN_SPACE) ? null : () => toggle(store);
  if (target.closest?.(OWN_KEYS)) return null;
  return timeMove(store, key, shiftKey);
}

/** What an arrow, Home or End does to time; null for other keys. */
export function timeMove(store, key, shift) {
  const { time, runs } = store.get();
  if (!runs.first) return null;
  const direction = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const to = direction
    ? shift
      ? eventTime(runs.first, time, direction)
      : time + direction
    : { Home: 0, End: stepsOf(runs.first) }[key];
  return to === undefined
    ? null
    : () => {
        store.set({ playing: false });
        goTo(store, to);
      };
}
