"""Cluster: the runs of a study on a Dask scheduler, one of one's own on this machine or one that exists.

docs/cluster.md shows SLURM and Kubernetes. Needs the extra `cluster`.
"""

import importlib
from typing import Any, Self

from wgig_sim.study.runs import Order, Rows, Task, describe
from wgig_sim.study.store import StudyError
from wgig_sim.study.workers import Failure, Perform

LOCAL = "local"
AHEAD = 3
"""Orders that each core of the cluster has under way or waiting."""


class DaskCrew:
    """The workers of a Dask scheduler. Dask itself repeats what a dead worker had in hand."""

    def __init__(self, task: Task, perform: Perform, address: str, workers: int, wait: float = 30.0) -> None:
        """`address` of a scheduler, such as tcp://10.0.0.1:8786, or "local" for `workers` processes on this machine."""
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError:
            raise StudyError('Dask is not installed. Install the extra: pip install "wgig-sim[cluster]".') from None
        self._task, self._perform = task, perform
        self._cluster: Any = None
        if address == LOCAL:
            self._cluster = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        try:
            self._client: Any = distributed.Client(self._cluster or address, timeout=wait, set_as_default=False)
            self._client.wait_for_workers(1, timeout=wait)
        except (OSError, TimeoutError, ValueError) as error:
            if self._cluster is not None:
                self._cluster.close()
            raise StudyError(f"no Dask scheduler with workers answers at {address}: {describe(error)}") from None
        self._orders: dict[str, tuple[Order, Any]] = {}
        self._results: Any = distributed.as_completed()
        self._number = self._cores = 0

    @property
    def has_room(self) -> bool:
        """Whether another order can be taken."""
        if self._number % 50 == 0:  # workers come and go
            self._cores = max(1, sum(self._client.nthreads().values()))
        return len(self._orders) < AHEAD * self._cores

    @property
    def busy(self) -> bool:
        """Whether an order is under way."""
        return bool(self._orders)

    def submit(self, order: Order) -> None:
        """Send an order to the scheduler."""
        key = f"runs-{id(self)}-{self._number}"
        self._number += 1
        future = self._client.submit(self._perform, self._task, order, key=key, pure=False)
        self._orders[key] = order, future
        self._results.add(future)

    def result(self) -> tuple[Order, Rows | Failure]:
        """Wait for the next order to end, in whatever way."""
        future = next(self._results)
        order, _ = self._orders.pop(future.key)
        if future.status == "finished":
            rows: Rows | Failure = future.result()
        else:
            rows = Failure(describe(future.exception()) if future.status == "error" else f"was {future.status}")
        future.release()
        return order, rows

    def close(self) -> None:
        """Leave the scheduler; orders under way are cancelled, and a cluster of one's own ends."""
        self._client.cancel([future for _, future in self._orders.values()])
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
