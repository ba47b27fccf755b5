"""Which issue comes next: each rule over many rounds, and no issue starves."""

from typing import Any

import numpy as np
import pytest

from tests.forums import issue_names, merged, setup, talks
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.agenda import AGENDAS
from wgig_sim.engines.replicate import Replicate

TALK = merged(muted(), {"floor": {"voice": 1.0}})


def taken_up(rule: str, rounds: int, **facts: Any) -> list[int]:
    """The issues of talks of so many rounds."""
    replicate = Replicate(setup(**{"items": 3, "rounds": {"turns": 1, "agenda": rule}, **talks(rounds), **facts}))
    replicate.finish()
    return [int(issue) for issue in replicate.process.trace.issue]


def test_rotation() -> None:
    assert taken_up("rotate", 7) == [0, 1, 2, 0, 1, 2, 0]


@pytest.mark.parametrize("rule", AGENDAS)
def test_no_issue_starves(rule: str) -> None:
    assert set(taken_up(rule, 60)) == {0, 1, 2}


def test_salient_issues_get_rounds_in_proportion() -> None:
    salience = {camp: dict(zip(issue_names(3), (1, 3, 6), strict=True)) for camp in ("treaty", "market", "rights")}
    counts = np.bincount(taken_up("salient", 100, salience=salience, mechanisms=TALK))
    assert np.abs(counts - [10, 30, 60]).max() <= 1


def test_the_least_understood_comes_first() -> None:
    """On the second issue the camps are furthest apart, and so is what they think of each other."""
    positions = {camp: {"issue-0": mean / 4, "issue-1": mean, "issue-2": mean / 2}
                 for camp, mean in (("treaty", -0.4), ("market", 0.4), ("rights", 0.0))}  # fmt: skip
    perception = {"perception": {"attention": 0.0, "stereotyping": 0.0, "false_polarisation": 0.5}}
    order = taken_up("least-understood", 3, positions=positions, mechanisms=merged(TALK, perception))
    assert order[0] == 1


def test_the_closest_to_agreement_comes_first_within_a_session() -> None:
    """The second issue has one objector, the others two: over a long session it gets more rounds."""
    names = issue_names(3)
    far = {name: {"latitude": 0.1, "red_line": 0.1} for name in names}
    free = {name: {"latitude": 2.0, "red_line": 2.0} for name in names}
    limits = [free, far, {**far, names[1]: free[names[1]]}]
    seats = [
        {"id": str(i), "group": "government", "camp": "treaty", "region": "north", "positions": {"default": x}, "limits": own}
        for i, (x, own) in enumerate(zip((0.0, 0.9, -0.9), limits, strict=True))
    ]
    calendar = {"retreat": {"kind": "drafting", "start": "2005-01-01", "days": ["closed"], "rounds_per_day": 70}}
    counts = np.bincount(taken_up("closest", 70, parties=1, seats=seats, calendar=calendar, mechanisms=muted()))
    assert counts[1] > counts[0] == pytest.approx(counts[2], abs=1)
    assert counts[1] / counts[0] == pytest.approx(3 / 2, rel=0.15)  # 1 / (1 + objectors)


def test_settled_issues_and_those_off_the_agenda_are_left_alone() -> None:
    only = {"talks": {"kind": "plenary", "start": "2005-01-01", "days": ["closed"], "rounds_per_day": 4, "issues": ["issue-2"]}}
    assert taken_up("rotate", 4, calendar=only) == [2, 2, 2, 2]
    everybody_agrees = {"treaty": {"default": 0}, "market": {"default": 0}, "rights": {"default": 0}}
    calm = {"talks": {"kind": "meeting", "start": "2005-01-01", "days": ["closed"], "rounds_per_day": 5}}
    accept = merged(TALK, {"acceptance": {"latitude": 1.0}})
    order = taken_up("rotate", 5, calendar=calm, positions=everybody_agrees, mechanisms=accept)
    assert order == [0, 1, 2, -1, -1], "each was agreed in its first round"
