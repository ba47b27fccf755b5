"""Differences: what changing one thing does, replicate by replicate, since the same replicate is the same chance everywhere."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wgig_sim.study.analysis.outcomes import ROUNDING, Outcomes, filled, means
from wgig_sim.study.analysis.responses import Curve
from wgig_sim.study.factors import Floats, Value

if TYPE_CHECKING:
    import pandas as pd


class Difference(NamedTuple):
    """A level against the one that it is compared with."""

    n: int
    """Pairs."""
    base: float
    mean: float
    difference: float
    low: float
    high: float
    effect: float
    """The difference in standard deviations of single runs (Cohen's d, both levels pooled)."""
    p: float
    """Of the paired t test, for this comparison alone."""


def differences(outcomes: Outcomes, compared: list[Curve]) -> "pd.DataFrame":
    """A row a factor, level and measure: paired differences from the factor's base, its first level where it is not named.

    Averaged over the other factors, at those of their values at which both levels were run. `p_corrected` is Bonferroni's:
    p times the levels that were compared.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for curve in compared:
        base = curve.factor.base if curve.factor.base in curve.levels else curve.levels[0]
        others = [level for level in curve.levels if level != base]
        pairs = {level: matched(outcomes, curve, level, base) for level in others}
        for measure in outcomes.measures:
            matrix = outcomes.matrix(measure)
            for level in others:
                told = paired(*(matrix[:, points] for points in pairs[level]))
                head = {"factor": curve.factor.name, "level": level, "against": base, "measure": measure}
                rows.append(head | told._asdict() | {"p_corrected": min(1.0, told.p * len(others))})
    return pd.DataFrame(rows)


def matched(outcomes: Outcomes, curve: Curve, level: Value, base: Value) -> tuple[list[int], list[int]]:
    """Points of the two levels that are equal in all other factors."""
    others = [outcomes.values(factor) for factor in outcomes.factors if factor.name != curve.factor.name]
    at, reference = (curve.points[curve.levels.index(one)].tolist() for one in (level, base))
    known = {tuple(column[point] for column in others): point for point in reference}
    found = [(point, known.get(tuple(column[point] for column in others))) for point in at]
    both = [(point, twin) for point, twin in found if twin is not None]
    return [point for point, _ in both], [twin for _, twin in both]


def paired(level: Floats, base: Floats) -> Difference:
    """The difference between two sets of points, (R, K) each, the same replicate in the same row.

    >>> told = paired(np.array([[2.0], [3.0], [5.0]]), np.array([[1.0], [2.0], [3.0]]))
    >>> told.n, round(told.difference, 3), round(told.low, 2), round(told.effect, 2)
    (3, 1.333, -0.1, 1.03)
    """
    from scipy import stats

    one, other = filled(level), filled(base)
    known = ~(np.isnan(one).any(axis=0) | np.isnan(other).any(axis=0)) & (len(level) > 0)
    if not known.any():
        return Difference(0, *(float("nan"),) * 7)
    raw = level[:, known], base[:, known]
    n = min(int((~np.isnan(side)).any(axis=1).sum()) for side in raw)
    centre, reference = one[:, known].mean(axis=1), other[:, known].mean(axis=1)
    apart = centre - reference
    apart[np.abs(apart) <= ROUNDING * np.maximum(np.abs(centre), np.abs(reference))] = 0.0
    told = means(apart[:, None], np.array([n]))
    difference, low, high = (float(column[0]) for column in (told.mean, told.low, told.high))
    if n < 2:
        return Difference(n, float(reference.mean()), float(centre.mean()), difference, low, high, float("nan"), float("nan"))
    single = float(np.sqrt(np.mean([means(side).sd ** 2 for side in raw])))
    effect = difference / single if single > 0 else 0.0 if difference == 0 else float("nan")
    error = float(told.sd[0]) / np.sqrt(len(centre))
    p = float(2 * stats.t.sf(abs(difference) / error, n - 1)) if error > 0 else 0.0 if difference else 1.0
    return Difference(n, float(reference.mean()), float(centre.mean()), difference, low, high, effect, p)
