import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { forum, startLoading } from "../../../wgig_sim/classroom/page/loading.js";
import { createStore } from "../../../wgig_sim/classroom/page/store.js";

const wgig = { scenario: "wgig-2005", levers: {} };
const unequal = { scenario: "wgig-2005", levers: { footing: "unequal" } };
const replay = (choice, seed) => ({ format: "wgig-sim replay 1", choice, seed, arrays: {} });
let asked;

/** A server that answers when told to, and notes what is cancelled. */
beforeEach(() => {
  asked = [];
  globalThis.fetch = (path, { body, signal }) =>
    new Promise((resolve, reject) => {
      const one = {
        path,
        body: body && JSON.parse(body),
        cancelled: false,
        answer: (json, status = 200) => resolve(new Response(typeof json === "string" ? json : JSON.stringify(json), { status })),
      };
      signal?.addEventListener("abort", () => {
        one.cancelled = true;
        reject(new DOMException("cancelled", "AbortError"));
      });
      asked.push(one);
    });
});

const started = (given) => {
  const store = createStore({ scenarios: [{ name: "wgig-2005" }], ...given });
  startLoading(store);
  return store;
};
const settled = (milliseconds = 5) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const open = (path) => asked.filter((one) => one.path === path && !one.cancelled && !one.done);
const answer = async (path, json) => {
  const [one] = open(path);
  one.done = true;
  one.answer(typeof json === "function" ? json(one.body) : json);
  await settled();
};
const played = ({ choice, seed }) => replay(choice, seed);

test("the run on show comes first, then its band", async () => {
  const store = started({ first: wgig, seed: 7 });
  assert.deepEqual(
    asked.map(({ path }) => path),
    ["/api/run"],
  );
  assert.equal(store.get().busy, "running\u2026");
  await answer("/api/run", played);
  assert.equal(store.get().runs.first.seed, 7);
  assert.equal(store.get().busy, "");
  assert.equal(open("/api/effect").length, 0);
  await answer("/api/band", { replicates: 200 });
  assert.equal(store.get().bands.first.replicates, 200);
});

test("the effect is asked for when both runs are there, and tells how far it is", async () => {
  const store = started({ first: wgig, other: unequal });
  await answer("/api/run", played);
  assert.equal(open("/api/effect").length, 0);
  await answer("/api/run", played);
  assert.deepEqual(store.get().effect, { done: 0, of: 500, effect: null });
  await answer(
    "/api/effect",
    '{"done":100,"of":500,"effect":{"measures":[]}}\n{"done":500,"of":500,"effect":{"measures":[1]}}\n',
  );
  assert.equal(store.get().effect.done, 500);
});

test("a newer change cancels the older request, and changes in quick succession are one", async () => {
  const store = started({ first: wgig });
  await answer("/api/run", played);
  for (const trust of [0.1, 0.2, 0.3]) store.set({ other: { ...wgig, levers: { trust } } });
  await settled(120);
  assert.deepEqual(
    open("/api/run").map(({ body }) => body.choice.levers.trust),
    [0.3],
  );
  store.set({ other: unequal });
  await settled(120);
  assert.deepEqual(
    open("/api/run").map(({ body }) => body.choice.levers),
    [{ footing: "unequal" }],
  );
  assert.equal(asked.filter(({ path, cancelled }) => path === "/api/run" && cancelled).length, 1);
});

test("without a second run its picture, its band and the effect go, and nothing is asked for any more", async () => {
  const store = started({ first: wgig, other: unequal });
  await answer("/api/run", played);
  await answer("/api/run", played);
  store.set({ other: null });
  await settled(120);
  const { runs, effect, busy } = store.get();
  assert.equal(runs.other, null);
  assert.equal(effect, null);
  assert.equal(busy, "");
  assert.equal(open("/api/effect").length, 0);
});

test("going back to a second run that was left asks for it again", async () => {
  const store = started({ first: wgig, other: unequal });
  await answer("/api/run", played);
  await answer("/api/run", played);
  store.set({ other: null });
  await settled(120);
  store.set({ other: unequal });
  await settled(120);
  assert.equal(open("/api/run").length, 1);
  assert.equal(open("/api/effect").length, 0);
  assert.equal(store.get().busy, "running\u2026");
  await answer("/api/run", played);
  assert.equal(store.get().runs.other.choice.levers.footing, "unequal");
  assert.equal(open("/api/effect").length, 1);
});

test("bands wait until the effect is there, and what is there is not asked for again", async () => {
  const store = started({ first: wgig });
  await answer("/api/run", played);
  await answer("/api/band", { of: "first" });
  store.set({ other: unequal });
  await settled(120);
  await answer("/api/run", played);
  assert.equal(open("/api/band").length, 0);
  await answer("/api/effect", '{"done":500,"of":500,"effect":{"measures":[]}}\n');
  assert.deepEqual(
    open("/api/band").map(({ body }) => body.choice.levers),
    [{ footing: "unequal" }],
  );
  await answer("/api/band", { of: "other" });
  assert.deepEqual(store.get().bands, { first: { of: "first" }, other: { of: "other" } });
  assert.equal(asked.filter(({ path }) => path === "/api/run").length, 2);
});

test("another seed brings other runs, and leaves the effect and the bands as they are", async () => {
  const store = started({ first: wgig, other: unequal, seed: 7 });
  await answer("/api/run", played);
  await answer("/api/run", played);
  await answer("/api/effect", '{"done":500,"of":500,"effect":{"measures":[]}}\n');
  await answer("/api/band", { of: "first" });
  await answer("/api/band", { of: "other" });
  const { effect, bands } = store.get();
  store.set({ seed: 8 });
  await settled(120);
  await answer("/api/run", played);
  await answer("/api/run", played);
  assert.deepEqual([store.get().runs.first.seed, store.get().runs.other.seed], [8, 8]);
  assert.equal(store.get().effect, effect);
  assert.equal(store.get().bands, bands);
  assert.equal(asked.length, 7);
  assert.ok(asked.every(({ path, body }) => (path === "/api/run") === "seed" in body));
});

test("back at a choice before the next one came: what is under way is dropped, what is there stays", async () => {
  const store = started({ first: wgig });
  await answer("/api/run", played);
  store.set({ first: unequal });
  await settled(120);
  const [dropped] = open("/api/run");
  store.set({ first: wgig });
  await settled(120);
  assert.ok(dropped.cancelled);
  assert.equal(open("/api/run").length, 0);
  assert.equal(store.get().busy, "");
  assert.equal(store.get().runs.first.choice.levers.footing, undefined);
});

test("back at a second run while the next is compared: its own effect is asked for again", async () => {
  const other = { ...wgig, levers: { footing: "between" } };
  const store = started({ first: wgig, other: unequal });
  await answer("/api/run", played);
  await answer("/api/run", played);
  await answer("/api/effect", '{"done":500,"of":500,"effect":{"measures":["unequal"]}}\n');
  store.set({ other });
  await settled(120);
  await answer("/api/run", played);
  assert.equal(open("/api/effect").length, 1);
  store.set({ other: unequal });
  await settled(120);
  await answer("/api/run", played);
  assert.deepEqual(
    open("/api/effect").map(({ body }) => body.other),
    [unequal],
  );
});

test("what the server refuses is said in its words, and the same can be asked again", async () => {
  const store = started({ first: wgig });
  const [one] = open("/api/run");
  one.done = true;
  one.answer({ error: "No such lever.", where: "levers.footing" }, 422);
  await settled();
  assert.equal(store.get().error, "No such lever. (levers.footing)");
  assert.equal(store.get().busy, "");
  store.set({ seed: 1 });
  await settled(120);
  await answer("/api/run", played);
  assert.equal(store.get().error, null);
});

test("an effect that breaks off says so", async () => {
  const store = started({ first: wgig, other: unequal });
  await answer("/api/run", played);
  await answer("/api/run", played);
  await answer("/api/effect", '{"done":100,"of":500,"effect":{"measures":[]}}\n{"error":"A worker crashed."}\n');
  assert.equal(store.get().error, "A worker crashed.");
});

test("a forum is asked for once, and again if that failed", async () => {
  const first = forum("wgig-2005/text-first");
  assert.equal(forum("wgig-2005/text-first"), first);
  assert.equal(asked[0].path, "/api/scenarios/wgig-2005/text-first");
  asked[0].answer({ error: "busy" }, 503);
  await assert.rejects(first, /busy/);
  forum("wgig-2005/text-first").catch(() => {});
  assert.equal(asked.length, 2);
});
