"""Made-up runs that hang together: random content, and odd shapes on demand. No model is behind them."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.report.made_up import Shape, Story
from tests.report.titles import CLUSTERS, EVENTS, FORMATS, GROUPS, ISSUES, NASTY
from wgig_sim.engines.record import Record, SeatRow, Snapshot
from wgig_sim.scenario.schema import Scenario

REGIONS = ("Africa", "Asia and the Pacific", "Latin America and the Caribbean", "Western Europe")
MEASURES = (
    *("understanding", "understanding_within", "understanding_between", "trust", "trust_within", "trust_between"),
    *("knowledge", "opinion_change", "polarisation", "false_polarisation", "meta_consensus"),
    *("agreed", "tabled", "objections"),
)


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
        events=st.integers(2, len(EVENTS)),
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
        table(heard, "issue group constituencies accepting"),
        {"inputs": 250.0, "issues_kept": float(len(story.scope)), "representation": 0.62},
    )  # fmt: skip
