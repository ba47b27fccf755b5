"""Tipping points of curves whose tipping point is known; none on a straight line, none in noise."""

import math
from typing import Any

import numpy as np
import pytest

from tests.study.analysis.made_up import Floats, experiment, study
from tests.study.analysis.test_intervals import covered
from wgig_sim.study.analysis import analyse
from wgig_sim.study.analysis.tipping import locate, search

LEVELS = np.linspace(0.0, 1.0, 11)


def noisy(curve: Floats, sd: float, seed: int, replicates: int = 40) -> Floats:
    """Replicates (R, L) of a curve, with noise that is half shared."""
    numbers = np.random.default_rng(seed)
    shared, own = numbers.normal(size=(replicates, 1)), numbers.normal(size=(replicates, len(curve)))
    return np.asarray(curve + sd * (shared + own) / math.sqrt(2))


def logistic(at: Floats | float, middle: float, width: float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(np.asarray(at) - middle) / width)))


def test_a_logistic_tips_at_its_middle() -> None:
    hits = 0
    for seed in range(60):
        tip = locate(LEVELS, noisy(logistic(LEVELS, 0.37, 0.05), 0.3, seed))
        assert tip is not None
        hits += tip.low <= 0.37 <= tip.high
    assert covered(hits, 60)


def test_the_estimate_is_as_good_as_its_interval_says() -> None:
    tip = locate(LEVELS, noisy(logistic(LEVELS, 0.37, 0.05), 0.05, 1, 200))
    assert tip is not None
    assert (tip.how, tip.shape) == ("logistic", "tips")
    error = (tip.high - tip.low) / 3.92  # of a normal estimate
    assert abs(tip.level - 0.37) <= 4 * error
    assert tip.steepness == pytest.approx(1 / (4 * 0.05), rel=0.1)


def test_a_jump_tips_anywhere_between_two_levels() -> None:
    tip = locate(LEVELS, noisy(np.where(LEVELS > 0.55, 1.0, 0.0), 0.01, 2))
    assert tip is not None
    assert tip.shape == "tips"
    assert (tip.low, tip.high) == pytest.approx((0.5, 0.6), abs=0.02)


def test_a_straight_line_does_not_tip() -> None:
    shapes = []
    for seed in range(30):
        tip = locate(LEVELS, noisy(LEVELS, 0.2, seed))
        assert tip is not None
        shapes.append(tip.shape)
    assert shapes.count("even") > 30 * (0.975 - 4 * math.sqrt(0.975 * 0.025 / 30))


def test_what_levels_off_bends_and_does_not_tip() -> None:
    tip = locate(LEVELS, noisy(1 - np.exp(-LEVELS / 0.15), 0.02, 3))
    assert tip is not None
    assert tip.shape == "bends"


def test_noise_does_not_tip() -> None:
    found = sum(locate(LEVELS, noisy(np.zeros(11), 1.0, seed, 30)) is not None for seed in range(200))
    assert found <= 200 * (0.01 + 4 * math.sqrt(0.01 * 0.99 / 200))


def test_a_peak_is_steepest_on_its_flanks() -> None:
    tip = locate(LEVELS, noisy(np.exp(-(((LEVELS - 0.7) / 0.15) ** 2)), 0.02, 4))
    assert tip is not None
    assert tip.how == "neighbours"
    flanks = 0.7 + 0.15 / math.sqrt(2) * np.array([-1.0, 1.0])
    assert any(tip.low <= flank <= tip.high for flank in flanks)


def test_a_search_closes_in() -> None:
    numbers = np.random.default_rng(5)
    chance = numbers.normal(size=50)
    asked: list[float] = []

    def evaluate(level: float) -> Floats:
        asked.append(level)
        return np.asarray(logistic(level, 12.3, 0.5) + 0.02 * chance + 0.02 * numbers.normal(size=50))

    found = search(evaluate, 0.0, 40.0, 0.5)
    assert found.tip is not None
    assert found.tip.shape == "tips"
    assert found.tip.high - found.tip.low <= 0.5
    assert found.tip.low <= 12.3 <= found.tip.high
    assert sorted(asked) == found.levels.tolist()  # none twice
    assert len(asked) < 30


def test_a_search_among_whole_numbers() -> None:
    found = search(lambda level: np.full(3, float(level > 6)), 1.0, 30.0, 0.5, integer=True)
    assert found.tip is not None
    assert all(level.is_integer() for level in found.levels.tolist())
    assert found.tip.low <= 6.5 <= found.tip.high
    assert found.tip.high - found.tip.low <= 1.1


def test_a_search_in_noise_ends_at_once() -> None:
    numbers = np.random.default_rng(6)
    found = search(lambda level: numbers.normal(size=30), 0.0, 1.0, 0.01)
    assert found.tip is None
    assert len(found.levels) == 7


def test_a_grid_has_its_tipping_points_in_the_table_of_changes() -> None:
    made = experiment({"trust": (0.0, 1.0), "rule": ["old", "new"]}, {"kind": "grid", "steps": 11}, 30)
    formula = {
        "agreed": lambda at, chance: (
            logistic(at["trust"], 0.3 if at["rule"] == "old" else 0.6, 0.04) + 0.1 * chance[:, 0] + 0.05 * chance[:, 1]
        )
    }
    table = analyse(study(made, formula)).tables["changes"]
    rows: dict[Any, Any] = {row.line: row for row in table[table["by"] == "rule"].itertuples()}
    for line, middle in (("old", 0.3), ("new", 0.6)):
        assert rows[line].shape == "tips"
        assert rows[line].tip_low <= middle <= rows[line].tip_high
