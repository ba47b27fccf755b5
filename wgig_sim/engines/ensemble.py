"""Ensemble: many replicates of one forum, by threads, each in one compiled call.

A thread allocates the arrays of a process once and uses them for every replicate that it takes, so that memory grows with the
measures that are wanted and with nothing else. Replicate r is the same run, bit for bit, in any batch, on any number of
threads and as a `Replicate`.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
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
    """(R, S, moments) after each step of the calendar, or of those asked for, in the order of the fields of `Moment`; None if
    not asked for."""


BATCH = 1000
"""Replicates whose every measure is held at a time."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Bench:
    """What one thread works at: the arrays of a process and of its chance, used for one replicate after the other."""

    def __init__(self, setup: Setup) -> None:
        self._forum, self._dice = hand_over(setup.forum), Dice(setup.forum, setup.seats)
        self._draws, self._process = hand_over(self._dice.draws), hand_over(allocate(setup.forum, setup.seats))

    def work(self, seed: int, numbers: Ints, waiting: Iterator[int], rows: Floats, steps: Ints, rounds: Floats) -> None:
        """Run the replicates at the places that are waiting, until none is."""
        for at in waiting:
            self._dice.throw(seed, int(numbers[at]))
            run_calendar(self._forum, self._draws, self._process, rows[at], steps, rounds[at])


def sample(
    setup: Setup,
    seed: int,
    replicates: Sequence[int],
    threads: int | None = None,
    per_round: bool = False,
    wanted: Sequence[str] | None = None,
    steps: Sequence[int] | None = None,
) -> Sample:
    """Measures of many replicates of a compiled scenario, all or those wanted, with `threads` threads (default: one a core).

    With `per_round`, the moments after every step, or after some `steps`, which go up: to look at a process after each of its
    steps takes many times as long as the steps.
    """
    numbers = np.array(replicates, dtype=np.int64)
    known = measure_names(setup)
    names = known if wanted is None else tuple(wanted)
    columns = [known.index(name) for name in names]
    moments = (range(setup.forum.calendar.event.shape[0]) if steps is None else steps) if per_round else ()
    noted = np.array(moments, dtype=np.int64)
    values, rounds = np.empty((len(numbers), len(names))), np.empty((len(numbers), len(noted), MOMENT))
    rows = np.empty((min(BATCH, len(numbers)), width(len(setup.names.groups), len(setup.names.issues))))
    benches = [_Bench(setup) for _ in range(max(1, min(threads or cores(), len(numbers))))]
    with ThreadPoolExecutor(len(benches)) as pool:
        for start in range(0, len(numbers), BATCH):
            batch = slice(start, min(start + BATCH, len(numbers)))
            waiting = iter(range(batch.stop - start))
            work = partial(
                _Bench.work, seed=seed, numbers=numbers[batch], waiting=waiting, rows=rows, steps=noted, rounds=rounds[batch]
            )
            list(pool.map(work, benches) if len(benches) > 1 else map(work, benches))
            values[batch] = measures(rows[: batch.stop - start])[:, columns]
    return Sample(names, numbers, values, rounds if per_round else None)
