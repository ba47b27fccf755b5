/**
 * The effect of a change, in words. Pure: measures in, sentences out.
 */

import { capital, digitsOf, figure, listing, whole } from "#figures";

/**
 * How each measure is told: its name, a sentence for more and for less with {n} for the amount, and whether it is a share
 * told as a count: of the forum's items, or of 100.
 */
const TELLING = {
  share_agreed: {
    noun: "items agreed",
    of: "items",
    more: "{n} more of {of} items are agreed",
    less: "{n} fewer of {of} items are agreed",
  },
  acceptance: {
    noun: "constituencies that accept the result",
    of: "hundred",
    more: "{n} more of 100 constituencies accept the result",
    less: "{n} fewer of 100 constituencies accept the result",
  },
  understanding_change: {
    noun: "gain in understanding",
    more: "understanding gains {n} more",
    less: "understanding gains {n} less",
  },
  trust_change: {
    noun: "gain in trust",
    more: "trust gains {n} more",
    less: "trust gains {n} less",
  },
  understanding_between_change: {
    noun: "gain in understanding between groups",
    more: "understanding between groups gains {n} more",
    less: "understanding between groups gains {n} less",
  },
  trust_between_change: {
    noun: "gain in trust between groups",
    more: "trust between groups gains {n} more",
    less: "trust between groups gains {n} less",
  },
  opinion_change: {
    noun: "distance that opinions move",
    more: "opinions move {n} further",
    less: "opinions move {n} less far",
  },
  options_per_open_item: {
    noun: "options for an item left open",
    more: "an item left open has {n} more options",
    less: "an item left open has {n} fewer options",
  },
  substance: {
    noun: "substance of agreed texts",
    more: "agreed texts have {n} more substance",
    less: "agreed texts have {n} less substance",
  },
  objections_sustained: {
    noun: "objections that stand at the end",
    more: "{n} more objections stand at the end",
    less: "{n} fewer objections stand at the end",
  },
  voice_gini: {
    noun: "inequality of speaking time",
    more: "speaking time is {n} more unequal",
    less: "speaking time is {n} less unequal",
  },
  representation: {
    noun: "constituencies with a like-minded member",
    of: "hundred",
    more: "{n} more of 100 constituencies have a like-minded member",
    less: "{n} fewer of 100 constituencies have a like-minded member",
  },
};

const COUNTED = ["share_agreed", "acceptance", "representation", "options_per_open_item", "objections_sustained"];

/** How a measure is told; one that nobody has put into words is told by its title. */
function telling(id, title = id) {
  const plain = title.toLowerCase();
  return TELLING[id] ?? { noun: plain, more: `${plain} is {n} higher`, less: `${plain} is {n} lower` };
}

/**
 * The unit in which a measure is told.
 *
 * @param {string} id of the measure
 * @param {number|null} items how many items both forums have; null where they differ
 * @returns {{factor: number, of: string, noun: string}} `of` is "of 18" for a share told as a count, else empty
 */
export function unitOf(id, items, title) {
  const { noun, of } = telling(id, title);
  const factor = of === "items" ? (items ?? 100) : of === "hundred" ? 100 : 1;
  return { factor, of: of ? `of ${factor}` : "", noun };
}

/**
 * One sentence on the effect of a change on a measure.
 *
 * @param {object} measure one of EFFECT.measures
 * @param {string} phrase what was changed: "With unequal footing"
 * @param {number|null} items as for `unitOf`
 */
export function effectSentence(measure, phrase, items) {
  const { mean, low, high } = measure.difference;
  const { factor, noun } = unitOf(measure.id, items, measure.title);
  if (mean == null) return `${phrase}, nothing can be said of ${noun}: too few runs have any.`;
  if (mean === 0 && low === high) return `${phrase}, no difference in ${noun}, in any run.`;
  const digits = digitsFor(measure.difference, measure.id, factor);
  const write = (value) => figure(value * factor, digits);
  if (low <= 0 && high >= 0) {
    return `${phrase}, no clear difference in ${noun}: ${write(mean)} on average (95% interval ${write(low)} to ${write(high)}).`;
  }
  const [from, to] = mean < 0 ? [-high, -low] : [low, high];
  const told = telling(measure.id, measure.title)[mean < 0 ? "less" : "more"];
  const claim = told.replace("{n}", write(Math.abs(mean))).replace("{of}", String(factor));
  return `${phrase}, ${claim} (95% interval ${write(from)} to ${write(to)})${inRuns(measure)}.`;
}

/** "; in 498 of 500 runs fewer, in 2 more": how the pairs differ one by one; nothing where they were not counted. */
function inRuns({ id, difference: { mean, below, same = 0, above } }) {
  if (below === undefined || above === undefined) return "";
  const sides = [
    [above, "more"],
    [below, COUNTED.includes(id) ? "fewer" : "less"],
  ];
  const [[count, word], [against, opposite]] = mean > 0 ? sides : sides.reverse();
  return `; in ${whole(count)} of ${whole(below + same + above)} runs ${word}${against ? `, in ${whole(against)} ${opposite}` : ""}`;
}

/** Digits that a mean with its interval is written with: of a count one is enough, unless it is a count below one. */
export function digitsFor({ mean, low, high }, id, factor) {
  const counted = COUNTED.includes(id);
  const digits = digitsOf(((high - low) / 2) * factor, counted ? 1 : 2);
  return counted && Math.abs(mean) * factor >= 1 ? 1 : digits;
}

/** A mean: "16.1 of 18". */
export function meanFigure(found, id, items) {
  const { factor, of } = unitOf(id, items);
  return found.mean == null ? "none" : `${figure(found.mean * factor, digitsFor(found, id, factor))}${of && ` ${of}`}`;
}

/** A mean with its interval: "16.1 of 18 (16.0 to 16.2)". */
export function meanWords(found, id, items) {
  if (found.mean == null) return "none";
  const { factor } = unitOf(id, items);
  const [low, high] = [found.low, found.high].map((value) => figure(value * factor, digitsFor(found, id, factor)));
  return `${meanFigure(found, id, items)} (${low} to ${high})`;
}

/** A difference in a few words, for an axis: "6 fewer", "the same", "0.05 more". */
export function differenceWords(value, id, items, digits = 0) {
  const { factor } = unitOf(id, items);
  const amount = figure(Math.abs(value) * factor, digits);
  if (Number(amount) === 0) return "the same";
  return `${amount} ${value > 0 ? "more" : COUNTED.includes(id) ? "fewer" : "less"}`;
}

/** A difference with its interval: "0.05 less (0.04 to 0.06)", "unclear (0.1 fewer to 0.2 more)" where it holds zero. */
export function spanWords(difference, id, items) {
  const { mean, low, high } = difference;
  if (mean == null) return "too few runs have any";
  if (low === 0 && high === 0) return "the same in every run";
  const { factor } = unitOf(id, items);
  const digits = digitsFor(difference, id, factor);
  const write = (value) => differenceWords(value, id, items, digits);
  const most = Math.max(Math.abs(low), Math.abs(high)) * factor;
  if (Number(figure(most, digits)) === 0) return `hardly any (under ${figure(10 ** -digits, digits)})`;
  if (low <= 0 && high >= 0) return `unclear (${write(low)} to ${write(high)})`;
  const [from, to] = [low, high].map((value) => figure(Math.abs(value) * factor, digits)).sort((one, other) => one - other);
  return `${write(mean)} (${from} to ${to})`;
}

/** "120 of 500 runs" while they come, "500 runs" when they are there. */
export function progressWords(done, of) {
  return done < of ? `${whole(done)} of ${whole(of)} runs` : `${whole(of)} runs`;
}

/**
 * What differs between two choices, as "With unequal footing and the first meeting only".
 *
 * @param {{scenario: string, levers?: object}} first
 * @param {{scenario: string, levers?: object}} other
 * @param {Array<object>} levers of the other scenario, as the server lists them
 * @param {(name: string) => string} titleOf title of a scenario
 */
export function changeWords(first, other, levers, titleOf) {
  const elsewhere = first.scenario !== other.scenario;
  const before = elsewhere ? {} : (first.levers ?? {});
  const moved = levers.filter(({ id }) => before[id] !== other.levers?.[id]);
  const words = listing(moved.map((lever) => phraseOf(lever, other.levers?.[lever.id])));
  if (elsewhere) return `In ${titleOf(other.scenario)}${words && ` with ${words}`}`;
  return words ? `With ${words}` : "With the same rules";
}

/** A lever's setting as it follows "with"; without a value, what the scenario has. */
export function phraseOf(lever, value = lever.value) {
  const name = lever.title.toLowerCase();
  if (value === null) return `${name} as in the scenario`;
  if (lever.kind === "choice") {
    const option = lever.options.find((one) => one.value === value);
    return option?.phrase ?? `${name}: ${option?.label ?? value}`;
  }
  const said = figure(value, digitsOfStep(lever.step));
  return lever.phrase?.includes("{}") ? lever.phrase.replace("{}", said) : `${name} ${said}`;
}

/** Digits that a slider's step needs: 0.05 has 2. */
export function digitsOfStep(step = 1) {
  return (String(step).split(".")[1] ?? "").length;
}

/** What the two runs are called: the second by what was changed, in words where they are known; never both the same. */
export function runTitles({ runs, change }) {
  const first = runs.first ? titleWithLevers(runs.first) : "First run";
  const other = change ? otherTitle(change) : runs.other ? titleWithLevers(runs.other) : "Second run";
  return { first, other: other === first ? `${first}, second run` : other };
}

/** "WGIG, Geneva 2004-05, footing unequal": how a run is called where nothing puts its levers into words. */
function titleWithLevers({ title, choice }) {
  const levers = Object.entries(choice?.levers ?? {}).map(([id, value]) => `${id} ${value}`);
  return levers.length ? `${title}, ${listing(levers)}` : title;
}

/** The second run's name for a head: "Unequal footing", or the other forum's title. */
export function otherTitle(words) {
  return capital(words.replace(/^(With|In) /, ""));
}
