/**
 * The state of the page: one plain object, and who wants to know what of it changed.
 *
 * @typedef {{scenario: string, levers?: Object<string, string|number>}} Choice
 * @typedef {{run: "first"|"other", index: number}} Seat a seat of one of the runs
 */

/** What the page starts with. */
export const START = {
  scenarios: [],
  first: /** @type {Choice|null} */ (null),
  other: /** @type {Choice|null} */ (null),
  seed: 2005,
  runs: { first: null, other: null },
  bands: { first: null, other: null },
  effect: null,
  view: "choose",
  time: 0,
  playing: false,
  speed: 4,
  issue: null,
  seat: /** @type {Seat|null} */ (null),
  hover: /** @type {Seat|null} */ (null),
  order: "group",
  trust: { show: false, least: 0.55, direction: "given" },
  strip: "positions",
  panel: null,
  theme: "auto",
  projector: false,
  tour: null,
  exported: false,
  busy: "",
  error: null,
  change: "",
};

/**
 * A store. What is set while others are being told is told to them afterwards, once.
 *
 * @param {object} [given] what differs from START
 */
export function createStore(given = {}) {
  let state = { ...START, ...given };
  const listeners = [];
  const changed = new Set();
  let telling = false;

  const tell = () => {
    telling = true;
    try {
      while (changed.size) {
        const keys = new Set(changed);
        changed.clear();
        for (const { wanted, listener } of listeners) if (wanted.some((key) => keys.has(key))) listener(state);
      }
    } finally {
      telling = false;
    }
  };

  return {
    get: () => state,
    /** Set some keys; those that are as they were do not count. */
    set(changes) {
      const news = Object.keys(changes).filter((key) => !Object.is(state[key], changes[key]));
      if (!news.length) return;
      state = { ...state, ...changes };
      for (const key of news) changed.add(key);
      if (!telling) tell();
    },
    /** Call `listener(state)` after any of the keys has changed. */
    on(wanted, listener) {
      listeners.push({ wanted, listener });
    },
  };
}
