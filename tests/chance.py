"""Hypothesis strategies: constants anywhere in their declared ranges, and small forums of every shape."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.forums import CAMPS, GROUPS, REGIONS, facts, issue_names, merged
from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.core.agenda import AGENDAS
from wgig_sim.core.consensus import RULES
from wgig_sim.core.floor import FLOORS
from wgig_sim.scenario.schema import Scenario

SMALL_STEPS = 4


@st.composite
def constants(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """Every constant anywhere between its bounds, the bounds often."""
    return {
        name: {c.name: draw(st.floats(c.low, c.high) | st.sampled_from([c.low, c.high])) for c in mechanism.constants}
        for name, mechanism in MECHANISMS.items()
    }


@st.composite
def muting(draw: st.DrawFn, *mechanisms: str) -> dict[str, dict[str, float]]:
    """Every constant anywhere between its bounds, but these mechanisms switched off."""
    return merged(draw(constants()), muted(*mechanisms))


def _opinion(numbers: np.random.Generator, wide: bool) -> float:
    return float(numbers.choice([-1.0, 1.0])) if wide and numbers.random() < 0.2 else float(numbers.uniform(-0.5, 0.5))


def _people(numbers: np.random.Generator, count: int, groups: int, issues: list[str], wide: bool) -> list[dict[str, Any]]:
    spread = 0.3 if wide else 0.1
    return [
        {
            "id": f"seat-{i}",
            "group": GROUPS[i % groups],
            "camp": CAMPS[int(numbers.integers(3))],
            "region": REGIONS[int(numbers.integers(3))],
            "development": ("developed", "developing")[int(numbers.integers(2))],
            "languages": ("en", "fr", "ar")[: int(numbers.integers(0, 3))],
            "capacity": float(numbers.random()),
            "susceptibility": float(numbers.random()),
            "positions": {k: {"mean": _opinion(numbers, wide), "spread": spread} for k in issues},
            "salience": {k: float(numbers.uniform(0.0 if wide else 0.1, 3.0)) for k in issues},
            "competence": {k: float(numbers.random()) for k in issues},
        }
        for i in range(count)
    ]


@st.composite
def forums(draw: st.DrawFn, wide: bool = True, listed: bool = False, world: bool = True) -> Scenario:
    """A small forum of any shape. `wide`: positions at the poles and issues that do not matter occur; `listed`: no selection."""
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1), label="numbers"))
    seats, groups, count = draw(st.integers(2, 6)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    groups, issues = min(groups, seats), issue_names(count)
    outside = draw(st.integers(8, 14)) if world else 0
    names = GROUPS[:groups]
    people = _people(numbers, seats, groups, issues, wide)
    rule = "listed" if listed or not world else draw(st.sampled_from(["listed", "random", "balanced", "coverage"]))
    kinds = _people(numbers, groups, groups, issues, wide)
    some = st.none() | st.sampled_from(names).map(lambda name: [name])
    formats = {
        name: {
            "publicity": draw(st.floats(0, 1)),
            "floor": draw(st.sampled_from(FLOORS)),
            "speaks": draw(some),
            "room": draw(some),
            "outside_voices": draw(st.integers(0, 2)),
        }
        for name in ("open", "closed")
    }
    calendar: dict[str, Any] = {
        "before": {"kind": "consultation", "start": "2004-09-20", "days": ["open"], "before_group": True, "rounds_per_day": 2},
        "first": {"kind": "meeting", "start": "2005-02-14", "days": ["open", "closed"]},
        "away": {"kind": "conference", "start": "2005-03-01", "days": ["open"], "attend": [people[0]["region"]], "turns": 3},
        "comments": {"kind": "comments", "start": "2005-03-20"},
        "last": {"kind": "drafting", "start": "2005-06-18", "days": ["closed", "open"], "papers": True},
    }
    if not draw(st.booleans()):
        del calendar["before"]
    data = facts(
        seats, count, groups,
        seats=people,
        pool=[{**kind, "id": f"kind-{q}"} for q, kind in enumerate(kinds)] if world else [],
        constituencies={"count": outside, "neighbours": 4, "rewire": 0.3, "website": draw(st.booleans())},
        composition={"rule": rule} if rule == "listed" else {"rule": rule, "size": seats},
        positions={camp: {"default": {"mean": _opinion(numbers, wide), "spread": 0.2}} for camp in CAMPS},
        standing={name: {other: float(numbers.random()) for other in names} for name in names},
        trust={"same_camp": 0.6, "spread": 0.2, "acquaintance": {"neighbours": 2, "rewire": 0.4, "bonus": 0.2}},
        logic={issues[0]: {issues[1]: float(numbers.uniform(-1, 1))}} if count > 1 and draw(st.booleans()) else {},
        chair=draw(st.none() | st.just({"bias": 0.4, "skill": 0.9, "positions": {issues[0]: _opinion(numbers, wide)}})),
        formats=formats,
        rounds={"per_day": draw(st.integers(1, SMALL_STEPS)), "turns": draw(st.integers(1, 5)),
                "agenda": draw(st.sampled_from(AGENDAS))},
        calendar=calendar,
        rules={"consensus": {"rule": draw(st.sampled_from(sorted(RULES)))},
               "scope": draw(st.sampled_from(["item", "package"])),
               "start": draw(st.sampled_from(["issues-first", "text-first"]))},
    )  # fmt: skip
    return Scenario.model_validate(data)
