/**
 * The drawing of the room: made once for an arrangement, changed with time.
 */

import { shape } from "#dom";
import { things, whole } from "#figures";
import { hue, markPath, px, put } from "#marks";
import { OPEN } from "#moments";
import { presence } from "#reading";
import { row, stepsOf, tableAt } from "#replay";
import { spokenAt } from "#roomwords";
import { blocksOf, queue, seating } from "#seating";
import { STRENGTHS } from "#trustlinks";

/** Make all that the room draws, and note the parts in the scene. */
export function makeRoom(scene) {
  const { replay, width, height, scale } = scene;
  scene.blocks = blocksOf(replay.seats, scene.order);
  const crowded = replay.outside.some(({ constituencies }) => constituencies > 0) || replay.formats.some((format) => format.room);
  const band = (crowded ? 74 : 12) * scale;
  scene.wall = height - band;
  const edge = 24 * scale;
  const foot = 14 * scale;
  const oval = { x: width / 2, y: (scene.wall - foot) / 2, across: width / 2 - edge, down: (scene.wall - foot) / 2 - edge };
  scene.centre = { x: oval.x, y: oval.y };
  const { places, room, inner } = seating(scene.blocks, oval);
  Object.assign(scene, { around: places, places, most: Math.min(13 * scale, room * 0.43) });
  scene.all = STRENGTHS.map((_, at) => shape("path", { class: `link all s${at}` }));
  scene.own = STRENGTHS.map((_, at) => shape("path", { class: `link own s${at}` }));
  scene.seats = replay.seats.map((seat, at) =>
    shape(
      "g",
      { class: "seat", "data-seat": at, role: "button", tabindex: -1, "aria-label": `${seat.title} (${seat.id})` },
      shape("circle", { class: "hit", r: px(Math.max(scene.most * 1.15, 6)) }),
      shape("circle", { class: "voice" }),
      shape("path", { class: hue(seat.group) }),
    ),
  );
  const shrink = Math.max(0.3, 1 - (scene.most * 2.4) / Math.min(inner.across, inner.down));
  const table = shape("ellipse", {
    class: "table",
    cx: oval.x,
    cy: oval.y,
    rx: px(inner.across * shrink),
    ry: px(inner.down * shrink),
  });
  const largest = Math.max(...row(replay.arrays.floor, stepsOf(replay)), 1);
  scene.radius = (floor) => scene.most * (0.5 + 0.5 * Math.sqrt(floor / largest));
  return [
    table,
    ...makeOutside(scene),
    ...scene.all,
    ...scene.own,
    ...tableWords(scene),
    ...campSigns(scene, oval),
    ...scene.seats,
  ];
}

/** Three lines in the middle of the table. */
function tableWords(scene) {
  const { x, y } = scene.centre;
  const line = (name, at) =>
    shape("text", { class: name, x, y: y + at * 19 * scene.scale, "text-anchor": "middle", "dominant-baseline": "middle" });
  scene.words = { format: line("table-soft", -1), item: line("table-item", 0), round: line("table-soft", 1) };
  return Object.values(scene.words);
}

/** A number at each camp, which the legend explains: straight out from the oval, so that it lies on no other seat. */
function campSigns(scene, oval) {
  if (scene.order !== "camp") return [];
  return scene.blocks.map(({ seats }, at) => {
    const outer = Math.max(...seats.map((seat) => scene.around[seat].row));
    const rim = seats.filter((seat) => scene.around[seat].row === outer);
    const { x, y } = scene.around[rim[Math.floor((rim.length - 1) / 2)]];
    const [east, south] = [(x - oval.x) / oval.across ** 2, (y - oval.y) / oval.down ** 2];
    const out = (scene.most + 9 * scene.scale) / Math.hypot(east, south);
    return shape(
      "text",
      {
        class: "camp-sign",
        x: px(x + east * out),
        y: px(y + south * out),
        "text-anchor": "middle",
        "dominant-baseline": "central",
      },
      String(at + 1),
    );
  });
}

/** The wall, its door, and the people for whom the seats stand: one dot a constituency. */
function makeOutside(scene) {
  const { wall, width, scale } = scene;
  const [left, right] = [width / 2 - 22 * scale, width / 2 + 22 * scale];
  const line = (x1, x2) => shape("line", { class: "wall", x1: px(x1), x2: px(x2), y1: wall, y2: wall });
  scene.door = shape("line", { class: "door", x1: px(left), y1: wall, x2: px(right), y2: wall });
  scene.hinge = { x: left, y: wall };
  scene.outsideWords = shape("text", { class: "outside-words", x: width - 2, y: wall - 7 * scale, "text-anchor": "end" });
  const groups = scene.replay.outside.filter(({ constituencies }) => constituencies > 0);
  scene.crowds = groups.map((crowd, at) => crowdOf(scene, crowd, at, groups.length));
  return [line(0, left), line(right, width), scene.door, scene.outsideWords, ...scene.crowds.flatMap(({ nodes }) => nodes)];
}

function crowdOf({ replay, width, wall, scale }, { group, constituencies }, at, many) {
  const wide = width / many;
  const gap = Math.max(3.2, Math.min(6 * scale, (wide - 16) / Math.ceil(constituencies / 5)));
  const inLine = Math.ceil(constituencies / 5);
  const x = at * wide + (wide - inLine * gap) / 2;
  const dots = queue(constituencies, { x, y: wall + 14 * scale, width: inLine * gap + 0.01, gap });
  const size = px(gap * 0.55);
  const d = dots.map((dot) => `M${px(dot.x)} ${px(dot.y)}h${size}v${size}h-${size}z`).join("");
  const words = whole(constituencies) + (wide < 150 * scale ? "" : ` for ${replay.groups[group].title.toLowerCase()}`);
  const nodes = [
    shape("path", { class: `crowd ${hue(group)}`, d }),
    shape("text", { class: "crowd-words", x: px((at + 0.5) * wide), y: px(wall + 66 * scale), "text-anchor": "middle" }, words),
  ];
  return { group, nodes };
}

/** Everything that time changes. */
export function drawRoom(scene, time) {
  const { replay, seats, words } = scene;
  const { format, inside, speaking } = presence(replay, time);
  placeSeats(scene, inside);
  const spoken = spokenAt(replay, time);
  const floor = row(replay.arrays.floor, time);
  replay.seats.forEach((who, seat) => {
    const [node, radius, { x, y }] = [seats[seat], scene.radius(floor[seat]), scene.places[seat]];
    put(node, "transform", `translate(${px(x)} ${px(y)})`);
    node.classList.toggle("silent", !inside(who.group) || !speaking(who.group));
    node.classList.toggle("speaks", spoken.seats.has(seat));
    put(node.children[1], "r", px(radius + 3.5 * scene.scale));
    const path = `${who.group}.${radius.toFixed(1)}`;
    if (node.dataset.path !== path) {
      node.dataset.path = path;
      node.children[2].setAttribute("d", markPath(who.group, radius));
    }
  });
  drawDoor(scene, format, spoken);
  words.format.textContent =
    format?.title ?? (time === 0 ? "before the first day" : replay.events[replay.steps.event[time - 1]].title);
  const issue = tableAt(replay, time);
  words.item.textContent = issue >= 0 ? replay.issues[issue].title : "";
  const round = time > 0 ? replay.steps.round[time - 1] : 0;
  words.round.textContent = round > 0 ? `round ${round} of the day` : "";
}

/** At the table, or in a line before the door. */
function placeSeats(scene, inside) {
  const out = scene.replay.seats.flatMap(({ group }, seat) => (inside(group) ? [] : [seat]));
  const key = out.join();
  if (scene.out === key) return;
  scene.out = key;
  scene.waiting = out.length;
  scene.places = [...scene.around];
  const gap = Math.max(8, Math.min(scene.most * 2, scene.width / Math.max(1, Math.ceil(out.length / 2))));
  const line = queue(out.length, { x: gap / 2 + 2, y: scene.wall + 14 * scene.scale, width: scene.width, gap });
  out.forEach((seat, at) => {
    scene.places[seat] = line[at];
  });
  for (const { nodes } of scene.crowds) for (const node of nodes) node.classList.toggle("behind", out.length > 0);
}

/** Open on days with an audience; who of outside has spoken is said over it. */
function drawDoor(scene, format, spoken) {
  const open = (format?.publicity ?? 0) >= OPEN;
  const length = 44 * scene.scale;
  put(scene.door, "x2", px(scene.hinge.x + (open ? length * 0.3 : length)));
  put(scene.door, "y2", px(scene.hinge.y + (open ? length * 0.8 : 0)));
  const waiting = scene.waiting && `${things(scene.waiting, "seat")} outside`;
  const said = [open ? "doors open" : "doors closed", waiting, spoken.outside && `${spoken.outside} from outside spoke`];
  scene.outsideWords.textContent = format ? said.filter(Boolean).join(", ") : "";
  for (const { group, nodes } of scene.crowds) nodes[0].classList.toggle("heard", spoken.groups.has(group));
}
