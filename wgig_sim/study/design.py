"""Design: the points of an experiment, in a fixed order, equal on every machine. Every point has the same chance."""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import numpy as np

from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.scenario.library import SUFFIXES
from wgig_sim.study import constraints
from wgig_sim.study.experiment_schema import DesignEntry, Experiment
from wgig_sim.study.factor_schema import Level, text
from wgig_sim.study.factors import SCENARIO, Factor, Floats, Value, constant_of, expand

Row = tuple[Value, ...]
"""The values of one point in the order of the factors."""
Constants = dict[str, dict[str, float]]
ANALYSED = ("sobol", "morris")
"""Designs that are made for an analysis, which bears no gaps."""


class Point(NamedTuple):
    """One point of a study, and what it does to its scenario."""

    index: int  # type: ignore[assignment]
    scenario: str
    settings: tuple[str, ...]
    """As after --set."""
    constants: Constants
    """mechanism -> constant -> value; they go over what the scenario and its settings say."""
    values: dict[str, Value]
    """factor -> value or label."""


def factors(experiment: Experiment) -> tuple[Factor, ...]:
    """What the experiment varies: the columns of its design."""
    return expand(experiment.factors, experiment.bases)


def size(plan: DesignEntry, columns: Sequence[Factor]) -> int:
    """The number of points before constraints, without making them."""
    counts = [len(factor.steps(plan.steps)) for factor in columns] if plan.kind in ("grid", "one-at-a-time") else []
    if plan.kind == "grid":
        return math.prod(counts)
    if plan.kind == "one-at-a-time":
        return 1 + sum(count - (factor.base in factor.steps(plan.steps)) for count, factor in zip(counts, columns, strict=True))
    if plan.kind == "list":
        return len(plan.rows or ())
    if plan.kind == "latin-hypercube":
        return plan.points or 0
    return (plan.points or 0) * (len(columns) + 2) if plan.kind == "sobol" else (plan.trajectories or 0) * (len(columns) + 1)


def rows(plan: DesignEntry, columns: Sequence[Factor]) -> list[Row]:
    """The points of a design before constraints."""
    if plan.kind == "grid":
        return list(itertools.product(*(factor.steps(plan.steps) for factor in columns)))
    if plan.kind == "one-at-a-time":
        return _one_at_a_time(plan, columns)
    if plan.kind == "list":
        return [tuple(factor.read(row[factor.name]) for factor in columns) for row in plan.rows or ()]
    shares = unit_points(plan, columns)
    return list(zip(*(factor.at(shares[:, i]) for i, factor in enumerate(columns)), strict=True))


def _one_at_a_time(plan: DesignEntry, columns: Sequence[Factor]) -> list[Row]:
    base = tuple(factor.base for factor in columns)
    found = [base]
    for i, factor in enumerate(columns):
        found += [(*base[:i], value, *base[i + 1 :]) for value in factor.steps(plan.steps) if value != factor.base]
    return found


def unit_points(plan: DesignEntry, columns: Sequence[Factor]) -> Floats:
    """The points of a sampled design as shares of each factor's distribution: (P, D) in [0, 1]."""
    if plan.kind == "latin-hypercube":
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(d=len(columns), rng=plan.seed).random(plan.points or 0), dtype=np.float64)
    cube = _problem(columns)
    if plan.kind == "sobol":
        from SALib.sample import sobol

        return np.asarray(sobol.sample(cube, plan.points or 0, calc_second_order=False, seed=plan.seed), dtype=np.float64)
    from SALib.sample import morris

    return np.asarray(morris.sample(cube, plan.trajectories or 0, num_levels=plan.levels, seed=plan.seed), dtype=np.float64)


def _problem(columns: Sequence[Factor]) -> dict[str, Any]:
    return {
        "num_vars": len(columns),
        "names": [factor.name for factor in columns],
        "bounds": [[0.0, 1.0] for _ in columns],
    }


def problem(experiment: Experiment) -> dict[str, Any]:
    """The design as SALib describes it: factors by name, each as its share in [0, 1] (the rows of `unit`)."""
    return _problem(factors(experiment))


def unit(experiment: Experiment) -> Floats:
    """The points of a sobol or morris design as SALib's analyses want them: (P, D), each factor as its share in [0, 1]."""
    return unit_points(experiment.design, factors(experiment))


def fulfilling(found: list[Row], columns: Sequence[Factor], required: Sequence[str]) -> list[Row]:
    """The points that break no constraint."""
    if not required or not found:
        return found
    table = {factor.name: np.array([row[i] for row in found], float) for i, factor in enumerate(columns) if factor.numeric}
    kept = np.logical_and.reduce([constraints.fulfilled(each, table) for each in required])
    return [row for row, keep in zip(found, kept, strict=True) if keep]


@dataclass(frozen=True)
class Points(Sequence[Point]):
    """The points of a study, each made when it is looked at: as rows, a large design takes a quarter of the memory."""

    rows: Sequence[Row]
    columns: Sequence[Factor]
    scenario: str
    settings: Sequence[str]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Point: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Point, ...]: ...

    def __getitem__(self, index: int | slice) -> Point | tuple[Point, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(len(self))[index])
        at = range(len(self))[index]
        return point(at, self.rows[at], self.columns, self.scenario, self.settings)


def design(experiment: Experiment) -> Points:
    """The points of an experiment in their order; the same experiment has the same points everywhere."""
    columns = factors(experiment)
    found = fulfilling(rows(experiment.design, columns), columns, experiment.constraints)
    return Points(found, columns, experiment.bases[0], experiment.settings)


def point(index: int, row: Row, columns: Sequence[Factor], scenario: str, settings: Sequence[str]) -> Point:
    """The point with these values. What is switched off stays off, whatever another factor says."""
    changed, constants, off = list(settings), Constants(), list[Constants]()
    for factor, value in zip(columns, row, strict=True):
        level = factor.level(value)
        if level:
            off.append(switched_off(level))
        cells: Iterable[tuple[str, Any]] = level.set.items() if level else ((key, value) for key in factor.keys)
        for key, cell in cells:
            found = constant_of(key)
            if found:
                constants.setdefault(found[0], {})[found[1]] = float(cell)
            else:
                changed.append(f"{key}={text(cell)}")
    for changes in off:
        for mechanism, values in changes.items():
            constants.setdefault(mechanism, {}).update(values)
    named = {factor.name: value for factor, value in zip(columns, row, strict=True)}
    return Point(index, scenario_of(zip(columns, row, strict=True), scenario), tuple(changed), constants, named)


def scenario_of(chosen: Iterable[tuple[Factor, Value]], scenario: str) -> str:
    """The scenario that these values choose: named by one factor at most, and the variant of it that another may name."""
    variants = []
    for factor, value in chosen:
        level = factor.level(value)
        if factor.name == SCENARIO:
            scenario = str(value)
        elif level:
            scenario = level.scenario or scenario
            variants += [level.variant] if level.variant else []
    suffix = next((end for end in SUFFIXES if scenario.endswith(end)), "")
    return "/".join([scenario.removesuffix(suffix), *variants]) + suffix


def switched_off(level: Level) -> Constants:
    """The constants that switch off what a level mutes."""
    names: Iterable[str] = level.mute
    if level.mute_all_but is not None:
        names = [name for name in MECHANISMS if name not in level.mute_all_but]
    return {name: dict(values) for name in names for name, values in muted(name).items()}


def described(values: Mapping[str, Value]) -> str:
    """A point in words: a = 0.2, rules = closed."""
    return ", ".join(f"{name} = {value:g}" if isinstance(value, float) else f"{name} = {value}" for name, value in values.items())
