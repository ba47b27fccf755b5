"""Choice: the defaults, a point in the middle of what is left.

Of the points that lie inside every band with a margin, the one with the least total distance to all points of the region (its
medoid, distances in shares of the ranges), rounded to two significant digits. It is run again with chance of its own, and has
to be inside every band; otherwise the next takes its place.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from wgig_sim.core.state import Floats, Ints
from wgig_sim.study.calibration.schema import Calibration
from wgig_sim.study.calibration.waves import Allowed, Population

DIGITS = 2
TRIED = 5
"""Points that are rounded and run again at one go."""


class Choice(NamedTuple):
    """A point that is chosen, such as the defaults."""

    values: Floats
    """(D,) constants."""
    implausibility: Floats
    """(patterns,) in runs at these constants; below 0 inside."""


def choose(plan: Calibration, inside: Population, check: Callable[[str, Floats, int], Floats], allowed: Allowed) -> Choice | None:
    """The first of the most central points that holds when it is rounded; None if none of those tried does."""
    low, high = np.array([free.range for free in plan.constants.values()]).T
    best = inside.points[central(inside, plan.margin)[:TRIED]]
    values = np.clip(rounded(low + best * (high - low)), low, high)
    shares = (values - low) / (high - low)
    found = check("defaults", shares, 2)
    for row in np.flatnonzero((found.max(axis=1) <= 0.0) & allowed(shares)):
        return Choice(values[row], found[row])
    return None


def central(inside: Population, margin: float) -> Ints:
    """Rows of points, those with the margin first, the most central of them first."""
    apart = np.sqrt(((inside.points[:, None] - inside.points[None]) ** 2).sum(axis=2)).sum(axis=1)
    found: Ints = np.lexsort((apart, inside.found.max(axis=1) > -margin))
    return found


def rounded(values: Floats) -> Floats:
    """Numbers to two significant digits.

    >>> rounded(np.array([0.03456, 1.234, 0.0])).tolist()
    [0.035, 1.2, 0.0]
    """
    return np.array([float(f"{value:.{DIGITS}g}") for value in values.ravel()]).reshape(values.shape)
