"""Validation: each pattern against its bands."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wgig_sim.study.patterns.estimate import Estimate
from wgig_sim.study.patterns.pattern import Band, Pattern
from wgig_sim.study.patterns.runs import Runs

if TYPE_CHECKING:
    import pandas as pd

NO_EDGES = {0.0, 1.0}
"""Where a band ends because shares do."""


class Finding(NamedTuple):
    """A band and its estimate."""

    band: Band
    estimate: Estimate

    @property
    def holds(self) -> bool:
        """Whether the estimate lies in the band; one that has no value does not."""
        return self.band.low <= self.estimate.value <= self.band.high

    @property
    def close(self) -> bool:
        """Whether the interval reaches across an edge of the band, so that other replicates might say otherwise."""
        edges = {self.band.low, self.band.high} - NO_EDGES
        return any(self.estimate.low < edge < self.estimate.high for edge in edges)


class Verdict(NamedTuple):
    """A pattern and what was found."""

    pattern: Pattern
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether all bands hold, an alternative counting for the band before it."""
        held: list[bool] = []
        for finding in self.findings:
            if finding.band.alternative:
                held[-1] = held[-1] or finding.holds
            else:
                held.append(finding.holds)
        return all(held)

    @property
    def breaks_a_claim(self) -> bool:
        """Whether it fails although the authors say that it holds."""
        return self.pattern.claimed and not self.holds


def judge(pattern: Pattern, runs: Runs) -> Verdict:
    """Estimate what a pattern speaks of."""
    return Verdict(pattern, tuple(Finding(band, band.estimate(runs)) for band in pattern.bands))


def frame(verdicts: Sequence[Verdict]) -> "pd.DataFrame":
    """A row a band; `band_low` and `band_high` are infinite where there is no bound, and `holds` is of the whole pattern."""
    import pandas as pd

    return pd.DataFrame([row for verdict in verdicts for row in rows(verdict)])


def rows(verdict: Verdict) -> Iterator[dict[str, object]]:
    """A verdict as one mapping a band."""
    pattern = verdict.pattern
    for finding in verdict.findings:
        band, estimate = finding
        yield {
            "pattern": pattern.id,
            "claim": pattern.claim,
            "source": pattern.source,
            "use": pattern.use,
            "seen": pattern.seen,
            "claimed": pattern.claimed,
            "holds": verdict.holds,
            "what": band.what,
            "alternative": band.alternative,
            "band_low": band.low,
            "band_high": band.high,
            "estimate": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "replicates": estimate.n,
            "in_band": finding.holds,
            "close": finding.close,
        }
