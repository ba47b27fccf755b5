"""Outcomes: the results of a study as matrices of replicates by points, means with their intervals, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wgig_sim.scenario.problems import unknown
from wgig_sim.study.design import factors
from wgig_sim.study.factors import Factor, Floats, Value
from wgig_sim.study.means import ROUNDING as ROUNDING
from wgig_sim.study.means import SURE as SURE
from wgig_sim.study.means import Means as Means
from wgig_sim.study.means import means as means
from wgig_sim.study.means import yes_or_no as yes_or_no
from wgig_sim.study.store import Study, StudyError

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
HEADLINES = (
    "share_agreed",
    "acceptance",
    "opinion_change",
    "understanding_between_change",
    "trust_between_change",
    "legitimacy_throughput",
)
"""What is told first where an experiment names no measures."""
MOST_HEADLINES = 6
NOT_MEASURES = ("run_id", "point", "replicate", "error")


def filled(values: Floats) -> Floats:
    """Values (R, P) as if no run were missing: the deviations of the runs that a point has stand for those that it lacks.

    Means and their standard errors stay what they are, and a row is still one chance for all points. NaN where a point has
    fewer than two values of several, which say nothing about chance.

    >>> filled(np.array([[1.0], [3.0], [np.nan]])).round(2).tolist()
    [[0.27], [3.73], [2.0]]
    """
    known = ~np.isnan(values)
    if known.all():
        return values
    rows, n = len(values), known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(n >= min(2, rows), np.where(known, values, 0.0).sum(axis=0) / n, np.nan)
        scale = np.sqrt(rows * (rows - 1) / (n * (n - 1))) if rows > 1 else 1.0
        return np.where(n == rows, values, mean + np.where(known, (values - mean) * scale, 0.0))


@dataclass(frozen=True)
class Outcomes:
    """The runs of a study that did not fail, with the points that they belong to."""

    study: Study
    factors: tuple[Factor, ...]
    measures: tuple[str, ...]
    headlines: tuple[str, ...]
    """The measures that are told and drawn; all of them are in the tables."""
    column: Ints
    """(runs,) row of each run's point in the design."""
    replicate: Ints
    """(runs,)"""
    good: NDArray[np.bool_]
    """(rows of the study's runs,) which of them did not fail."""

    @property
    def points(self) -> int:
        """The number of points of the design."""
        return len(self.study.design)

    @property
    def failed(self) -> int:
        """Runs that failed and are left out."""
        return int((~self.good).sum())

    @property
    def without_runs(self) -> int:
        """Points of the design that have no good run."""
        return int((self.runs_at == 0).sum())

    @property
    def too_few(self) -> int:
        """Points that have some good runs, but fewer than the experiment asks for."""
        return int(((self.runs_at > 0) & (self.runs_at < self.study.experiment.least)).sum())

    @cached_property
    def runs_at(self) -> Ints:
        """(P,) good runs of each point."""
        return np.bincount(self.column, minlength=self.points)

    def matrix(self, measure: str) -> Floats:
        """Values of a measure (R, P): the same row is the same chance at every point; NaN = no value."""
        rows = int(self.replicate.max()) + 1 if len(self.replicate) else 0
        found = np.full((rows, self.points), np.nan)
        found[self.replicate, self.column] = self.study.runs[measure].to_numpy(dtype=np.float64)[self.good]
        return found

    def values(self, factor: Factor) -> list[Value]:
        """The value of a factor at each point."""
        cells = self.study.design[factor.name].tolist()
        return [float(cell) for cell in cells] if factor.numeric else [str(cell) for cell in cells]

    def levels(self, factor: Factor) -> list[Value]:
        """The values that a factor has in the design: numbers ascending, labels in the order of the experiment."""
        found = set(self.values(factor))
        return sorted(found, key=float) if factor.numeric else [value for value in factor.choices if value in found]

    def where(self, conditions: Sequence[tuple[Factor, Value]]) -> Ints:
        """The points at which each factor has the given value."""
        fits = np.ones(self.points, dtype=bool)
        for factor, value in conditions:
            fits &= np.array([cell == value for cell in self.values(factor)], dtype=bool)
        return np.flatnonzero(fits)


def outcomes(study: Study, measures: Sequence[str] = ()) -> Outcomes:
    """The outcomes of a study, of some measures or of all; a StudyError where there is nothing to analyse."""
    known = tuple(name for name in study.runs.columns if name not in NOT_MEASURES)
    for name in measures:
        if name not in known:
            raise StudyError(unknown("measure", name, known, "Measures"))
    points: pd.Series[int] = study.design["point"]
    rows = {int(point): row for row, point in enumerate(points.tolist())}
    good = study.runs["error"].isna().to_numpy(dtype=bool)
    if not good.any():
        what = "every run has failed" if len(study.runs) else "no run has been done yet"
        raise StudyError(f"there is nothing to analyse: {what}.")
    kept = study.runs.loc[good, ["point", "replicate"]].to_numpy(dtype=np.int64)
    column = np.array([rows[int(point)] for point in kept[:, 0]], dtype=np.int64)
    asked = tuple(measures) or known
    told = measures or study.experiment.measures or [name for name in HEADLINES if name in known] or known
    headlines = tuple(name for name in told if name in asked)[:MOST_HEADLINES]
    return Outcomes(study, factors(study.experiment), asked, headlines, column, kept[:, 1], good)


def still(values: Floats) -> bool:
    """Whether the points' values do not differ, but for rounding; values (P,)."""
    known = values[~np.isnan(values)]
    return not len(known) or float(np.ptp(known)) <= ROUNDING * max(1.0, float(np.abs(known).max()))
