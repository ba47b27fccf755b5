"""Patterns: what happened, as bands for measures, as far as a model without pictures and trust can speak of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Band(NamedTuple):
    """Where a measure of many replicates has to lie."""

    measure: str
    low: float
    high: float
    of: str = "mean"
    """mean or median."""


class Pattern(NamedTuple):
    """A claim about one scenario; it is reproduced where all its bands are met."""

    scenario: str
    claim: str
    bands: tuple[Band, ...]


PATTERNS: Mapping[str, Pattern] = {
    "P1": Pattern(
        "wgig-2005",
        "agrees on most of the rest (.85 or more), on oversight in few runs (.25 or less)",
        (Band("agreed_others", 0.85, 1.0), Band("agreed_oversight", 0.0, 0.25)),
    ),
    "P2": Pattern(
        "wgig-2005",
        "opinions hardly change (by .10 or less, with .80 or more of their variance left)",
        (Band("opinion_change", 0.0, 0.10), Band("variance_ratio", 0.80, float("inf"))),
    ),
    "P4": Pattern(
        "wsis-2003",
        "fails: half of the items agreed or less, and oversight never",
        (Band("share_agreed", 0.0, 0.50), Band("agreed_oversight", 0.0, 0.0)),
    ),
    "P5": Pattern(
        "wgig-2005",
        "oversight ends in a handful of options (median from 3 to 5)",
        (Band("options_oversight", 3.0, 5.0, of="median"),),
    ),
}


def patterns(scenario: str) -> dict[str, Pattern]:
    """The patterns that a scenario is known by, by number.

    >>> list(patterns("wgig-2005")), list(patterns("wsis-2003")), list(patterns("myforum.yaml"))
    (['P1', 'P2', 'P5'], ['P4'], [])
    """
    return {name: pattern for name, pattern in PATTERNS.items() if pattern.scenario == scenario}


def reproduces(found: "pd.DataFrame", pattern: Pattern) -> bool:
    """Whether one model's estimates, a row a measure with `mean` and `median`, lie in all bands; what has no value does not."""
    known: dict[tuple[str, str], float] = {}
    for of in ("mean", "median"):
        known |= {(measure, of): value for measure, value in zip(found["measure"], found[of].tolist(), strict=True)}
    return all(band.low <= known.get((band.measure, band.of), float("nan")) <= band.high for band in pattern.bands)
