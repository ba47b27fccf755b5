"""Sensitivity: which factors move a measure, by Sobol' indices or Morris' elementary effects, with what chance adds to them.

Intervals are about replicates: what other runs at the same points would have given. `_design` columns are about the points:
half-widths of what another sample of points would have given (SALib). They shrink with replicates and with points.
"""

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from wgig_sim.study.analysis.outcomes import ROUNDING, Outcomes, means, still
from wgig_sim.study.analysis.resampling import basic, noise, resampled
from wgig_sim.study.design import problem, size, unit
from wgig_sim.study.factors import Floats
from wgig_sim.study.store import StudyError

if TYPE_CHECKING:
    import pandas as pd

SEED = 1
"""Of SALib's own resampling of points; it takes 0 for no seed."""
NEVER_NEGATIVE = ("ST", "mu_star", "sigma")
Row = dict[str, Any]


def whole(outcomes: Outcomes) -> None:
    """A StudyError unless every run of the design was made and none failed: indices from what is left would be wrong."""
    experiment, kind = outcomes.study.experiment, outcomes.study.experiment.design.kind
    need = f"{kind} indices need every point"
    wanted = size(experiment.design, outcomes.factors)
    if outcomes.points != wanted or outcomes.study.design["point"].tolist() != list(range(wanted)):
        raise StudyError(f"{need}; the design has {wanted:,}, and the study {outcomes.points:,} of them.")
    if outcomes.failed:
        raise StudyError(f"{need}, and {outcomes.failed:,} runs have failed. Do them again with `sweep --resume --rerun-failed`.")
    gaps = outcomes.without_runs + outcomes.too_few
    if gaps:
        raise StudyError(f"{need}, and {gaps:,} of {wanted:,} lack runs. Go on with `sweep --resume`, or merge all shards.")
    shares = unit(experiment)
    for column, factor in enumerate(outcomes.factors):
        if factor.at(shares[:, column]) != outcomes.values(factor):
            raise StudyError(f"{need} in the order of the design, which {factor.name} is not in: was it made by another SALib?")


def movable(outcomes: Outcomes, asked: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Measures that have indices, and those that have none since nothing moves them or they lack values at some points.

    Of the measures asked for, or of those that are told: each takes some seconds in a large design.

    A StudyError where a measure that was asked for, or all of them, have none.
    """
    moving: list[str] = []
    left: list[str] = []
    for measure in asked or outcomes.headlines:
        centre = means(outcomes.matrix(measure)).mean
        (left if np.isnan(centre).any() or still(centre) else moving).append(measure)
    if left and (asked or not moving):
        names = ", ".join(left[:10])
        raise StudyError(f"there are no indices of what is the same at every point, or has no value at some: {names}.")
    return moving, left


def sobol(outcomes: Outcomes, measures: list[str]) -> "dict[str, pd.DataFrame]":
    """First-order and total indices of each factor (`sobol`), and of pairs where the design has them (`sobol-pairs`).

    Saltelli et al. (2010), by SALib.
    """
    import pandas as pd
    from SALib.analyze import sobol as library

    names, base = [factor.name for factor in outcomes.factors], outcomes.study.experiment.design.points or 1
    pairs = outcomes.points // base == 2 * len(names) + 2
    single: list[Row] = []
    double: list[Row] = []
    for measure in measures:
        values = outcomes.matrix(measure)
        told = library.analyze(
            problem(outcomes.study.experiment), means(values).mean, calc_second_order=pairs, num_resamples=200, seed=SEED
        )
        drawn = _sobol_drawn(resampled(values), base, len(names), pairs)
        ends = {key: _ends(key, np.asarray(told[key]), drawn[key], values) for key in drawn}
        chance = noise(values)
        for at, name in enumerate(names):
            row: Row = {"measure": measure, "factor": name}
            for key in ("S1", "ST"):
                low, high = ends[key]
                row |= {key: told[key][at], f"{key}_low": low[at], f"{key}_high": high[at]}
                row |= {f"{key}_design": told[f"{key}_conf"][at]}
            single.append(row | {"noise": chance})
        for one, other in zip(*np.triu_indices(len(names), 1), strict=True) if pairs else ():
            low, high = (end[one, other] for end in ends["S2"])
            found = {"S2": told["S2"][one, other], "S2_low": low, "S2_high": high, "S2_design": told["S2_conf"][one, other]}
            double.append({"measure": measure, "factor": names[one], "with": names[other]} | found)
    tables = {"sobol": pd.DataFrame(single)}
    return tables | {"sobol-pairs": pd.DataFrame(double)} if pairs else tables


def _sobol_drawn(drawn: Floats, base: int, count: int, pairs: bool) -> dict[str, Floats]:
    """Indices of each resample, {S1, ST: (B, D), S2: (B, D, D)}, from means (B, P); SALib's estimators, many columns at once."""
    from SALib.analyze import sobol as library

    unit = (drawn - drawn.mean(axis=1, keepdims=True)) / drawn.std(axis=1, keepdims=True)  # as SALib does
    blocks = unit.T.reshape(base, -1, len(drawn))
    a, b = blocks[:, 0], blocks[:, -1]
    ab = [blocks[:, 1 + at] for at in range(count)]
    found = {
        "S1": np.stack([library.first_order(a, one, b) for one in ab], axis=1),
        "ST": np.stack([library.total_order(a, one, b) for one in ab], axis=1),
    }
    if pairs:
        ba = [blocks[:, 1 + count + at] for at in range(count)]
        found["S2"] = np.full((len(drawn), count, count), np.nan)
        for one, other in zip(*np.triu_indices(count, 1), strict=True):
            found["S2"][:, one, other] = library.second_order(a, ab[one], ab[other], ba[one], b)
    return found


def morris(outcomes: Outcomes, measures: list[str]) -> "pd.DataFrame":
    """Mean (mu), mean size (mu_star) and spread (sigma) of each factor's elementary effects, per whole range of the factor.

    Morris (1991), Campolongo et al. (2007), by SALib.
    """
    import pandas as pd
    from SALib.analyze import morris as library

    experiment, shares = outcomes.study.experiment, unit(outcomes.study.experiment)
    rows: list[Row] = []
    for measure in measures:
        values = outcomes.matrix(measure)
        told = library.analyze(
            problem(experiment), shares, means(values).mean, num_levels=experiment.design.levels, num_resamples=200, seed=SEED
        )
        effects = elementary_effects(shares, resampled(values))
        drawn = {"mu": effects.mean(axis=1), "mu_star": np.abs(effects).mean(axis=1), "sigma": effects.std(axis=1, ddof=1)}
        ends = {key: _ends(key, np.asarray(told[key], dtype=np.float64), drawn[key], values) for key in drawn}
        chance = noise(values)
        for at, factor in enumerate(outcomes.factors):
            row: Row = {"measure": measure, "factor": factor.name}
            for key, (low, high) in ends.items():
                row |= {key: float(told[key][at]), f"{key}_low": low[at], f"{key}_high": high[at]}
            rows.append(row | {"mu_star_design": float(told["mu_star_conf"][at]), "noise": chance})
    return pd.DataFrame(rows)


def elementary_effects(shares: Floats, drawn: Floats) -> Floats:
    """Elementary effects (B, T, D) of means (B, P) along T walks through the unit cube, each D + 1 points long; shares (P, D)."""
    count = shares.shape[1]
    steps = np.diff(shares.reshape(-1, count + 1, count), axis=1)
    moved = np.abs(steps).argmax(axis=2)
    slopes = np.diff(drawn.reshape(len(drawn), -1, count + 1), axis=2) / steps.sum(axis=2)
    found: Floats = np.empty_like(slopes)
    np.put_along_axis(found, np.broadcast_to(moved, slopes.shape), slopes, axis=2)
    return found


def _ends(key: str, estimate: Floats, drawn: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Basic bootstrap interval; no interval from a single replicate, which says nothing about chance."""
    if values.shape[0] < 2:
        return np.full_like(estimate, np.nan), np.full_like(estimate, np.nan)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="All-NaN slice")  # the lower triangle of pairs
        ends = basic(estimate, drawn)
    floor = 0.0 if key in NEVER_NEGATIVE else -np.inf
    low, high = (np.where(np.abs(end) < ROUNDING, 0.0, np.maximum(end, floor)) for end in ends)
    return low, high
