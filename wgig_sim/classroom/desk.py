"""The desk: who waits for what. Orders of all pages come here, are done in turn by worker processes, and kept for a while.

Fair: pages take turns, and in a turn one request is finished. Bounded: a page, and all together, may only wait for so much. The
same order twice is done once. An order for which nobody waits any more is dropped. While nobody waits at all, what will be asked
for next is done ahead. A worker that ends or hangs is replaced.
"""

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from wgig_sim.classroom.orders import LANES, Order, Result, Unfit, lane, perform
from wgig_sim.classroom.requests import RefusedError
from wgig_sim.study.workers import STARTUP, Failure, Worker, how

LIMIT, COMPILATION = 60.0, 600.0
"""Seconds that an order may take before its worker counts as hanging, later and at the very first, which may have to compile."""
KEPT = 128 * 2**20
"""Bytes of results that are kept."""
PER_PAGE, IN_ALL = 200, 4000
"""Orders that a page, and all pages together, may wait for."""
AHEAD = 100
"""Orders that are remembered for when nobody waits; the newest stay."""
CLOSED = "The classroom is being closed."


class Job:
    """An order that is not done yet, and the pages that wait for it."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.waiting = 0
        self.begun = False
        self.result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()


class Shelf:
    """Results, the least recently used of which go when there are too many bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[Order, Result] = OrderedDict()

    def take(self, order: Order) -> Result | None:
        """A result, if it is here."""
        if order in self._kept:
            self._kept.move_to_end(order)
        return self._kept.get(order)

    def put(self, order: Order, result: Result) -> None:
        """Keep a result."""
        self._kept[order] = result
        self._size += _size(result)
        while self._size > self._most:
            self._size -= _size(self._kept.popitem(last=False)[1])


def _size(result: Result) -> int:
    return 200 + (len(result.why) if isinstance(result, Unfit) else len(result) if isinstance(result, bytes) else result.nbytes)


class Turn(deque[Job]):
    """Jobs that one request of a page waits for, and whether any of them was handed out."""

    begun = False


class Queue:
    """Jobs that wait, by lane and page. Pages take turns; a turn lasts until a request of the page has nothing more to do here.

    So one page after the other has its whole answer, where turns of single jobs would give all of them theirs at the very end.
    """

    def __init__(self) -> None:
        self._lanes: list[OrderedDict[str, OrderedDict[object, Turn]]] = [OrderedDict() for _ in set(LANES.values())]

    def add(self, page: str, request: object, job: Job) -> None:
        """A request of a page waits for a job."""
        self._lanes[lane(job.order)].setdefault(page, OrderedDict()).setdefault(request, Turn()).append(job)

    def next(self) -> Job | None:
        """The next job that somebody waits for."""
        for pages in self._lanes:
            while pages:
                page, turns = next(iter(pages.items()))
                turn = next(iter(turns.values()))
                for job in _popped(turn):
                    if job.waiting and not job.begun:
                        turn.begun = True
                        return job
                turns.popitem(last=False)
                if turn.begun:
                    pages.move_to_end(page)
                if not turns:
                    del pages[page]
        return None


def _popped(jobs: deque[Job]) -> Iterator[Job]:
    while jobs:
        yield jobs.popleft()


class Desk:
    """Takes orders, has them done, and hands out results."""

    def __init__(
        self, workers: int, work: Callable[[None, Order], Result] = perform, limit: float = LIMIT, kept: int = KEPT
    ) -> None:
        self._number, self._work, self._limit = workers, work, limit
        self._shelf, self._queue = Shelf(kept), Queue()
        self._ahead: deque[Order] = deque(maxlen=AHEAD)
        self._jobs: dict[Order, Job] = {}
        self._held: dict[str, int] = {}
        """Orders that each page waits for."""
        self._news = asyncio.Condition()
        self._ears = ThreadPoolExecutor(2 * workers, "ear")
        """One thread listens to each worker; one that is replaced is still listened to for a moment."""
        self._workers: list[Worker[None, Order, Result]] = []
        self._shifts: list[asyncio.Task[None]] = []
        self._closed = False

    async def open(self, first: tuple[Order, ...] = ()) -> None:
        """Start the workers, and let each of them do the `first` orders, so that all they need is loaded.

        A StartError says why that cannot be done.
        """
        self._workers = [Worker(self._work, None) for _ in range(self._number)]
        try:
            await asyncio.gather(*(self._begin(worker, first) for worker in self._workers))
        except _GoneError as gone:
            raise StartError(f"A worker process does not start: {gone}.") from None
        self._shifts = [asyncio.create_task(self._shift(place)) for place in range(self._number)]

    async def close(self) -> None:
        """End everything, at once; those who wait are told."""
        self._closed = True
        for shift in self._shifts:
            shift.cancel()
        for worker in self._workers:
            worker.close()
        await asyncio.gather(*self._shifts, return_exceptions=True)
        for job in list(self._jobs.values()):
            self._fail(job, RefusedError(503, CLOSED))
        self._ears.shutdown(wait=False)

    @property
    def waiting(self) -> int:
        """Orders that are not done yet."""
        return len(self._jobs)

    async def ask(self, page: str, order: Order, request: object = None) -> Result:
        """The result of an order; RefusedError where it cannot be had. Cancel this, and it is not waited for any more.

        `request`: whatever the orders that make up one answer have in common; without it an order is an answer of its own.
        """
        found = self._shelf.take(order)
        if found is None:
            with self._waiting(page):
                found = await self._done(page, object() if request is None else request, order)
        if isinstance(found, Unfit):
            raise RefusedError(422, f"These levers do not go together: {found.why}", "levers")
        return found

    async def ahead(self, orders: Iterable[Order]) -> None:
        """Have orders done that may be asked for soon, one at a time, whenever nobody waits for any other."""
        self._ahead.extend(orders)
        async with self._news:
            self._news.notify_all()

    @contextlib.contextmanager
    def _waiting(self, page: str) -> Iterator[None]:
        if self._closed:
            raise RefusedError(503, CLOSED)
        held = self._held.get(page, 0)
        if held >= PER_PAGE:
            raise RefusedError(429, "This page already waits for as much as one page may. Try again in a moment.", retry=1)
        if sum(self._held.values()) >= IN_ALL:
            raise RefusedError(503, "Too many pages are waiting. Try again in a moment.", retry=3)
        self._held[page] = held + 1
        try:
            yield
        finally:
            self._held[page] -= 1
            if not self._held[page]:
                del self._held[page]

    async def _done(self, page: str, request: object, order: Order) -> Result:
        """Wait for an order, together with all others who wait for it."""
        job = self._jobs.get(order)
        if job is None:
            job = self._jobs[order] = Job(order)
        job.waiting += 1
        if not job.begun:
            self._queue.add(page, request, job)
            async with self._news:
                self._news.notify()
        try:
            return await asyncio.shield(job.result)
        finally:
            job.waiting -= 1
            if not job.waiting and not job.begun and self._jobs.get(order) is job:
                del self._jobs[order]

    async def _shift(self, place: int) -> None:
        """A worker's day: the next job, and the next."""
        while True:
            job = await self._next()
            job.begun = True
            if not self._workers[place].process.is_alive():  # it went while it had nothing to do
                await self._replace(place)
            try:
                answer = await self._heard(self._workers[place], job.order)
            except _GoneError as gone:
                self._fail(job, RefusedError(503, f"The run could not be finished: {gone}. Try again.", retry=1))
                await self._replace(place)
                continue
            if isinstance(answer, Failure):
                self._fail(job, RefusedError(500, f"The run failed ({answer.why}). Please report this."))
                continue
            del self._jobs[job.order]
            self._shelf.put(job.order, answer)
            job.result.set_result(answer)

    def _fail(self, job: Job, error: RefusedError) -> None:
        del self._jobs[job.order]
        job.result.set_exception(error)
        job.result.exception()  # seen, even where nobody waits any more

    async def _next(self) -> Job:
        async with self._news:
            while (job := self._queue.next() or self._idle()) is None:
                await self._news.wait()
        return job

    def _idle(self) -> Job | None:
        """A job for whoever would have nothing to do."""
        while self._ahead:
            order = self._ahead.popleft()
            if order not in self._jobs and self._shelf.take(order) is None:
                self._jobs[order] = Job(order)
                return self._jobs[order]
        return None

    async def _begin(self, worker: "Worker[None, Order, Result]", first: tuple[Order, ...]) -> None:
        """Wait until a worker is there, and has done its first orders."""
        await self._hear(worker, STARTUP)
        for order in first:
            answer = await self._heard(worker, order, COMPILATION)
            if isinstance(answer, Failure):
                raise StartError(f"A worker process cannot work: {answer.why}.")

    async def _replace(self, place: int) -> None:
        """A new worker in the place of one that is gone, however often it takes."""
        while True:
            self._workers[place].close()
            self._workers[place] = Worker(self._work, None)
            with contextlib.suppress(_GoneError):
                await self._hear(self._workers[place], STARTUP)
                return
            await asyncio.sleep(1)

    async def _heard(self, worker: "Worker[None, Order, Result]", order: Order, limit: float | None = None) -> Any:
        """The answer of a worker to an order."""
        with contextlib.suppress(OSError):  # a dead worker is noticed in a moment
            worker.pipe.send(order)
        return await self._hear(worker, limit or self._limit)

    async def _hear(self, worker: "Worker[None, Order, Result]", limit: float) -> Any:
        """What a worker says next; _GoneError where it says nothing."""
        try:
            listening = asyncio.get_running_loop().run_in_executor(self._ears, worker.pipe.recv)
            return await asyncio.wait_for(listening, limit)
        except TimeoutError:
            raise _GoneError(f"it took longer than {limit:g} s") from None
        except (EOFError, OSError):
            worker.process.join(timeout=5)
            raise _GoneError(f"its worker process ended ({how(worker.process.exitcode)})") from None


class StartError(Exception):
    """There are no workers, and why."""


class _GoneError(Exception):
    """A worker that is no more, or hangs."""
