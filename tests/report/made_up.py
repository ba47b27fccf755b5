"""What happens in a made-up run: agenda, statements, texts, objections, agreements. No model is behind it."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.report.titles import EVENTS
from wgig_sim.engines.record import Item, Option, SeatRow
from wgig_sim.scenario.schema import Scenario

FATES = ("accommodated", "addressed", "sustained", "overruled")


@dataclass(frozen=True)
class Shape:
    """What kind of run to make up."""

    seed: int = 0
    seats: int = 40
    issues: int = 15
    groups: int = 3
    dropped: int = 0
    agreement: str = "some"
    """some, all or none of the items."""
    objections: bool = True
    constituencies: bool = True
    chair: bool = True
    secretariat: bool = True
    instructed: bool = False
    events: int = len(EVENTS)
    per_day: int = 15
    turns: int = 8
    outside: bool = True
    nasty: bool = False
    """Titles full of markup."""
    still: bool = False
    """Nothing changes between start and end."""


def calendar(forum: Scenario, per_day: int) -> list[dict[str, Any]]:
    """The rows of the calendar, without measures."""
    rows: list[dict[str, Any]] = []
    for id, event in forum.calendar.items():
        if event.before_group:
            continue
        sat = event.kind not in ("comments", "report")
        for day in range(len(event.days) if sat else 1):
            publicity = forum.formats[event.days[day]].publicity if sat else 0.0
            for turn in range(per_day if sat else 1):
                date = (event.start + datetime.timedelta(days=day)).isoformat()
                drafts = event.kind in ("meeting", "drafting")
                row = {"step": len(rows), "event": id, "date": date, "day": day + 1, "round": turn + 1 if sat else 0}
                rows.append(row | {"publicity": publicity, "issue": "", "statements": 0, "drafts": drafts})
    return rows


class Story:
    """Makes up what happened: agenda, statements, texts, objections, agreements."""

    def __init__(self, shape: Shape, forum: Scenario, people: tuple[SeatRow, ...], position: NDArray[np.float64]) -> None:
        self.rng = np.random.default_rng(shape.seed + 1)
        self.shape, self.forum, self.people, self.position = shape, forum, people, position
        self.issues = list(forum.issues)
        self.scope = self.issues[: max(0, len(self.issues) - shape.dropped)]
        self.text: dict[str, float] = {}
        self.agreed: dict[str, int] = {}
        self.statements: list[dict[str, Any]] = []
        self.ledger: list[dict[str, Any]] = []
        self.rows = calendar(forum, shape.per_day)
        self.counts: list[tuple[int, int, int]] = []

    def tell(self) -> None:
        """Walk through the calendar."""
        for row in self.rows:
            left = [id for id in self.scope if id not in self.agreed]
            if row["round"] and left:
                row["issue"] = left[row["step"] % len(left)]
                self.talk(row)
                if row["drafts"]:
                    self.draft(row, row["issue"])
            pending = sum(entry["fate"] == "" for entry in self.ledger)
            self.counts.append((len(self.agreed), len(set(self.text) - set(self.agreed)), pending))
        if self.shape.agreement == "all":
            for id in self.scope:
                if id not in self.agreed:
                    self.agree(id, self.rows[-1]["step"])
            self.counts[-1] = (len(self.agreed), 0, 0)
        for entry in self.ledger:
            if entry["fate"] == "":
                entry |= {"fate": "sustained", "closed_step": self.rows[-1]["step"], "closed_event": self.rows[-1]["event"]}

    def talk(self, row: dict[str, Any]) -> None:
        k = self.issues.index(row["issue"])
        for turn in range(self.shape.turns):
            i = int(self.rng.integers(len(self.people)))
            outsider = self.shape.outside and self.rng.random() < 0.1
            said = float(np.clip(self.position[k, i] + self.rng.normal(0, 0.1), -1, 1))
            base = {name: row[name] for name in ("step", "event", "date", "day", "round", "issue", "publicity")}
            self.statements.append(base | {"turn": turn, "speaker": "" if outsider else self.people[i].id,
                                           "group": self.people[i].group, "position": float(self.position[k, i]),
                                           "statement": said, "corridor": turn == 4 and row["round"] == 1})  # fmt: skip
        row["statements"] = self.shape.turns

    def draft(self, row: dict[str, Any], issue: str) -> None:
        k = self.issues.index(issue)
        stuck = issue == self.issues[-1] or self.shape.agreement == "none"
        if issue not in self.text:
            if self.rng.random() < 0.4:
                self.text[issue] = float(np.clip(self.position[k].mean() + self.rng.normal(0, 0.2), -1, 1))
            return
        for entry in self.ledger:
            if entry["issue"] == issue and entry["fate"] == "" and self.rng.random() < (0.1 if stuck else 0.5):
                fate = FATES[int(self.rng.integers(2))]
                entry |= {"fate": fate, "closed_step": row["step"], "closed_event": row["event"]}
        pending = {entry["seat"] for entry in self.ledger if entry["issue"] == issue and entry["fate"] == ""}
        for i in range(len(self.people)):
            if self.shape.objections and self.people[i].id not in pending and self.rng.random() < (0.04 if stuck else 0.015):
                self.object(row, issue, i)
        if not stuck and self.rng.random() < 0.25:
            self.agree(issue, row["step"])

    def object(self, row: dict[str, Any], issue: str, i: int) -> None:
        gap = float(self.position[self.issues.index(issue), i] - self.text[issue])
        self.ledger.append({"seat": self.people[i].id, "group": self.people[i].group, "issue": issue,
                            "raised_step": row["step"], "raised_event": row["event"], "side": 1 if gap > 0 else -1,
                            "excess": abs(gap) / 2 + 0.01, "red_line": abs(gap) > 0.8, "text": self.text[issue],
                            "fate": "", "closed_step": -1, "closed_event": ""})  # fmt: skip

    def agree(self, issue: str, step: int) -> None:
        self.text.setdefault(issue, float(self.position[self.issues.index(issue)].mean()))
        self.agreed[issue] = step
        for entry in self.ledger:
            if entry["issue"] == issue and entry["fate"] == "":
                entry |= {"fate": "overruled", "closed_step": step, "closed_event": self.rows[step]["event"]}

    def items(self, latitude: NDArray[np.float64], end: NDArray[np.float64]) -> tuple[Item, ...]:
        """What became of each issue."""
        found = []
        for k, id in enumerate(self.issues):
            fates = Counter(entry["fate"] for entry in self.ledger if entry["issue"] == id)
            counts = {fate: fates[fate] for fate in FATES}
            vague = float(self.rng.random() * 0.5)
            if id in self.agreed:
                step = self.agreed[id]
                item = Item(id, "agreed", self.text[id], vague, 1 - vague, step, self.rows[step]["event"], (), counts)
            elif id not in self.scope:
                item = Item(id, "dropped", None, 0.0, None, None, None, (), counts)
            elif id in self.text:
                item = Item(id, "options", self.text[id], vague, None, None, None, options(end[k], latitude[k]), counts)
            else:
                item = Item(id, "open", None, 0.0, None, None, None, (), counts)
            found.append(item)
        return tuple(found)


def options(position: NDArray[np.float64], latitude: NDArray[np.float64]) -> tuple[Option, ...]:
    """The fewest texts that pierce all intervals."""
    left, texts = set(range(len(position))), []
    while left:
        text = min(float(position[i] + latitude[i]) for i in left)
        texts.append(min(text, 1.0))
        left -= {i for i in left if abs(position[i] - text) <= latitude[i] + 1e-9}
    inside = [tuple(np.flatnonzero(np.abs(position - text) <= latitude + 1e-9).tolist()) for text in texts]
    return tuple(Option(text, rows) for text, rows in zip(texts, inside, strict=True))
