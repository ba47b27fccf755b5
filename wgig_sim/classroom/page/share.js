/**
 * Take away: the link that gives the same run, tables, a page that stands alone, pictures.
 */

import { postBlob } from "#api";
import { download, element } from "#dom";
import { toHash } from "#link";
import { fileName, readPicture, svgText } from "#svgfile";

/** Where the server puts what a replay holds. */
const REPLAY = '<script type="application/json" id="replay">';
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const PICTURES = [
  { what: "room", title: "The room", at: "#room svg.picture" },
  { what: "strip", title: "The issue strip", at: "#strip svg.picture" },
  { what: "curves", title: "The curves", at: "#curves .curves-drawing" },
  { what: "effect", title: "The effect", at: "#effect .effect-figure svg" },
];

export function mount(root, store) {
  const said = element("p", { class: "share-said", role: "status" });
  const link = element("input", { type: "text", readonly: true, id: "share-link", onfocus: (event) => event.target.select() });
  const pictures = element("div", { class: "share-buttons" });
  const { exported } = store.get();
  root.replaceChildren(
    ...[
      !exported
        && part(
          "Link",
          note("Gives the same run: forum, rules and seed are in it."),
          element(
            "div",
            { class: "share-link" },
            element("label", { for: "share-link" }, "Address"),
            link,
            element(
              "button",
              {
                type: "button",
                onclick: async () => {
                  said.textContent = await copied(link);
                },
              },
              "Copy",
            ),
          ),
          LOOPBACK.includes(location.hostname)
            && note("This address is that of your own machine. On another one with wgig-sim, keep what follows the #."),
        ),
      !exported
        && part(
          "Files",
          note("Tables as CSV in one zip; the replay as one HTML file that opens without a server."),
          element("div", { class: "share-buttons" }, ...files(store, said)),
        ),
      part("Pictures", note("As they stand on the page now, as SVG."), pictures),
      said,
    ].filter(Boolean),
  );
  const draw = () => store.get().panel === "share" && pictures.replaceChildren(...pictureButtons(store, said));
  const address = () => {
    link.value = location.href.split("#")[0] + toHash(store.get());
  };
  store.on(["panel", "runs", "effect"], draw);
  store.on(["view", "first", "other", "seed", "runs", "time", "issue", "seat", "order", "strip"], address);
  draw();
  address();
}

function part(title, ...children) {
  return element("section", {}, element("h3", {}, title), ...children);
}

const note = (text) => element("p", { class: "share-note" }, text);

/** The clipboard is closed to pages that come over plain HTTP from another machine: there the old way still works. */
async function copied(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return "The link is copied.";
  } catch {
    input.select();
    return document.execCommand("copy")
      ? "The link is copied."
      : "Copying is not allowed here: the link is selected, press Ctrl+C.";
  }
}

function files(store, said) {
  const button = (title, path, what, ending, bodyOf, finish = (blob) => blob) => {
    const made = element("button", { type: "button" }, title);
    made.addEventListener("click", async () => {
      made.disabled = true;
      said.textContent = "Preparing\u2026";
      said.textContent = await saved(path, bodyOf(), what, ending, finish);
      made.disabled = false;
    });
    return made;
  };
  const of = (side) => ({ choice: store.get()[side], seed: store.get().seed });
  const whole = () => ({ ...of("first"), ...(store.get().other ? { other: store.get().other } : {}) });
  const second = button("Tables of the second run", "/api/tables", "tables", "zip", () => of("other"));
  const look = () => {
    second.hidden = !store.get().other;
  };
  store.on(["other"], look);
  look();
  return [
    button("Tables (CSV)", "/api/tables", "tables", "zip", () => of("first")),
    second,
    button("Replay (HTML)", "/api/page", "replay", "html", whole, (page) => withNumbers(page, store.get())),
  ];
}

/** A replay with what this page knows of many runs: the effect, once it is whole, the bands, and what the change is called. */
async function withNumbers(page, { effect, bands, change }) {
  const numbers = JSON.stringify({ effect: effect?.done === effect?.of ? effect : null, bands, change });
  const inside = `<script type="application/json" id="numbers">${numbers.replaceAll("<", "\\u003c")}</script>\n`;
  const [before, after] = (await page.text()).split(REPLAY);
  return new Blob([before, inside, REPLAY, after], { type: page.type });
}

async function saved(path, body, what, ending, finish) {
  try {
    const blob = await finish(await postBlob(path, body));
    const name = fileName(body.choice, body.seed, what, ending);
    download(blob, name);
    return `${name} is saved: ${size(blob.size)}.`;
  } catch (problem) {
    return problem.message;
  }
}

/** "812 kB", "1.4 MB" */
export function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A button for each picture that is on the page; of two runs, each has its own. */
function pictureButtons(store, said) {
  return PICTURES.flatMap(({ what, title, at }) =>
    onShow(at).map((svg, number) => {
      const [name, file] = number === 0 ? [title, what] : [`${title}, second run`, `${what}-second`];
      return element(
        "button",
        {
          type: "button",
          onclick: () => {
            said.textContent = savePicture(store, svg, file, name);
          },
        },
        name,
      );
    }),
  );
}

const onShow = (at) => [...document.querySelectorAll(at)].filter((svg) => svg.getClientRects().length);

function savePicture(store, svg, file, name) {
  const { first, seed, runs } = store.get();
  const { width, height } = svg.getBoundingClientRect();
  const { backgroundColor: paper, color: ink, fontFamily: font } = getComputedStyle(document.documentElement);
  const spoken = svg.dataset.caption ?? (svg.getAttribute("role") === "img" && svg.getAttribute("aria-label"));
  const title = `${runs.first.title}, seed ${seed}: ${spoken || name.toLowerCase()}`;
  const frame = { width: Math.round(width), height: Math.round(height), paper, ink, font, title };
  const named = fileName(first, seed, file, "svg");
  download(new Blob([svgText(readPicture(svg, getComputedStyle), frame)], { type: "image/svg+xml" }), named);
  return `${named} is saved.`;
}
