"""Means over replicates and their intervals: the one way in which this program says how certain a mean is."""

from typing import NamedTuple

import numpy as np

from wgig_sim.core.state import Flags, Floats, Ints

SURE = 0.95
"""Confidence of every interval."""
ROUNDING = 1e-12
"""Differences smaller than this share of what differs come from adding up."""
YES_OR_NO = "agreed_"
"""How measures begin that are 0 or 1 in each run, so that their mean is a share of the runs."""


class Means(NamedTuple):
    """Means over replicates with their 95% intervals (Student's t; of shares of runs, Clopper-Pearson); NaN for too few."""

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


def yes_or_no(measure: str) -> bool:
    """Whether a measure is yes or no in each run, such as whether an item was agreed.

    >>> yes_or_no("agreed_oversight"), yes_or_no("share_agreed")
    (True, False)
    """
    return measure.startswith(YES_OR_NO)


def means(values: Floats, rests_on: Ints | None = None, *, shares: bool | Flags = False) -> Means:
    """Means over the first axis; values (R, ...), NaN = no value.

    `rests_on`: how many runs each mean rests on, where some of its values were filled in. `shares`: which of the means (...) are
    of a measure that is yes or no: where all its values are 0 or 1, its interval is one of a share of so many runs, which has
    a width even if all runs agree.

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
    low, high = mean - half, mean + half
    if np.any(shares):
        counted = shares & (n > 1) & (~known | (values == 0.0) | (values == 1.0)).all(axis=0)
        low, high = (np.where(counted, exact, end) for exact, end in zip(share_interval(mean * n, n), (low, high), strict=True))
    return Means(n, mean, sd, low, high)


def share_interval(count: Floats, of: Ints) -> tuple[Floats, Floats]:
    """Ends of the 95% interval of the share that `count` of so many runs are (Clopper & Pearson 1934): it covers 95% or more.

    >>> [end.round(3).tolist() for end in share_interval(np.array([0.0, 10.0]), np.array([10, 10]))]
    [[0.0, 0.692], [0.308, 1.0]]
    """
    from scipy.special import betaincinv

    out = (1 - SURE) / 2
    rest = of - count
    low = np.where(count > 0, betaincinv(np.where(count > 0, count, 1), rest + 1, out), 0.0)
    high = np.where(rest > 0, betaincinv(count + 1, np.where(rest > 0, rest, 1), 1 - out), 1.0)
    return low, high
