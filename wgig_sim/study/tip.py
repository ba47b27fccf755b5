"""Tip: where along one factor of an experiment a measure tips, the others at their base. No folder: the levels are found."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from wgig_sim.engines.ahead import compile_ahead
from wgig_sim.engines.ensemble import sample
from wgig_sim.engines.measures import measure_names
from wgig_sim.scenario.problems import ScenarioError, unknown
from wgig_sim.study.analysis.tipping import Search, search
from wgig_sim.study.design import Point, factors, fulfilling, point
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.factors import Factor, Floats, Value
from wgig_sim.study.runs import setup_of
from wgig_sim.study.store import StudyError

MEASURE = "share_agreed"
FINE = 1 / 25
"""Share of the range that the interval may be long, where nothing else is asked for."""


class Found(NamedTuple):
    """What a search for a tipping point has found."""

    factor: Factor
    others: dict[str, Value]
    """The other factors, at their base."""
    measure: str
    replicates: int
    tolerance: float
    search: Search


def tip(
    experiment: Experiment,
    factor: str | None = None,
    measure: str | None = None,
    tolerance: float | None = None,
    after: Callable[[Search], None] | None = None,
) -> Found:
    """The tipping point of a measure along a factor that is a range (the first one, if none is named).

    `tolerance`: the length of the interval at which the search ends. Raises StudyError where the experiment has no such factor
    or measure, or a level breaks a constraint.
    """
    columns = factors(experiment)
    along = _range(columns, factor)
    measure = measure or (experiment.measures or [MEASURE])[0]
    lowest = setup_of(_at(experiment, columns, along, along.low))
    names = measure_names(lowest)
    if measure not in names:
        raise StudyError(f"--measure: {unknown('measure', measure, names, 'Measures')}")
    compile_ahead(lowest)

    def evaluate(level: float) -> Floats:
        setup = setup_of(_at(experiment, columns, along, level))
        taken = sample(setup, experiment.seed, range(experiment.least))
        return taken.values[:, taken.names.index(measure)]

    wanted = tolerance or (along.high - along.low) * FINE
    found = search(evaluate, along.low, along.high, wanted, integer=along.integer, after=after)
    if np.isnan(found.values).any():
        raise StudyError(f"{measure} has no value in some of these runs, so nothing can be said about where it tips.")
    others = {other.name: other.base for other in columns if other.name != along.name}
    return Found(along, others, measure, experiment.least, wanted, found)


def _range(columns: tuple[Factor, ...], name: str | None) -> Factor:
    """The factor to search along."""
    ranges = {column.name: column for column in columns if column.kind == "range"}
    if not ranges:
        raise StudyError("tip searches along a factor that is a range, and this experiment has none.")
    if name is None:
        return next(iter(ranges.values()))
    if name in ranges:
        return ranges[name]
    if any(column.name == name for column in columns):
        raise StudyError(f"--factor: {name} is no range, so there is nothing between its values. Ranges: {', '.join(ranges)}.")
    raise StudyError(f"--factor: {unknown('factor', name, list(ranges), 'Ranges')}")


def _at(experiment: Experiment, columns: tuple[Factor, ...], along: Factor, level: float) -> Point:
    """The point with one factor at a level and the others at their base."""
    row = tuple(level if column.name == along.name else column.base for column in columns)
    if not fulfilling([row], columns, experiment.constraints):
        raise StudyError(
            f"{along.name} = {level:g} breaks a constraint of the experiment while the others are at their base. "
            f"Choose a shorter range with --set factors.{along.name}.range=[LOW,HIGH], or another base."
        )
    made = point(0, row, columns, experiment.bases[0], experiment.settings)
    try:
        setup_of(made)
    except ScenarioError as error:
        reasons = " ".join(problem.text for problem in error.problems[:3])
        raise StudyError(f"{along.name} = {level:g} makes no valid scenario: {reasons}") from None
    return made
