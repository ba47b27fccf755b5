"""Runs that misbehave, each in its way, in whatever process they are done. Functions of a module, so that any process finds them.

What they do wrong is written in a folder named by the environment: a file `hang-0-7` makes run 7 of point 0 hang. With
`once` in front, the first who sees the file removes it and misbehaves; others don't.
"""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from tests.study.studies import rows_of
from wgig_sim.study.runs import Answer, Batch, Task

PLACE = "WGIG_SIM_TEST_FAULTS"
"""The environment's name for the folder."""


def place() -> Path:
    return Path(os.environ[PLACE])


def misbehave(task: Task, batch: Batch) -> Answer:
    """Runs of a millisecond, unless a file says otherwise. Says in a file which process it is.

    They claim to take fifty times as long, so that batches are small.
    """
    (place() / f"worker-{os.getpid()}").touch()
    runs = [(order.point.index, number) for order in batch for number in order.replicates]
    for run in runs:
        for fault in (hang, die, slow):
            if wanted(f"{fault.__name__}-{run[0]}-{run[1]}"):
                fault()
        time.sleep(0.001)
    return Answer(tuple((order, rows_of(order)) for order in batch), 0.05 * len(runs))


def wanted(fault: str) -> bool:
    if (place() / fault).exists():
        return True
    try:
        (place() / f"once-{fault}").unlink()
    except FileNotFoundError:
        return False
    return True


def hang() -> None:
    (place() / "hanging").touch()
    time.sleep(1000)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def slow() -> None:
    """Go on when the file `go` is there."""
    (place() / "waiting").write_text(str(os.getpid()))
    while not (place() / "go").exists():
        time.sleep(0.005)


def much(task: Task, batch: Batch) -> Answer:
    """Answers larger than any pipe holds."""
    return Answer(tuple((order, rows_of(order)._replace(traces={0: {"x": {"y": "z" * 2_000_000}}})) for order in batch), 0.01)


def raise_something(task: Task, batch: Batch) -> Answer:
    """What no run does, since `perform` catches what a run raises."""
    raise ValueError("nothing can be done")


class Unborn:
    """A doing that no process can receive: the process that tries to ends."""

    def __call__(self, task: Task, batch: Batch) -> NoReturn:
        raise AssertionError

    def __reduce__(self) -> Any:
        return sys.exit, (3,)
