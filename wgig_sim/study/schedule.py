"""Schedule: which runs of a study come next, and which points have had enough of them."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wgig_sim.core.state import Floats, Ints
from wgig_sim.study.design import Point
from wgig_sim.study.experiment_schema import Experiment, Until
from wgig_sim.study.means import means, yes_or_no
from wgig_sim.study.runs import Batch, Order, Rows, Task

SECONDS = 1.0
"""How long a batch should take."""
FIRST, LARGEST = 8, 5000
"""Runs in the first batches, and in any."""


def half_width(values: Sequence[float], measure: str = "") -> float:
    """Half of the 95% confidence interval of the mean of a measure; infinite for fewer than two values. NaN is left out."""
    return float(means(np.array(values), shares=yes_or_no(measure)).half)


class Share(NamedTuple):
    """The part of a study that one shard does: some points, and of each some replicates."""

    points: range
    replicates: slice


def share(experiment: Experiment, points: int, shard: tuple[int, int]) -> Share:
    """Shard i of n. Points are shared out; where there are few of them, their replicates are.

    The n shares have every run of the study exactly once.
    """
    part, parts = shard
    if parts > 1 and points < 4 * parts and not isinstance(experiment.replicates, Until):
        return Share(range(points), slice(part - 1, None, parts))
    return Share(range(points)[part - 1 :: parts], slice(None))


class Known(NamedTuple):
    """The runs that a folder has, in the order of points and replicates, each once."""

    point: Ints
    replicate: Ints
    value: Floats
    """Of the measure that decides on more replicates; NaN for failed runs, and where no measure decides."""
    failed: int = 0

    def of(self, point: int) -> "Known":
        """Those of one point."""
        first, last = np.searchsorted(self.point, [point, point + 1])
        return Known(self.point[first:last], self.replicate[first:last], self.value[first:last])


class PointState:
    """How far a point has come: which of the replicates below `target` are still to be ordered, and how many are awaited."""

    __slots__ = ("awaited", "index", "missing", "place", "target", "values")

    def __init__(self, index: int) -> None:
        self.index = index
        self.missing: Ints | range = range(0)
        self.target = self.place = self.awaited = 0
        self.values: dict[int, float] = {}
        """replicate -> value of the measure that decides; empty where none does."""

    @property
    def left(self) -> int:
        """Replicates that are still to be ordered."""
        return len(self.missing) - self.place

    def want(self, replicates: range, known: Ints) -> None:
        """Ask for those of the replicates that are not known."""
        self.missing = np.setdiff1d(replicates, known, assume_unique=True) if len(known) else replicates
        self.place = 0

    def take(self, most: int) -> tuple[int, ...]:
        """The next replicates to be ordered, at most so many."""
        taken = tuple(int(number) for number in self.missing[self.place : self.place + most])
        self.place += len(taken)
        self.awaited += len(taken)
        return taken


class Schedule:
    """Batches of the runs that are missing, point by point, in the order of the design."""

    def __init__(self, experiment: Experiment, points: Sequence[Point], part: Share, known: Known) -> None:
        self._points, self._share, self._earlier = points, part, known
        self._rule = experiment.replicates if isinstance(experiment.replicates, Until) else None
        self._states: dict[int, PointState] = {}
        self._open: deque[PointState] = deque()
        self._again: deque[Order] = deque()
        self._suspects: set[tuple[int, int]] = set()
        self._pace = 0.0
        self.wanted = self.known = 0
        """Runs that are wanted now, and those of them that are known; with `until` more may be wanted later."""
        for index in part.points:
            state = PointState(index)
            self._raise_target(state, experiment.least)
            if not self._has_enough(state):
                self._states[index] = state
                self._open.append(state)

    def next(self) -> Batch | None:
        """The next batch; None while there is nothing to be ordered. A point that fits into a batch is not divided."""
        if self._again:
            return (self._again.popleft(),)
        size = room = FIRST if self._pace == 0.0 else max(1, min(LARGEST, int(SECONDS / self._pace)))
        batch: list[Order] = []
        while room and self._open:
            state = self._open[0]
            if batch and room < state.left <= size:
                break
            batch.append(Order(self._points[state.index], state.take(room)))
            room -= len(batch[-1].replicates)
            if not state.left:
                self._open.popleft()
        return tuple(batch) or None

    def pace(self, seconds: float, runs: int) -> None:
        """Learn how long a run takes."""
        now = max(1e-9, seconds / runs)
        self._pace = now if self._pace == 0.0 else (self._pace + now) / 2

    def take(self, task: Task, order: Order, rows: Rows) -> None:
        """Note what is known now; a point that `until` keeps open is given more replicates, before others begin."""
        state = self._states[order.point.index]
        self.known += len(order.replicates)
        state.awaited -= len(order.replicates)
        if self._rule:
            values = rows.values[:, task.measures.index(self._rule.measure)]
            state.values.update(zip(order.replicates, values.tolist(), strict=True))
        if state.left or state.awaited:
            return
        if self._has_enough(state):
            del self._states[state.index]
        else:
            self._open.appendleft(state)

    def _has_enough(self, state: PointState) -> bool:
        """Whether a point needs no more runs; with `until`, one that needs more is given more to do."""
        rule = self._rule
        while not state.left:
            if rule is None or state.target >= rule.most:
                return True
            if half_width([state.values[number] for number in range(state.target)], rule.measure) <= rule.until:
                return True
            self._raise_target(state, min(rule.most, state.target + rule.least))
        return False

    def _raise_target(self, state: PointState, target: int) -> None:
        """Want all replicates below the target; those that an earlier sweep has done count at once."""
        new = range(state.target, target)[self._share.replicates]
        state.target = target
        earlier = self._earlier.of(state.index)
        here = np.isin(earlier.replicate, new) if len(earlier.replicate) else np.zeros(0, dtype=bool)
        state.want(new, earlier.replicate[here])
        self.wanted += len(new)
        self.known += int(here.sum())
        if self._rule:
            state.values.update(zip(earlier.replicate[here].tolist(), earlier.value[here].tolist(), strict=True))

    def failed(self, batch: Batch) -> bool:
        """Note a batch whose worker is gone. Its runs are tried again, each alone; True if this is one that failed so before."""
        runs = [(order.point, number) for order in batch for number in order.replicates]
        keys = {(point.index, number) for point, number in runs}
        if len(runs) == 1 and keys <= self._suspects:
            return True
        self._suspects |= keys
        self._again.extend(Order(point, (number,)) for point, number in runs)
        return False
