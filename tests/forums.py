"""Small forums made in memory, and ways to run and compare them: what the tests of the model have in common."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.schema import Scenario
from wgig_sim.study.verify.arrays import arrays, bits

GROUPS = ("government", "private-sector", "civil-society")
CAMPS = ("treaty", "market", "rights")
REGIONS = ("north", "south", "east")
FORMATS = {
    "open": {"publicity": 1.0, "floor": "raised-hands", "outside_voices": 0},
    "closed": {"publicity": 0.0, "floor": "raised-hands"},
}
CALENDAR: dict[str, dict[str, Any]] = {
    "first": {"kind": "meeting", "start": "2005-02-14", "days": ["open", "closed"]},
    "second": {"kind": "drafting", "start": "2005-04-18", "days": ["closed"], "papers": True},
}


def issue_names(count: int) -> list[str]:
    """Ids of `count` issues."""
    return [f"issue-{k}" for k in range(count)]


def facts(size: int = 5, items: int = 2, parties: int = 2, **changes: Any) -> dict[str, Any]:
    """The data of a small forum: a short calendar, camps apart by their mean positions. `changes` replace whole keys."""
    names = issue_names(items)
    centre = dict(zip(CAMPS, (-0.6, 0.5, 0.1), strict=True))
    people = [
        {"id": f"seat-{i}", "group": GROUPS[i % parties], "camp": CAMPS[i % 3], "region": REGIONS[i // 2 % 3]}
        for i in range(size)
    ]
    data: dict[str, Any] = {
        "title": "A small forum",
        "question": "Can they agree?",
        "groups": {name: {"title": name} for name in GROUPS[:parties]},
        "camps": {name: {"title": name} for name in CAMPS},
        "clusters": {"all": {"title": "All issues"}},
        "issues": {name: {"title": name, "question": name, "poles": ["no", "yes"], "cluster": "all"} for name in names},
        "positions": {camp: {"default": {"mean": mean, "spread": 0.2}} for camp, mean in centre.items()},
        "seats": people,
        "formats": FORMATS,
        "rounds": {"per_day": 4, "turns": 4},
        "calendar": CALENDAR,
    }
    data.update(changes)
    data["calendar"] = {name: {"title": name, **event} for name, event in data["calendar"].items()}
    return data


def scenario(**changes: Any) -> Scenario:
    """A small forum as a validated scenario; see `facts`."""
    return Scenario.model_validate(facts(**changes))


def setup(**changes: Any) -> Setup:
    """A small forum, compiled; see `facts`."""
    return compile_scenario(scenario(**changes))


def seats_at(positions: Floats, **cells: Any) -> list[dict[str, Any]]:
    """Seats of one camp that hold exactly these positions (K, N)."""
    names = issue_names(positions.shape[0])
    return [
        {"id": f"seat-{i}", "group": GROUPS[0], "camp": CAMPS[0], "region": REGIONS[0],
         "positions": dict(zip(names, column.tolist(), strict=True)), **cells}
        for i, column in enumerate(positions.T)
    ]  # fmt: skip


def trusting(matrix: Floats) -> dict[str, Any]:
    """Initial trust given pair by pair: matrix (N, N) [trusted, truster]."""
    n = matrix.shape[0]
    pairs = [(f"seat-{i}", f"seat-{s}", float(matrix[s, i])) for i in range(n) for s in range(n) if s != i]
    return {"pairs": pairs}


def talks(rounds: int, kind: str = "plenary", floor: str = "equal-turns", gap: int = 30) -> dict[str, Any]:
    """Formats and calendar of talks of `rounds` rounds behind closed doors: days of 200 rounds, and one with the rest."""
    whole, rest = divmod(rounds, 200)
    lengths = [200] * whole + [rest] * (rest > 0)
    start = datetime.date(2005, 1, 1)
    calendar = {
        f"talks-{number}": {
            "kind": kind,
            "start": (start + datetime.timedelta(days=gap * number)).isoformat(),
            "days": ["closed"],
            "rounds_per_day": length,
        }
        for number, length in enumerate(lengths)
    }
    return {"formats": {"closed": {"publicity": 0.0, "floor": floor}}, "calendar": calendar}


def merged(*overrides: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Overrides of constants, later ones winning."""
    result: dict[str, dict[str, float]] = {}
    for override in overrides:
        for mechanism, values in override.items():
            result[mechanism] = {**result.get(mechanism, {}), **values}
    return result


def finished(compiled: Setup, seed: int = 0, number: int = 0) -> Replicate:
    """A replicate, run to its end."""
    replicate = Replicate(compiled, seed, number)
    replicate.finish()
    return replicate


def differing(one: Any, other: Any, leave_out: Sequence[str] = ()) -> list[str]:
    """Paths of the arrays that are not equal to the last bit."""
    left, right = arrays(one), arrays(other)
    assert left.keys() == right.keys()
    compared = [path for path in left if not path.startswith((*leave_out, "\0"))]
    return [path for path in compared if bits(left[path]) != bits(right[path])]
