"""Recorder: names back on rows. A replicate that is over becomes a Record."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.constituencies import receive
from wgig_sim.core.handles import hand_over
from wgig_sim.core.measures import Moment
from wgig_sim.core.options import fewest_texts
from wgig_sim.core.results import MOMENT, OUTCOME, sum_up, width
from wgig_sim.core.state import AGREED, DROPPED, FATE, OPTIONS, STATUS
from wgig_sim.engines.measures import COUNTS, measure_names, measures
from wgig_sim.engines.record import Item, Option, Record, SeatRow, Table
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.people import Kind, Seat

NOBODY = -1
"""The number that stands for no seat, issue or step; its name is empty."""


def _words(names: Sequence[str], at: NDArray[np.int64]) -> NDArray[Any]:
    """The names with these numbers."""
    return np.array([*names, ""], dtype=object)[at]


def seat_rows(replicate: Replicate) -> tuple[SeatRow, ...]:
    """Who sits in each seat of this replicate; members selected from the pool are numbered within their kind."""
    setup, state = replicate.setup, replicate.process.state
    rows, used = [], dict[str, int]()
    for i in range(setup.seats):
        profile = setup.names.profiles[int(state.profile[i])]
        assert isinstance(profile, Seat | Kind)
        used[profile.id] = used.get(profile.id, 0) + 1
        rows.append(
            SeatRow(
                id=profile.id if isinstance(profile, Seat) else f"{profile.id}-{used[profile.id]}",
                title=profile.title or f"{setup.scenario.groups[profile.group].title}, {profile.region}",
                group=profile.group,
                camp=profile.camp,
                region=profile.region,
                development=profile.development,
                languages=profile.languages,
                sector=profile.sector,
                capacity=float(state.personal[i]),
            )
        )
    return tuple(rows)


def _when(setup: Setup, step: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Columns event, date, day, round of calendar steps."""
    calendar, names = setup.forum.calendar, setup.names
    return {
        "event": _words(names.events, calendar.event[step]),
        "date": _words([date.isoformat() for date in names.step_date], step),
        "day": calendar.day[step] + 1,
        "round": np.array(names.step_round, dtype=np.int64)[step],
    }


def rounds_table(replicate: Replicate) -> Table:
    """A row a step taken."""
    setup, trace = replicate.setup, replicate.process.trace
    step = np.arange(replicate.step)
    columns = {
        "step": step,
        **_when(setup, step),
        "publicity": setup.forum.calendar.publicity[step],
        "issue": _words(setup.names.issues, trace.issue[step]),
        "statements": trace.statements[step].copy(),
    }
    for column, name in enumerate(Moment._fields):
        values = trace.measures[step, column]
        columns[name] = values.astype(np.int64) if name in COUNTS else values.copy()
    return columns


def statements_table(replicate: Replicate, seats: tuple[SeatRow, ...]) -> Table:
    """A row a statement, corridor conversations included."""
    setup, log, state = replicate.setup, replicate.process.log, replicate.process.state
    rows = slice(0, int(log.size[0]))
    step, speaker = log.step[rows], log.speaker[rows]
    world = setup.forum.world
    seated = speaker >= 0
    group = np.empty_like(speaker)
    group[seated] = state.group[speaker[seated]]
    group[~seated] = world.profiles.group[world.kind[-1 - speaker[~seated]]]
    return {
        "step": step.copy(),
        **_when(setup, step),
        "turn": log.turn[rows] + 1,
        "speaker": _words([seat.id for seat in seats], np.where(seated, speaker, NOBODY)),
        "group": _words(setup.names.groups, group),
        "issue": _words(setup.names.issues, log.issue[rows]),
        "position": log.position[rows].copy(),
        "statement": log.said[rows].copy(),
        "publicity": np.where(log.corridor[rows], 0.0, setup.forum.calendar.publicity[step]),
        "corridor": log.corridor[rows].copy(),
    }


def ledger_table(replicate: Replicate, seats: tuple[SeatRow, ...]) -> Table:
    """A row an objection."""
    setup, ledger = replicate.setup, replicate.process.ledger
    rows = slice(0, int(ledger.size[0]))
    event = setup.forum.calendar.event
    names, closed = setup.names, ledger.closed[rows]
    return {
        "seat": _words([seat.id for seat in seats], ledger.seat[rows]),
        "group": _words([seat.group for seat in seats], ledger.seat[rows]),
        "issue": _words(names.issues, ledger.issue[rows]),
        "raised_step": ledger.raised[rows].copy(),
        "raised_event": _words(names.events, event[ledger.raised[rows]]),
        "side": ledger.side[rows].copy(),
        "excess": ledger.excess[rows].copy(),
        "red_line": ledger.red_line[rows].copy(),
        "text": ledger.text[rows].copy(),
        "fate": _words(FATE, ledger.fate[rows]),
        "closed_step": closed.copy(),
        "closed_event": _words(names.events, np.where(closed >= 0, event[closed], NOBODY)),
    }


def _options(replicate: Replicate, issue: int) -> tuple[Option, ...]:
    state = replicate.process.state
    position, latitude = state.position[issue], state.latitude[issue]
    texts = fewest_texts(position, latitude)
    return tuple(
        Option(float(text), tuple(int(i) for i in np.flatnonzero(np.abs(text - position) <= latitude + 1e-9))) for text in texts
    )


def items(replicate: Replicate, ledger: Table) -> tuple[Item, ...]:
    """What became of each issue."""
    setup, state = replicate.setup, replicate.process.state
    tabled = set(ledger["issue"])
    result = []
    for k, name in enumerate(setup.names.issues):
        status = int(state.status[k])
        step = int(state.agreed_step[k])
        mine = ledger["fate"][ledger["issue"] == name] if name in tabled else ledger["fate"][:0]
        agreed = status == AGREED
        drafted = agreed or bool(state.drafted[k])
        result.append(
            Item(
                id=name,
                status=STATUS[status],
                text=float(state.text[k]) if drafted else None,
                ambiguity=float(state.vagueness[k]),
                substance=1.0 - float(state.vagueness[k]) if agreed else None,
                step=step if agreed else None,
                event=setup.names.events[setup.forum.calendar.event[step]] if agreed else None,
                options=_options(replicate, k) if status == OPTIONS else (),
                objections={fate: int((mine == fate).sum()) for fate in FATE[1:]},
            )
        )
    return tuple(result)


def reception_table(replicate: Replicate) -> Table:
    """A row an issue and group of constituencies."""
    setup, process = replicate.setup, replicate.process
    world, names = setup.forum.world, setup.names
    count = int(world.kind.shape[0])
    accepts, report = np.zeros((len(names.issues), count)), np.zeros(count)
    receive(hand_over(setup.forum), hand_over(process), accepts, report)
    group = world.profiles.group[world.kind]
    parts = {name: group == g for g, name in enumerate(names.groups) if (group == g).any()}
    if count:
        parts["all"] = np.ones(count, dtype=np.bool_)
    rows = [(issue, name, int(part.sum()), float(accepts[k, part].mean())) for k, issue in enumerate(names.issues)
            for name, part in parts.items() if process.state.status[k] != DROPPED]  # fmt: skip
    columns = list(zip(*rows, strict=True)) if rows else [()] * 4
    table: Table = {
        "issue": np.array(columns[0], dtype=object),
        "group": np.array(columns[1], dtype=object),
        "constituencies": np.array(columns[2], dtype=np.int64),
        "accepting": np.array(columns[3], dtype=np.float64),
    }
    return table


def all_measures(replicate: Replicate) -> dict[str, float]:
    """All measures of a run as if it ended now, by name; without those that have no value in this forum."""
    setup = replicate.setup
    row = np.empty(width(len(setup.names.groups), len(setup.names.issues)))
    row[OUTCOME : OUTCOME + MOMENT] = replicate.first
    sum_up(hand_over(setup.forum), hand_over(replicate.process), row)
    named = zip(measure_names(setup), measures(row[None, :])[0].tolist(), strict=True)
    return {name: value for name, value in named if not np.isnan(value)}


def record(replicate: Replicate) -> Record:
    """The record of a run that is over, or as far as it has come."""
    setup, process = replicate.setup, replicate.process
    seats = seat_rows(replicate)
    ledger = ledger_table(replicate, seats)
    totals = all_measures(replicate)
    return Record(
        scenario=setup.scenario,
        seed=replicate.seed,
        replicate=replicate.number,
        seats=seats,
        issues=setup.names.issues,
        start=replicate.start,
        end=replicate.snapshot(),
        latitude=process.state.latitude.copy(),
        red_line=process.state.red_line.copy(),
        salience=process.state.salience.copy(),
        items=items(replicate, ledger),
        measures=totals,
        rounds=rounds_table(replicate),
        statements=statements_table(replicate, seats),
        ledger=ledger,
        reception=reception_table(replicate),
        selection={
            "inputs": float(setup.forum.preparation.voices.sum() if len(setup.forum.world.kind) else 0),
            "issues_kept": float((process.state.status != DROPPED).sum()),
            "representation": totals["representation"],
        },
        drawn=setup.drawn,
    )
