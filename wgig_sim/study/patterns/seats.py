"""Seats: how many members it takes until the constituencies are about as well represented as they can be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.study.means import SURE
from wgig_sim.study.patterns.estimate import Estimate
from wgig_sim.study.patterns.pattern import PREDICTION, Band, Pattern
from wgig_sim.study.patterns.runs import Case, Runs

SIZES = tuple(range(20, 81, 5))
"""Members selected by balanced quotas, in the proportions of the forty."""
NEAR = 0.95
"""Share of the ceiling, which is the most that any of these sizes reaches."""


def crossing(curves: Floats, sizes: Sequence[float]) -> Floats:
    """The size (...) at which curves (..., sizes) first reach 95% of their ceiling, by straight lines between the sizes.

    >>> crossing(np.array([[0.5, 0.9, 1.0], [1.0, 1.0, 1.0]]), [20, 40, 60]).round(6).tolist()
    [50.0, 20.0]
    """
    aim = NEAR * curves.max(axis=-1)
    at = (curves >= aim[..., None]).argmax(axis=-1)
    before = np.maximum(at - 1, 0)
    above, below = (np.take_along_axis(curves, place[..., None], -1)[..., 0] for place in (at, before))
    share = np.divide(aim - below, above - below, out=np.zeros_like(aim), where=above > below)
    axis = np.asarray(sizes, dtype=np.float64)
    found: Floats = axis[before] + share * (axis[at] - axis[before])
    return found


def jackknife(values: Floats, sizes: Sequence[float]) -> Estimate:
    """Where the mean over replicates of values (R, sizes) crosses, with the interval that leaving out each replicate gives."""
    from scipy.special import stdtrit

    count = len(values)
    whole = float(crossing(values.mean(axis=0), sizes))
    if count < 2:
        return Estimate(whole, np.nan, np.nan, count)
    without = crossing((values.sum(axis=0) - values) / (count - 1), sizes)
    error = np.sqrt((count - 1) * without.var())
    half = float(stdtrit(count - 1, 0.5 + SURE / 2) * error)
    return Estimate(whole, whole - half, whole + half, count)


@dataclass(frozen=True)
class Enough:
    """The number of seats at which representation first reaches 95% of its ceiling."""

    sizes: tuple[int, ...] = SIZES

    def __call__(self, runs: Runs) -> Estimate:
        """The jackknife over replicates."""
        cases = [Case("wgig-2005/eighty-seats", (f"composition.size={size}",)) for size in self.sizes]
        return jackknife(np.stack([runs.values(case, "representation") for case in cases], axis=1), self.sizes)


PATTERNS = (
    Pattern(
        "P12",
        "It takes about forty members to represent the constituencies",
        "WGIG book 2005, introduction (a balance that needs at least forty members)",
        PREDICTION,
        (Band("seats for 95% of the ceiling", 30.0, 50.0, Enough()),),
    ),
)
