"""What an analysis gives back: tables of numbers, and what the study was made of. What they say in words is for `show`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wgig_sim.study.analysis.discovery import Cases
from wgig_sim.study.analysis.outcomes import Outcomes

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Analysis:
    """The analysis of a study."""

    outcomes: Outcomes
    """What was analysed: the study, its factors, the measures that are told and drawn, and what is missing."""
    tables: "Mapping[str, pd.DataFrame]"
    """Every number, by the name of its file."""
    still: tuple[str, ...] = ()
    """Measures without indices, since they are the same at every point or have no value at some."""
    cases: Cases | None = None
    """What was looked for by scenario discovery."""
