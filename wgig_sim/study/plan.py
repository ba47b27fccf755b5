"""Plan: how many runs an experiment means, how long they take here and how much disk, before anything starts."""

import io
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.measures import Moment
from wgig_sim.engines.ensemble import cores, sample
from wgig_sim.engines.measures import measure_names
from wgig_sim.study.design import Point, design, factors
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.factors import Factor
from wgig_sim.study.runs import setup_of

Timer = Callable[[Setup, int, int], float]
"""Seconds that so many replicates of a compiled scenario take, with a seed, on one core."""

TRIED = 3
"""Points that are timed."""
RUNS = 5
"""Replicates of each of them."""
SAMPLE_ROWS = 20_000


class Span(NamedTuple):
    """A number that is known, or the least and the most that it may become."""

    least: float
    most: float


class Plan(NamedTuple):
    """What an experiment means in numbers."""

    title: str
    question: str
    factors: tuple[Factor, ...]
    points: int
    runs: Span
    """points x replicates; least and most differ where replicates are run until an interval is narrow enough."""
    measures: int
    steps: int
    """Most rounds of a run, which are rows of a table where they are kept."""
    seconds_per_run: float
    """Measured here, on one core, without the drawing of figures."""
    workers: int
    seconds: Span
    """All runs, shared among the workers."""
    bytes: Span
    """Tables on disk, compressed; whole records (`traces`) are not counted."""


def plan(experiment: Experiment, workers: int | None = None, timer: Timer | None = None) -> Plan:
    """Runs, time and disk of an experiment; a few runs are made to know the time, unless a timer says it."""
    points = design(experiment)
    workers = workers or cores()
    tried = [setup_of(point) for point in spread(points)]
    seconds = seconds_per_run(tried, experiment.seed, timer or time_runs)
    runs = Span(len(points) * experiment.least, len(points) * experiment.most)
    names = experiment.measures or measure_names(tried[0])
    steps = max(int(setup.forum.calendar.event.shape[0]) for setup in tried)
    row = bytes_per_row(3, [name.startswith("agreed_") for name in names])
    if experiment.per_round:
        row += steps * bytes_per_row(4, [False] * len(Moment._fields))
    return Plan(
        experiment.title,
        experiment.question,
        factors(experiment),
        len(points),
        runs,
        len(names),
        steps,
        seconds,
        workers,
        Span(*(count * seconds / workers for count in runs)),
        Span(*(count * row for count in runs)),
    )


def spread(points: Sequence[Point], count: int = TRIED) -> list[Point]:
    """A few points from the first to the last, at equal distances."""
    rows = np.linspace(0, len(points) - 1, min(count, len(points)))
    return [points[round(row)] for row in rows]


def seconds_per_run(setups: Sequence[Setup], seed: int, timer: Timer) -> float:
    """Mean seconds of a run; each point is run once before its time counts, so that compilation does not."""
    taken = []
    for setup in setups:
        timer(setup, seed, 1)
        taken.append(timer(setup, seed, RUNS) / RUNS)
    return float(np.mean(taken))


def time_runs(setup: Setup, seed: int, count: int) -> float:
    """Seconds that the first replicates of a scenario take on one core."""
    start = time.perf_counter()
    sample(setup, seed, range(count), threads=1)
    return time.perf_counter() - start


def bytes_per_row(whole: int, yes_or_no: Sequence[bool], rows: int = SAMPLE_ROWS) -> float:
    """Bytes of a row with so many whole numbers and these measures (0 or 1, or anything), from a table made up and written."""
    import pyarrow as pa
    from pyarrow import parquet
    from scipy.stats import qmc

    shares = qmc.LatinHypercube(d=len(yes_or_no), rng=0).random(rows)
    columns = {f"n{i}": np.arange(rows) for i in range(whole)}
    columns |= {f"m{i}": np.round(column) if yes_or_no[i] else column for i, column in enumerate(shares.T)}
    written = io.BytesIO()
    parquet.write_table(pa.table(columns), written, compression="zstd")
    return written.tell() / rows
