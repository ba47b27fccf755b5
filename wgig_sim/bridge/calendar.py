"""Calendar: dates and formats become steps. One function says what each kind of event does."""

import datetime
from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.names import index
from wgig_sim.core.agenda import AGENDAS
from wgig_sim.core.corridor import Corridor
from wgig_sim.core.floor import FLOORS
from wgig_sim.core.intersession import DAYS_PER_MONTH
from wgig_sim.core.state import Calendar, Ints, Preparation
from wgig_sim.scenario.procedure import DECIDING, Consensus, Event, EventKind, Format, rule_of
from wgig_sim.scenario.schema import Scenario

DAY = datetime.timedelta(days=1)


class Doings(NamedTuple):
    """What happens at a kind of event beside talk."""

    drafts: bool
    decides: bool
    agenda: str | None = None


def doings(kind: EventKind) -> Doings:
    """Meetings and drafting sessions table, revise and decide; all other events only talk, or publish."""
    if kind == "drafting":
        return Doings(drafts=True, decides=True, agenda="closest")
    return Doings(drafts=kind in DECIDING, decides=kind in DECIDING)


class Step(NamedTuple):
    """One row of the calendar before it becomes arrays."""

    event: int
    day: int
    round: int
    """From 1; 0 without a round."""
    date: datetime.date
    format: Format | None
    turns: int


def events(scenario: Scenario) -> dict[str, Event]:
    """The group's own events up to `last_event`, without the preparation."""
    chosen = {}
    for name, event in scenario.calendar.items():
        if not event.before_group:
            chosen[name] = event
        if name == scenario.last_event:
            break
    return chosen


def preparation_events(scenario: Scenario) -> dict[str, Event]:
    """The events before the group existed."""
    return {name: event for name, event in scenario.calendar.items() if event.before_group}


def rules_in_turn(scenario: Scenario) -> dict[str, Consensus]:
    """The rule of decision at each event that decides, in order."""
    return {name: rule_of(e, scenario.rules) for name, e in events(scenario).items() if doings(e.kind).decides}


def end_of(event: Event) -> datetime.date:
    """The last day of an event."""
    return event.end or event.start + DAY * max(0, len(event.days) - 1)


def _steps_of(scenario: Scenario, number: int, event: Event) -> list[Step]:
    turns = scenario.rounds.turns if event.turns is None else event.turns
    rounds = scenario.rounds.per_day if event.rounds_per_day is None else event.rounds_per_day
    talks = event.kind not in ("comments", "report")
    steps = [
        Step(number, day, r + 1, event.start + DAY * day, scenario.formats[name], turns)
        for day, name in enumerate(event.days)
        for r in range(rounds)
        if talks
    ]
    return steps or [Step(number, 0, 0, event.start, None, 0)]


def steps(scenario: Scenario) -> list[Step]:
    """All steps of the group's calendar in order."""
    return [step for number, event in enumerate(events(scenario).values()) for step in _steps_of(scenario, number, event)]


def _flags(words: tuple[str, ...] | None, names: tuple[str, ...]) -> list[bool]:
    return [words is None or name in words for name in names]


def _gaps(chosen: list[Event]) -> list[float]:
    """Days between the end of the latest event so far and the next one's start; 0 before the first and for overlaps."""
    gaps, latest = [], None
    for event in chosen:
        gaps.append(0.0 if latest is None else max(0.0, float((event.start - latest).days)))
        latest = end_of(event) if latest is None else max(latest, end_of(event))
    return gaps


def _elapsed(rows: list[Step], chosen: list[Event]) -> list[float]:
    """Share of the time from the first step to the end of the last event that decides; 1 afterwards."""
    deciding = [end_of(event) for event in chosen if doings(event.kind).decides]
    first = rows[0].date
    span = ((max(deciding) if deciding else end_of(chosen[-1])) - first).days
    return [min(1.0, (row.date - first).days / span) if span > 0 else 1.0 for row in rows]


def conversations(seats: int, each: float, times: list[float]) -> Ints:
    """Number of conversations in each of `times` when each of `seats` people has `each` per unit; two people share one."""
    return np.array([int(0.5 * seats * each * time + 0.5) for time in times], dtype=np.int64)


def compile_calendar(
    scenario: Scenario, groups: tuple[str, ...], regions: tuple[str, ...], seats: int, corridor: Corridor
) -> Calendar:
    """The calendar as arrays over steps and events."""
    chosen = list(events(scenario).values())
    rows = steps(scenario)
    issues = tuple(scenario.issues)
    event = np.array([row.event for row in rows], dtype=np.int64)
    day = np.array([row.day for row in rows], dtype=np.int64)
    opens = np.diff(event, prepend=-1) != 0
    do = [doings(e.kind) for e in chosen]
    agenda = [e.agenda or d.agenda or scenario.rounds.agenda for e, d in zip(chosen, do, strict=True)]
    deciding = [number for number, d in enumerate(do) if d.decides]
    floors, agendas = index(FLOORS), index(AGENDAS)
    return Calendar(
        event=event,
        day=day,
        opens=opens,
        closes=np.diff(event, append=len(chosen)) != 0,
        new_day=opens | (np.diff(day, prepend=-1) != 0),
        turns=np.array([row.turns for row in rows], dtype=np.int64),
        voices=np.array([row.format.outside_voices if row.format else 0 for row in rows], dtype=np.int64),
        floor=np.array([floors[row.format.floor] if row.format else 0 for row in rows], dtype=np.int64),
        publicity=np.array([row.format.publicity if row.format else 0.0 for row in rows]),
        speaks=np.array([_flags(row.format.speaks if row.format else None, groups) for row in rows]),
        room=np.array([_flags(row.format.room if row.format else None, groups) for row in rows]),
        elapsed=np.array(_elapsed(rows, chosen)),
        gap=np.array(_gaps(chosen)),
        days=np.array([len(e.days) for e in chosen], dtype=np.int64),
        drafts=np.array([d.drafts for d in do]),
        decides=np.array([d.decides for d in do]),
        papers=np.array([e.papers for e in chosen]),
        agenda=np.array([agendas[name] for name in agenda], dtype=np.int64),
        on_agenda=np.array([_flags(e.issues, issues) for e in chosen]),
        attends=np.array([_flags(e.attend, regions) for e in chosen]),
        met_before=conversations(seats, corridor.between, [gap / DAYS_PER_MONTH for gap in _gaps(chosen)]),
        met_during=conversations(seats, corridor.contacts, [float(len(e.days)) for e in chosen]),
        last_decision=deciding[-1] if deciding else -1,
    )


def compile_preparation(scenario: Scenario) -> Preparation:
    """How many stakeholders are heard before the group exists, and how publicly."""
    chosen = list(preparation_events(scenario).values())
    voices, publicity = [], []
    for event in chosen:
        rounds = scenario.rounds.per_day if event.rounds_per_day is None else event.rounds_per_day
        formats = [scenario.formats[name] for name in event.days]
        voices.append(sum(f.outside_voices for f in formats) * rounds)
        publicity.append(sum(f.publicity for f in formats) / len(formats) if formats else 0.0)
    return Preparation(np.array(voices, dtype=np.int64), np.array(publicity, dtype=np.float64))
