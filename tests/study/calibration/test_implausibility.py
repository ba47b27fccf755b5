"""Implausibility against closed forms, and read from real runs as the patterns themselves are."""

from collections.abc import Callable

import numpy as np
import pytest

from wgig_sim.core.compiled import COMPILED
from wgig_sim.core.state import Floats
from wgig_sim.engines.ensemble import sample
from wgig_sim.study.calibration.implausibility import of_band, of_mean, of_pattern
from wgig_sim.study.calibration.targets import Kept, cases, measures, patterns
from wgig_sim.study.patterns.estimate import Fall, Level
from wgig_sim.study.patterns.pattern import CALIBRATION, NO_BOUND, Band, Pattern
from wgig_sim.study.patterns.runs import Case, Runs
from wgig_sim.study.patterns.validation import judge

HERE, THERE = Case("here"), Case("there")


def kept(here: Floats, there: Floats | None = None) -> Kept:
    """Runs (R, P) of one measure in two cases."""
    return Kept({HERE: {"x": here}, THERE: {"x": here if there is None else there}})


def test_distance_over_both_kinds_of_variance() -> None:
    found = of_mean(np.array([0.0, 0.5]), np.array([0.3, 0.3]), 0.2, 0.4, 0.4)
    assert found == pytest.approx([0.2 / 0.5, 0.1 / 0.5])


def test_inside_it_is_the_way_to_the_nearer_edge() -> None:
    found = of_mean(np.array([0.25, 0.39]), np.zeros(2), 0.2, 0.4, 0.1)
    assert found == pytest.approx([-0.5, -0.1])


def test_an_open_end_and_a_missing_mean() -> None:
    assert of_mean(np.array([5.0, np.nan]), np.zeros(2), 0.2, NO_BOUND, 0.1) == pytest.approx([-48.0, np.inf])


def test_the_error_is_that_of_the_mean_over_replicates() -> None:
    values = np.array([[0.0], [0.2], [0.4]])
    error = 0.2 / np.sqrt(3)
    band = Band("x", 0.5, 1.0, Level("x", HERE))
    assert of_band(band, kept(values), {"x": 0.1}) == pytest.approx([0.3 / np.hypot(error, 0.1)])


def test_a_fall_is_taken_pair_by_pair() -> None:
    here, there = np.array([[0.9], [0.5]]), np.array([[0.7], [0.3]])
    band = Band("x", 0.3, NO_BOUND, Fall("x", HERE, THERE))
    assert of_band(band, kept(here, there), {"x": 0.05}) == pytest.approx([0.1 / 0.05])


@pytest.mark.parametrize(("alternative", "expected"), [(False, 4.0), (True, 1.0)])
def test_the_worst_band_counts_but_an_alternative_may_do_for_the_one_before(alternative: bool, expected: float) -> None:
    low, high = Band("low", 0.9, NO_BOUND, Level("x", HERE)), Band("high", 0.6, NO_BOUND, Level("x", HERE), alternative)
    pattern = Pattern("P0", "", "", CALIBRATION, (low, high))
    assert of_pattern(pattern, kept(np.full((2, 1), 0.5)), {"x": 0.1}) == pytest.approx([expected])


@pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
def test_points_are_judged_as_the_patterns_are() -> None:
    """A point is inside where the verdict of the same runs is that the pattern holds, and only there."""
    wanted, runs = patterns(), Runs(6, seed=3)
    columns = {}
    for case in cases(wanted):
        taken = sample(runs.setup(case), 3, range(6))
        columns[case] = {name: taken.values[:, [at]] for at, name in enumerate(taken.names)}
    table = Kept(columns)
    spread = dict.fromkeys(measures(wanted), 0.05)
    for pattern in wanted:
        verdict = judge(pattern, runs)
        assert (of_pattern(pattern, table, spread)[0] <= 0.0) == verdict.holds, pattern.id
        for band, finding in zip(pattern.bands, verdict.findings, strict=True):
            shown: Callable[[Runs], Floats] = band.estimate.samples  # type: ignore[attr-defined]
            assert shown(table).mean() == pytest.approx(finding.estimate.value, abs=1e-12), band.what
