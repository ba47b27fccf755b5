"""Patterns that a model without pictures and trust can speak of: agreement, opinions and options, in one scenario."""

from typing import TYPE_CHECKING

from wgig_sim.study.patterns import PATTERNS, Pattern
from wgig_sim.study.patterns.estimate import Level, Median
from wgig_sim.study.patterns.pattern import Band
from wgig_sim.study.patterns.runs import Case
from wgig_sim.study.rivals.contest import MEASURES

if TYPE_CHECKING:
    import pandas as pd


def patterns(scenario: str) -> dict[str, Pattern]:
    """The patterns of a scenario by id, with those of their bands that rivals have a measure for.

    >>> list(patterns("wgig-2005")), list(patterns("wsis-2003")), list(patterns("myforum.yaml"))
    (['P1', 'P2', 'P5'], ['P4'], [])
    """
    found: dict[str, Pattern] = {}
    for pattern in PATTERNS:
        bands = tuple(band for band in pattern.bands if _measure(band, Case(scenario)) in MEASURES)
        if bands:
            found[pattern.id] = pattern._replace(bands=bands)
    return found


def _measure(band: Band, case: Case) -> str:
    """The measure of one case that a band is about; empty where it is about something else."""
    estimate = band.estimate
    return estimate.measure if isinstance(estimate, Level | Median) and estimate.case == case else ""


def reproduces(found: "pd.DataFrame", pattern: Pattern) -> bool:
    """Whether one model's estimates, a row a measure with `mean` and `median`, lie in all bands; what has no value does not."""
    known: dict[tuple[str, type], float] = {}
    for kind, of in ((Level, "mean"), (Median, "median")):
        known |= {(measure, kind): value for measure, value in zip(found["measure"], found[of].tolist(), strict=True)}
    estimates = [(band, band.estimate) for band in pattern.bands]
    return all(
        band.low <= known.get((one.measure, type(one)), float("nan")) <= band.high
        for band, one in estimates
        if isinstance(one, Level | Median)
    )
