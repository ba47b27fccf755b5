"""What everything is called in the documents: the only door through which texts of a scenario come in, made safe."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from wgig_sim.engines.record import Record, SeatRow
from wgig_sim.report.wording import listing, safe, tally
from wgig_sim.scenario.schema import Scenario

_ARTICLE = ("sector", "community", "secretariat", "public")
"""A group whose title ends in one of these takes an article: from *the* private sector, from civil society."""


def _proper(scenario: Scenario) -> frozenset[str]:
    """Words that the scenario itself writes with a capital in the middle of a sentence: names, such as Internet."""
    texts = [scenario.question, scenario.summary or ""]
    texts += [text for issue in scenario.issues.values() for text in (issue.question, issue.title)]
    texts += [cluster.title for cluster in scenario.clusters.values()]
    return frozenset(word for text in texts for word in re.findall(r"(?<=[\w,] )[A-Z]\w+", text))


def _in_capitals(scenario: Scenario) -> bool:
    """Whether the scenario writes its titles Like This: most long words after the first one have a capital."""
    titles = [entry.title for part in (scenario.issues, scenario.camps, scenario.groups) for entry in part.values()]
    later: list[str] = [word for title in titles for word in re.findall(r"(?<= )[^\W\d_]{4,}", title)]
    return 2 * sum(word[0].isupper() for word in later) > len(later)


_FEW = 3
"""Camps that are named in a list of followers."""


class Names:
    """Titles of issues, poles, groups, camps, seats and events, at the head of a line and inside a sentence."""

    def __init__(self, record: Record) -> None:
        self.scenario = record.scenario
        self.seats = record.seats
        self.title = safe(record.scenario.title)
        self.question = safe(record.scenario.question)
        self._proper = _proper(record.scenario)
        self.several_groups = len({seat.group for seat in record.seats}) > 1
        self._capitals = _in_capitals(record.scenario)
        self._shared = Counter(seat.title for seat in record.seats)
        self._seat = {seat.id: self._seat_name(seat) for seat in record.seats}
        self.group_of = {seat.id: seat.group for seat in record.seats}
        instructed = sum(seat.capacity for seat in record.seats) < len(record.seats) / 2
        self.member = "delegation" if instructed else "member"
        self.body = "conference" if instructed else "group"
        for name in ("issue", "issue_inside", "pole", "group", "group_inside", "camp", "event"):
            setattr(self, name, cache(getattr(self, name)))

    def _seat_name(self, seat: SeatRow) -> str:
        unique = self._shared[seat.title] == 1
        return safe(seat.title, seat.id) if unique else f"{safe(seat.title, seat.id)} ({safe(seat.id)})"

    def inside(self, title: str) -> str:
        """A title inside a sentence: its first letter small, unless it is a name or the scenario writes In Such Capitals."""
        line = " ".join(title.split())
        first = line.split(" ", 1)[0]
        name = first in self._proper or any(letter.isupper() for letter in first[1:])
        return safe(line if name or self._capitals else line[:1].lower() + line[1:])

    def issue(self, id: str) -> str:
        """Title of an issue at the head of a line."""
        title = safe(self.scenario.issues[id].title)
        return title[:1].upper() + title[1:]

    def issue_inside(self, id: str) -> str:
        """Title of an issue inside a sentence."""
        return self.inside(self.scenario.issues[id].title)

    def turn(self, id: str, phrases: Sequence[str]) -> str:
        """One of several ways to say the same, by the issue's place in the scenario: what is said often is not said alike."""
        return phrases[list(self.scenario.issues).index(id) % len(phrases)]

    def ask(self, id: str) -> str:
        """The question behind an issue."""
        return safe(self.scenario.issues[id].question)

    def pole(self, id: str, side: float) -> str:
        """What one end of an issue stands for, quoted: the lower one for a negative side."""
        low, high = self.scenario.issues[id].poles
        return f"“{safe(low if side < 0 else high)}”"

    def group(self, id: str) -> str:
        """Title of a stakeholder group at the head of a line."""
        group = self.scenario.groups.get(id)
        return safe(group.title if group else id)

    def group_inside(self, id: str) -> str:
        """A stakeholder group inside a sentence: governments, the private sector."""
        group = self.scenario.groups.get(id)
        title = safe(self.inside(group.title if group else id))
        return f"the {title}" if title.endswith(_ARTICLE) else title

    def camp(self, id: str) -> str:
        """A camp inside a sentence."""
        camp = self.scenario.camps.get(id)
        return self.inside(camp.title if camp else id)

    def camp_title(self, id: str) -> str:
        """A camp at the head of a column."""
        camp = self.scenario.camps.get(id)
        return safe(camp.title if camp else id)

    def cluster(self, id: str) -> str:
        """Title of a cluster."""
        cluster = self.scenario.clusters.get(id)
        return safe(cluster.title if cluster else id)

    def seat(self, id: str) -> str:
        """A seat, with its id where several seats share a title."""
        return self._seat.get(id) or safe(id)

    def event(self, id: str) -> str:
        """Title of an event."""
        event = self.scenario.calendar.get(id)
        return safe(event.title if event else id)

    def sits(self, id: str) -> bool:
        """Whether an event has sittings, and is not only a date at which papers come in or go out."""
        return self.scenario.calendar[id].kind not in ("comments", "report")

    def members(self, number: int) -> str:
        """The noun for that many seats."""
        return self.member if number == 1 else self.member + "s"

    def tally_groups(self, groups: Sequence[str]) -> str:
        """How many from each group, in the order of the scenario; "all from governments" where it is only one."""
        found = Counter(groups)
        if len(found) == 1:
            (only,) = found
            every = {1: "", 2: "both "}.get(len(groups), "all ")
            return f"{every}from {self.group_inside(only)}"
        return tally([(found[group], f"from {self.group_inside(group)}") for group in self._ordered(found)])

    def origin(self, groups: Sequence[str]) -> str:
        """The same in brackets; nothing where everybody is of one group anyway."""
        return f" ({self.tally_groups(groups)})" if self.several_groups else ""

    def origin_of(self, rows: Iterable[int]) -> str:
        """Where the holders of some seats come from, in brackets."""
        return self.origin([self.seats[row].group for row in rows])

    def followers(self, rows: Sequence[int]) -> str:
        """Where those who stand behind something come from, in brackets: by group, or by camp where there is one group."""
        camps = Counter(self.seats[row].camp for row in rows)
        if self.several_groups or len({seat.camp for seat in self.seats}) < 2:
            return self.origin_of(rows)
        most = camps.most_common(_FEW)
        if len(camps) == 1:
            return f" ({ {1: '', 2: 'both '}.get(len(rows), 'all ') }from {self.camp(most[0][0])})"
        parts = [(number, f"from {self.camp(camp)}") for camp, number in most]
        return f" ({tally([*parts, (len(rows) - sum(number for number, _ in parts), 'from other camps')])})"

    def mostly(self, rows: Sequence[int]) -> str:
        """The group that holds most of some seats, or the two that hold nearly all: "mostly from governments"."""
        found = Counter(self.seats[row].group for row in rows)
        present = {seat.group for seat in self.seats}
        if len(found) == 1 and len(present) > 1:
            return self.tally_groups([self.seats[row].group for row in rows])
        for size, share in ((1, 0.6), (2, 0.9)):
            top = [group for group, _ in found.most_common(size)]
            if size < len(present) and sum(found[group] for group in top) >= share * len(rows):
                return f"mostly from {listing(map(self.group_inside, self._ordered(top)))}"
        return ""

    def _ordered(self, found: Iterable[str]) -> list[str]:
        """Groups in the order of the scenario."""
        inside = set(found)
        return [id for id in self.scenario.groups if id in inside] + sorted(inside - set(self.scenario.groups))
