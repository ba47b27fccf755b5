"""Made-up runs that hang together: random content, and odd shapes on demand. No model is behind them."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.report.titles import CLUSTERS, EVENTS, FORMATS, GROUPS, ISSUES, NASTY
from wgig_sim.engines.record import Item, Option, Record, SeatRow, Snapshot
from wgig_sim.scenario.schema import Scenario

FATES = ("accommodated", "addressed", "sustained", "overruled")
REGIONS = ("Africa", "Asia and the Pacific", "Latin America and the Caribbean", "Western Europe")
MEASURES = (
    "understanding understanding_within understanding_between trust trust_within trust_between knowledge opinion_change "
    "polarisation false_polarisation meta_consensus agreed tabled objections"
).split()


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


def shapes() -> st.SearchStrategy[Shape]:
    """All kinds of runs, the odd ones often."""
    return st.builds(
        Shape,
        seed=st.integers(0, 2**16),
        seats=st.sampled_from([1, 2, 2, 3, 5, 12]),
        issues=st.sampled_from([1, 1, 2, 4, 15]),
        groups=st.integers(1, 3),
        dropped=st.integers(0, 2),
        agreement=st.sampled_from(["some", "all", "none"]),
        objections=st.booleans(),
        constituencies=st.booleans(),
        chair=st.booleans(),
        secretariat=st.booleans(),
        instructed=st.booleans(),
        events=st.integers(1, len(EVENTS)),
        per_day=st.integers(1, 6),
        turns=st.integers(0, 5),
        outside=st.booleans(),
        nasty=st.booleans(),
        still=st.booleans(),
    )


def scenario(shape: Shape) -> Scenario:
    """The forum of a shape."""
    mark = NASTY if shape.nasty else ""
    groups = list(GROUPS)[: shape.groups]
    issues = list(ISSUES)[-shape.issues :]
    return Scenario.model_validate(
        {
            "title": f"A forum on the Internet{mark}",
            "question": f"Who should do what about the Internet?{mark}",
            "groups": {id: {"title": GROUPS[id] + mark} for id in groups},
            "camps": {f"{id}-{side}": {"title": f"{GROUPS[id]}, {side}{mark}"} for id in groups for side in ("bold", "wary")},
            "clusters": {id: {"title": title + mark} for id, title in CLUSTERS.items()},
            "issues": {
                id: {
                    "title": ISSUES[id][0] + mark,
                    "question": f"What should be done about it?{mark}",
                    "poles": [pole + mark for pole in ISSUES[id][1]],
                    "cluster": ISSUES[id][2],
                    "kind": "question" if ISSUES[id][2] == "foundations" else "area",
                }
                for id in issues
            },
            "positions": {f"{id}-{side}": {"default": 0.0} for id in groups for side in ("bold", "wary")},
            "formats": FORMATS,
            "calendar": {id: EVENTS[id] | {"title": str(EVENTS[id]["title"]) + mark} for id in list(EVENTS)[: shape.events]},
            "chair": {"title": "Chair" + mark} if shape.chair else None,
            "secretariat": {} if shape.secretariat else None,
        }
    )


def seats(shape: Shape, forum: Scenario) -> tuple[SeatRow, ...]:
    """Seats, spread evenly over groups and camps."""
    camps = list(forum.camps)
    found = []
    for i in range(shape.seats):
        camp = camps[i * len(camps) // shape.seats]
        group = camp.rsplit("-", 1)[0]
        title = f"Seat {i:02d} of {forum.groups[group].title}"
        region = REGIONS[i % len(REGIONS)]
        poor = "developing" if i % 2 else "developed"
        found.append(SeatRow(f"s{i:02d}", title, group, camp, region, poor, ("en",), None, 0.0 if shape.instructed else 1.0))
    return tuple(found)


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
                rows.append({"step": len(rows), "event": id, "date": date, "day": day + 1, "round": turn + 1 if sat else 0,
                             "publicity": publicity, "issue": "", "statements": 0, "drafts": event.kind in ("meeting", "drafting")})  # fmt: skip
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
                self.agree(id, self.rows[-1]["step"]) if id not in self.agreed else None
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


def table(rows: list[dict[str, Any]], columns: str) -> dict[str, NDArray[Any]]:
    """Rows as columns."""
    return {name: np.array([row[name] for row in rows]) for name in columns.split()}


def snapshot(rng: np.random.Generator, position: NDArray[np.float64], latitude: NDArray[np.float64], gain: float) -> Snapshot:
    """A moment: the larger the gain, the truer the pictures, the greater the trust."""
    k, n = position.shape
    picture = np.clip(position[:, :, None] + rng.normal(0, 0.5 - gain, (k, n, n)), -1, 1)
    near = np.maximum(0, 1 - np.abs(picture - position[:, :, None]))
    off = ~np.eye(n, dtype=bool)
    understanding = np.array([row[off].mean() if n > 1 else 0.0 for row in near])
    trust = np.clip(rng.normal(0.3 + gain, 0.1, (n, n)), 0, 1)
    return Snapshot(position, latitude + gain, picture, trust, np.full((k, n), 0.3 + gain), understanding)


def reception(rng: np.random.Generator, forum: Scenario) -> list[dict[str, Any]]:
    """Shares of the outside world that can live with the outcome."""
    return [
        {"issue": issue, "group": group, "constituencies": 600 if group == "all" else 200, "accepting": float(rng.random())}
        for issue in forum.issues
        for group in (*forum.groups, "all")
    ]


def levels(story: Story, start: Snapshot, end: Snapshot) -> dict[str, NDArray[np.float64]]:
    """The measures of each row, from the start to the end."""
    steps = len(story.rows)
    time = np.linspace(0, 1, steps + 1)[1:]
    off = ~np.eye(start.trust.shape[0], dtype=bool)
    ends = {"understanding": (start.understanding.mean(), end.understanding.mean()),
            "trust": tuple(moment.trust[off].mean() if off.any() else 0.0 for moment in (start, end)),
            "knowledge": (start.knowledge.mean(), end.knowledge.mean())}  # fmt: skip
    found = {}
    for name in MEASURES:
        first, last = ends.get(name.split("_")[0], (0.0, 0.5))
        found[name] = first + (last - first) * time
    counts = np.array(story.counts, dtype=float).reshape(steps, 3)
    return found | {"agreed": counts[:, 0], "tabled": counts[:, 1], "objections": counts[:, 2]}


def record(shape: Shape | None = None) -> Record:
    """One made-up run."""
    shape = shape or Shape()
    rng = np.random.default_rng(shape.seed)
    forum = scenario(shape)
    people = seats(shape, forum)
    k, n = len(forum.issues), len(people)
    camps = list(forum.camps)
    lean = rng.normal(0, 0.3, (k, len(camps)))
    lean[-1] = np.linspace(-0.85, 0.85, len(camps)) if len(camps) > 1 else 0.0
    own = np.array([camps.index(seat.camp) for seat in people])
    first = np.clip(lean[:, own] + rng.normal(0, 0.12, (k, n)), -1, 1)
    last = first if shape.still else np.clip(first + rng.normal(0.01, 0.04, (k, n)), -1, 1)
    latitude = rng.uniform(0.15, 0.4, (k, n))
    start = snapshot(rng, first, latitude, 0.0)
    end = start if shape.still else snapshot(rng, last, latitude, 0.2)
    story = Story(shape, forum, people, last)
    story.tell()
    salience = rng.uniform(0.2, 1, (k, n))
    told = "step event date day round turn speaker group issue position statement publicity corridor"
    kept = "seat group issue raised_step raised_event side excess red_line text fate closed_step closed_event"
    rounds = table(story.rows, "step event date day round publicity issue statements") | levels(story, start, end)
    heard = reception(rng, forum) if shape.constituencies else []
    return Record(
        forum, shape.seed, 0, people, tuple(forum.issues), start, end, latitude, latitude + 0.3, salience / salience.sum(axis=0),
        story.items(latitude, last), {}, rounds, table(story.statements, told), table(story.ledger, kept),
        table(heard, "issue group constituencies accepting"), {"inputs": 250.0, "issues": float(len(story.scope))},
    )  # fmt: skip
