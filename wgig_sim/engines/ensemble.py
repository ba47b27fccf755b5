"""Ensemble: many replicates of one forum, by threads, each in one compiled call.

A thread allocates the arrays of a process once and uses them for every replicate that it takes, so memory does not grow with
their number. Replicate r is the same run, bit for bit, in any batch, on any number of threads and as a `Replicate`.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.draws import Dice
from wgig_sim.core.allocate import allocate
from wgig_sim.core.handles import hand_over
from wgig_sim.core.results import MOMENT, width
from wgig_sim.core.schedule import run_calendar
from wgig_sim.core.state import Floats, Ints
from wgig_sim.engines.measures import measure_names, measures


class Sample(NamedTuple):
    """Measures of R replicates."""

    names: tuple[str, ...]
    replicates: Ints
    """(R,) numbers of the replicates."""
    values: Floats
    """(R, measures); NaN where a measure has no value, such as the voice of a group without seats."""
    rounds: Floats | None
    """(R, S, moments) after each step of the calendar, in the order of the fields of `Moment`; None if not asked for."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sample(setup: Setup, seed: int, replicates: Sequence[int], threads: int | None = None, per_round: bool = False) -> Sample:
    """The measures of many replicates of a compiled scenario, with `threads` threads (default: one a core)."""
    numbers = np.array(replicates, dtype=np.int64)
    steps = setup.forum.calendar.event.shape[0] if per_round else 0
    rows = np.empty((len(numbers), width(len(setup.names.groups), len(setup.names.issues))))
    rounds = np.empty((len(numbers), steps, MOMENT))
    forum = hand_over(setup.forum)
    waiting = iter(range(len(numbers)))

    def work(waiting: Iterator[int]) -> None:
        dice, process = Dice(setup.forum, setup.seats), hand_over(allocate(setup.forum, setup.seats))
        draws = hand_over(dice.draws)
        for at in waiting:
            dice.throw(seed, int(numbers[at]))
            run_calendar(forum, draws, process, rows[at], rounds[at])

    count = min(threads or cores(), len(numbers))
    if count <= 1:
        work(waiting)
    else:
        with ThreadPoolExecutor(count) as pool:
            for done in [pool.submit(work, waiting) for _ in range(count)]:
                done.result()
    return Sample(measure_names(setup), numbers, measures(rows), rounds if per_round else None)
