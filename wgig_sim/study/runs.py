"""Runs: some replicates of one point of a study, done in any process, and what they give back."""

import contextlib
import time
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup, compile_scenario, with_constants
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.state import Floats
from wgig_sim.engines.ensemble import sample
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import load, vary
from wgig_sim.study.design import Point


class Task(NamedTuple):
    """What is the same for all runs of a study."""

    seed: int
    measures: tuple[str, ...]
    """Columns of the result."""
    per_round: bool = False
    traces: tuple[int, ...] = ()
    """Replicates whose whole record is kept."""


class Order(NamedTuple):
    """Some replicates of one point."""

    point: Point
    replicates: tuple[int, ...]


Batch = tuple[Order, ...]
"""What is done at one go: orders of about a second's work together."""


class Rows(NamedTuple):
    """What became of an order of R runs."""

    values: Floats
    """(R, measures); NaN in the rows of failed runs, and where a measure has no value at this point."""
    errors: tuple[str | None, ...]
    """(R,) what went wrong with a run."""
    rounds: Floats | None = None
    """(R, S, moments) after each step of the calendar."""
    traces: Mapping[int, Mapping[str, Any]] = {}
    """replicate -> table -> columns."""


class Answer(NamedTuple):
    """What became of a batch: every run of it once, orders perhaps in smaller pieces, and how long it took."""

    done: tuple[tuple[Order, Rows], ...]
    seconds: float


_loaded = cache(load)
"""The files of a scenario, as they are when a process first does a run of it."""


@lru_cache(maxsize=16)
def _compiled(scenario: str, settings: tuple[str, ...]) -> Setup:
    return compile_scenario(vary(_loaded(scenario), settings, vocabulary()).scenario)


def setup_of(point: Point) -> Setup:
    """The compiled scenario of a point; raises ScenarioError where its settings make none."""
    return with_constants(_compiled(point.scenario, point.settings), point.constants)


def perform(task: Task, batch: Batch) -> Answer:
    """Do the runs of a batch on one thread. A run that raises is a row with its error, and costs the others nothing."""
    start = time.perf_counter()
    done = tuple(pair for order in batch for pair in _one_by_one_if_need_be(task, order))
    return Answer(done, time.perf_counter() - start)


def _one_by_one_if_need_be(task: Task, order: Order) -> list[tuple[Order, Rows]]:
    try:
        setup = setup_of(order.point)
    except Exception as error:  # whatever a scenario does to those who read it
        return [(order, failed(task, order, describe(error)))]
    with contextlib.suppress(Exception):  # then it is found out which run it was
        return [(order, _rows(task, setup, order.replicates))]
    return [_alone(task, setup, Order(order.point, (number,))) for number in order.replicates]


def _alone(task: Task, setup: Setup, order: Order) -> tuple[Order, Rows]:
    try:
        return order, _rows(task, setup, order.replicates)
    except Exception as error:  # a run may fail in any way
        return order, failed(task, order, describe(error))


def _rows(task: Task, setup: Setup, replicates: tuple[int, ...]) -> Rows:
    taken = sample(setup, task.seed, replicates, threads=1, per_round=task.per_round)
    place = {name: column for column, name in enumerate(taken.names)}
    values = np.full((len(replicates), len(task.measures)), np.nan)
    for column, name in enumerate(task.measures):
        if name in place:
            values[:, column] = taken.values[:, place[name]]
    traces = {number: _trace(setup, task.seed, number) for number in replicates if number in task.traces}
    return Rows(values, (None,) * len(replicates), taken.rounds, traces)


def _trace(setup: Setup, seed: int, number: int) -> Mapping[str, Any]:
    run = Replicate(setup, seed, number)
    run.finish()
    kept = record(run)
    return {"rounds": kept.rounds, "statements": kept.statements, "objections": kept.ledger}


def failed(task: Task, order: Order, why: str) -> Rows:
    """An order of which nothing came."""
    count = len(order.replicates)
    return Rows(np.full((count, len(task.measures)), np.nan), (why,) * count)


def describe(error: BaseException) -> str:
    """An error in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:500].removesuffix(": ")
