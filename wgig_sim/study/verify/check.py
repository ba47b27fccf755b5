"""Check: something that is known, what the program makes of it, and how far apart the two may be."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

ROUNDING = 1e-12
WHY_ROUNDING = "rounding of thousands of sums"
SHOWN = 4
"""So many numbers are shown; of more, the last, or the one that misses most if it misses too much."""


class Check(NamedTuple):
    """One case. It passes if what was got misses what was expected by no more than the tolerance."""

    what: str
    expected: str
    got: str
    miss: float
    tolerance: float
    why: str
    """Why this tolerance and no other."""
    source: str = ""

    @property
    def passed(self) -> bool:
        """Whether the two are as near as they have to be; what is no number never is."""
        return self.miss <= self.tolerance


def near(
    what: str, expected: ArrayLike, got: ArrayLike, tolerance: float = ROUNDING, why: str = WHY_ROUNDING, source: str = ""
) -> Check:
    """Numbers against numbers of the same shape; the miss is the largest distance.

    >>> near("two numbers", [1.0, 2.0], [1.0, 2.5], 0.1, "")[1:4]
    ('1, 2', '1, 2.5', 0.5)
    """
    known, found = np.atleast_1d(np.asarray(expected, dtype=np.float64)), np.atleast_1d(np.asarray(got, dtype=np.float64))
    if known.shape != found.shape:
        raise ValueError(f"{what}: {known.shape} numbers are expected and {found.shape} were got")
    misses = np.abs(known - found).ravel()
    at = np.arange(misses.size)
    if misses.size > SHOWN:
        at = at[-1:] if misses.max() <= tolerance else at[[misses.argmax()]]
    return Check(what, in_words(known.ravel()[at]), in_words(found.ravel()[at]), float(misses.max()), tolerance, why, source)


def in_words(numbers: ArrayLike) -> str:
    """Numbers with a comma between them, to five digits.

    >>> in_words([0.25, 1 / 3, -0.0])
    '0.25, 0.33333, 0'
    """
    return ", ".join(f"{round(float(number), 12) + 0.0:.5g}" for number in np.ravel(np.asarray(numbers)))


def worst(checks: Iterable[Check]) -> Check:
    """Of many instances of one case, the one that misses most; the first, if all are as near as they have to be."""
    return max(checks, key=lambda check: 0.0 if check.passed else math.inf if math.isnan(check.miss) else check.miss)
