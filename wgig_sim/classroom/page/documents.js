/**
 * The documents that the run on show wrote, to read and to print.
 */

import { postJson } from "#api";
import { element } from "#dom";
import { runTitles } from "#sentences";

export function mount(root, store) {
  const side = element("select", { "aria-label": "Documents of", onchange: () => refresh() });
  const tabs = element("div", { class: "documents-tabs", role: "group", "aria-label": "Documents" });
  const press = element("button", { type: "button", class: "print", onclick: () => window.print() }, "Print");
  const contents = element("nav", { class: "documents-contents", "aria-label": "Contents" });
  const sheet = element("article", { class: "documents-sheet", tabindex: "0", "aria-label": "Document" });
  root.replaceChildren(
    element("div", { class: "documents-bar" }, side, tabs, press),
    element("div", { class: "documents-body" }, contents, sheet),
  );
  const parts = { root, side, tabs, contents, sheet };
  const asking = { key: "", controller: null };
  const refresh = () => {
    const { panel, first } = store.get();
    document.documentElement.classList.toggle("prints-documents", panel === "documents");
    if (panel !== "documents" || !first) return;
    offerSides(store, side);
    load(store, parts, asking);
  };
  store.on(["panel", "first", "other", "seed", "change"], refresh);
  refresh();
}

/** Whose documents: only asked where there are two runs. */
function offerSides(store, side) {
  const { other } = store.get();
  const chosen = other && side.value === "other" ? "other" : "first";
  side.replaceChildren(
    ...Object.entries(runTitles(store.get())).map(([name, title]) => element("option", { value: name }, title)),
  );
  side.value = chosen;
  side.hidden = !other;
}

async function load(store, parts, asking) {
  const { seed, [parts.side.value]: choice, runs } = store.get();
  const key = JSON.stringify([choice, seed]);
  if (key === asking.key) return;
  asking.controller?.abort();
  const controller = new AbortController();
  Object.assign(asking, { key, controller });
  parts.root.setAttribute("aria-busy", "true");
  if (!parts.sheet.childElementCount) parts.sheet.replaceChildren(element("p", {}, "The secretariat is writing\u2026"));
  try {
    const { documents } =
      runs[parts.side.value]?.documents ?? (await postJson("/api/documents", { choice, seed }, controller.signal));
    if (controller.signal.aborted) return;
    offerDocuments(parts, documents);
  } catch (problem) {
    if (controller.signal.aborted) return;
    asking.key = "";
    parts.sheet.replaceChildren(element("p", { role: "alert" }, problem.message));
  }
  parts.root.setAttribute("aria-busy", "false");
}

/** A button for each document; the one that was open before stays open. */
function offerDocuments(parts, documents) {
  const open = parts.tabs.querySelector('[aria-pressed="true"]')?.dataset.document;
  const buttons = documents.map((one) =>
    element(
      "button",
      {
        type: "button",
        "data-document": one.id,
        onclick: (event) => pick(parts, event.currentTarget, one),
      },
      one.title,
    ),
  );
  parts.tabs.replaceChildren(...buttons);
  const at = Math.max(
    0,
    documents.findIndex(({ id }) => id === open),
  );
  pick(parts, buttons[at], documents[at]);
}

function pick({ tabs, sheet, contents }, button, { title, html }) {
  for (const one of tabs.children) one.setAttribute("aria-pressed", String(one === button));
  sheet.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  sheet.setAttribute("aria-label", title);
  sheet.scrollTop = 0;
  contents.replaceChildren(
    ...headings(sheet)
      .filter((heading) => heading.textContent !== title)
      .map(entry),
  );
}

/** Headings get ids of their own, so that nothing else on the page is meant. */
function headings(sheet) {
  return [...sheet.querySelectorAll("h2, h3")].map((heading, at) => {
    heading.id = `document-part-${at + 1}`;
    heading.tabIndex = -1;
    return heading;
  });
}

function entry(heading, _, all) {
  const go = () => {
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  };
  const below = heading.localName === "h3" && all.some(({ localName }) => localName === "h2");
  return element("button", { type: "button", class: below ? "link below" : "link", onclick: go }, heading.textContent);
}
