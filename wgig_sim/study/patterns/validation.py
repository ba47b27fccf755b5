"""Validation: each pattern against its bands."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wgig_sim.study.patterns.estimate import Estimate
from wgig_sim.study.patterns.pattern import Band, Pattern
from wgig_sim.study.patterns.runs import Runs

if TYPE_CHECKING:
    import pandas as pd

NO_EDGES = {0.0, 1.0}
"""Where a band ends because shares do."""
ENOUGH = 200
"""Replicates from which on estimates decide. From fewer, one may lie on the wrong side of an edge by chance."""


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

    @property
    def unsettled(self) -> bool:
        """Whether the interval leaves both possible, that the estimate belongs into the band and that it does not."""
        return self.close or math.isnan(self.estimate.low)


class Verdict(NamedTuple):
    """A pattern and what was found."""

    pattern: Pattern
    findings: tuple[Finding, ...]
    replicates: int = ENOUGH
    """Replicates of each case."""

    def _all(self, fits: Callable[[Finding], bool]) -> bool:
        """Whether all bands fit, an alternative counting for the band before it."""
        found: list[bool] = []
        for finding in self.findings:
            if finding.band.alternative:
                found[-1] = found[-1] or fits(finding)
            else:
                found.append(fits(finding))
        return all(found)

    @property
    def holds(self) -> bool:
        """Whether the estimates lie in the bands."""
        return self._all(lambda finding: finding.holds)

    @property
    def unsure(self) -> bool:
        """Whether these are too few replicates to say: the intervals leave open whether all bands hold."""
        if self.replicates >= ENOUGH:
            return False
        surely = self._all(lambda finding: finding.holds and not finding.unsettled)
        return not surely and self._all(lambda finding: finding.holds or finding.unsettled)

    @property
    def breaks_a_claim(self) -> bool:
        """Whether it fails although the authors say that it holds."""
        return self.pattern.claimed and not self.holds and not self.unsure


def judge(pattern: Pattern, runs: Runs) -> Verdict:
    """Estimate what a pattern speaks of."""
    return Verdict(pattern, tuple(Finding(band, band.estimate(runs)) for band in pattern.bands), runs.replicates)


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
            "unsure": verdict.unsure,
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
