/**
 * What is chosen is loaded: the runs on show, then the effect and the bands. A newer choice cancels the older request.
 */

import { getJson, postJson, postLines } from "#api";
import { decode } from "#replay";

/** Pairs of runs in an effect, and runs in a band. */
export const PAIRS = 500;
export const BAND = 200;
/** Milliseconds in which further changes, such as those of a dragged slider, count as one. */
const PAUSE = 90;

/** Watch what is chosen, and keep `scenarios`, `runs`, `effect`, `bands`, `busy` and `error` of the store up to it. */
export function startLoading(store) {
  const lanes = { first: lane(store), other: lane(store), effect: lane(store) };
  const loaded = { first: null, other: null };
  let timer = 0;
  const update = () => {
    const keys = { first: keyOf(store, "first"), other: keyOf(store, "other") };
    const waiting = ["first", "other"].filter((side) => keys[side] !== null && keys[side] !== loaded[side]);
    store.set({ busy: waiting.length ? "running\u2026" : "" });
    for (const side of ["first", "other"]) lanes[side](keys[side], (signal) => loadRun(store, side, signal, () => arrived(side, keys[side])));
    if (keys.other === null) {
      loaded.other = null;
      leaveOther(store);
    }
    lanes.effect(keys.other !== null && !waiting.length ? `${keys.first} ${keys.other}` : null, (signal) => loadEffect(store, signal));
  };
  const arrived = (side, key) => {
    loaded[side] = key;
    update();
  };
  store.on(["first", "other", "seed"], () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
  update();
  if (!store.get().scenarios?.length) loadScenarios(store);
}

async function loadScenarios(store) {
  try {
    store.set({ scenarios: (await getJson("/api/scenarios")).scenarios });
  } catch (problem) {
    store.set({ error: problem.message });
  }
}

const forums = new Map();

/**
 * A scenario's card with its levers, asked for once.
 *
 * @param {string} name
 * @returns {Promise<{name: string, title: string, levers: Array<object>}>}
 */
export function forum(name) {
  if (!forums.has(name)) {
    const answer = getJson(`/api/scenarios/${name.split("/").map(encodeURIComponent).join("/")}`);
    answer.catch(() => forums.delete(name));
    forums.set(name, answer);
  }
  return forums.get(name);
}

function keyOf(store, side) {
  const { seed, [side]: choice } = store.get();
  return choice && JSON.stringify([choice, seed]);
}

/** One thing at a time: asking for the same again does nothing, asking for another cancels what is under way. */
function lane(store) {
  let key = null;
  let controller = null;
  return (wanted, work) => {
    if (wanted === key) return;
    controller?.abort();
    key = wanted;
    if (wanted === null) return;
    controller = new AbortController();
    const { signal } = controller;
    work(signal).catch((problem) => {
      if (signal.aborted) return;
      key = null;
      store.set({ error: problem.message, busy: "" });
    });
  };
}

async function loadRun(store, side, signal, arrived) {
  store.set({ error: null });
  const { seed, [side]: choice } = store.get();
  const replay = decode(await postJson("/api/run", { choice, seed }, signal));
  if (signal.aborted) return;
  store.set({ runs: { ...store.get().runs, [side]: replay }, bands: { ...store.get().bands, [side]: null } });
  arrived();
  const band = await postJson("/api/band", { choice, seed, replicates: BAND }, signal);
  if (!signal.aborted) store.set({ bands: { ...store.get().bands, [side]: band } });
}

async function loadEffect(store, signal) {
  const { first, other, seed, effect } = store.get();
  store.set({ effect: { done: 0, of: PAIRS, effect: effect?.effect ?? null } });
  await postLines("/api/effect", { first, other, seed, replicates: PAIRS }, signal, (line) => {
    if (line.error) throw new Error(line.error);
    if (!signal.aborted) store.set({ effect: line });
  });
}

function leaveOther(store) {
  const { runs, bands, effect } = store.get();
  if (runs.other || effect) store.set({ runs: { ...runs, other: null }, bands: { ...bands, other: null }, effect: null });
}
