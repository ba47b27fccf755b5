"""Estimate: what so many runs say of one number, with its 95% interval; and the ways in which patterns estimate."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.study.means import SURE, means
from wgig_sim.study.patterns.runs import Case, Runs


class Estimate(NamedTuple):
    """A number with its 95% interval, NaN where there are too few values."""

    value: float
    low: float
    high: float
    n: int
    """Replicates that have a value."""


@dataclass(frozen=True)
class Level:
    """The mean of a measure in one case."""

    measure: str
    case: Case
    share: bool = False
    """Whether the measure is yes or no in each run, so that its mean is a share of the runs."""

    def samples(self, runs: Runs) -> Floats:
        """The measure of each replicate."""
        return runs.values(self.case, self.measure)

    def __call__(self, runs: Runs) -> Estimate:
        """Student's t over replicates; of a share, the interval of Clopper and Pearson."""
        return mean(self.samples(runs), self.share)


@dataclass(frozen=True)
class Fall:
    """How much lower a measure is in the other case, replicate by replicate."""

    measure: str
    case: Case
    other: Case

    def samples(self, runs: Runs) -> Floats:
        """The fall of each pair."""
        found: Floats = runs.values(self.case, self.measure) - runs.values(self.other, self.measure)
        return found

    def __call__(self, runs: Runs) -> Estimate:
        """Student's t over pairs."""
        return mean(self.samples(runs))


@dataclass(frozen=True)
class Median:
    """The median of a measure in one case, over the runs that have a value."""

    measure: str
    case: Case

    def __call__(self, runs: Runs) -> Estimate:
        """Order statistics, by the binomial distribution."""
        return median(runs.values(self.case, self.measure))


def mean(values: Floats, share: bool = False) -> Estimate:
    """The mean of values (R,), NaN = no value; `share`: they are yes or no.

    >>> mean(np.array([1.0, 2.0, 3.0, np.nan]))[0], mean(np.array([1.0, 2.0, 3.0]))[3]
    (2.0, 3)
    """
    told = means(values[:, None], shares=share)
    return Estimate(float(told.mean[0]), float(told.low[0]), float(told.high[0]), int(told.n[0]))


def median(values: Floats) -> Estimate:
    """The median of values (R,), NaN = no value; its interval is from one of the values to another, so it covers 95% or more.

    >>> median(np.arange(1.0, 10.0)), median(np.arange(1.0, 3.0))[:2]
    (Estimate(value=5.0, low=2.0, high=8.0, n=9), (1.5, nan))
    """
    from scipy.special import bdtr

    known = np.sort(values[~np.isnan(values)])
    n = len(known)
    if n == 0:
        return Estimate(np.nan, np.nan, np.nan, 0)
    cut = int((bdtr(np.arange(n), n, 0.5) <= (1 - SURE) / 2).sum())
    low, high = (float(known[cut - 1]), float(known[n - cut])) if cut else (np.nan, np.nan)
    return Estimate(float(np.median(known)), low, high, n)
