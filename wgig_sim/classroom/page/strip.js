/**
 * The issue strip, the picture that explains the model: one row a seat, its position and what it accepts now, and the text.
 */

import { element, shape } from "#dom";
import { px } from "#marks";
import { watchSize } from "#measure";
import { issueOf, timeOf } from "#player";
import { pictureAt, stepAt } from "#replay";
import { seatName, standAt } from "#reading";
import { seatCard } from "#seatcard";
import { arrange, drawPictures, drawPositions, makeRows } from "#striprows";
import { countWords, overlapWords, pictureWords } from "#stripwords";
import { word } from "#words";

const MODES = { positions: "What they accept", pictures: "How they are seen" };

export function mount(root, store, run) {
  const parts = frame(store, run);
  root.append(...Object.values(parts.order));
  const card = seatCard(parts.box);
  let scene = null;
  const size = watchSize(parts.box, store, () => {
    draw();
    point();
  });
  const draw = () => {
    const state = store.get();
    if (state.view !== "run" || !state.runs.first || !state.runs[run] || !size.width) return;
    const issue = issueOf(state, run);
    const key = [state.strip, size.key].join();
    if (scene?.replay !== state.runs[run] || scene.key !== key) scene = build(parts, state.runs[run], run, size, key, state.strip);
    const anew = scene.issue !== issue;
    parts.box.classList.toggle("anew", anew);
    parts.svg.classList.toggle("off", issue < 0);
    if (anew) arrange(scene, issue);
    heading(parts, store, run, scene);
    if (issue >= 0) update(parts, state, run, scene);
  };
  const point = () => pointAt(store.get(), run, scene, card, parts);
  store.on(["runs", "other", "view", "time", "issue", "seat", "strip"], () => {
    draw();
    point();
  });
  store.on(["hover"], point);
  followPointer(parts.svg, store, run, () => scene);
  draw();
}

/** What is there in any run: places for words, the picture, its legend. */
function frame(store, run) {
  const title = element("h3");
  const list = element("select", {
    "aria-label": "Item on show",
    onchange: ({ target }) => store.set({ issue: target.value === "" ? null : Number(target.value) }),
  });
  const question = element("div", { class: "strip-question stack" });
  const mode = element(
    "div",
    { class: "choice", role: "group", "aria-label": "What the strip shows" },
    ...Object.entries(MODES).map(([id, text]) => {
      const button = element("button", { type: "button", onclick: () => store.set({ strip: id }) }, text);
      store.on(["strip"], () => button.setAttribute("aria-pressed", String(store.get().strip === id)));
      button.setAttribute("aria-pressed", String(store.get().strip === id));
      return button;
    }),
  );
  const eyes = element("select", {
    "aria-label": "Seen by",
    onchange: ({ target }) => store.set({ seat: target.value === "" ? null : { run, index: Number(target.value) } }),
  });
  const say = element("p", { class: "strip-say" });
  const more = element("p", { class: "strip-more" });
  const poles = element("div", { class: "strip-poles stack" });
  const svg = shape("svg", { class: "picture strip-picture", role: "img" });
  const box = element("div", { class: "strip-box" }, svg);
  const legend = element("p", { class: "strip-legend" });
  const named = element("div", { class: "strip-title" }, title, run === "first" && list);
  const head = element("div", { class: "strip-head" }, named, question);
  const saying = element(
    "div",
    { class: "strip-saying" },
    say,
    element("label", { class: "strip-eyes" }, "Seen by ", eyes),
    more,
  );
  return { title, list, question, mode, eyes, say, more, poles, svg, box, legend, order: { head, saying, poles, box, legend } };
}

/** Rows as wide as there is room. */
function build(parts, replay, run, { width, height, scale }, key, strip) {
  parts.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const across = d3.scaleLinear([-1.04, 1.04], [10 * scale, width - 10 * scale]);
  const scene = {
    replay,
    key,
    strip,
    width,
    height,
    scale,
    top: 16 * scale,
    bottom: height - 8 * scale,
    x: (at) => px(across(at)),
  };
  parts.legend.replaceChildren(...(run === "first" ? [...legendOf(strip), parts.mode] : []));
  parts.svg.replaceChildren(...makeRows(scene));
  parts.eyes.replaceChildren(
    element("option", { value: "" }, "everybody, on average"),
    ...replay.seats.map((seat, index) => element("option", { value: index }, seatName(seat))),
  );
  return scene;
}

function legendOf(strip) {
  const key = (name, ...what) =>
    element("span", { class: "key" }, element("i", { class: `sign ${name}` }), element("span", {}, ...what));
  if (strip === "pictures") {
    return [key("dot", "where a seat stands"), key("ring", word("picture", "where it is seen")), key("gap", "what is misjudged")];
  }
  return [
    key("dot", word("position")),
    key("rest", word("latitude", "accepts at rest")),
    key("range", "and with ", word("goodwill")),
    key("tick", word("red line")),
    key("text", word("draft", "the text"), ", as wide as its ", word("ambiguity")),
    key("cross", "cannot live with it, in red beyond a red line"),
    key("said", "what was just said"),
  ];
}

/** What is on show, in words that stay where they are. */
function heading(parts, store, run, { replay, issue }) {
  const { issue: picked, strip } = store.get();
  if (parts.stacked !== replay) stack(parts, replay, run === "first" && (() => store.set({ issue: null })));
  parts.order.head.classList.toggle("by-hand", picked !== null);
  parts.list.value = picked ?? "";
  parts.order.saying.classList.toggle("pictures", strip === "pictures");
  if (issue < 0) {
    parts.title.textContent = "This forum has no such item";
    for (const name of ["say", "more"]) parts[name].textContent = "";
    for (const name of ["question", "poles"]) parts[name].replaceChildren();
    parts.stacked = null;
    return;
  }
  parts.title.textContent = parts.title.title = replay.issues[issue].title;
  for (const name of ["question", "poles"])
    [...parts[name].children].forEach((node, at) => node.classList.toggle("off", at !== issue));
}

/**
 * The words of all items on one another, one of them seen: so their place is as high as the longest, and nothing jumps. Behind a
 * question that was picked stands the way back.
 */
function stack(parts, replay, follow) {
  parts.stacked = replay;
  parts.list.replaceChildren(
    element("option", { value: "" }, "What is on the table"),
    ...replay.issues.map(({ title }, at) => element("option", { value: at }, title)),
  );
  const back = () => follow && element("button", { type: "button", class: "link follow", onclick: follow }, "Follow the table");
  parts.question.replaceChildren(...replay.issues.map(({ question }) => element("p", {}, question, " ", back())));
  parts.poles.replaceChildren(
    ...replay.issues.map(({ poles: [left, right] }) =>
      element("p", {}, element("span", { title: left }, `\u2190 ${left}`), element("span", { title: right }, `${right} \u2192`)),
    ),
  );
}

function update(parts, state, run, scene) {
  const { replay, issue } = scene;
  const time = timeOf(state, run);
  const stand = standAt(replay, time, issue);
  if (scene.strip === "pictures") {
    const seen = pictureAt(replay, time, issue);
    const holder = state.seat?.run === run ? state.seat.index : -1;
    parts.eyes.value = holder < 0 ? "" : String(holder);
    const { mean, when } = drawPictures(scene, stand, seen, holder);
    [parts.say.textContent, parts.more.textContent] = pictureWords(replay, mean, holder, when);
  } else {
    const saidNow = replay.steps.issue[stepAt(replay, time)] === issue && time > 0 ? stepAt(replay, time) : -1;
    drawPositions(scene, stand, saidNow, time);
    parts.say.textContent = countWords(replay, stand, time, issue);
    parts.more.textContent = overlapWords(replay, stand, time, issue);
  }
  const { title, poles } = replay.issues[issue];
  parts.svg.setAttribute("aria-label", `${title}. ${parts.say.textContent} ${parts.more.textContent}`);
  parts.svg.dataset.caption = `${title}. Left: ${poles[0]}; right: ${poles[1]}. ${parts.say.textContent}`;
}

/** The row below the pointer is that seat; a press keeps it. */
function followPointer(svg, store, run, sceneOf) {
  const seatAt = (event) => {
    const scene = sceneOf();
    if (!scene || scene.issue < 0) return null;
    const at = Math.floor(((event.offsetY - scene.top) / (scene.bottom - scene.top)) * scene.seats.length);
    return at >= 0 && at < scene.seats.length ? { run, index: scene.seats[at] } : null;
  };
  const same = (one, other) => one?.run === other?.run && one?.index === other?.index;
  svg.addEventListener("pointermove", (event) => {
    const seat = seatAt(event);
    if (!same(seat, store.get().hover)) store.set({ hover: seat });
  });
  svg.addEventListener("pointerleave", () => store.set({ hover: null }));
  svg.addEventListener("click", (event) => {
    const seat = seatAt(event);
    store.set({ seat: same(seat, store.get().seat) ? null : seat });
  });
}

/** Mark the rows of the seat that is picked and of the one pointed at; the latter's card stands beside its row. */
function pointAt(state, run, scene, card, parts) {
  if (!scene || scene.issue < 0 || !state.runs[run]) return card.hide();
  const mine = (seat) => (seat?.run === run ? seat.index : -1);
  for (const [name, index] of [
    ["picked", mine(state.seat)],
    ["pointed", mine(state.hover)],
  ]) {
    const band = scene[name];
    const at = scene.seats.indexOf(index);
    band.classList.toggle("off", at < 0);
    if (at >= 0) band.setAttribute("y", px(scene.rowY(at) - scene.step / 2));
  }
  if (mine(state.hover) < 0 || !parts.svg.matches(":hover")) return card.hide();
  const at = scene.seats.indexOf(mine(state.hover));
  const time = timeOf(state, run);
  const x = scene.x(standAt(scene.replay, time, scene.issue).position[mine(state.hover)]);
  card.tag(scene.replay, time, scene.issue, mine(state.hover), {
    x,
    y: scene.rowY(at),
    below: at < scene.seats.length / 2,
  });
}
