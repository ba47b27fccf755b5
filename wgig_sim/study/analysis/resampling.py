"""Resampling: intervals from replicates drawn again. A replicate is drawn for all points at once, since they share its chance."""

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.study.analysis.outcomes import SURE
from wgig_sim.study.factors import Floats

RESAMPLES = 400


def resampled(values: Floats, resamples: int = RESAMPLES, seed: int = 0) -> Floats:
    """Means of each point over replicates drawn with replacement: from (R, P) to (B, P). NaN = no value.

    Efron & Tibshirani (1993); whole rows are drawn, so that common random numbers stay common.
    """
    rows = values.shape[0]
    times = stream(seed, "bootstrap", 0).multinomial(rows, np.full(rows, 1.0 / rows), size=resamples).astype(np.float64)
    known = ~np.isnan(values)
    total = times @ np.where(known, values, 0.0)
    if known.all():
        return np.asarray(total / rows)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(total / (times @ known.astype(np.float64)))


def percentile(drawn: Floats) -> tuple[Floats, Floats]:
    """Ends of the interval that holds 95% of the resampled values; drawn (B, ...)."""
    tail = (1 - SURE) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail], axis=0)
    return low, high


def basic(estimate: Floats, drawn: Floats) -> tuple[Floats, Floats]:
    """Ends of the basic ("reversed") interval, which takes back the bias that noise gives to variances and absolute values.

    Davison & Hinkley (1997), section 5.2.
    """
    low, high = percentile(drawn)
    return 2 * estimate - high, 2 * estimate - low


def noise(values: Floats) -> float:
    """Share of the variance between the points' means that is chance: what is left of it when replicates are many is 1 - this.

    values (R, P). From the interaction of replicates and points, since what they share moves all points alike.
    """
    whole = values[~np.isnan(values).any(axis=1)]
    if len(whole) < 2:
        return float("nan")
    point = whole.mean(axis=0)
    rest = whole - point - whole.mean(axis=1, keepdims=True) + whole.mean()
    mean_square = float((rest**2).sum()) / ((whole.shape[0] - 1) * (whole.shape[1] - 1))
    return min(1.0, float(mean_square / whole.shape[0] / np.var(point, ddof=1)))
