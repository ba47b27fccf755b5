"""Cluster: the runs of a study on a Dask scheduler, one of one's own on this machine or one that exists.

docs/cluster.md shows SLURM and Kubernetes. Needs the extra `cluster`.
"""

import contextlib
import importlib
import logging
import math
import os
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from typing import Any, Self

from wgig_sim.study.manifest import StudyError, code
from wgig_sim.study.runs import Answer, Batch, Task, describe
from wgig_sim.study.workers import Failure, Perform, ctrl_c_later

LOCAL = "local"
AHEAD = 3
"""Batches that each core of the cluster has under way or waiting."""
GRACE = 1.0
"""Seconds that a worker has to tell the scheduler which batch hangs, before it ends."""


class TookTooLongError(Exception):
    """A batch hung on some worker, and was not begun again."""


def perform_within(limit: float, name: str, sender: str, perform: Perform, task: Task, batch: Batch) -> Answer:
    """On a worker: do a batch. A worker of other code than the sender's refuses, one that hangs ends and is replaced.

    Dask gives the batch that hung to the next worker, which learns from the scheduler that it did.
    """
    if code() != sender:
        raise StudyError(f"a Dask worker has the code {code()}, this program has {sender}. Install the same on both.")
    late = importlib.import_module("distributed").Event(name)
    if late.is_set():
        raise TookTooLongError(f"took longer than {limit:g} s")
    watches = threading.Timer(limit, late.set), threading.Timer(limit + GRACE, os._exit, [1])
    for watch in watches:
        watch.daemon = True
        watch.start()
    try:
        return perform(task, batch)
    finally:
        for watch in watches:
            watch.cancel()


class DaskCrew:
    """The workers of a Dask scheduler.

    Dask itself repeats what a dead worker had in hand, a few times, and then blames all of it, be it under way or only waiting
    there. So who is blamed is tried again, one batch after the other, and only who is blamed then has failed.
    """

    def __init__(
        self, task: Task, perform: Perform, address: str, workers: int, limit: float = 600.0, patience: float = 30.0
    ) -> None:
        """`address` of a scheduler, such as tcp://10.0.0.1:8786, or "local" for `workers` processes on this machine.

        `limit`: seconds that a batch may take before its worker ends; `patience`: seconds to wait for the scheduler. It need
        not have workers yet: batches wait for them.
        """
        try:
            self._dask: Any = importlib.import_module("distributed")
        except ImportError:
            raise StudyError('Dask is not installed. Install the extra: pip install "wgig-sim[cluster]".') from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said by who asked for the runs
        self._work = task, perform, limit
        self._address, self._patience = address, patience
        self._cluster: Any = None
        self._client: Any = None
        self._batches: dict[str, tuple[Batch, Any]] = {}
        self._suspects: deque[Batch] = deque()
        self._on_trial = ""
        self._cores, self._asked = 0, -math.inf
        try:
            self._connect(workers)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError | ValueError):  # TimeoutError is an OSError
                raise StudyError(f"no Dask scheduler answers at {address}: {describe(error)}") from None
            raise

    def _connect(self, workers: int) -> None:
        if self._address == LOCAL:
            with ctrl_c_later():
                self._cluster = self._dask.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
        target = self._address if self._cluster is None else self._cluster
        self._client = self._dask.Client(target, timeout=self._patience, set_as_default=False)
        self._results: Any = self._dask.as_completed(loop=self._client.loop)

    @property
    def has_room(self) -> bool:
        """Whether another batch can be taken."""
        return len(self._batches) < AHEAD * max(1, self.cores)

    @property
    def cores(self) -> int:
        """Threads of all workers, as they were at most a second ago: workers come and go."""
        if time.monotonic() - self._asked > 1.0:
            with self._gone_if_silent():
                self._cores, self._asked = sum(self._client.nthreads().values()), time.monotonic()
        return self._cores

    @property
    def busy(self) -> bool:
        """Whether a batch is under way."""
        return bool(self._batches)

    def submit(self, batch: Batch) -> None:
        """Send a batch to the scheduler."""
        self._send(batch)

    def _send(self, batch: Batch) -> str:
        task, perform, limit = self._work
        key = f"wgig-sim-{uuid.uuid4().hex}"
        with self._gone_if_silent():
            future = self._client.submit(perform_within, limit, key, code(), perform, task, batch, key=key, pure=False)
        self._batches[key] = batch, future
        self._results.add(future)
        return key

    def result(self) -> tuple[Batch, Answer | Failure]:
        """Wait for the next batch to end, in whatever way."""
        while True:
            future = next(self._results)
            if future.status in ("lost", "pending"):  # done by a worker that has died since; Dask does it again
                self._results.add(future)
                continue
            batch, _ = self._batches.pop(future.key)
            answer = self._answer(future)
            future.release()
            if answer is None:
                self._suspects.append(batch)
            if self._on_trial not in self._batches and self._suspects:
                self._on_trial = self._send(self._suspects.popleft())
            if answer is not None:
                return batch, answer

    def _answer(self, future: Any) -> Answer | Failure | None:
        """What came of a batch; None if it is blamed for the death of workers and was not on trial for that."""
        if future.status == "finished":
            with self._gone_if_silent():
                answer: Answer = future.result()
            return answer
        if future.status != "error":
            raise self._gone()
        error = future.exception()
        if isinstance(error, self._dask.KilledWorker) and future.key != self._on_trial:
            return None
        return self._failure(error)

    def _gone(self) -> StudyError:
        return StudyError(f"the Dask scheduler at {self._address} is gone. What was done is kept: go on with --resume.")

    @contextlib.contextmanager
    def _gone_if_silent(self) -> Iterator[None]:
        if self._client.status == "closed":
            raise self._gone()
        try:
            yield
        except (OSError, self._dask.client.ClosedClientError):
            raise self._gone() from None

    def _failure(self, error: BaseException) -> Failure:
        if isinstance(error, StudyError):
            raise error
        if isinstance(error, ImportError):
            raise StudyError(f"a Dask worker cannot do runs: {error}. Install wgig-sim on it, in this version.")
        return Failure(str(error) if isinstance(error, TookTooLongError) else describe(error))

    def close(self) -> None:
        """Leave the scheduler; batches under way are cancelled, and a cluster of one's own ends."""
        if self._client is not None:
            with contextlib.suppress(OSError, self._dask.client.ClosedClientError):  # there is nobody to leave
                self._client.cancel([future for _, future in self._batches.values()])
            self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
