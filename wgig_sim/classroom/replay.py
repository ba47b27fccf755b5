"""Replay: one run as a single JSON object that a page can play, scrub and search on its own, without a server.

Every axis is numbered, not named: seat 3 of `statements` is row 3 of `seats`. Time axes have S + 1 moments for S steps of the
calendar: moment 0 is before the first step, moment s + 1 after step s.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wgig_sim import __version__
from wgig_sim.bridge.calendar import end_of
from wgig_sim.bridge.calendar import steps as calendar_steps
from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.names import index
from wgig_sim.classroom.film import Film
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import FATE, STATUS
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate

FORMAT = "wgig-sim replay 1"
DIGITS = 5
"""Digits after the point of numbers that are not packed."""
Json = dict[str, Any]


def replay(setup: Setup, choice: Mapping[str, Any], seed: int, number: int = 0) -> Json:
    """Run a scenario and tell everything that can be seen of it; `choice` is what was asked for."""
    run = Replicate(setup, seed, number)
    film = Film(run)
    run.finish(film.take)
    told = record(run)
    return {
        "format": FORMAT,
        "version": __version__,
        "choice": dict(choice),
        "seed": seed,
        **_forum(setup),
        "seats": _seats(setup, told),
        "steps": _steps(run),
        "measures": _measures(run),
        "statements": _statements(run),
        "ledger": _ledger(run),
        "items": _items(told),
        "outside": _outside(setup),
        "reception": _reception(setup, told),
        "outcome": {name: _short(value) for name, value in told.measures.items()},
        "statuses": list(STATUS),
        "constants": {"ambiguity": setup.forum.constants.acceptance.ambiguity},
        "trust_steps": film.trust_steps.tolist(),
        "arrays": film.packed(told.end),
    }


def _short(value: float) -> float:
    return round(float(value), DIGITS)


def _column(values: NDArray[Any]) -> list[Any]:
    """A column of a table for JSON."""
    column: list[Any] = (np.round(values, DIGITS) if values.dtype.kind == "f" else values).tolist()
    return column


def _places(words: Sequence[str] | None, among: tuple[str, ...]) -> list[int] | None:
    """Which entries are named, by number; None where all are."""
    return None if words is None else [among.index(word) for word in words]


def _forum(setup: Setup) -> Json:
    """Who and what there is, in the order of all axes."""
    scenario, names = setup.scenario, setup.names
    cluster = index(tuple(scenario.clusters))
    return {
        "title": scenario.title,
        "question": scenario.question,
        "summary": scenario.summary or "",
        "source": scenario.source or "",
        "groups": [{"id": name, "title": group.title} for name, group in scenario.groups.items()],
        "camps": [{"id": name, "title": camp.title} for name, camp in scenario.camps.items()],
        "clusters": [{"id": name, "title": heading.title} for name, heading in scenario.clusters.items()],
        "issues": [
            {
                "id": name,
                "title": issue.title,
                "question": issue.question,
                "cluster": cluster[issue.cluster],
                "poles": issue.poles,
            }
            for name, issue in scenario.issues.items()
        ],
        "events": _events(setup),
        "formats": [
            {
                "id": name,
                "title": held.title or name,
                "publicity": held.publicity,
                "floor": held.floor,
                "speaks": _places(held.speaks, names.groups),
                "room": _places(held.room, names.groups),
            }
            for name, held in scenario.formats.items()
        ],
    }


def _events(setup: Setup) -> list[Json]:
    """The calendar; `first` and `last` are steps, -1 before the group exists."""
    names, step = setup.names, setup.forum.calendar.event
    found = []
    for name in (*names.preparation, *names.events):
        event = setup.scenario.calendar[name]
        steps = np.flatnonzero(step == names.events.index(name)) if name in names.events else np.array([-1])
        found.append({
            "id": name,
            "title": event.title,
            "kind": event.kind,
            "start": event.start.isoformat(),
            "end": end_of(event).isoformat(),
            "place": event.place or "",
            "before_group": event.before_group,
            "first": int(steps[0]),
            "last": int(steps[-1]),
        })  # fmt: skip
    return found


def _seats(setup: Setup, told: Record) -> list[Json]:
    groups, camps = index(setup.names.groups), index(setup.names.camps)
    return [
        {
            "id": seat.id,
            "title": seat.title,
            "group": groups[seat.group],
            "camp": camps[seat.camp],
            "region": seat.region,
            "development": seat.development,
            "languages": list(seat.languages),
            "sector": seat.sector or "",
            "capacity": _short(seat.capacity),
        }
        for seat in told.seats
    ]


def _steps(run: Replicate) -> Json:
    """Columns over the steps; `event` is a row of `events`, which the preparation begins."""
    setup, calendar = run.setup, run.forum.calendar
    formats = {id(held): at for at, held in enumerate(setup.scenario.formats.values())}
    return {
        "event": (calendar.event + len(setup.names.preparation)).tolist(),
        "date": [date.isoformat() for date in setup.names.step_date],
        "day": (calendar.day + 1).tolist(),
        "round": list(setup.names.step_round),
        "format": [formats.get(id(row.format), -1) for row in calendar_steps(setup.scenario)],
        "issue": run.process.trace.issue[: run.steps].tolist(),
        "publicity": _column(calendar.publicity),
    }


def _measures(run: Replicate) -> Json:
    """Every measure of a moment, over the moments."""
    rows = np.vstack([np.array(run.first), run.process.trace.measures[: run.steps]])
    return {name: _column(rows[:, column]) for column, name in enumerate(Moment._fields)}


def _statements(run: Replicate) -> Json:
    """Columns over all statements, corridor conversations included; speaker -1 is somebody from outside."""
    log, world = run.process.log, run.forum.world
    rows = slice(0, int(log.size[0]))
    speaker = log.speaker[rows]
    outside = speaker < 0
    group = np.empty_like(speaker)
    group[~outside] = run.process.state.group[speaker[~outside]]
    group[outside] = world.group[-1 - speaker[outside]]
    columns = {"step": log.step, "turn": log.turn + 1, "issue": log.issue, "position": log.position, "said": log.said}
    told = {name: _column(values[rows]) for name, values in columns.items()}
    corridor = log.corridor[rows].tolist()
    return {**told, "speaker": np.maximum(speaker, -1).tolist(), "group": group.tolist(), "corridor": corridor}


def _ledger(run: Replicate) -> Json:
    """Columns over all objections; `raised` and `closed` are steps, -1 where the objection was open to the end."""
    ledger = run.process.ledger
    rows = slice(0, int(ledger.size[0]))
    names = ("seat", "issue", "raised", "closed", "side", "excess", "red_line", "text")
    columns = {name: _column(getattr(ledger, name)[rows]) for name in names}
    return {**columns, "fate": [FATE[fate] for fate in ledger.fate[rows]]}


def _items(told: Record) -> list[Json]:
    """What became of each issue."""
    return [
        {
            "status": item.status,
            "text": None if item.text is None else _short(item.text),
            "ambiguity": _short(item.ambiguity),
            "substance": None if item.substance is None else _short(item.substance),
            "step": item.step,
            "event": item.event,
            "options": [{"text": _short(option.text), "supporters": list(option.supporters)} for option in item.options],
            "objections": dict(item.objections),
        }
        for item in told.items
    ]


def _outside(setup: Setup) -> list[Json]:
    """How many constituencies each group has outside the room."""
    count = np.bincount(setup.forum.world.group, minlength=len(setup.names.groups))
    return [{"group": group, "constituencies": int(number)} for group, number in enumerate(count)]


def _reception(setup: Setup, told: Record) -> list[Json]:
    """How many of a group's constituencies can live with the outcome on an issue; group -1 is all of them."""
    groups, issues = index(setup.names.groups), index(setup.names.issues)
    columns = [told.reception[name].tolist() for name in ("issue", "group", "constituencies", "accepting")]
    return [
        {"issue": issues[issue], "group": groups.get(group, -1), "constituencies": count, "accepting": _short(share)}
        for issue, group, count, share in zip(*columns, strict=True)
    ]
