"""Means, differences and their intervals: equal to the textbook's where nothing is missing, and honest where something is."""

import math

import numpy as np
import pytest
from scipy import stats

from tests.study.analysis.made_up import experiment, failing, study, without
from wgig_sim.study.analysis.differences import differences, paired
from wgig_sim.study.analysis.outcomes import filled, means, outcomes, still
from wgig_sim.study.analysis.resampling import resampled
from wgig_sim.study.analysis.responses import curves, responses
from wgig_sim.study.store import StudyError

NUMBERS = np.random.default_rng(1)


def covered(hits: int, count: int) -> bool:
    """Whether so many hits of 95% intervals are as few as 4 standard errors below what they should be, or more."""
    return hits / count >= 0.95 - 4 * math.sqrt(0.95 * 0.05 / count)


def test_means_and_intervals_are_students() -> None:
    values = NUMBERS.normal(size=(12, 3))
    found = means(values)
    expected = stats.t.interval(0.95, 11, loc=values.mean(axis=0), scale=stats.sem(values, axis=0))
    np.testing.assert_allclose([found.low, found.high], expected)


def test_a_share_of_runs_has_an_interval_even_if_all_runs_agree() -> None:
    values = np.zeros((50, 4))
    values[:, 1], values[:7, 2], values[:, 3] = 1.0, 1.0, 0.5  # none, all, seven, and no share of runs
    found = means(values, shares=True)
    exact = [stats.binomtest(count, 50).proportion_ci(0.95, "exact") for count in (0, 50, 7)]
    np.testing.assert_allclose([found.low[:3], found.high[:3]], np.array(exact).T)
    assert found.low[3] == found.high[3] == 0.5
    assert means(values).high[0] == 0.0  # what is no share has no spread if no run differs


def test_the_interval_of_a_share_covers() -> None:
    """At least 95 times in 100, however rare: 4000 samples of 40 runs each, and their standard error times 4."""
    for chance in (0.01, 0.1, 0.5):
        found = means((NUMBERS.random((40, 4000)) < chance).astype(float), shares=True)
        assert covered(int(((found.low <= chance) & (chance <= found.high)).sum()), 4000)


def test_a_single_value_has_a_mean_and_no_interval() -> None:
    found = means(np.array([[2.0]]))
    assert found.mean[0] == 2.0
    assert np.isnan([found.low[0], found.high[0], found.sd[0]]).all()


def test_equal_values_have_no_spread_left_from_adding_up() -> None:
    assert means(np.full((7, 1), 17 / 18)).sd[0] == 0.0


def test_filled_keeps_means_and_their_standard_errors() -> None:
    values = NUMBERS.normal(size=(20, 4))
    values[5:, 1] = np.nan
    values[:, 2] = np.nan
    values[1:, 3] = np.nan  # one value says nothing about chance
    whole, told = filled(values), means(values)
    np.testing.assert_array_equal(whole[:, 0], values[:, 0])
    np.testing.assert_allclose(whole.mean(axis=0)[:2], told.mean[:2])
    errors = stats.sem(whole[:, :2], axis=0)
    np.testing.assert_allclose(errors, told.sd[:2] / np.sqrt(told.n[:2]))
    assert np.isnan(whole[:, 2:]).all()


def test_paired_differences_are_the_paired_t_test() -> None:
    one, other = NUMBERS.normal(0.3, 1, size=(2, 15, 1))
    told = paired(one, other)
    test = stats.ttest_rel(one[:, 0], other[:, 0])
    assert told.p == pytest.approx(test.pvalue)
    assert (told.low, told.high) == pytest.approx(tuple(test.confidence_interval(0.95)))


def test_equal_chance_shows_small_differences() -> None:
    """Noise that two levels share is not in their difference."""
    made = study(
        experiment({"rule": ["as it was", "new"]}, {"kind": "grid"}, 20),
        {"agreed": lambda at, chance: 0.01 * (at["rule"] == "new") + chance[:, 0]},
    )
    table = differences(found := outcomes(made), curves(found))
    assert table["difference"].tolist() == pytest.approx([0.01])
    assert table["low"].tolist() == pytest.approx([0.01])


def test_levels_that_differ_by_rounding_do_not_differ() -> None:
    told = paired(np.array([[0.1 + 0.2], [0.1 + 0.2]]), np.array([[0.3], [0.3]]))
    assert (told.difference, told.low, told.high, told.p, told.effect) == (0.0, 0.0, 0.0, 1.0, 0.0)


def test_differences_hold_the_other_factors_equal() -> None:
    """A constraint leaves the new rule with large groups only; size alone makes the difference."""
    made = study(
        experiment({"rule": ["old", "new"], "size": [10.0, 20.0]}, {"kind": "grid"}, 6),
        {"agreed": lambda at, chance: at["size"] + 0.0 * chance[:, 0]},
    )
    gone = (made.design["rule"] == "new") & (made.design["size"] == 10.0)
    lost = made.runs["point"].isin(made.design["point"][gone])
    found = outcomes(without(made, lost))
    told = differences(found, [curve for curve in curves(found) if curve.factor.name == "rule" and not curve.by])
    assert told["difference"].tolist() == [0.0]


def test_curves_say_where_other_factors_differ_too() -> None:
    made = study(
        experiment({"a": [0.0, 1.0], "b": [0.0, 1.0, 2.0]}, {"kind": "grid"}, 3, constraints=("a + b <= 2",)),
        {"y": lambda at, chance: at["b"] + chance[:, 1]},
    )
    table = responses(found := outcomes(made), curves(found))
    alike = {(row.factor, row.by): row.alike for row in table.itertuples()}
    assert alike == {("a", ""): False, ("b", ""): False, ("b", "a"): True}


def test_intervals_of_averages_cover_though_runs_have_failed() -> None:
    """Two points share their chance, a third of the runs of one of them is lost: how often is the true mean in the interval?"""
    made = experiment({"a": [0.0, 1.0], "b": ["x", "y"]}, {"kind": "grid"}, 12)
    hits = 0
    for seed in range(150):
        one = study(made, {"y": lambda at, chance: at["a"] + chance[:, 0] + 0.5 * chance[:, 1]}, seed)
        lost = (one.runs["point"] == 0) & (one.runs["replicate"] >= 8)
        table = responses(found := outcomes(failing(one, lost)), curves(found))
        row = table[(table["factor"] == "a") & (table["by"] == "")].iloc[0]
        hits += row["low"] <= 0.0 <= row["high"]
    assert covered(hits, 150)


def test_resampling_draws_a_replicate_for_all_points_at_once() -> None:
    noise = NUMBERS.normal(size=(30, 1))
    drawn = resampled(noise + np.array([0.0, 1.0, 2.0]))
    np.testing.assert_allclose(drawn[:, 1] - drawn[:, 0], 1.0)


def test_failed_runs_and_gaps_are_counted() -> None:
    made = study(experiment({"a": [0.0, 1.0, 2.0]}, {"kind": "grid"}, 4), {"y": lambda at, chance: chance[:, 1]})
    bad = (made.runs["point"] == 0) & (made.runs["replicate"] == 1)
    found = outcomes(without(failing(made, bad), made.runs["point"] == 2))
    assert (found.failed, found.without_runs, found.too_few) == (1, 1, 1)


def test_nothing_to_analyse() -> None:
    made = study(experiment({"a": [0.0, 1.0]}, {"kind": "grid"}, 4), {"y": lambda at, chance: chance[:, 1]})
    with pytest.raises(StudyError, match=r"nothing to analyse: no run has been done yet"):
        outcomes(without(made, made.runs["run_id"] >= 0))
    with pytest.raises(StudyError, match=r"nothing to analyse: every run has failed"):
        outcomes(failing(made, made.runs["run_id"] >= 0))
    with pytest.raises(StudyError, match=r'unknown measure "yy". Did you mean "y"\?'):
        outcomes(made, ["yy"])


def test_what_differs_by_rounding_is_still() -> None:
    assert still(np.array([0.3, 0.1 + 0.2, np.nan]))
    assert not still(np.array([0.3, 0.300001]))
