"""Who speaks: the smallest keys take the floor, nobody twice before everybody once, and chance decides among equals."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.kernels import plain
from wgig_sim.core.floor import (
    BY_STANDING,
    EQUAL_TURNS,
    FLOORS,
    GOVERNMENTS_FIRST,
    PROPORTIONAL,
    RAISED_HANDS,
    floor_key,
    take_the_floor,
)

draws = st.floats(1e-9, 50)
weights = st.floats(1e-6, 100)
rules = st.sampled_from([PROPORTIONAL, BY_STANDING, RAISED_HANDS])
key = plain(floor_key)


@given(rules, draws, draws, weights)
def test_somebody_without_any_weight_speaks_last_and_by_chance(rule: int, one: float, other: float, weight: float) -> None:
    nobody = key(rule, one, 0.0, 0, False)
    assert nobody > key(rule, other, weight, 0, False)
    assert (nobody < key(rule, 2 * one, 0.0, 0, False)) == (one < 2 * one)


@given(draws, draws, st.integers(0, 20), st.booleans(), st.booleans())
def test_equal_turns_come_before_second_turns(one: float, other: float, had: int, first: bool, second: bool) -> None:
    assert key(EQUAL_TURNS, one, 1.0, had, first) < key(EQUAL_TURNS, other, 1.0, had + 1, second)


@given(draws, draws, st.integers(0, 20))
def test_governments_come_first_in_each_turn(one: float, other: float, had: int) -> None:
    assert key(GOVERNMENTS_FIRST, one, 1.0, had, True) < key(GOVERNMENTS_FIRST, other, 1.0, had, False)
    assert key(GOVERNMENTS_FIRST, one, 1.0, had, False) < key(GOVERNMENTS_FIRST, other, 1.0, had + 1, True)


@given(
    st.lists(st.tuples(st.floats(0, 10), st.booleans()), min_size=1, max_size=8, unique_by=lambda row: row[0]), st.integers(0, 20)
)
def test_smallest_keys_first_and_nobody_twice_before_everybody_once(rows: list[tuple[float, bool]], turns: int) -> None:
    keys, may = np.array([k for k, _ in rows]), np.array([m for _, m in rows])
    queue = np.full(max(1, turns), -1)
    taken = plain(take_the_floor)(np.where(may, keys, np.inf), turns, queue)
    expected = [i for i in np.argsort(keys).tolist() if may[i]]
    assert taken == (turns if expected else 0)
    assert queue[:taken].tolist() == [expected[turn % len(expected)] for turn in range(taken)]


def test_weights_are_odds() -> None:
    """Efraimidis & Spirakis (2006): the first speaker is drawn in proportion to the weights; 5 standard errors of 4,000 draws."""
    odds = np.array([1.0, 3.0, 6.0])
    chance = np.random.default_rng(1).standard_exponential((4000, 3))
    first = [min(range(3), key=lambda i: key(RAISED_HANDS, float(row[i]), float(odds[i]), 0, False)) for row in chance]
    share = np.bincount(first, minlength=3) / 4000
    expected = odds / odds.sum()
    assert (np.abs(share - expected) <= 5 * (expected * (1 - expected) / 4000) ** 0.5).all()
    assert len(FLOORS) == 5
