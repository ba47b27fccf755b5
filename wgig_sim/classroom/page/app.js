/**
 * The page begins: the state from the address or from what is inside, the views, the player, the server.
 */

import { fromHash, resolve, toHash } from "#link";
import { startLoading } from "#loading";
import { startPlayer } from "#player";
import { decode, stepsOf } from "#replay";
import { createStore } from "#store";
import { mountViews } from "#views";

/** Milliseconds without a change after which the address follows: browsers allow only so many changes a minute. */
const PAUSE = 150;

const inside = document.getElementById("replay");
const numbers = document.getElementById("numbers");
const { names: asked = null, ...linked } = fromHash(location.hash) ?? {};
const store = createStore({
  ...linked,
  ...remembered(),
  ...(inside ? { ...(await unfold(inside.textContent)), exported: true, view: "run" } : {}),
  ...(numbers ? JSON.parse(numbers.textContent) : {}),
});

store.on(["runs"], (state) => state.runs.first && store.set(within(state)));
mountViews(store);
startPlayer(store);
if (!inside) startLoading(store);
keepAddress(asked);
keepSigns();

/** A replay inside the page: JSON, gzipped, in base64. */
async function unfold(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const told = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  const { first, other = null } = told.format ? { first: told } : told;
  return {
    runs: { first: decode(first), other: other && decode(other) },
    first: first.choice,
    other: other?.choice ?? null,
    seed: first.seed,
  };
}

/** Look and tempo are remembered by the browser, where it has a memory. */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem("look") ?? "{}");
  } catch {
    return {};
  }
}

function remember({ theme, projector }) {
  try {
    localStorage.setItem("look", JSON.stringify({ theme, projector }));
  } catch {
    // Nothing is remembered, nothing is lost.
  }
}

/**
 * The address follows the state while nothing plays, and the browser's way back leads from a run to the first screen; the names in a
 * link are looked up when their runs are there. An address that somebody has just typed is followed, never written over: the browser
 * tells of it a little later, and what waits to be written may come between.
 */
function keepAddress(wanted) {
  let names = wanted;
  let timer = 0;
  let known = location.hash;
  const arrived = ({ runs, other, time }) => {
    if (!runs.first || !names || (other && !runs.other)) return;
    const found = resolve(names, runs);
    names = null;
    store.set({ ...found, time: Math.min(time, stepsOf(runs.first)) });
  };
  const write = (state) => {
    if (state.playing || names || (state.view === "run" && !state.runs.first)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const hash = toHash(store.get());
      if (hash === known || location.hash !== known) return;
      history[Boolean(hash) === Boolean(known) ? "replaceState" : "pushState"](null, "", hash || location.pathname);
      known = location.hash;
    }, PAUSE);
  };
  store.on(["runs"], arrived);
  store.on(["view", "first", "other", "seed", "time", "issue", "seat", "order", "strip", "playing", "runs"], write);
  store.on(["theme", "projector"], remember);
  addEventListener("hashchange", () => {
    clearTimeout(timer);
    known = location.hash;
    if (known && !fromHash(known)) return;
    const { names: next = null, ...found } = fromHash(known) ?? { view: "choose" };
    names = next;
    store.set({ playing: false, ...found });
    if (names) arrived(store.get());
  });
  arrived(store.get());
}

/** A time, an item or a seat that a new run does not have is let go of. */
function within({ runs, time, issue, seat }) {
  const has = (one) => runs[one.run] && one.index < runs[one.run].seats.length;
  return {
    time: Math.min(time, stepsOf(runs.first)),
    issue: issue !== null && issue < runs.first.issues.length ? issue : null,
    seat: seat && has(seat) ? seat : null,
    hover: null,
  };
}

/** One sign of readiness: what is drawn (pictures come in the frame that follows), and nothing while the server is waited for. */
function keepSigns() {
  let wanted = "";
  const sign = ({ view, runs, other, busy }) => {
    const there = runs.first && (!other || runs.other) && !busy;
    const ready = view === "choose" ? "choose" : there ? "run" : "";
    wanted = ready;
    if (!ready) document.documentElement.dataset.ready = "";
    else
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          document.documentElement.dataset.ready = wanted;
        }),
      );
  };
  store.on(["view", "runs", "other", "busy"], sign);
  sign(store.get());
}
