/**
 * What is chosen is loaded: the runs on show, then the effect, and the bands when all else is there, since they take the
 * server longest. A newer choice cancels the older request.
 */

import { getJson, postJson, postLines } from "#api";
import { decode } from "#replay";

/** Pairs of runs in an effect, and runs in a band. */
export const PAIRS = 500;
export const BAND = 200;
/** Milliseconds in which further changes, such as those of a dragged slider, count as one. */
const PAUSE = 90;

const SIDES = ["first", "other"];
const bandOf = (side) => `${side} band`;

/** Watch what is chosen, and keep `scenarios`, `runs`, `effect`, `bands`, `busy` and `error` of the store up to it. */
export function startLoading(store) {
  const lanes = Object.fromEntries(["first", "other", "effect", "first band", "other band"].map((name) => [name, lane(store)]));
  const there = {};
  let timer = 0;
  const update = () => {
    const keys = keysOf(store.get());
    const ask = (name, wanted, load) =>
      lanes[name](wanted, there[name], async (signal) => {
        await load(signal);
        there[name] = wanted;
        update();
      });
    const waiting = SIDES.filter((side) => keys[side] !== null && keys[side] !== there[side]);
    store.set({ busy: waiting.length ? "running\u2026" : "" });
    if (keys.other === null) leaveOther(store, there);
    for (const side of SIDES) ask(side, keys[side], (signal) => loadRun(store, side, signal, there));
    ask("effect", waiting.length ? null : keys.effect, (signal) => loadEffect(store, signal, there));
    const calm = !waiting.length && (keys.effect === null || keys.effect === there.effect);
    for (const side of SIDES) ask(bandOf(side), calm ? keys[bandOf(side)] : null, (signal) => loadBand(store, side, signal));
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

/** What each answer depends on; null for what is not wanted. The seed on show matters to the run on show only. */
function keysOf({ first, other, seed }) {
  const key = (...choices) => (choices.every(Boolean) ? JSON.stringify(choices) : null);
  const run = (choice) => choice && JSON.stringify([choice, seed]);
  return { first: run(first), other: run(other), effect: key(first, other), "first band": key(first), "other band": key(other) };
}

/** One thing at a time: asking for the same again does nothing, asking for another cancels what is under way. */
function lane(store) {
  let key = null;
  let controller = null;
  return (wanted, there, work) => {
    if (wanted === key) return;
    controller?.abort();
    key = wanted;
    if (wanted === null || wanted === there) return;
    controller = new AbortController();
    const { signal } = controller;
    work(signal).catch((problem) => {
      if (signal.aborted) return;
      key = null;
      store.set({ error: problem.message, busy: "" });
    });
  };
}

async function loadRun(store, side, signal, there) {
  store.set({ error: null });
  const { seed, [side]: choice } = store.get();
  const replay = decode(await postJson("/api/run", { choice, seed }, signal));
  signal.throwIfAborted();
  const { runs, bands } = store.get();
  const keeps = there[bandOf(side)] === keysOf(store.get())[bandOf(side)];
  if (!keeps) delete there[bandOf(side)];
  store.set({ runs: { ...runs, [side]: replay }, bands: keeps ? bands : { ...bands, [side]: null } });
}

async function loadBand(store, side, signal) {
  const band = await postJson("/api/band", { choice: store.get()[side], replicates: BAND }, signal);
  signal.throwIfAborted();
  store.set({ bands: { ...store.get().bands, [side]: band } });
}

async function loadEffect(store, signal, there) {
  delete there.effect;
  const { first, other, effect } = store.get();
  store.set({ effect: { done: 0, of: PAIRS, effect: effect?.effect ?? null } });
  await postLines("/api/effect", { first, other, replicates: PAIRS }, signal, (line) => {
    if (line.error) throw new Error(line.error);
    if (!signal.aborted) store.set({ effect: line });
  });
}

/** A second run that is left is forgotten: coming back to it asks for it again. */
function leaveOther(store, there) {
  for (const name of ["other", "other band", "effect"]) delete there[name];
  const { runs, bands, effect } = store.get();
  if (runs.other || effect) store.set({ runs: { ...runs, other: null }, bands: { ...bands, other: null }, effect: null });
}
