"""Estimates and their intervals, against closed forms and against how often they cover a known truth."""

import numpy as np
import pytest
from scipy.stats import binom, norm

from wgig_sim.study.means import SURE
from wgig_sim.study.patterns.estimate import Fall, Level, Median, mean, median
from wgig_sim.study.patterns.runs import Case, Runs
from wgig_sim.study.patterns.seats import SIZES, Enough, crossing, jackknife


class MadeUp(Runs):
    """Runs whose values are given."""

    def __init__(self, **values: list[float]) -> None:
        super().__init__(3)
        self.given = values

    def values(self, case: Case, measure: str) -> np.ndarray:
        assert measure == "share_agreed"
        return np.array(self.given[case.scenario])


ONE, OTHER = Case("one"), Case("other")
PAIRS = MadeUp(one=[0.5, 0.7, 0.9], other=[0.4, 0.5, 0.6])


def test_level_and_fall() -> None:
    level, fall = Level("share_agreed", ONE)(PAIRS), Fall("share_agreed", ONE, OTHER)(PAIRS)
    t = 4.302652729911275  # Student, two degrees of freedom
    assert level == pytest.approx((0.7, 0.7 - t * 0.2 / 3**0.5, 0.7 + t * 0.2 / 3**0.5, 3))
    assert fall == pytest.approx((0.2, 0.2 - t * 0.1 / 3**0.5, 0.2 + t * 0.1 / 3**0.5, 3)), "of pairs, not of two means"


def test_median_of_runs_that_have_a_value() -> None:
    assert Median("share_agreed", ONE)(MadeUp(one=[np.nan, 3.0, 4.0, 3.0]))[0::3] == (3.0, 3)
    assert np.isnan(median(np.array([np.nan]))[:3]).all()
    assert np.isnan(mean(np.array([np.nan]))[:3]).all()


@pytest.mark.parametrize("n", [6, 9, 40, 200])
def test_the_interval_of_a_median_covers_enough_and_no_more_than_it_has_to(n: int) -> None:
    """Between the k-th value from below and from above lies the median unless fewer than k of n lie on one side of it."""
    found = median(np.arange(1.0, n + 1))
    k = round(found.low)
    assert found.high == n + 1 - k
    assert 1 - 2 * binom.cdf(k - 1, n, 0.5) >= SURE
    assert 1 - 2 * binom.cdf(k, n, 0.5) < SURE


def test_too_few_for_an_interval_of_a_median() -> None:
    assert np.isnan(median(np.arange(5.0))[1:3]).all()


def test_where_a_curve_crosses() -> None:
    """1 - exp(-n / 15): 95% of what it is at 80 is reached at -15 ln(1 - .95 (1 - exp(-80 / 15))), up to the straight lines."""
    sizes = np.array(SIZES, dtype=float)
    exact = -15 * np.log(1 - 0.95 * (1 - np.exp(-80 / 15)))
    assert crossing(1 - np.exp(-sizes / 15), SIZES) == pytest.approx(exact, abs=0.5)
    assert crossing(np.ones(len(SIZES)), SIZES) == 20.0
    assert crossing(sizes, SIZES) == pytest.approx(76.0)
    assert crossing(np.array([0.5, 1.0, 0.8]), (20, 40, 60)) == pytest.approx(38.0), "the ceiling is the most, wherever it is"


def test_the_jackknife_covers_the_truth_as_often_as_it_says() -> None:
    """1000 studies of 50 replicates: the share that covers, within 4 standard errors of .95."""
    curve = 1 - np.exp(-np.array(SIZES) / 15)
    truth = float(crossing(curve, SIZES))
    noise = norm.ppf(np.random.default_rng(3).random((1000, 50, len(SIZES))))
    studies = [jackknife(curve + 0.02 * each, SIZES) for each in noise]
    covered = np.mean([found.low <= truth <= found.high for found in studies])
    assert abs(covered - SURE) <= 4 * np.sqrt(SURE * (1 - SURE) / 1000)


def test_no_interval_from_one_replicate() -> None:
    found = jackknife(np.array([[0.5, 0.9, 1.0]]), (20, 40, 60))
    assert found.value == pytest.approx(50.0)
    assert np.isnan(found.low)


def test_seats_are_counted_in_the_cases_of_their_size() -> None:
    class Sizes(Runs):
        def values(self, case: Case, measure: str) -> np.ndarray:
            size = float(case.settings[0].partition("=")[2])
            return np.full(2, size if measure == "representation" else np.nan)

    assert Enough((20, 40, 80))(Sizes(2)).value == pytest.approx(76.0)
