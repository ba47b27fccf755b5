"""Responses: how measures change along each factor, alone and for each value of another one, averaged over the rest."""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from wgig_sim.study.analysis.outcomes import Ints, Means, Outcomes, filled, means, yes_or_no
from wgig_sim.study.factors import Factor, Floats, Value

if TYPE_CHECKING:
    import pandas as pd

MOST_FACTORS_IN_PAIRS = 4
BINS = 10
LEAST_IN_A_BIN = 5
Columns = dict[str, list[Any]]


class Curve(NamedTuple):
    """Points to be compared: those at each level of a factor."""

    factor: Factor
    levels: tuple[Value, ...]
    points: tuple[Ints, ...]
    """Points at each level."""
    by: Factor | None = None
    line: Value = ""
    """The value of `by` at all these points."""
    over: Literal["replicates", "points"] = "replicates"
    """What the intervals are about: other chance at the same points, or other points too (for sampled designs)."""
    alike: bool = True
    """Whether the other factors have the same values at every level, so that levels differ in this factor alone."""

    @property
    def labels(self) -> tuple[str, str]:
        """Names of the other factor and of its value, empty where there is none."""
        return (self.by.name, str(self.line)) if self.by else ("", "")


def curves(outcomes: Outcomes) -> list[Curve]:
    """What can be compared in a design; nothing in designs that are made for indices alone."""
    kind = outcomes.study.experiment.design.kind
    varied = [factor for factor in outcomes.factors if len(outcomes.levels(factor)) > 1]
    if kind == "one-at-a-time":
        return [_from_base(outcomes, factor) for factor in varied]
    if kind == "latin-hypercube":
        return [_binned(outcomes, factor) for factor in varied]
    if kind not in ("grid", "list"):
        return []
    found = [_along(outcomes, factor) for factor in varied]
    if len(varied) <= MOST_FACTORS_IN_PAIRS:
        for pair in itertools.combinations(varied, 2):
            found += _lines(outcomes, *pair)
    return found


def _along(outcomes: Outcomes, factor: Factor, by: Factor | None = None, line: Value = "") -> Curve:
    fixed = [(by, line)] if by else []
    at = {level: outcomes.where([*fixed, (factor, level)]) for level in outcomes.levels(factor)}
    there = {level: points for level, points in at.items() if len(points)}
    alike = len({frozenset(_rest(outcomes, factor, points)) for points in there.values()}) <= 1
    return Curve(factor, tuple(there), tuple(there.values()), by, line, alike=alike)


def _rest(outcomes: Outcomes, factor: Factor, points: Ints) -> Iterator[tuple[Value, ...]]:
    """The values of all other factors at some points."""
    others = [outcomes.values(other) for other in outcomes.factors if other.name != factor.name]
    return (tuple(column[point] for column in others) for point in points)


def _lines(outcomes: Outcomes, one: Factor, other: Factor) -> list[Curve]:
    """A curve for each value of one of two factors, along the one with more numbers; none where few pairs of values were run."""
    along, by = sorted((one, other), key=lambda factor: (not factor.numeric, -len(outcomes.levels(factor))))
    found = [_along(outcomes, along, by, line) for line in outcomes.levels(by)]
    pairs = len(outcomes.levels(along)) * len(outcomes.levels(by))
    return found if sum(len(curve.levels) for curve in found) * 2 > pairs else []


def _from_base(outcomes: Outcomes, factor: Factor) -> Curve:
    others = [(other, outcomes.values(other)[0]) for other in outcomes.factors if other.name != factor.name]
    levels = outcomes.levels(factor)
    return Curve(factor, tuple(levels), tuple(outcomes.where([*others, (factor, level)]) for level in levels))


def _binned(outcomes: Outcomes, factor: Factor) -> Curve:
    """Labels as they are, and numbers in up to ten bins of equally many points, each at its mean."""
    values = outcomes.values(factor)
    if not factor.numeric:
        return _along(outcomes, factor)._replace(over="points")
    numbers = np.array(values, dtype=np.float64)
    count = max(1, min(BINS, len(numbers) // LEAST_IN_A_BIN))
    bins = np.array_split(np.argsort(numbers, kind="stable"), count)
    return Curve(factor, tuple(float(numbers[points].mean()) for points in bins), tuple(bins), over="points")


def along(matrix: Floats, curve: Curve) -> Floats:
    """Each replicate's mean over the points of each level (R, L), from (R, P); NaN where no point of a level has values."""
    whole = filled(matrix)
    found = np.full((len(whole), len(curve.levels)), np.nan)
    for at, points in enumerate(curve.points):
        kept = points[~np.isnan(whole[:, points]).any(axis=0)]
        if len(kept):
            found[:, at] = whole[:, kept].mean(axis=1)
    return found


def summary(matrix: Floats, curve: Curve, shares: bool = False) -> Means:
    """The mean at each level of a curve with its interval, from the values of a measure (R, P); `shares`: of one of yes or no."""
    if curve.over == "replicates":
        known = ~np.isnan(matrix)
        rests_on = np.array([known[:, points].any(axis=1).sum() for points in curve.points])
        return means(along(matrix, curve), rests_on, shares=shares)
    centre = means(matrix).mean
    most = max(len(points) for points in curve.points)
    padded = np.full((most, len(curve.points)), np.nan)
    for at, points in enumerate(curve.points):
        padded[: len(points), at] = centre[points]
    return means(padded)


def responses(outcomes: Outcomes, compared: list[Curve]) -> "pd.DataFrame":
    """A row a curve, level and measure."""
    import pandas as pd

    parts: list[Columns] = []
    for measure in outcomes.measures:
        matrix = outcomes.matrix(measure)
        for curve in compared:
            by, line = curve.labels
            told = summary(matrix, curve, yes_or_no(measure))
            count = len(curve.levels)
            head: Columns = {"factor": [curve.factor.name] * count, "level": list(curve.levels)}
            head |= {"by": [by] * count, "line": [line] * count, "measure": [measure] * count}
            head |= {"over": [curve.over] * count, "alike": [curve.alike] * count}
            parts.append(head | {name: list(column) for name, column in told._asdict().items()})
    return pd.DataFrame({key: list(itertools.chain.from_iterable(part[key] for part in parts)) for key in parts[0]})


def points(outcomes: Outcomes) -> "pd.DataFrame":
    """A row a point and measure: the values of the factors, and the measure's mean over replicates."""
    import pandas as pd

    return pd.concat(list(_point_rows(outcomes)), ignore_index=True)


def _point_rows(outcomes: Outcomes) -> Iterator["pd.DataFrame"]:
    design = outcomes.study.design
    for measure in outcomes.measures:
        told = means(outcomes.matrix(measure), shares=yes_or_no(measure))
        yield design.assign(measure=measure, **told._asdict())
