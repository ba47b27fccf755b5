"""The desk: fair, bounded, once, dropped when nobody waits, and back on its feet when a worker is not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.server.toys import order, toy
from wgig_sim.classroom import desk as desks
from wgig_sim.classroom.desk import Desk, Job, Queue, Shelf
from wgig_sim.classroom.requests import RefusedError


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where workers note what they do."""
    path = tmp_path / "notes"
    path.touch()
    monkeypatch.setenv("TOY_NOTES", str(path))
    return path


def noted(notes: Path) -> list[str]:
    return notes.read_text(encoding="utf-8").splitlines()


@asynccontextmanager
async def opened(workers: int = 1, **settings: Any) -> AsyncIterator[Desk]:
    desk = Desk(workers, toy, **settings)
    try:
        await desk.open()
        yield desk
    finally:
        await desk.close()


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(test(), 60)

    asyncio.run(bounded())


async def until(wanted: Callable[[], bool]) -> None:
    while not wanted():
        await asyncio.sleep(0.005)


def test_the_same_order_is_done_once_and_kept(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            answers = await asyncio.gather(*(desk.ask(f"page {n}", order("sleep 0.1")) for n in range(20)))
            assert answers == [b"sleep 0.1"] * 20
            assert await desk.ask("another", order("sleep 0.1")) == b"sleep 0.1"
            assert noted(notes) == ["sleep 0.1 0"]
            assert desk.waiting == 0

    run(test)


def test_pages_take_turns(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            first = asyncio.create_task(desk.ask("busy", order("sleep 1")))
            await until(lambda: len(noted(notes)) == 1)
            many = [asyncio.create_task(desk.ask("busy", order("many", seed=seed))) for seed in range(30)]
            await asyncio.sleep(0)
            few = [asyncio.create_task(desk.ask("modest", order("few", seed=seed))) for seed in range(3)]
            await asyncio.gather(first, *many, *few)
            done = [line.split()[0] for line in noted(notes)[1:]]
            assert max(place for place, name in enumerate(done) if name == "few") <= 2 * len(few)

    run(test)


def test_pictures_come_before_numbers() -> None:
    async def test() -> None:
        queue, jobs = Queue(), {kind: Job(order("x", kind)) for kind in ("curves", "values", "replay")}
        for job in jobs.values():
            job.waiting = 1
            queue.add("page", job)
        assert [queue.next() for _ in range(4)] == [jobs["replay"], jobs["values"], jobs["curves"], None]

    run(test)


def test_what_nobody_waits_for_is_dropped(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            first = asyncio.create_task(desk.ask("page", order("sleep 1")))
            await until(lambda: len(noted(notes)) == 1)
            left = [asyncio.create_task(desk.ask("gone", order("left", seed=seed))) for seed in range(20)]
            shared = [asyncio.create_task(desk.ask(page, order("shared"))) for page in ("gone", "stays")]
            await until(lambda: desk.waiting == 22)
            for task in (*left, shared[0]):
                task.cancel()
            assert await shared[1] == b"shared"
            await first
            assert noted(notes) == ["sleep 1 0", "shared 0"]
            assert desk.waiting == 0

    run(test)


def test_a_page_and_all_pages_can_only_wait_for_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "PER_PAGE", 3)
    monkeypatch.setattr(desks, "IN_ALL", 5)

    async def refused(desk: Desk, page: str, seed: int) -> tuple[int, int | None]:
        with pytest.raises(RefusedError) as found:
            await desk.ask(page, order("sleep 0.1", seed=seed))
        return found.value.status, found.value.retry

    async def test() -> None:
        async with opened() as desk:
            waiting = [asyncio.create_task(desk.ask("one", order("sleep 1", seed=seed))) for seed in range(3)]
            await until(lambda: desk.waiting == 3)
            assert await refused(desk, "one", 9) == (429, 1)
            waiting += [asyncio.create_task(desk.ask("two", order("sleep 0", seed=seed))) for seed in (10, 11)]
            await until(lambda: desk.waiting == 5)
            assert await refused(desk, "three", 12) == (503, 3)
            for task in waiting[:3]:
                task.cancel()
            await asyncio.gather(*waiting[3:])
            assert await desk.ask("one", order("again")) == b"again"

    run(test)


@pytest.mark.parametrize("name", ["die", "sleep 50"])
def test_a_worker_that_ends_or_hangs_is_replaced_and_those_who_waited_hear_of_it(name: str, notes: Path) -> None:
    async def test() -> None:
        async with opened(limit=0.5) as desk:
            both = [desk.ask(page, order(name)) for page in ("one", "two")]
            errors = await asyncio.gather(*both, return_exceptions=True)
            assert [getattr(error, "status", None) for error in errors] == [503, 503]
            said = str(errors[0])
            assert "could not be finished" in said
            assert ("exit code 3" if name == "die" else "longer than 0.5 s") in said
            assert await desk.ask("one", order("after")) == b"after"

    run(test)


def test_a_worker_that_goes_while_it_has_nothing_to_do_costs_no_answer() -> None:
    async def test() -> None:
        async with opened() as desk:
            assert await desk.ask("page", order("before")) == b"before"
            desk._workers[0].process.kill()
            desk._workers[0].process.join()
            assert await desk.ask("page", order("one")) == b"one"

    run(test)


def test_a_run_that_fails_says_so_and_levers_that_do_not_fit_too() -> None:
    async def test() -> None:
        async with opened() as desk:
            with pytest.raises(RefusedError, match="ValueError: the toy is broken") as broken:
                await desk.ask("page", order("fail"))
            with pytest.raises(RefusedError, match="levers of a toy") as unfit:
                await desk.ask("page", order("unfit"))
            assert (broken.value.status, unfit.value.status) == (500, 422)

    run(test)


def test_closing_ends_the_workers_whatever_they_do() -> None:
    async def test() -> None:
        async with opened(workers=2) as desk:
            tasks = [asyncio.create_task(desk.ask("page", order("sleep 50", seed=seed))) for seed in range(2)]
            await until(lambda: desk.waiting == 2)
            processes = [worker.process for worker in desk._workers]
        for task in tasks:
            task.cancel()
        assert not any(process.is_alive() for process in processes)

    run(test)


def test_the_shelf_holds_so_many_bytes_and_what_was_used_last() -> None:
    shelf, results = Shelf(1000), [bytes(200)] * 3
    for seed, result in enumerate(results):
        shelf.put(order("x", seed=seed), result)
        shelf.take(order("x", seed=0))
    assert [shelf.take(order("x", seed=seed)) is not None for seed in range(3)] == [True, False, True]
