"""Targets: the calibrating patterns with the cases and measures that they speak of, read from runs of many points at once."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.study.patterns import PATTERNS, Pattern
from wgig_sim.study.patterns.ending import CONTESTED
from wgig_sim.study.patterns.estimate import Fall, Level
from wgig_sim.study.patterns.pattern import CALIBRATION
from wgig_sim.study.patterns.runs import Case, Runs

OTHERS, AGREED = "agreed_others", "agreed_"


def patterns() -> tuple[Pattern, ...]:
    """The patterns by which constants may be chosen."""
    return tuple(pattern for pattern in PATTERNS if pattern.use == CALIBRATION)


def estimates(wanted: Sequence[Pattern]) -> Iterator[Level | Fall]:
    """What the bands of patterns estimate."""
    for pattern in wanted:
        for band in pattern.bands:
            assert isinstance(band.estimate, Level | Fall), f"{pattern.id} takes neither a level nor a fall"
            yield band.estimate


def measures(wanted: Sequence[Pattern]) -> tuple[str, ...]:
    """The measures of which patterns speak, each once."""
    return tuple(dict.fromkeys(one.measure for one in estimates(wanted)))


def cases(wanted: Sequence[Pattern]) -> tuple[Case, ...]:
    """The cases of which patterns speak, each once."""
    found = [case for one in estimates(wanted) for case in ((one.case, one.other) if isinstance(one, Fall) else (one.case,))]
    return tuple(dict.fromkeys(found))


class Kept(Runs):
    """Runs of P points that are done: every measure is a table (R, P), a column a point."""

    def __init__(self, columns: Mapping[Case, Mapping[str, Floats]]) -> None:
        """`columns`: case -> measure -> values (R, P)."""
        self._columns = columns

    def values(self, case: Case, measure: str) -> Floats:
        """A measure of each replicate and point of a case (R, P)."""
        kept = self._columns[case]
        return agreed_others(kept) if measure == OTHERS else kept[measure]


def agreed_others(kept: Mapping[str, Floats]) -> Floats:
    """Share of the items in scope but the contested one that were agreed, from what every run keeps.

    The contested item counts as in scope.

    >>> kept = {"agreed_roles": 1.0, "agreed_forum": 0.0, "agreed_oversight": 0.0, "share_agreed": 1 / 3}
    >>> agreed_others({name: np.array([value]) for name, value in kept.items()})
    array([0.5])
    """
    agreed = sum((values for name, values in kept.items() if name.startswith(AGREED)), np.zeros(()))
    share = kept["share_agreed"]
    with np.errstate(invalid="ignore", divide="ignore"):
        others = np.rint(agreed / share) - 1.0
        found: Floats = np.where(share > 0.0, (agreed - kept[f"{AGREED}{CONTESTED}"]) / others, share)
    return found
