"""Implausibility: how far outside its bands a point lies, in standard deviations of what chance and the model leave open.

    implausibility = distance from the band / sqrt(variance of the mean over replicates + variance of the discrepancy)

It is below zero inside a band: how far the point may move before it leaves it. Craig et al. 1997; Vernon, Goldstein & Bower 2010.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.study.calibration.targets import Kept
from wgig_sim.study.means import means
from wgig_sim.study.patterns.estimate import Fall, Level
from wgig_sim.study.patterns.pattern import Band, Pattern
from wgig_sim.study.patterns.validation import NO_EDGES


def of_mean(mean: Floats, error: Floats, low: float, high: float, discrepancy: float) -> Floats:
    """Implausibility of means (P,) with standard errors (P,) in a band; infinite where there is no mean.

    A share cannot leave a band through 0 or 1, so these ends count only from outside.

    >>> of_mean(np.array([0.7, 0.85, 0.95]), np.zeros(3), 0.85, 1.0, 0.05).round(6).tolist()
    [3.0, 0.0, -2.0]
    >>> of_mean(np.array([0.0, 0.3]), np.array([0.04, 0.04]), 0.0, 0.0, 0.03).round(6).tolist()
    [-inf, 6.0]
    """
    found: Floats = np.full(np.shape(mean), -np.inf)
    for end, beyond in ((low, low - mean), (high, mean - high)):
        if np.isfinite(end):
            scaled = np.where((beyond <= 0.0) & (end in NO_EDGES), -np.inf, beyond / np.sqrt(error**2 + discrepancy**2))
            np.fmax(found, scaled, out=found)
    found[np.isnan(mean)] = np.inf
    return found


def of_band(band: Band, kept: Kept, discrepancy: Mapping[str, float]) -> Floats:
    """Implausibility (P,) of every point in one band."""
    assert isinstance(band.estimate, Level | Fall)
    told = means(band.estimate.samples(kept))
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.where(told.n > 1, told.sd / np.sqrt(told.n), 0.0)
    return of_mean(told.mean, error, band.low, band.high, discrepancy[band.estimate.measure])


def of_pattern(pattern: Pattern, kept: Kept, discrepancy: Mapping[str, float]) -> Floats:
    """Implausibility (P,) of every point in a pattern: the worst of its bands, an alternative counting for the one before it."""
    found: list[Floats] = []
    for band in pattern.bands:
        here = of_band(band, kept, discrepancy)
        if band.alternative:
            found[-1] = np.minimum(found[-1], here)
        else:
            found.append(here)
    worst: Floats = np.max(found, axis=0)
    return worst


def of_all(patterns: Sequence[Pattern], kept: Kept, discrepancy: Mapping[str, float]) -> Floats:
    """Implausibility (P, patterns) of every point in every pattern."""
    return np.stack([of_pattern(pattern, kept, discrepancy) for pattern in patterns], axis=1)
