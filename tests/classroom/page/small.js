/** A run small enough to be checked by hand: two groups, three seats, one item, four steps on two days. */

import { decode } from "../../../wgig_sim/classroom/page/replay.js";

/** Bytes as base64. */
export const packed = (shape, values, { low = 0, high = 255, delta = false } = {}) => ({
  shape,
  type: "uint8",
  low,
  high,
  delta,
  data: btoa(String.fromCharCode(...values)),
});

const often = (times, values) => Array.from({ length: times }, () => values).flat();

/** Positions -1, 0 and 1; ranges that grow from .2 to .6; a text at 0 from the second step on, agreed in the last. */
export function small(changes = {}) {
  const line = { low: -1, high: 1 };
  return decode({
    format: "wgig-sim replay 1",
    statuses: ["open", "tabled", "agreed", "options", "dropped"],
    constants: { ambiguity: 0.2 },
    groups: [
      { id: "gov", title: "Governments" },
      { id: "civ", title: "Civil society" },
    ],
    camps: [{ id: "a", title: "Camp A" }],
    clusters: [{ id: "c", title: "Cluster" }],
    issues: [{ id: "forum", title: "Forum", question: "A forum?", cluster: 0, poles: ["none", "a new one"] }],
    seats: ["gov-1", "gov-2", "civ-1"].map((id, at) => ({
      id,
      title: "Member",
      group: at === 2 ? 1 : 0,
      camp: 0,
      region: "Europe",
      capacity: at / 2,
    })),
    events: [{ id: "one", title: "First meeting", place: "Geneva", start: "2004-11-23", end: "2004-11-24", first: 0, last: 3 }],
    formats: [
      { id: "closed", title: "Closed session", publicity: 0.1, speaks: [0], room: null },
      { id: "fair", title: "Fair", publicity: 0.9, speaks: null, room: [0] },
    ],
    steps: {
      event: [0, 0, 0, 0],
      date: ["2004-11-23", "2004-11-23", "2004-11-24", "2004-11-24"],
      day: [1, 1, 2, 2],
      round: [1, 2, 1, 2],
      format: [0, 0, 1, 1],
      issue: [0, 0, -1, 0],
      publicity: [0.1, 0.1, 0.9, 0.9],
    },
    statements: {
      step: [0, 0, 1, 3],
      turn: [1, 2, 1, 1],
      speaker: [0, 2, -1, 1],
      group: [0, 1, 1, 0],
      issue: [0, 0, 0, 0],
      position: [-1, 1, 1, 0],
      said: [-1, 0.5, 0.2, 0],
      corridor: [false, false, false, true],
    },
    ledger: {
      seat: [0, 2],
      issue: [0, 0],
      raised: [1, 1],
      closed: [3, 3],
      side: [-1, 1],
      excess: [0.4, 0.05],
      red_line: [true, false],
      text: [0, 0],
      fate: ["addressed", "accommodated"],
    },
    items: [{ status: "agreed", text: 0, ambiguity: 0, options: [] }],
    reception: [{ issue: 0, group: -1, constituencies: 10, accepting: 0.9 }],
    trust_steps: [0, 3],
    arrays: {
      position: packed([5, 1, 3], often(5, [0, 127.5, 255].map(Math.round)), line),
      limit: packed(
        [5, 1, 3],
        [0.2, 0.2, 0.4, 0.6, 1.1].flatMap((at) => often(3, [at * 200])),
        { high: 1.275 },
      ),
      accepts: packed([5, 1, 3], [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1]),
      latitude: packed([1, 3], [25, 25, 25]),
      red_line: packed([1, 3], [130, 130, 255], { high: 1.275 }),
      text: packed([5, 1], often(5, [128]), line),
      ambiguity: packed([5, 1], [0, 0, 0, 0, 0], { high: 1 }),
      status: packed([5, 1], [0, 0, 1, 1, 2]),
      understanding: packed([5, 1], [128, 128, 128, 128, 255], { high: 1 }),
      floor: packed([5, 3], [0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1]),
      trust: packed([2, 3, 3], [0, 51, 102, 204, 0, 102, 0, 255, 0, ...often(9, [255])], { high: 1 }),
      picture: packed([5, 3, 3], [...often(9, [0]), ...often(9, [1]), ...often(9, [2]), ...often(9, [0]), ...often(9, [3])], {
        ...line,
        delta: "issue",
      }),
      picture_start: packed([1, 3, 3], often(9, [100]), line),
      picture_end: packed([1, 3, 3], often(9, [200]), line),
    },
    ...changes,
  });
}
