"""What was said and done, in order. Cut at a step, a chronicle knows nothing of what came later."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from wgig_sim.engines.record import Item, Record, Table
from wgig_sim.report.wording import as_date

OPEN = 0.5
"""From this publicity on a session counts as open and what is said in it is attributed."""
FATES = ("accommodated", "addressed", "sustained", "overruled")


class Round(NamedTuple):
    """One row of the calendar."""

    step: int
    event: str
    date: datetime.date
    day: int
    publicity: float
    issue: str
    understanding: float
    understanding_within: float
    understanding_between: float
    trust: float
    trust_within: float
    trust_between: float
    knowledge: float


class Statement(NamedTuple):
    """What somebody said; `speaker` is '' for somebody from outside."""

    step: int
    event: str
    speaker: str
    group: str
    issue: str
    statement: float
    publicity: float

    @property
    def attributed(self) -> bool:
        """Whether it was made in the open."""
        return self.publicity >= OPEN


class Objection(NamedTuple):
    """An entry of the ledger; fate '' while nothing has become of it yet."""

    seat: str
    group: str
    issue: str
    step: int
    side: float
    excess: float
    red_line: bool
    text: float
    fate: str
    closed: int


@dataclass(frozen=True)
class Day:
    """One day of an event."""

    event: str
    number: int
    rounds: tuple[Round, ...]

    @property
    def date(self) -> datetime.date:
        """The date of the day."""
        return self.rounds[0].date

    @property
    def open(self) -> bool:
        """Whether the public was there all day."""
        return min(entry.publicity for entry in self.rounds) >= OPEN

    @property
    def steps(self) -> frozenset[int]:
        """The steps of the day."""
        return frozenset(entry.step for entry in self.rounds)

    @property
    def last(self) -> Round:
        """How things stood in the evening."""
        return self.rounds[-1]


@dataclass(frozen=True)
class Chronicle:
    """The rounds, statements, objections, first texts and agreements up to some moment."""

    rounds: tuple[Round, ...]
    statements: tuple[Statement, ...]
    corridor: tuple[Statement, ...]
    objections: tuple[Objection, ...]
    agreed: Mapping[str, Item]
    tabled: Mapping[str, int]
    """Step at which an issue's first text was on the table."""

    def until(self, step: int) -> "Chronicle":
        """The same story as it could be told at that step."""
        past = [row for row in self.objections if row.step <= step]
        return Chronicle(
            tuple(row for row in self.rounds if row.step <= step),
            tuple(row for row in self.statements if row.step <= step),
            tuple(row for row in self.corridor if row.step <= step),
            tuple(row if 0 <= row.closed <= step else row._replace(fate="", closed=-1) for row in past),
            {id: item for id, item in self.agreed.items() if item.step is not None and item.step <= step},
            {id: first for id, first in self.tabled.items() if first <= step},
        )

    def days(self) -> list[Day]:
        """The calendar day by day."""
        grouped = groupby(self.rounds, key=lambda row: (row.event, row.day))
        return [Day(event, number, tuple(rows)) for (event, number), rows in grouped]

    def when(self, step: int) -> Round | None:
        """The row of the calendar with that step."""
        return next((row for row in self.rounds if row.step == step), None)

    def objections_on(self, issue: str) -> list[Objection]:
        """The objections to texts on one issue."""
        return [row for row in self.objections if row.issue == issue]


def _column(table: Table, name: str) -> list[Any]:
    values: list[Any] = np.asarray(table[name]).tolist()
    return values


def _rounds(table: Table) -> tuple[Round, ...]:
    columns = {name: _column(table, name) for name in Round._fields}
    columns["date"] = [as_date(value) for value in columns["date"]]
    return tuple(map(Round._make, zip(*columns.values(), strict=True)))


def _statements(table: Table) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    rows = map(Statement._make, zip(*(_column(table, name) for name in Statement._fields), strict=True))
    pairs = list(zip(rows, _column(table, "corridor"), strict=True))
    return tuple(row for row, aside in pairs if not aside), tuple(row for row, aside in pairs if aside)


def _objections(table: Table) -> tuple[Objection, ...]:
    names = ("seat", "group", "issue", "raised_step", "side", "excess", "red_line", "text", "fate", "closed_step")
    rows = map(Objection._make, zip(*(_column(table, name) for name in names), strict=True))
    return tuple(row if row.fate in FATES else row._replace(fate="", closed=-1) for row in rows)


def _tabled(rounds: Table, objections: Iterable[Objection], agreed: Mapping[str, Item]) -> dict[str, int]:
    """First text of each issue: where the count of tabled texts rose, an objection was raised or agreement came."""
    first: dict[str, int] = {}
    counts = np.asarray(rounds["tabled"], dtype=int)
    rising = np.diff(counts, prepend=0) > 0
    for step, issue, rose in zip(_column(rounds, "step"), _column(rounds, "issue"), rising.tolist(), strict=True):
        if rose and issue:
            first.setdefault(issue, step)
    for issue, step in [(row.issue, row.step) for row in objections] + [
        (id, item.step) for id, item in agreed.items() if item.step is not None
    ]:
        first[issue] = min(step, first.get(issue, step))
    return first


def chronicle(record: Record) -> Chronicle:
    """The whole story of a run."""
    statements, corridor = _statements(record.statements)
    objections = _objections(record.ledger)
    agreed = {item.id: item for item in record.items if item.status == "agreed"}
    return Chronicle(
        _rounds(record.rounds),
        statements,
        corridor,
        objections,
        agreed,
        _tabled(record.rounds, objections, agreed),
    )
