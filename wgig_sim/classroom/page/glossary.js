/**
 * What the words of the page mean: a title, and at most three sentences that a student understands.
 *
 * @type {Object<string, {title: string, text: string}>}
 */
export const GLOSSARY = {
  position: {
    title: "Position",
    text: "What a member would choose alone, on a line between two poles. Positions hardly move in these talks.",
  },
  latitude: {
    title: "Latitude",
    text: "How far from the own position a text may lie so that a member can still live with it, without any goodwill.",
  },
  goodwill: {
    title: "Goodwill",
    text:
      "Members can live with more when they trust the others and see common ground with them. "
      + "Goodwill widens the range that a member accepts, up to the red line.",
  },
  range: {
    title: "Range of acceptance",
    text: "All texts that a member could live with now: its position, its latitude and what goodwill adds on either side.",
  },
  "red line": {
    title: "Red line",
    text: "The distance from the own position beyond which no goodwill helps. It is narrow for members on instructions.",
  },
  draft: {
    title: "Draft text",
    text: "The one text that all negotiate. The chair moves it towards those who object, as far as skill allows.",
  },
  ambiguity: {
    title: "Ambiguity",
    text: "How much a text leaves open. A vague text is easier to live with, and says less. Drawn as the width of the text.",
  },
  substance: {
    title: "Substance",
    text: "How much an agreed text says: 1 is a text without ambiguity, 0 a text that leaves everything open.",
  },
  picture: {
    title: "Picture",
    text: "Where one member believes that another stands. At the start pictures are exaggerated: the others seem further away than they are.",
  },
  understanding: {
    title: "Understanding",
    text: "How near the members' pictures of each other are to the truth, from 0 to 1. At 1 everybody knows where everybody stands.",
  },
  trust: {
    title: "Trust",
    text:
      "How far one member trusts another, from 0 to 1. It grows when the other speaks competently and turns out nearer than expected. "
      + "It is lost faster than it is won.",
  },
  "opinion change": {
    title: "Opinion change",
    text: "How far members have moved from their first position, on average. From one pole to the other would be 2.",
  },
  agreement: {
    title: "Agreement",
    text: "The share of the items on which the rule of decision has been met: under consensus, that nobody's objection stands.",
  },
  footing: {
    title: "Footing",
    text: "How far members recognise each other as rightful participants. On an unequal footing, what the others say counts for little.",
  },
  floor: {
    title: "Floor",
    text: "Who may speak. Some days everybody may, on others only some; the rest listens, or waits outside the room.",
  },
  publicity: {
    title: "Publicity",
    text: "How much of an audience a day has: 0 is behind closed doors, 1 in full public. Before an audience members exaggerate.",
  },
  readiness: {
    title: "Readiness",
    text: "No text is put on the table before the members understand each other on the issue well enough. At 0 the text comes first.",
  },
  capacity: {
    title: "Capacity",
    text: "In whose name a member speaks. In a personal capacity it may go further; on instructions its red lines are narrow.",
  },
  mandate: {
    title: "Mandate",
    text: "What those who sent a member want. Between meetings a member on instructions is pulled back to it.",
  },
  group: {
    title: "Group",
    text: "Where a member comes from, such as government, private sector or civil society. Each has a colour and a shape of its own.",
  },
  camp: {
    title: "Camp",
    text: "Members who start with alike positions. A camp can have members of several groups.",
  },
  "on the table": {
    title: "On the table",
    text: "An item is open until a first text is put on the table. A tabled text is revised until it is agreed or time runs out.",
  },
  objection: {
    title: "Objection",
    text:
      "A member says that it cannot live with the text. The objection is accommodated if the text moves far enough, addressed if the member "
      + "comes round, sustained if neither happens, overruled if the rule of decision passes over it.",
  },
  option: {
    title: "Option",
    text: "Where no text can unite all, the group sets out the fewest texts such that every member can live with one of them.",
  },
  consensus: {
    title: "Consensus",
    text: "A decision against which nobody's objection stands. It does not mean that the text is what everybody would have chosen.",
  },
  constituency: {
    title: "Constituency",
    text: "People outside the room whom a group stands for. They hear what is public, and at the end accept the result or not.",
  },
  interval: {
    title: "95% interval",
    text: "Chance differs from run to run. The true mean lies within this interval in about 19 of 20 such comparisons.",
  },
  paired: {
    title: "Paired runs",
    text:
      "Both runs of a pair have the same chance, and the same people as far as the same members sit there. "
      + "What you changed is all that differs, so the difference is its effect. The 500 pairs are the same for every seed.",
  },
  band: {
    title: "Band",
    text:
      "Where nine tenths of 200 runs of the same forum lie after each day. The run on show need not be one of them. "
      + "One run is one story; the band shows how far stories differ by chance.",
  },
  seed: {
    title: "Seed",
    text: "The number that chance starts from. The same seed gives the same run on every machine; another seed is another story.",
  },
};

/** Keys of the page, as the help lists them. */
export const KEYS = [
  ["Space", "play or pause"],
  ["\u2190 \u2192", "one step back or on"],
  ["Shift + \u2190 \u2192", "one event back or on"],
  ["Home, End", "before the first step, the end"],
  ["Tab", "to the next control"],
  ["Esc", "close what is open"],
  ["?", "this help"],
];
