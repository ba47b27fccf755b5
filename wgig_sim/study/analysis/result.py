"""What an analysis gives back: tables of numbers, and what they say in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from wgig_sim.study.factors import Value

if TYPE_CHECKING:
    import pandas as pd


class Finding(NamedTuple):
    """A sentence, and what it is about: the name of a table, or of a table and a factor."""

    about: str
    text: str


@dataclass(frozen=True)
class Analysis:
    """The analysis of a study."""

    title: str
    question: str
    design: str
    """The kind of design."""
    headlines: tuple[str, ...]
    """The measures that are told and drawn."""
    tables: "Mapping[str, pd.DataFrame]"
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any]
    """What the study was made of: points, runs, replicates, code, seed."""

    def about(self, name: str) -> str:
        """The first finding about something, or nothing."""
        return next((finding.text for finding in self.findings if finding.about == name), "")


def words(measure: str) -> str:
    """A measure as a sentence writes it.

    >>> words("share_agreed")
    'share agreed'
    """
    return measure.replace("_", " ")


def short(value: Value) -> str:
    """A number with three digits that count, or a label.

    >>> short(0.30561), short(21432.0), short(-0.0), short("closed")
    ('0.306', '21,432', '0', 'closed')
    """
    if isinstance(value, str):
        return value
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value + 0.0:.3g}" if round(value, 12) else "0"


def span(value: float, low: float, high: float) -> str:
    """A number with its interval.

    >>> span(0.5, 0.45, 0.55)
    '0.5 (0.45 to 0.55)'
    """
    return f"{short(value)} ({short(low)} to {short(high)})" if low == low else short(value)
