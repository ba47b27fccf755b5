"""Verify: cases whose outcome is known, run through the kernels that every run uses, with constants that mute the rest."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from wgig_sim.study.verify import approach, averaging, bounded, linked, silence, symmetry, texts
from wgig_sim.study.verify.check import Check


class Family(NamedTuple):
    """Cases that belong together."""

    title: str
    known: str
    """What is known of them, and from whom."""
    checks: Callable[[], Iterator[Check]]


FAMILIES = (
    Family("Nothing acts", "with all mechanisms mute a process leaves everybody as they came", silence.checks),
    Family("Averaging", "DeGroot (1974): the left Perron vector of W times x(0)", averaging.degroot),
    Family("Holding on", "Friedkin & Johnsen (1990): x = S W x + (I - S) m", averaging.friedkin_johnsen),
    Family("Linked topics", "Parsegov et al. (2017): x = S kron(W, C) x + (I - S) m", linked.checks),
    Family("Bounded confidence", "Hegselmann & Krause (2002): means of those near enough", bounded.hegselmann_krause),
    Family("Meeting in pairs", "Deffuant et al. (2000): 1 / (2 eps) large clusters", bounded.deffuant_weisbuch),
    Family("One text", "agreed under unanimity iff the latitudes of acceptance intersect", texts.drafting),
    Family("Options", "the fewest texts of which everybody can accept one", texts.options),
    Family("Trust and pictures", "they go to what is shown, geometrically", approach.checks),
    Family("Symmetries", "a mirrored run is the mirror image, a reseated run the same run", symmetry.checks),
)


def verify() -> Iterator[tuple[Family, Check]]:
    """All cases, one after the other as they are run."""
    for family in FAMILIES:
        for check in family.checks():
            yield family, check
