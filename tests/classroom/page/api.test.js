import assert from "node:assert/strict";
import { test } from "node:test";

import { getJson, postLines } from "../../../wgig_sim/classroom/page/api.js";

const serving = (...responses) => {
  const requests = [];
  globalThis.fetch = async (path, request) => {
    requests.push({ path, request });
    const next = responses.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  return requests;
};
const busy = (seconds) =>
  new Response('{"error": "Too many at once."}', { status: 503, headers: seconds ? { "Retry-After": String(seconds) } : {} });

test("lines are handed on whole, however they are cut", async () => {
  const pieces = ['{"done": 1', '00}\n{"done"', ': 200}\n\n{"done": 300}'].map((text) => new TextEncoder().encode(text));
  serving(
    new Response(
      new ReadableStream({
        start: (stream) => {
          pieces.forEach((piece) => stream.enqueue(piece));
          stream.close();
        },
      }),
    ),
  );
  const lines = [];
  await postLines("/api/effect", {}, undefined, (line) => lines.push(line.done));
  assert.deepEqual(lines, [100, 200, 300]);
});

test("a busy server is asked again when it says so", async () => {
  const requests = serving(busy(0.01), new Response('{"fine": true}'));
  assert.deepEqual(await getJson("/api/scenarios"), { fine: true });
  assert.equal(requests.length, 2);
});

test("but not for ever, and not when it does not say when", async () => {
  const requests = serving(busy(0.01), busy(0.01), busy(0.01), busy(0.01), busy(0.01));
  await assert.rejects(getJson("/api/scenarios"), /Too many at once/);
  assert.equal(requests.length, 4);
  serving(busy(0));
  await assert.rejects(getJson("/api/scenarios"), /Too many at once/);
});

test("who no longer waits is not kept waiting", async () => {
  const requests = serving(busy(5), new Response("{}"));
  const controller = new AbortController();
  const answer = getJson("/api/scenarios", controller.signal);
  setTimeout(() => controller.abort(), 10);
  await assert.rejects(answer, { name: "AbortError" });
  assert.equal(requests.length, 1);
});

test("errors are the server's words, with the place; without words, its status; without a server, what to do", async () => {
  serving(new Response('{"error": "Not a number.", "where": "levers.trust"}', { status: 422 }));
  await assert.rejects(getJson("/x"), { message: "Not a number. (levers.trust)" });
  serving(new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
  await assert.rejects(getJson("/x"), { message: "The server answers 502 Bad Gateway." });
  serving(new TypeError("fetch failed"));
  await assert.rejects(getJson("/x"), /wgig-sim serve still running/);
});
