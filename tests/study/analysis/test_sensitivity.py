"""Indices of formulas whose indices are known; and designs that bear none are refused."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from tests.study.analysis.made_up import Floats, experiment, failing, study, without
from tests.study.analysis.test_intervals import covered
from wgig_sim.study.analysis import analyse
from wgig_sim.study.analysis.outcomes import outcomes
from wgig_sim.study.analysis.sensitivity import morris, movable, sobol, whole
from wgig_sim.study.store import StudyError

CIRCLE = (-math.pi, math.pi)
ISHIGAMI = experiment({"x1": CIRCLE, "x2": CIRCLE, "x3": CIRCLE}, {"kind": "sobol", "points": 1024}, 2)
A, B = 7.0, 0.1
"""Constants of Ishigami & Homma (1990); closed forms of the indices in Saltelli et al. (2008)."""
LINE = experiment({"x1": (0.0, 2.0), "x2": (0.0, 2.0), "x3": (0.0, 2.0)}, {"kind": "sobol", "points": 64}, 30)


def ishigami(at: Mapping[str, Any], chance: Floats) -> Floats:
    found = math.sin(at["x1"]) + A * math.sin(at["x2"]) ** 2 + B * at["x3"] ** 4 * math.sin(at["x1"])
    return np.asarray(found + 0.0 * chance[:, 0])


def line(at: Mapping[str, Any], chance: Floats) -> Floats:
    return np.asarray(3 * at["x1"] + 2 * at["x2"] + at["x3"] + 0.0 * chance[:, 0])


def test_sobol_of_ishigami() -> None:
    table = analyse(study(ISHIGAMI, {"y": ishigami})).tables["sobol"]
    part = (0.5 * (1 + B * math.pi**4 / 5) ** 2, A**2 / 8, 0.0)
    both = 8 * B**2 * math.pi**8 / 225
    variance = sum(part) + both
    first = np.array(part) / variance
    total = (np.array(part) + np.array([both, 0.0, both])) / variance
    for key, truth in (("S1", first), ("ST", total)):
        error = table[f"{key}_design"].to_numpy() / 1.96
        assert (np.abs(table[key].to_numpy() - truth) <= 4 * error).all()
        assert (error < 0.05).all()  # else the test above says little
    assert table["noise"].eq(0.0).all()


def test_sobol_of_a_line_with_equal_chance_is_that_without_chance() -> None:
    quiet = analyse(study(LINE, {"y": line})).tables["sobol"]
    noisy = analyse(study(LINE, {"y": lambda at, chance: line(at, chance) + 5 * chance[:, 0]})).tables["sobol"]
    for key in ("S1", "ST"):
        np.testing.assert_allclose(noisy[key], quiet[key], atol=1e-9)
        np.testing.assert_allclose(noisy[f"{key}_low"], noisy[f"{key}_high"], atol=1e-9)
        error = quiet[f"{key}_design"].to_numpy() / 1.96
        assert (np.abs(quiet[key].to_numpy() - np.array([9, 4, 1]) / 14) <= 4 * error).all()


def test_intervals_of_indices_cover_what_more_replicates_would_give() -> None:
    truth = analyse(study(LINE, {"y": line})).tables["sobol"]
    hits = count = 0
    for seed in range(60):
        found = outcomes(study(LINE, {"y": lambda at, chance: line(at, chance) + 2 * chance[:, 1]}, seed))
        table = sobol(found, ["y"])["sobol"]
        hits += int(((table["S1_low"] <= truth["S1"]) & (truth["S1"] <= table["S1_high"])).sum())
        count += len(table)
    assert covered(hits, count)


def test_noise_is_the_share_of_chance_in_the_variance_between_points() -> None:
    made = experiment({"x1": (0.0, 2.0), "x2": (0.0, 2.0)}, {"kind": "sobol", "points": 512}, 4)
    table = analyse(study(made, {"y": lambda at, chance: at["x1"] + at["x2"] + 2 * chance[:, 1]})).tables["sobol"]
    chance, real = 2.0**2 / 4, 2 * (2.0**2 / 12)
    error = math.sqrt(2 / (512 * 4)) * 2  # of a ratio of two variances, each from 2,048 points
    assert abs(table["noise"].iloc[0] - chance / (chance + real)) <= 4 * error


def test_morris_of_a_line_is_its_slopes_over_the_whole_range() -> None:
    made = experiment({"x1": (0.0, 2.0), "x2": (1.0, 3.0), "x3": (0.0, 1.0)}, {"kind": "morris", "trajectories": 6}, 3)
    formula = {"y": lambda at, chance: 3 * at["x1"] - 2 * at["x2"] + chance[:, 0]}
    table = analyse(study(made, formula)).tables["morris"]
    np.testing.assert_allclose(table["mu"], [6.0, -4.0, 0.0], atol=1e-9)
    np.testing.assert_allclose(table["mu_star"], [6.0, 4.0, 0.0], atol=1e-9)
    np.testing.assert_allclose(table["sigma"], 0.0, atol=1e-9)
    np.testing.assert_allclose(table[["mu_low", "mu_high"]], [[6.0] * 2, [-4.0] * 2, [0.0] * 2], atol=1e-9)


def test_morris_intervals_cover() -> None:
    made = experiment({"x1": (0.0, 1.0), "x2": (0.0, 1.0)}, {"kind": "morris", "trajectories": 4}, 30)
    hits = 0
    for seed in range(100):
        found = outcomes(study(made, {"y": lambda at, chance: 2 * at["x1"] + at["x2"] + chance[:, 1]}, seed))
        table = morris(found, ["y"])
        hits += int(((table["mu_low"] <= [2.0, 1.0]) & (table["mu_high"] >= [2.0, 1.0])).sum())
    assert covered(hits, 200)


def test_failed_runs_gaps_and_other_designs_are_refused() -> None:
    made = study(LINE, {"y": line})
    with pytest.raises(StudyError, match=r"sobol indices need every point, and 3 runs have failed.*--rerun-failed"):
        whole(outcomes(failing(made, made.runs.index < 3)))
    with pytest.raises(StudyError, match=r"need every point, and 1 of 320 lack runs.*--resume"):
        whole(outcomes(without(made, made.runs.index == 7)))
    other = made.design.assign(x1=made.design["x1"] + 0.1)
    with pytest.raises(StudyError, match="in the order of the design, which x1 is not in"):
        whole(outcomes(type(made)(made.folder, made.manifest, made.experiment, other, made.runs)))


def test_what_nothing_moves_has_no_indices() -> None:
    made = study(LINE, {"y": line, "flat": lambda at, chance: chance[:, 0], "none": lambda at, chance: np.nan * chance[:, 0]})
    assert movable(outcomes(made)) == (["y"], ["flat", "none"])
    assert analyse(made).still == ("flat", "none")
    with pytest.raises(StudyError, match="no indices of what is the same at every point, or has no value at some: flat"):
        analyse(made, ["flat"])
