"""The compromise model and the weighted median, against examples worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forums import scenario, seats_at
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.state import State
from wgig_sim.engines.replicate import Replicate
from wgig_sim.study.rivals.spatial import capability, weighted_mean, weighted_median, weights

ALL = np.array([True, True])
people = st.lists(st.tuples(st.floats(-1, 1), st.floats(0.01, 1)), min_size=1, max_size=9)


def first_day(**changes: object) -> State:
    return Replicate(compile_scenario(scenario(**changes))).process.state


def test_capability_is_the_mean_standing_granted_by_the_others() -> None:
    """Five seats, governments in 0, 2 and 4; they grant the two others .4, and everybody else is granted 1."""
    state = first_day(size=5, standing={"government": {"private-sector": 0.4}})
    assert capability(state, ALL) == pytest.approx([1.0, (3 * 0.4 + 1) / 4, 1.0, (3 * 0.4 + 1) / 4, 1.0])


def test_who_has_no_voice_has_no_capability() -> None:
    assert capability(first_day(size=4), np.array([True, False])).tolist() == [1.0, 0.0, 1.0, 0.0]


def test_compromise_by_hand() -> None:
    """Positions -.8 and .4 with salience .75 and .25 of the first issue: (-.8 * .75 + .4 * .25) / 1 = -.5, the median -.8."""
    positions = np.array([[-0.8, 0.4], [0.6, 0.2]])
    saliences = [{"issue-0": 0.75, "issue-1": 0.25}, {"issue-0": 0.25, "issue-1": 0.75}]
    seats = [{**seat, "salience": own} for seat, own in zip(seats_at(positions), saliences, strict=True)]
    state = first_day(size=2, items=2, parties=1, seats=seats)
    weight = weights(state, np.array([True]))
    assert weighted_mean(state.position, weight) == pytest.approx([-0.5, (0.6 * 0.25 + 0.2 * 0.75) / 1])
    assert weighted_median(state.position, weight) == pytest.approx([-0.8, 0.2])


def test_an_issue_that_matters_to_nobody_is_weighed_equally() -> None:
    state = first_day(size=3, items=2, parties=1)
    state.salience[0] = 0.0
    assert weights(state, np.array([True]))[0].tolist() == [1.0, 1.0, 1.0]


@given(people)
def test_no_weighted_majority_lies_beyond_the_median(rows: list[tuple[float, float]]) -> None:
    position, weight = (np.array([column]) for column in zip(*rows, strict=True))
    text, half = float(weighted_median(position, weight)[0]), weight.sum() / 2 + 1e-9
    assert weight[position > text + 1e-12].sum() <= half
    assert weight[position < text - 1e-12].sum() <= half


@given(people)
def test_both_mirror(rows: list[tuple[float, float]]) -> None:
    position, weight = (np.array([column]) for column in zip(*rows, strict=True))

    assert (weighted_mean(-position, weight) == -weighted_mean(position, weight)).all()
    assert weighted_median(-position, weight) == pytest.approx(-weighted_median(position, weight))
