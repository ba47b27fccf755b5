"""Schedule: which runs of a study come next, and which points have had enough of them."""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from wgig_sim.study.design import Point
from wgig_sim.study.experiment_schema import Experiment, Until
from wgig_sim.study.runs import Order, Rows, Task

SECONDS = 1.0
"""How long an order should take."""
FIRST, LARGEST = 8, 5000
"""Runs in the first orders, and in any."""
CONFIDENCE = 0.975
"""Quantile for an interval of 95%."""


def half_width(values: Sequence[float]) -> float:
    """Half of the 95% confidence interval of a mean (Student's t); infinite for fewer than two values. NaN is left out."""
    found = np.array([value for value in values if not math.isnan(value)])
    if len(found) < 2:
        return math.inf
    from scipy.stats import t

    return float(t.ppf(CONFIDENCE, len(found) - 1) * found.std(ddof=1) / math.sqrt(len(found)))


class PointState:
    """How far a point has come: replicates 0 to `target` are wanted now."""

    def __init__(self, point: Point, target: int, share: slice, known: dict[int, float]) -> None:
        self.point, self.target, self.share, self.known = point, target, share, known
        """known: replicate -> value of the measure that decides."""
        self.waiting: deque[int] = deque()
        self.extend(0)

    def extend(self, start: int) -> None:
        """Ask for the replicates from `start` to the target that are not known."""
        self.waiting.extend(r for r in range(self.target)[self.share] if r >= start and r not in self.known)

    @property
    def is_complete(self) -> bool:
        """Whether everything that is wanted now is known."""
        return not self.waiting and len(self.known) >= len(range(self.target)[self.share])


class Schedule:
    """Orders for the runs that are missing, point by point, in the order of the design."""

    def __init__(self, experiment: Experiment, points: Iterable[PointState]) -> None:
        self._until = experiment.replicates if isinstance(experiment.replicates, Until) else None
        self._points = {state.point.index: state for state in points}
        self._open = deque(state for state in self._points.values())
        self._again: deque[Order] = deque()
        self._tried: set[tuple[int, int]] = set()
        self._pace = 0.0
        for state in list(self._points.values()):
            self._judge(state)

    @property
    def wanted(self) -> int:
        """Runs that are wanted now, known ones included; with `until` it grows."""
        return sum(len(range(state.target)[state.share]) for state in self._points.values())

    @property
    def known(self) -> int:
        """Runs that are known."""
        return sum(len(state.known) for state in self._points.values())

    def next(self) -> Order | None:
        """The next order; None while nothing is left to be ordered."""
        if self._again:
            return self._again.popleft()
        while self._open:
            state = self._open[0]
            if state.waiting:
                size = FIRST if self._pace == 0.0 else max(1, min(LARGEST, int(SECONDS / self._pace)))
                return Order(state.point, tuple(state.waiting.popleft() for _ in range(min(size, len(state.waiting)))))
            self._open.popleft()
        return None

    def pace(self, seconds: float, runs: int) -> None:
        """Learn how long a run takes."""
        now = seconds / runs
        self._pace = now if self._pace == 0.0 else 0.8 * self._pace + 0.2 * now

    def take(self, task: Task, order: Order, rows: Rows) -> None:
        """Note what is known now; a point that `until` keeps open is given more replicates."""
        state = self._points[order.point.index]
        column = task.measures.index(self._until.measure) if self._until else 0
        for row, number in enumerate(order.replicates):
            state.known[number] = float(rows.values[row, column]) if rows.errors[row] is None else math.nan
        self._judge(state)

    def _judge(self, state: PointState) -> None:
        rule = self._until
        while rule and state.is_complete and state.target < rule.most:
            if half_width([state.known[r] for r in range(state.target) if r in state.known]) <= rule.until:
                return
            before, state.target = state.target, min(rule.most, state.target + rule.least)
            state.extend(before)
            self._open.append(state)

    def failed(self, order: Order) -> bool:
        """Note an order whose worker is gone. Its runs are tried again, each alone, until one has failed twice so: then True."""
        alone = len(order.replicates) == 1
        key = order.point.index, order.replicates[0]
        if alone and key in self._tried:
            return True
        if alone:
            self._tried.add(key)
        self._again.extend(Order(order.point, (number,)) for number in order.replicates)
        return False


def states(
    experiment: Experiment, points: Sequence[Point], shard: tuple[int, int], known: dict[int, dict[int, float]]
) -> Iterator[PointState]:
    """The points of one shard of a study. Points are shared out; where there are few, their replicates are."""
    part, parts = shard
    by_run = parts > 1 and len(points) < 4 * parts and not isinstance(experiment.replicates, Until)
    for point in points:
        share = slice(part - 1, None, parts) if by_run else slice(None)
        if by_run or point.index % parts == part - 1:
            yield PointState(point, experiment.least, share, dict(known.get(point.index, {})))
