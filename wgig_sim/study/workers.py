"""Workers: processes on this machine that do the runs of a study, one batch each at a time.

Each worker is watched alone, so that it is known which batch a dead or a hanging one had. A worker whose parent is gone ends.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from wgig_sim.core.compiled import start_quickly
from wgig_sim.study.manifest import StudyError, code
from wgig_sim.study.runs import Answer, Batch, Task, describe

Perform = Callable[[Task, Batch], Answer]
Work = TypeVar("Work")
"""What a worker is told once."""
Order = TypeVar("Order")
"""What it is told to do, again and again."""
Found = TypeVar("Found")
"""What it gives back."""
STARTUP = 120.0
"""Seconds that a worker may need to start."""


class Failure(NamedTuple):
    """An order that nothing came back of: it failed, or its worker is gone."""

    why: str


class Crew(Protocol):
    """Those who do the runs: local processes, or a cluster."""

    @property
    def has_room(self) -> bool:
        """Whether another batch can be taken."""
        ...

    @property
    def busy(self) -> bool:
        """Whether a batch is under way."""
        ...

    def submit(self, batch: Batch) -> None:
        """Take a batch."""
        ...

    def result(self) -> tuple[Batch, Answer | Failure]:
        """Wait for the next batch to end, in whatever way."""
        ...

    def close(self) -> None:
        """End everything, at once."""
        ...


def _serve(pipe: Connection, perform: Callable[[Work, Order], Found], task: Work) -> None:
    """A worker's life: it says which code it has, then an order, its answer, the next order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders: SimpleQueue[Order] = SimpleQueue()
    threading.Thread(target=_fetch, args=(pipe, orders), daemon=True).start()
    start_quickly()
    with contextlib.suppress(OSError):  # the parent is gone
        pipe.send(code())
        while True:
            pipe.send(_answer(perform, task, orders.get()))


def _answer(perform: Callable[[Work, Order], Found], task: Work, order: Order) -> Found | Failure:
    try:
        return perform(task, order)
    except Exception as error:  # whatever a run does
        return Failure(describe(error))


def _fetch(pipe: Connection, orders: "SimpleQueue[Order]") -> None:
    """Read at once what the parent sends, so that it never waits; when the parent is gone, end, whatever is going on."""
    try:
        while True:
            orders.put(pipe.recv())
    finally:
        os._exit(1)


@contextlib.contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Processes that are started here never hear of Ctrl-C: what becomes of them is for the parent to decide."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would unblock the signal if it were started with the first process
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker(Generic[Work, Order, Found]):
    """One process and what it is doing."""

    def __init__(self, perform: Callable[[Work, Order], Found], task: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, perform, task), daemon=True)
        with ctrl_c_later():
            self.process.start()
        theirs.close()
        self.batches: list[Order] = []
        self.started = False
        """Whether it has said that it is there."""
        self.since = time.monotonic()
        """When it began with what it is doing."""

    def overdue(self, limit: float) -> float:
        """Seconds since it should have been ready; negative while there is time."""
        return time.monotonic() - self.since - (limit if self.started else max(limit, STARTUP))

    def send(self, batch: Order) -> None:
        """Give it one more order."""
        if self.started and not self.batches:
            self.since = time.monotonic()
        self.batches.append(batch)
        with contextlib.suppress(OSError):  # a dead worker is noticed while waiting
            self.pipe.send(batch)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class LocalCrew:
    """Worker processes on this machine. A worker has one batch under way and one in hand, so that it never waits."""

    IN_HAND = 2
    HOPELESS = 3
    """Workers that may end one after the other before any has started."""

    def __init__(self, task: Task, perform: Perform, workers: int, limit: float) -> None:
        """`limit`: seconds that a batch may take before its worker counts as hanging."""
        self._make = partial(Worker[Task, Batch, Answer], perform, task)
        self._limit = limit
        self._stillborn = 0
        self._failed: list[tuple[Batch, Failure]] = []
        self._workers = [self._make() for _ in range(workers)]

    @property
    def has_room(self) -> bool:
        """Whether another batch can be taken."""
        return any(len(worker.batches) < self.IN_HAND for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Whether a batch is under way."""
        return bool(self._failed) or any(worker.batches for worker in self._workers)

    def submit(self, batch: Batch) -> None:
        """Hand a batch to the worker with the least to do."""
        min(self._workers, key=lambda worker: len(worker.batches)).send(batch)

    def result(self) -> tuple[Batch, Answer | Failure]:
        """Wait for the next batch to end, in whatever way."""
        while not self._failed:
            busy = [worker for worker in self._workers if worker.batches]
            soonest = max(worker.overdue(self._limit) for worker in busy)
            ready = wait([worker.pipe for worker in busy], timeout=max(0.0, -soonest))
            for worker in busy:
                if worker.pipe in ready:
                    answer = self._hear(worker)
                    if answer is not None:
                        return worker.batches.pop(0), answer
                elif worker.overdue(self._limit) > 0:
                    self._replace(worker, f"took longer than {self._limit:g} s")
        return self._failed.pop()

    def _hear(self, worker: Worker[Task, Batch, Answer]) -> Answer | Failure | None:
        """What a worker has to say: an answer, or that it is there, or that it has died."""
        try:
            answer: Answer | Failure | str = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(timeout=30)
            self._replace(worker, f"its worker process ended ({how(worker.process.exitcode)})")
            return None
        worker.since, worker.started, self._stillborn = time.monotonic(), True, 0
        if not isinstance(answer, str):
            return answer
        if answer != code():
            raise StudyError(f"the program has changed since the sweep began: code {code()} before, {answer} now.")
        return None

    def _replace(self, worker: Worker[Task, Batch, Answer], why: str) -> None:
        """A new worker for a dead or hanging one. What that was at has failed; what it had in hand goes to the new one."""
        worker.close()
        waiting = worker.batches
        if worker.started:
            self._failed.append((waiting[0], Failure(why)))
            waiting = waiting[1:]
        else:
            self._stillborn += 1
            if self._stillborn >= self.HOPELESS:
                raise StudyError(f"worker processes end before they have started ({how(worker.process.exitcode)}).")
        place = self._workers.index(worker)
        self._workers[place] = self._make()
        for batch in waiting:
            self._workers[place].send(batch)

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def how(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
