"""Pattern: a claim about many runs, and the bands in which its estimates have to lie."""

from collections.abc import Callable
from typing import NamedTuple

from wgig_sim.study.patterns.estimate import Estimate
from wgig_sim.study.patterns.runs import Runs

ANY = 1e-9
"""A fall by anything at all: more than what adding up leaves."""
NO_BOUND = float("inf")
CALIBRATION, PREDICTION = "calibration", "prediction"


class Band(NamedTuple):
    """Where one estimate has to lie."""

    what: str
    low: float
    high: float
    estimate: Callable[[Runs], Estimate]
    alternative: bool = False
    """Whether it is enough that this band holds where the one before it does not."""


class Pattern(NamedTuple):
    """A claim. It holds if every estimate lies in its band, or in that of an alternative."""

    id: str
    claim: str
    source: str
    use: str
    """`calibration` if constants may be chosen by it, `prediction` if not."""
    bands: tuple[Band, ...]
    seen: bool = False
    """Whether its outcome was known before it was said which patterns are predictions."""
    claimed: bool = True
    """Whether the authors say that it holds with the constants of this version."""
