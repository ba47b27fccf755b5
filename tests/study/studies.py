"""Small studies whose runs cost nothing, crews that need no processes, and what a folder holds in the end."""

import hashlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wgig_sim.study import store
from wgig_sim.study.design import Point
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.runs import Answer, Batch, Order, Rows, Task
from wgig_sim.study.sweep import Plan
from wgig_sim.study.workers import Failure

MEASURES = ("height", "depth")
Doing = Callable[[Task, Batch], Answer]


def made_up(points: int = 4, replicates: Any = 10, shard: tuple[int, int] = (1, 1), **more: Any) -> Plan:
    """A study of a scenario that does not exist; its runs are done by `invent`."""
    rows = [{"a": float(index)} for index in range(points)]
    words = {"title": "A study", "question": "Is it kept?", "scenario": "nowhere", "design": {"kind": "list", "rows": rows}}
    experiment = Experiment.model_validate({**words, "replicates": replicates, **more})
    found = tuple(Point(index, "nowhere", (), {}, {**row}) for index, row in enumerate(rows))
    return Plan(experiment, found, Task(experiment.seed, MEASURES, experiment.per_round), {"nowhere": "print"}, shard)


def value(point: int, replicate: int) -> list[float]:
    """Two numbers that look like chance and are always the same."""
    digest = hashlib.sha256(f"{point} {replicate}".encode()).digest()
    return [int.from_bytes(digest[at : at + 6], "big") / 2**48 for at in (0, 6)]


def rows_of(order: Order) -> Rows:
    """What comes of an order."""
    values = np.array([value(order.point.index, number) for number in order.replicates]).reshape(-1, len(MEASURES))
    return Rows(values, (None,) * len(order.replicates))


def invent(task: Task, batch: Batch) -> Answer:
    """Stands in for `perform`; says that a run takes an eighth of a second, so that a batch has eight."""
    return Answer(tuple((order, rows_of(order)) for order in batch), sum(len(order.replicates) for order in batch) / 8)


class Here:
    """A crew without processes, which does its batches in this one; the last first, if that is wanted."""

    def __init__(self, plan: Plan, perform: Doing = invent, room: int = 3, backwards: bool = False) -> None:
        self._task, self._perform, self._room, self._backwards = plan.task, perform, room, backwards
        self._batches: deque[Batch] = deque()

    @property
    def has_room(self) -> bool:
        return len(self._batches) < self._room

    @property
    def busy(self) -> bool:
        return bool(self._batches)

    def submit(self, batch: Batch) -> None:
        self._batches.append(batch)

    def result(self) -> tuple[Batch, Answer | Failure]:
        batch = self._batches.pop() if self._backwards else self._batches.popleft()
        return batch, self._perform(self._task, batch)

    def close(self) -> None:
        self._batches.clear()


def runs(folder: Path) -> list[tuple[int, int]]:
    """(point, replicate) of all rows that a folder holds, sorted; a run that is there twice is here twice."""
    table = store.table(folder, columns=["point", "replicate"])
    return [] if table is None else sorted(zip(table["point"].to_pylist(), table["replicate"].to_pylist(), strict=True))


def everything(plan: Plan) -> list[tuple[int, int]]:
    """All runs of a study with a fixed number of replicates."""
    return [(point.index, number) for point in plan.points for number in range(plan.experiment.least)]


def contents(folder: Path, kind: str = "parts") -> dict[str, bytes]:
    """Every column of a table in the order of the runs, to the last bit."""
    table = store.table(folder, kind)
    assert table is not None
    keys = [("run_id", "ascending")] + ([("step", "ascending")] if kind == "rounds" else [])
    ordered = table.sort_by(keys)
    return {
        name: repr(column.to_pylist()).encode() if name == "error" else column.to_numpy().tobytes()
        for name, column in zip(ordered.column_names, ordered.columns, strict=True)
    }
