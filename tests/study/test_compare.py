"""Comparisons: pairs of equal replicates, one way to make an interval, and a rule when to stop that keeps its promise."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from tests.forums import scenario, setup
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.core.state import Floats
from wgig_sim.engines.ensemble import sample
from wgig_sim.study.compare import LEAST, Comparison, common, compare, enough
from wgig_sim.study.means import means


@pytest.fixture(scope="module")
def forums() -> dict[str, Setup]:
    """A forum, the same one without its chair, and one with fewer groups and issues."""
    return {
        "plain": setup(items=3, parties=3),
        "no chair": compile_scenario(scenario(items=3, parties=3, chair=None)),
        "small": setup(size=4, items=2, parties=2),
    }


def test_replicates_are_those_of_an_ensemble_in_pairs(forums: dict[str, Setup]) -> None:
    found = compare(forums, 12, seed=5)
    assert (found.names, found.replicates) == (tuple(forums), 12)
    for at, one in enumerate(forums.values()):
        whole = sample(one, 5, range(12))
        columns = [whole.names.index(name) for name in found.measures]
        assert np.array_equal(found.values[at], whole.values[:, columns], equal_nan=True)


def test_only_what_all_measure_is_compared(forums: dict[str, Setup]) -> None:
    shared = common(forums)
    assert {"share_agreed", "voice_government", "agreed_issue-0"} <= set(shared)
    assert "agreed_issue-2" in common({"plain": forums["plain"]})
    assert not {"agreed_issue-2", "voice_civil-society"} & set(shared)
    assert compare(forums, 2).measures == shared


def test_the_interval_is_that_of_the_paired_t_test(forums: dict[str, Setup]) -> None:
    found = compare({name: forums[name] for name in ("plain", "no chair")}, 40)
    column = found.measures.index("trust_between_change")
    first, other = found.values[0, :, column], found.values[1, :, column]
    row = found.frame().set_index("measure").loc["trust_between_change"]
    expected = stats.ttest_rel(other, first).confidence_interval(0.95)
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert row["difference"] == pytest.approx((other - first).mean())
    assert row["effect"] == pytest.approx((other - first).mean() / math.sqrt((first.var(ddof=1) + other.var(ddof=1)) / 2))
    assert found.half_width("trust_between_change") == pytest.approx((expected.high - expected.low) / 2)


def test_a_scenario_against_itself_differs_in_nothing() -> None:
    frame = compare({"one": setup(), "same": setup()}, 5).frame()
    known = frame[frame["pairs"] > 0]
    assert (known[["difference", "low", "high"]] == 0).all(axis=None)
    assert len(known) > 20


def test_means_are_of_pairs_and_add_up() -> None:
    nan = float("nan")
    values = np.array([[[1.0], [2.0], [nan], [4.0]], [[2.0], [nan], [7.0], [7.0]]])
    (row,) = Comparison(("a", "b"), ("x",), values).frame().to_dict("records")
    assert (row["pairs"], row["mean_first"], row["mean_other"], row["difference"]) == (2, 2.5, 4.5, 2.0)
    nothing = Comparison(("a", "b"), ("x",), np.full((2, 3, 1), nan))
    assert nothing.frame()["pairs"].tolist() == [0]
    assert nothing.half_width("x") == math.inf


def test_until_goes_on_until_the_interval_is_narrow(forums: dict[str, Setup]) -> None:
    pair = {name: forums[name] for name in ("plain", "no chair")}
    start = compare(pair, LEAST).half_width("trust_between_change")
    seen: list[tuple[int, int]] = []
    found = compare(pair, 2, until=start / 1.7, measure="trust_between_change", after=lambda *now: seen.append(now))
    assert found.half_width("trust_between_change") <= start / 1.7
    assert LEAST < found.replicates < 6 * LEAST
    assert seen[0][0] == LEAST
    assert seen[-1] == (found.replicates, found.replicates)
    assert np.array_equal(found.values, compare(pair, found.replicates).values, equal_nan=True)


def test_until_gives_up_at_the_most(forums: dict[str, Setup]) -> None:
    pair = {name: forums[name] for name in ("plain", "no chair")}
    found = compare(pair, 10, until=1e-9, measure="trust_between_change", most=30)
    assert found.replicates == 30
    assert found.half_width("trust_between_change") > 1e-9


@pytest.mark.parametrize(
    ("draw", "until", "wanted"),
    [
        (lambda chance, n: 0.3 * chance.standard_normal(n), 0.02, 0.945),
        (lambda chance, n: 0.2 * (chance.exponential(size=n) - 1), 0.02, 0.94),
        (lambda chance, n: (chance.random(n) < 0.05) - 0.05, 0.02, 0.90),
    ],
    ids=["normal", "skewed", "rare"],
)
def test_the_interval_at_which_one_stops_covers_the_truth(
    draw: Callable[[np.random.Generator, int], Floats], until: float, wanted: float
) -> None:
    """As often as the docstring of `compare` says, less three standard errors of 1,000 trials (at most 0.028)."""
    chance, trials = np.random.default_rng(4), 1000
    covered = 0
    for _ in range(trials):
        values = draw(chance, LEAST)
        while True:
            told = means(values[:, None])
            missing = enough(float(told.high[0] - told.low[0]) / 2, until, len(values), 100_000) - len(values)
            if not missing:
                break
            values = np.concatenate([values, draw(chance, missing)])
        covered += int(told.low[0] <= 0 <= told.high[0])
    assert covered / trials >= wanted - 3 * math.sqrt(wanted * (1 - wanted) / trials)
