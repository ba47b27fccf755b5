"""Workers: processes on this machine that do the runs of a study, one order each at a time.

Each worker is watched alone, so that it is known which order a dead or a hanging one had. A worker whose parent is gone ends.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, Protocol, Self

from wgig_sim.study.runs import Order, Rows, Task, describe

Perform = Callable[[Task, Order], Rows]


class Failure(NamedTuple):
    """An order that gave nothing back because its worker is gone."""

    why: str


class Crew(Protocol):
    """Those who do the runs: local processes, or a cluster."""

    @property
    def has_room(self) -> bool:
        """Whether another order can be taken."""
        ...

    @property
    def busy(self) -> bool:
        """Whether an order is under way."""
        ...

    def submit(self, order: Order) -> None:
        """Take an order."""
        ...

    def result(self) -> tuple[Order, Rows | Failure]:
        """Wait for the next order to end, in whatever way."""
        ...

    def close(self) -> None:
        """End everything, at once."""
        ...


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _serve(pipe: Connection, perform: Perform, task: Task) -> None:
    """A worker's life: an order, its rows, the next order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            order: Order = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(perform(task, order))
        except Exception as error:  # whatever a run does
            pipe.send(Failure(describe(error)))


class Worker:
    """One process and what it is doing."""

    def __init__(self, perform: Perform, task: Task) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, perform, task), daemon=True)
        self.process.start()
        theirs.close()
        self.orders: list[Order] = []
        self.since = 0.0
        self.proven = False
        """Whether it has ever done an order."""

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class LocalCrew:
    """Worker processes on this machine. A worker has one order under way and one in hand, so that it never waits."""

    IN_HAND = 2
    HOPELESS = 5
    """Workers that may die one after the other before any has done anything."""

    def __init__(self, task: Task, perform: Perform, workers: int, limit: float) -> None:
        """`limit`: seconds that an order may take before its worker counts as hanging."""
        self._make = partial(Worker, perform, task)
        self._limit = limit
        self._lost = 0
        self._failed: list[tuple[Order, Failure]] = []
        self._workers = [self._make() for _ in range(workers)]

    @property
    def has_room(self) -> bool:
        """Whether another order can be taken."""
        return any(len(worker.orders) < self.IN_HAND for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Whether an order is under way."""
        return bool(self._failed) or any(worker.orders for worker in self._workers)

    def submit(self, order: Order) -> None:
        """Hand an order to the worker with the least to do."""
        worker = min(self._workers, key=lambda one: len(one.orders))
        if not worker.orders:
            worker.since = time.monotonic()
        worker.orders.append(order)
        with contextlib.suppress(OSError):  # a dead worker is noticed while waiting
            worker.pipe.send(order)

    def result(self) -> tuple[Order, Rows | Failure]:
        """Wait for the next order to end, in whatever way."""
        while not self._failed:
            busy = [worker for worker in self._workers if worker.orders]
            soonest = min(worker.since for worker in busy) + self._limit
            ready = wait([worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic()))
            for worker in busy:
                if worker.pipe in ready:
                    answer = self._answer(worker)
                    if answer is not None:
                        return answer
                elif time.monotonic() - worker.since > self._limit:
                    self._lose(worker, f"took longer than {self._limit:g} s")
        return self._failed.pop()

    def _answer(self, worker: Worker) -> tuple[Order, Rows | Failure] | None:
        try:
            rows: Rows | Failure = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker, "its worker process ended")
            return None
        worker.since, worker.proven, self._lost = time.monotonic(), True, 0
        return worker.orders.pop(0), rows

    def _lose(self, worker: Worker, why: str) -> None:
        """Replace a worker; the order that it was at has failed, the one in its hand goes to the new one."""
        worker.close()
        if not worker.proven and "longer" not in why:
            self._lost += 1
            if self._lost >= self.HOPELESS:
                raise RuntimeError("worker processes end before they have done anything")
        if worker.orders:
            self._failed.append((worker.orders.pop(0), Failure(why)))
        place = self._workers.index(worker)
        self._workers[place] = self._make()
        for order in worker.orders:
            self.submit(order)

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
