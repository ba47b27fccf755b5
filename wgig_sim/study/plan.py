"""Plan: how many runs an experiment means, how long they take here and how much disk, before anything starts."""

import io
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import mean, median
from typing import NamedTuple

import numpy as np

from wgig_sim.core.measures import Moment
from wgig_sim.engines.ensemble import cores, sample
from wgig_sim.engines.measures import measure_names
from wgig_sim.study.design import Point, design, factors
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.factors import Factor
from wgig_sim.study.runs import setup_of

FEWEST, MOST = 4, 24
"""Points that are timed: as many as there is time for."""
PATIENCE = 2.0
"""Seconds for that."""
RUNS = 3
"""Replicates of each of them."""
SAMPLE_ROWS = 20_000


class Pace(NamedTuple):
    """Seconds that a point takes on one core."""

    prepare: float
    """To read and compile its scenario; next to nothing where the point before had the same."""
    run: float
    """A run."""


Timer = Callable[[Point, int], Pace]
"""What takes the time of a point, with the seed of the experiment."""


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
    """Measured here, on one core."""
    workers: int
    seconds: Span
    """All points and runs, shared among the workers; without the start of the workers."""
    bytes: Span
    """Tables on disk, compressed; whole records (`traces`) are not counted."""


def plan(experiment: Experiment, workers: int | None = None, timer: Timer | None = None) -> Plan:
    """Runs, time and disk of an experiment; a few runs are made to know the time, unless a timer says it."""
    points = design(experiment)
    workers = workers or cores()
    tried = list(spread(points))
    paces = paced(tried, experiment.seed, timer or time_point)
    setups = [setup_of(point) for point in tried[: len(paces)]]
    runs = Span(len(points) * experiment.least, len(points) * experiment.most)
    names = experiment.measures or measure_names(setups[0])
    steps = max(int(setup.forum.calendar.event.shape[0]) for setup in setups)
    row = bytes_per_row(3, [name.startswith("agreed_") for name in names])
    if experiment.per_round:
        row += steps * bytes_per_row(4, [False] * len(Moment._fields))
    preparing = len(points) * median(pace.prepare for pace in paces)
    running = mean(pace.run for pace in paces)
    return Plan(
        experiment.title,
        experiment.question,
        factors(experiment),
        len(points),
        runs,
        len(names),
        steps,
        running,
        workers,
        Span(*((preparing + count * running) / workers for count in runs)),
        Span(*(count * row for count in runs)),
    )


def spread(points: Sequence[Point]) -> Iterator[Point]:
    """Points from all over the design: first the first, then each far from those before it."""
    golden = (5**0.5 - 1) / 2
    rows = dict.fromkeys(int(len(points) * (golden * turn % 1)) for turn in range(2 * MOST))
    return (points[row] for row in list(rows)[:MOST])


def paced(points: Sequence[Point], seed: int, timer: Timer) -> list[Pace]:
    """The paces of as many points as there is time for."""
    begun, found = time.perf_counter(), list[Pace]()
    for point in points:
        found.append(timer(point, seed))
        if len(found) >= FEWEST and time.perf_counter() - begun > PATIENCE:
            break
    return found


def time_point(point: Point, seed: int) -> Pace:
    """The pace of a point; a run before the clock starts takes care of compilation."""
    start = time.perf_counter()
    setup = setup_of(point)
    prepared = time.perf_counter()
    sample(setup, seed, [0], threads=1)
    ready = time.perf_counter()
    sample(setup, seed, range(RUNS), threads=1)
    return Pace(prepared - start, (time.perf_counter() - ready) / RUNS)


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
