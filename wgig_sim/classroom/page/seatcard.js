/**
 * A card that says who a seat is, where it stands and whom it trusts; and the same in one line for those who listen.
 */

import { element } from "#dom";
import { groupMark } from "#marks";
import { acceptanceWords, capacityWords, leanWords, seatName, standAt, trustOf, trustWords } from "#reading";
import { value } from "#replay";

/** What is to be said of a seat, in pairs of a term and its words. Pure. */
export function seatFacts(replay, time, issue, seat) {
  const who = replay.seats[seat];
  const { given, received } = trustOf(replay, time, seat);
  const names = (list) =>
    list.map(({ seat: other, trust }) => `${replay.seats[other].id} (${trustWords(trust)})`).join(", ") || "nobody";
  const stand = issue >= 0 ? standAt(replay, time, issue) : null;
  const spoke = Math.round(value(replay.arrays.floor, time, seat));
  return [
    ["Group", replay.groups[who.group].title],
    ["Camp", replay.camps[who.camp]?.title],
    ["Region", who.region],
    ["Speaks", capacityWords(who.capacity)],
    stand && ["Position", `${leanWords(stand.position[seat], replay.issues[issue].poles)}; ${acceptanceWords(stand, seat)}`],
    ["Spoke", spoke ? `${spoke === 1 ? "once" : `${spoke} times`} so far` : "not yet"],
    ["Trusts most", names(given)],
    ["Most trusted by", names(received)],
  ].filter((fact) => fact?.[1]);
}

/** All of it in one sentence for a screen reader. */
export function seatLabel(replay, time, issue, seat) {
  return `${seatName(replay.seats[seat])}. ${seatFacts(replay, time, issue, seat)
    .map(([term, words]) => `${term}: ${words}`)
    .join(". ")}.`;
}

/** A card inside `root`, which must be positioned. It never takes the pointer. */
export function seatCard(root) {
  const card = element("div", { class: "seat-card", hidden: true, "aria-hidden": "true" });
  root.append(card);
  return {
    hide: () => {
      card.hidden = true;
    },
    /** Only its name and what it can do with the text, just over or below a point, so that the picture stays seen. */
    tag(replay, time, issue, seat, { x, y, below }) {
      const who = replay.seats[seat];
      card.classList.add("tag");
      card.replaceChildren(
        element("strong", {}, groupMark(who.group), seatName(who)),
        element("span", {}, acceptanceWords(standAt(replay, time, issue), seat)),
      );
      card.hidden = false;
      card.style.left = `${Math.max(0, Math.min(x - card.offsetWidth / 2, root.clientWidth - card.offsetWidth))}px`;
      card.style.top = `${below ? y + 14 : y - card.offsetHeight - 14}px`;
    },
    /** Show a seat's card near a point of `root`, inside of it. */
    show(replay, time, issue, seat, { x, y }) {
      const who = replay.seats[seat];
      const facts = seatFacts(replay, time, issue, seat).map(([term, words]) =>
        element("div", {}, element("dt", {}, term), element("dd", {}, words)),
      );
      card.replaceChildren(element("strong", {}, groupMark(who.group), seatName(who)), element("dl", {}, ...facts));
      card.hidden = false;
      const [width, height] = [card.offsetWidth, card.offsetHeight];
      const left = x + width + 24 < root.clientWidth ? x + 16 : x - width - 16;
      card.style.left = `${Math.max(0, Math.min(left, root.clientWidth - width))}px`;
      card.style.top = `${Math.max(0, Math.min(y - height / 2, root.clientHeight - height))}px`;
    },
  };
}
