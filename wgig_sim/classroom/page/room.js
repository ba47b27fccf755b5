/**
 * The room: seats around a table, who speaks, who waits outside, and who trusts whom.
 */

import { element, shape } from "#dom";
import { things, whole } from "#figures";
import { groupMark, put } from "#marks";
import { watchSize } from "#measure";
import { momentWords } from "#moments";
import { issueOf, timeOf } from "#player";
import { trustAt } from "#replay";
import { drawRoom, makeRoom } from "#roomparts";
import { roomWords } from "#roomwords";
import { seatCard, seatLabel } from "#seatcard";
import { linkPaths, linksOf, linksPossible, strengthWords } from "#trustlinks";
import { word } from "#words";

export function mount(root, store, run) {
  const parts = frame(store, run);
  root.append(parts.bar, parts.box, parts.say, parts.legend);
  const card = seatCard(root);
  let scene = null;
  const size = watchSize(parts.box, store, () => draw());
  const draw = () => {
    const state = store.get();
    if (state.view !== "run" || !state.runs.first || !state.runs[run] || !size.width) return;
    const key = `${state.order},${size.key}`;
    if (scene?.replay !== state.runs[run] || scene.key !== key) scene = build(parts, store, run, size, key);
    const time = timeOf(state, run);
    drawRoom(scene, time);
    parts.say.textContent = roomWords(scene.replay, time);
    parts.svg.dataset.caption = `The room, ${momentWords(scene.replay, time)}. ${parts.say.textContent}`;
    links(parts, state, run, scene, time);
    mark(state, run, scene, card, parts);
  };
  store.on(["runs", "other", "view", "time", "issue", "order"], draw);
  store.on(["seat", "hover", "trust"], () => {
    if (!scene || !store.get().runs[run]) return;
    links(parts, store.get(), run, scene, timeOf(store.get(), run));
    mark(store.get(), run, scene, card, parts);
  });
  listen(parts.svg, store, run, () => scene);
  draw();
}

/** What is there in any run; the controls stand over the first room only, and hold for both. */
function frame(store, run) {
  const svg = shape("svg", { class: "picture room-picture", role: "group", "data-arrows": true });
  const count = element("span", { class: "trust-count" });
  const bar = element(
    "div",
    { class: "room-bar" },
    run === "first" && arrangement(store),
    count,
    run === "first" && trustControls(store),
  );
  return {
    svg,
    bar,
    count,
    box: element("div", { class: "room-box" }, svg),
    say: element("p", { class: "room-say" }),
    legend: element("ul", { class: "room-legend" }),
  };
}

function arrangement(store) {
  const buttons = ["group", "camp"].map((order) => {
    const button = element(
      "button",
      { type: "button", onclick: () => store.set({ order }) },
      order === "group" ? "By group" : "By camp",
    );
    const say = () => button.setAttribute("aria-pressed", String(store.get().order === order));
    store.on(["order"], say);
    say();
    return button;
  });
  return element("div", { class: "choice", role: "group", "aria-label": "Seats arranged" }, ...buttons);
}

/** All links, from which trust on, and in which direction. */
function trustControls(store) {
  const change = (changes) => store.set({ trust: { ...store.get().trust, ...changes } });
  const { show, least, direction } = store.get().trust;
  const check = element("input", {
    type: "checkbox",
    id: "trust-all",
    checked: show,
    onchange: ({ target }) => change({ show: target.checked }),
  });
  const slider = element("input", {
    type: "range",
    min: 0,
    max: 0.95,
    step: 0.05,
    value: least,
    "aria-label": "Trust from",
    oninput: ({ target }) => change({ least: target.valueAsNumber }),
  });
  const way = element(
    "select",
    { "aria-label": "Direction of trust", onchange: ({ target }) => change({ direction: target.value }) },
    ...[
      ["given", "given"],
      ["received", "received"],
      ["both", "mutual"],
    ].map(([value, text]) => element("option", { value }, text)),
  );
  way.value = direction;
  const box = element(
    "div",
    { class: "trust-controls", role: "group", "aria-label": "Trust as links" },
    word("trust", "Trust"),
    way,
    element("label", { for: "trust-all" }, check, " all links"),
    slider,
  );
  const say = () => box.classList.toggle("one", !store.get().trust.show);
  store.on(["trust"], say);
  say();
  return box;
}

/** Seats at their places, and what goes with an arrangement. */
function build(parts, store, run, size, key) {
  const { runs, order } = store.get();
  const replay = runs[run];
  const scene = { replay, key, order, width: size.width, height: size.height, scale: size.scale };
  parts.svg.setAttribute("viewBox", `0 0 ${scene.width} ${scene.height}`);
  parts.svg.setAttribute(
    "aria-label",
    `The room, ${things(replay.seats.length, "seat")}. Arrows go from seat to seat, Enter picks one.`,
  );
  parts.svg.replaceChildren(...makeRoom(scene));
  parts.legend.classList.toggle("camps", order === "camp");
  parts.legend.replaceChildren(
    ...scene.blocks.map(({ of, seats }, at) => {
      const name = (order === "group" ? replay.groups : replay.camps)[of]?.title ?? "without a camp";
      const mark = order === "group" ? groupMark(of) : element("b", {}, String(at + 1));
      return element("li", { title: name }, mark, ` ${name}, ${seats.length}`);
    }),
  );
  return scene;
}

/** Links of the seat that is pointed at or picked, and all above the threshold where they are wanted. */
function links(parts, state, run, scene, time) {
  const n = scene.replay.seats.length;
  const trust = trustAt(scene.replay, time);
  const { show, least, direction } = state.trust;
  const seat = [state.hover, state.seat].find((one) => one?.run === run)?.index ?? -1;
  const all = show ? linksOf(trust, n, { least, direction }) : [];
  const own = seat >= 0 ? linksOf(trust, n, { least: 0, direction, seat }) : [];
  linkPaths(all, scene.places, scene.centre).forEach((d, at) => put(scene.all[at], "d", d));
  linkPaths(own, scene.places, scene.centre).forEach((d, at) => put(scene.own[at], "d", d));
  const verb = { given: "trusts", received: "is trusted by", both: "shares trust with" }[direction];
  if (seat >= 0) parts.count.textContent = `${scene.replay.seats[seat].id} ${verb} ${strengthWords(own)}`;
  else
    parts.count.textContent = show
      ? `${whole(all.length)} of ${whole(linksPossible(n, direction))} links: trust of ${least.toFixed(2)} or more`
      : "Point at a seat to see its trust.";
}

/** Mark the seats picked and pointed at; the latter's card stands beside it. */
function mark(state, run, scene, card, parts) {
  const mine = (seat) => (seat?.run === run ? seat.index : -1);
  const [picked, pointed] = [mine(state.seat), mine(state.hover)];
  const first = picked >= 0 ? picked : (scene.rover ?? scene.blocks[0].seats[0]);
  scene.seats.forEach((node, seat) => {
    node.classList.toggle("is-picked", seat === picked);
    node.classList.toggle("is-pointed", seat === pointed);
    put(node, "aria-pressed", seat === picked);
    put(node, "tabindex", seat === first ? 0 : -1);
  });
  const focused = parts.svg.contains(document.activeElement) ? Number(document.activeElement.dataset.seat) : -1;
  const time = timeOf(state, run);
  const issue = issueOf(state, run);
  if (focused >= 0) scene.seats[focused].setAttribute("aria-label", seatLabel(scene.replay, time, issue, focused));
  if (pointed < 0 || !(focused === pointed || parts.svg.matches(":hover"))) return card.hide();
  card.show(scene.replay, time, issue, pointed, { x: scene.places[pointed].x, y: parts.box.offsetTop + scene.places[pointed].y });
}

/** Pointer and keys on the seats. */
function listen(svg, store, run, sceneOf) {
  const seatOf = (event) => {
    const node = event.target.closest?.("[data-seat]");
    return node ? Number(node.dataset.seat) : -1;
  };
  const hover = (index) => {
    const now = store.get().hover;
    if ((now?.run === run ? now.index : -1) !== index) store.set({ hover: index < 0 ? null : { run, index } });
  };
  const pick = (index) => {
    const now = store.get().seat;
    store.set({ seat: index < 0 || (now?.run === run && now.index === index) ? null : { run, index } });
  };
  svg.addEventListener("pointermove", (event) => hover(seatOf(event)));
  svg.addEventListener("pointerleave", () => hover(-1));
  svg.addEventListener("focusin", (event) => hover(seatOf(event)));
  svg.addEventListener("focusout", () => hover(-1));
  svg.addEventListener("click", (event) => pick(seatOf(event)));
  svg.addEventListener("keydown", (event) => {
    const scene = sceneOf();
    const seats = scene.blocks.flatMap((block) => block.seats);
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (way) {
      scene.rover = seats.at((seats.indexOf(seatOf(event)) + way) % seats.length);
      scene.seats[scene.rover].focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") pick(seatOf(event));
    else return;
    event.preventDefault();
  });
}
