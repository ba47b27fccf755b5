"""PRIM finds a box that was planted; cases are read as they are written."""

from typing import Any

import numpy as np
import pytest

from tests.study.analysis.made_up import experiment, study
from wgig_sim.study.analysis import analyse
from wgig_sim.study.analysis.discovery import Cases, cases
from wgig_sim.study.store import StudyError

MADE = experiment({"a": (0.0, 1.0), "b": (0.0, 10.0), "c": (0.0, 1.0)}, {"kind": "latin-hypercube", "points": 400}, 2)
PLANTED = study(
    MADE,
    {
        "agreed": lambda at, chance: 1.0 * (at["a"] > 0.6 and at["b"] < 5.0) + 0.001 * chance[:, 1],
        "flat": lambda at, chance: 0.0 * chance[:, 0],
    },
)


def test_a_planted_box_is_found() -> None:
    pytest.importorskip("prim", reason="the extra `discovery` is not installed")
    found = analyse(PLANTED, looked_for="agreed > 0.5")
    box: dict[Any, Any] = {row.factor: row for row in found.tables["box"].itertuples()}
    assert set(box) == {"a", "b"}  # c has nothing to do with it
    room = 4 / np.sqrt(400)  # in shares of a range; a peel takes 5% of the points
    assert abs(box["a"].low - 0.6) < room
    assert abs(box["b"].high - 5.0) < 10 * room
    assert min(box["a"].coverage, box["a"].density) > 0.9
    assert max(box["a"].p, box["b"].p) < 0.001
    way = found.tables["peeling"]
    assert way["density"].iloc[0] == pytest.approx((PLANTED.runs.groupby("point")["agreed"].mean() > 0.5).mean())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("agreed", "should be a measure and a number"),
        ("agred > 0.5", 'unknown measure "agred". Did you mean "agreed"?'),
        ("agreed > 1.2.3", 'not with "1.2.3"'),
        ("agreed > 7", "no point is a case of agreed > 7"),
        ("agreed > -7", "every point is a case of agreed > -7"),
    ],
)
def test_cases_that_cannot_be_looked_for(text: str, message: str) -> None:
    pytest.importorskip("prim", reason="the extra `discovery` is not installed")
    with pytest.raises(StudyError) as raised:
        analyse(PLANTED, looked_for=text)
    assert message in str(raised.value)


def test_cases_are_read() -> None:
    assert cases(" share_agreed<=1e-1", ("share_agreed",)) == Cases("share_agreed", "<=", 0.1)


def test_boxes_need_numbers() -> None:
    pytest.importorskip("prim", reason="the extra `discovery` is not installed")
    made = study(
        experiment({"rule": ["old", "new"]}, {"kind": "grid"}, 3),
        {"y": lambda at, chance: 1.0 * (at["rule"] == "new") + chance[:, 0]},
    )
    with pytest.raises(StudyError, match="no factor of this study is one"):
        analyse(made, looked_for="y > 0.5")
