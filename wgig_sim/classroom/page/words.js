/**
 * Help where a word stands: a button that explains it; and the panel with all words and keys.
 */

import { element } from "#dom";
import { GLOSSARY, KEYS } from "#glossary";

const GAP = 6;
let card = null;
let owner = null;

/**
 * A word that explains itself when it is pressed.
 *
 * @param {string} term a key of the glossary
 * @param {string} [text] how it is written here
 * @returns {HTMLButtonElement}
 * @throws if the glossary lacks the term
 */
export function word(term, text = term) {
  if (!GLOSSARY[term]) throw new Error(`The glossary has no word "${term}".`);
  return element(
    "button",
    { type: "button", class: "word", "aria-expanded": "false", onclick: (event) => toggle(event.currentTarget, term) },
    text,
  );
}

/**
 * A text in which words between brackets explain themselves: "[trust] grows", "[red line|red lines] are narrow".
 *
 * @returns {Array<string|Node>}
 */
export function explained(text) {
  return text.split(/\[([^\]]+)\]/).map((part, at) => {
    if (at % 2 === 0) return part;
    const [term, written] = part.split("|");
    return word(term, written ?? term);
  });
}

function toggle(button, term) {
  if (owner === button) return close();
  close();
  card ??= makeCard();
  owner = button;
  button.setAttribute("aria-expanded", "true");
  card.showPopover();
  const { title, text } = GLOSSARY[term];
  card.replaceChildren(element("strong", {}, title), element("span", {}, text));
  place(button);
}

/** A live region: what is put into it is read out while the focus stays on the word. */
function makeCard() {
  const made = element("div", { class: "word-card", popover: "manual", role: "status" });
  document.body.append(made);
  document.addEventListener(
    "pointerdown",
    (event) => owner && !owner.contains(event.target) && !made.contains(event.target) && close(),
  );
  document.addEventListener("focusin", (event) => owner && event.target !== owner && close());
  document.addEventListener("keydown", closeByKey, true);
  addEventListener("scroll", () => owner && place(owner), true);
  addEventListener("resize", close);
  return made;
}

function closeByKey(event) {
  if (event.key !== "Escape" || !owner) return;
  event.stopPropagation();
  close();
}

function close() {
  if (!owner) return;
  owner.setAttribute("aria-expanded", "false");
  owner = null;
  card.hidePopover();
  card.replaceChildren();
}

/** Below the word, above it where there is no room, never beyond the window. */
function place(button) {
  const at = button.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.left, innerWidth - width - GAP));
  const below = at.bottom + GAP;
  const top = below + height < innerHeight ? below : Math.max(GAP, at.top - height - GAP);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

/** The panel "help": keys, the tour, all words. */
export function mountHelp(root, store) {
  const keys = KEYS.map(([key, does]) => element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)));
  const sorted = Object.values(GLOSSARY).sort((one, other) => one.title.localeCompare(other.title));
  const words = sorted.map(({ title, text }) => element("div", {}, element("dt", {}, title), element("dd", {}, text)));
  root.replaceChildren(
    element("section", {}, element("h3", {}, "Keys"), element("dl", { class: "keys" }, ...keys)),
    element(
      "p",
      { class: "tour-again" },
      element("button", { type: "button", onclick: () => store.set({ panel: null, tour: 0 }) }, "Show the tour"),
    ),
    element("section", {}, element("h3", {}, "Words"), element("dl", { class: "glossary" }, ...words)),
  );
}
