"""What happened on one day: who spoke for what in the open, what became of texts, and how far the group had come."""

from collections import Counter
from collections.abc import Sequence

from wgig_sim.engines.record import Record
from wgig_sim.report.change import change
from wgig_sim.report.chronicle import Chronicle, Day, Objection, Statement
from wgig_sim.report.names import Names
from wgig_sim.report.outcomes import tally_fates
from wgig_sim.report.stance import SIDE
from wgig_sim.report.wording import count, course, figure, listing, opening, things, times

Entry = dict[str, object]
NAMED = 6
"""Objectors of one day that the minutes name; more of them are counted."""


class Levels:
    """Understanding and trust evening by evening; before the first one, those of the start."""

    def __init__(self, record: Record) -> None:
        changes = change(record)
        trust = changes.trust(changes.start)
        self.alone = trust is None
        self.now = (float(record.start.understanding.mean()), trust or 0.0)
        self.before_event = self.now

    def evening(self, day: Day, of: Sequence[Day]) -> str:
        """How far the group had come by the end of one of the days of an event, set against what went before."""
        if self.alone:
            return ""
        if day is of[0]:
            self.before_event = self.now
        before, self.now = self.now, _levels(day)
        if day is of[-1]:
            return _at_the_close(self.before_event, self.now, len(of) > 1)
        return _in_the_evening(before, self.now)


def _at_the_close(before: tuple[float, float], now: tuple[float, float], long: bool) -> str:
    """Where an event left understanding and trust."""
    (one, other), (first, second) = _printed(before), _printed(now)
    if (one, other) == (first, second):
        return f"The event left understanding and trust where they had been, at {first} and {second}."
    if long:
        return f"The event closed with understanding at {first} and trust at {second}; before it they stood at {one} and {other}."
    return f"Understanding {course(before[0], now[0])} and trust {course(before[1], now[1])}."


def _in_the_evening(before: tuple[float, float], now: tuple[float, float]) -> str:
    first, second = _printed(now)
    if _printed(before) == (first, second):
        return f"In the evening understanding and trust stood where they had been, at {first} and {second}."
    verbs = [_verb(*pair) for pair in zip(before, now, strict=True)]
    if verbs[0] == verbs[1]:
        return f"Understanding {verbs[0]} to {first} and trust to {second}."
    joint = "but" if "stayed" not in verbs else "and"
    one, other = (f"{verb} {'at' if verb == 'stayed' else 'to'}" for verb in verbs)
    return f"Understanding {one} {first}, {joint} trust {other} {second}."


def _levels(day: Day) -> tuple[float, float]:
    return day.last.understanding, day.last.trust


def _printed(levels: tuple[float, float]) -> tuple[str, str]:
    return figure(levels[0]), figure(levels[1])


def _verb(before: float, now: float) -> str:
    if figure(before) == figure(now):
        return "stayed"
    return "rose" if now > before else "fell"


def voices(names: Names, said: Sequence[Statement]) -> list[Entry]:
    """Issue by issue, who spoke for which side; only statements made in the open."""
    found: dict[str, list[Statement]] = {}
    for row in said:
        if row.attributed and row.issue:
            found.setdefault(row.issue, []).append(row)
    entries: list[Entry] = []
    for issue in (id for id in names.scenario.issues if id in found):
        rows = found[issue]
        sides = (
            (f"towards {names.pole(issue, -1)}", [row for row in rows if row.statement < -SIDE]),
            ("in between", [row for row in rows if abs(row.statement) <= SIDE]),
            (f"towards {names.pole(issue, 1)}", [row for row in rows if row.statement > SIDE]),
        )
        parts = [f"{opening(words)}: {_speakers(names, side)}." for words, side in sides if side]
        entries.append({"title": names.issue(issue), "text": " ".join(parts)})
    return entries


def _speakers(names: Names, rows: Sequence[Statement]) -> str:
    found = Counter(row.speaker for row in rows)
    parts = [names.seat(speaker) + _times(number) for speaker, number in found.items() if speaker]
    if found[""]:
        parts.append(things(found[""], "stakeholder") + " from outside")
    return ("; " if any(", " in part for part in parts) else ", ").join(parts)


def _times(number: int) -> str:
    return f" ({times(number)})" if number > 1 else ""


def texts(names: Names, story: Chronicle, today: Day) -> str:
    """What happened to texts on a day: tabled, objected to, agreed."""
    steps = today.steps
    tabled = [id for id in names.scenario.issues if story.tabled.get(id) in steps]
    agreed = [id for id in names.scenario.issues if id in story.agreed and story.agreed[id].step in steps]
    raised = [row for row in story.objections if row.step in steps]
    closed = [row for row in story.objections if row.closed in steps and row.fate]
    sentences = []
    if tabled:
        text = "a first text" if len(tabled) == 1 else "first texts"
        sentences.append(f"{opening(text)} on {listing(map(names.issue_inside, tabled))} came on the table.")
    if raised:
        sentences.append(_raised(names, raised, today.open))
    if closed:
        sentences.append(_closed(closed))
    if agreed:
        sentences.append(f"The {names.body} agreed on {listing(map(names.issue_inside, agreed))}.")
    return " ".join(sentences)


def _raised(names: Names, raised: Sequence[Objection], public: bool) -> str:
    """Objections of the day: by whom in the open, by how many behind closed doors."""
    on = Counter(row.issue for row in raised)
    issues = [id for id in names.scenario.issues if id in on]
    often = {id: f" ({count(on[id])})" if on[id] > 1 and len(on) > 1 else "" for id in issues}
    where = listing(names.issue_inside(id) + often[id] for id in issues)
    verb = "was" if len(raised) == 1 else "were"
    words = f"{opening(things(len(raised), 'objection'))} {verb} raised, on {where}"
    if not public:
        return f"{words}."
    found = Counter(row.seat for row in raised)
    if len(found) > NAMED:
        return f"{words}, by {things(len(found), names.member)}{names.origin([names.group_of[seat] for seat in found])}."
    return f"{words}, by {listing(names.seat(seat) + _times(number) for seat, number in found.items())}."


def _closed(closed: Sequence[Objection]) -> str:
    """Objections that came to an end: met, overruled, or kept up to the last day."""
    stood = [row for row in closed if row.fate == "sustained"]
    gone = [row for row in closed if row.fate != "sustained"]
    sentences = []
    if gone:
        number, fate = tally_fates(gone).split(" ", 1)
        noun = "objection" if number in ("one", "1") else "objections"
        sentences.append(f"{opening(number)} {noun} {'was' if noun == 'objection' else 'were'} {fate}.")
    if stood:
        sentences.append(f"{opening(things(len(stood), 'objection'))} stood to the end.")
    return " ".join(sentences)
