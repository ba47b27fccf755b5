"""Means over replicates and their intervals: the one way in which this program says how certain a mean is."""

from typing import NamedTuple

import numpy as np

from wgig_sim.core.state import Floats, Ints

SURE = 0.95
"""Confidence of every interval."""
ROUNDING = 1e-12
"""Differences smaller than this share of what differs come from adding up."""


class Means(NamedTuple):
    """Means over replicates with their 95% intervals (Student's t); NaN where there are too few values."""

    n: Ints
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats

    @property
    def half(self) -> Floats:
        """Half of each interval; infinite where there is none."""
        half = (self.high - self.low) / 2
        return np.where(np.isnan(half), np.inf, half)


def means(values: Floats, rests_on: Ints | None = None) -> Means:
    """Means over the first axis; values (R, ...), NaN = no value.

    `rests_on`: how many runs each mean rests on, where some of its values were filled in.

    >>> found = means(np.array([[1.0], [2.0], [3.0], [np.nan]]))
    >>> found.n.tolist(), found.mean.tolist(), found.low.round(2).tolist()
    ([3], [2.0], [-0.48])
    """
    from scipy.special import stdtrit

    known = ~np.isnan(values)
    count = known.sum(axis=0)
    n = count if rests_on is None else rests_on
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, values, 0.0).sum(axis=0) / count
        sd = np.sqrt((np.where(known, values - mean, 0.0) ** 2).sum(axis=0) / np.where(count > 1, count - 1, np.nan))
        sd = np.where(sd > ROUNDING * np.abs(mean), sd, 0.0 * sd)
        half = np.where(n > 1, stdtrit(np.maximum(n - 1, 1), 0.5 + SURE / 2), np.nan) * sd / np.sqrt(count)
    return Means(n, mean, sd, mean - half, mean + half)
