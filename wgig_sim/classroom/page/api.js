/**
 * Asking the server. Every answer that is not a success is an Error with the server's own words.
 */

/** A server that is busy says when to ask again: so many times it is asked, and what it says then. */
const PATIENCE = 3;
const BUSY = [429, 503];

/** What the server says to a GET. */
export async function getJson(path, signal) {
  return (await answer(path, { signal })).json();
}

/** What it says to a question. */
export async function postJson(path, body, signal) {
  return (await answer(path, question(body, signal))).json();
}

/** A file it makes. */
export async function postBlob(path, body, signal) {
  return (await answer(path, question(body, signal))).blob();
}

/**
 * An answer that comes in lines, each a JSON object, handed on as they come.
 *
 * @param {(line: object) => void} onLine
 */
export async function postLines(path, body, signal, onLine) {
  const reader = (await answer(path, question(body, signal))).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : lines.pop();
    for (const line of lines) if (line.trim()) onLine(JSON.parse(line));
    if (done) return;
  }
}

const page = typeof crypto === "undefined" ? "" : crypto.getRandomValues(new Uint32Array(2)).join("-");

function question(body, signal) {
  return { method: "POST", headers: { "Content-Type": "application/json", "X-Page": page }, body: JSON.stringify(body), signal };
}

async function answer(path, request, left = PATIENCE) {
  let response;
  try {
    response = await fetch(path, request);
  } catch (problem) {
    if (request.signal?.aborted) throw problem;
    throw new Error("The server does not answer. Is wgig-sim serve still running?");
  }
  if (response.ok) return response;
  const wait = Number(response.headers.get("Retry-After"));
  if (left === 0 || !BUSY.includes(response.status) || !(wait > 0)) throw new Error(await wordsOf(response));
  await pause(Math.min(wait, 5) * 1000, request.signal);
  return answer(path, request, left - 1);
}

/** Some time, unless nobody waits any more. */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

async function wordsOf(response) {
  try {
    const { error, where } = await response.json();
    return where ? `${error} (${where})` : error;
  } catch {
    return `The server answers ${response.status} ${response.statusText}.`;
  }
}
