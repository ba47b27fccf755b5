"""Where a text or a view stands between the two poles of an issue, in words and as a number."""

from typing import NamedTuple

from wgig_sim.report.names import Names
from wgig_sim.report.wording import signed

MIDDLE = 0.05
"""Up to here a point counts as lying in the middle, or on a text."""
SIDE = 0.15
"""From here a statement speaks for one side."""


class Degree(NamedTuple):
    """How far towards a pole: a verb for a text that stands there, and a place for a view."""

    up_to: float
    verbs: tuple[str, ...]
    spot: str


_DEGREES = (
    Degree(0.2, ("stays near the middle, with a slight lean towards", "goes a little way towards"), "slightly towards"),
    Degree(0.45, ("leans towards", "goes some way towards", "tends towards"), "towards"),
    Degree(0.75, ("comes down clearly on the side of", "stands clearly on the side of"), "clearly towards"),
    Degree(0.95, ("comes close to", "goes nearly as far as"), "close to"),
    Degree(2.0, ("amounts to",), "right at"),
)
_OPENNESS = (
    (0.95, ("leaves next to nothing open", "settles nearly everything")),
    (0.85, ("leaves little open", "settles most of the matter")),
    (0.7, ("leaves some things open", "leaves some room to its readers")),
    (0.5, ("leaves a good deal open", "leaves much to its readers")),
    (0.0, ("leaves more open than it settles",)),
)


def _degree(value: float) -> Degree:
    return next(degree for degree in _DEGREES if abs(value) <= degree.up_to)


def stands(names: Names, issue: str, value: float) -> str:
    """What a text says, as a verb phrase: leans towards “B” (+0.22)."""
    if abs(value) < MIDDLE:
        return f"stands midway between {names.pole(issue, -1)} and {names.pole(issue, 1)} ({signed(value)})"
    return f"{names.turn(issue, _degree(value).verbs)} {names.pole(issue, value)} ({signed(value)})"


def spot(names: Names, issue: str, value: float) -> str:
    """Where a text or a view lies: close to “B”."""
    if abs(value) < MIDDLE:
        return f"midway between {names.pole(issue, -1)} and {names.pole(issue, 1)}"
    return f"{_degree(value).spot} {names.pole(issue, value)}"


def stretch(names: Names, issue: str, low: float, high: float) -> str:
    """A range of views, from one end to the other."""
    if high - low < MIDDLE:
        return f"all {spot(names, issue, (low + high) / 2)} ({signed(low)} to {signed(high)})"
    if low * high > 0 and _degree(low) == _degree(high) and min(abs(low), abs(high)) >= MIDDLE:
        return f"from {signed(low)} to {signed(high)}, all {spot(names, issue, low)}"
    return f"from {signed(low)}, {spot(names, issue, low)}, to {signed(high)}, {spot(names, issue, high)}"


def openness(names: Names, issue: str, substance: float) -> str:
    """How much an agreed text leaves to its readers."""
    return names.turn(issue, next(phrases for least, phrases in _OPENNESS if substance >= least))
