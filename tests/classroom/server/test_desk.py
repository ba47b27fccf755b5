"""The desk: fair, bounded, once, dropped when nobody waits, and back on its feet when a worker is not."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.server.toys import order, toy
from wgig_sim.classroom import desk as desks
from wgig_sim.classroom.desk import Desk, Job, Queue, Shelf
from wgig_sim.classroom.orders import LANES, Result, lane
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


async def occupied(desk: Desk, notes: Path, page: str) -> asyncio.Task[Result]:
    """A desk whose only worker has begun with something that takes a while."""
    first = asyncio.create_task(desk.ask(page, order("sleep 1")))
    await until(lambda: len(noted(notes)) == 1)
    return first


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
            first = await occupied(desk, notes, "busy")
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
            queue.add("page", job.order.kind, job)
        assert [queue.next() for _ in range(4)] == [jobs["replay"], jobs["values"], jobs["curves"], None]

    run(test)


def test_a_first_sketch_comes_before_anybodys_whole_effect_and_then_one_request_after_the_other(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            tasks = [await occupied(desk, notes, "early")]
            for page in ("a", "b", "c"):
                tasks += [asyncio.create_task(desk.ask(page, order(page, block=block), page)) for block in range(4)]
            tasks += [asyncio.create_task(desk.ask("late", order("a", block=block), "late")) for block in range(4)]
            await asyncio.gather(*tasks)
            assert noted(notes)[1:] == [
                *(f"{page} 0" for page in "abc"),
                *(f"{page} {block}" for page in "abc" for block in (1, 2, 3)),
            ]

    run(test)


def test_a_request_that_asks_bit_by_bit_keeps_its_turn(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            first = await occupied(desk, notes, "early")
            at_once = asyncio.Semaphore(2)

            async def ask(page: str, block: int) -> None:
                async with at_once if page == "bit by bit" else contextlib.nullcontext():
                    await desk.ask(page, order(page, block=block), page)

            pages = ("bit by bit", "whole")
            await asyncio.gather(first, *(ask(page, block) for page in pages for block in range(1, 7)))
            assert [line.rpartition(" ")[0] for line in noted(notes)[1:]] == ["bit by bit"] * 6 + ["whole"] * 6

    run(test)


def test_what_is_done_ahead_waits_for_everybody_and_is_done_once(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            first = await occupied(desk, notes, "page")
            await desk.ahead([order("ahead", seed=seed) for seed in range(3)])
            asked = [asyncio.create_task(desk.ask("page", order("asked", "curves", seed=seed))) for seed in range(3)]
            asked.append(asyncio.create_task(desk.ask("page", order("ahead", seed=1))))
            await asyncio.gather(first, *asked)
            await until(lambda: len(noted(notes)) == 7)
            assert noted(notes)[1:] == ["ahead 1", "asked 0", "asked 1", "asked 2", "ahead 0", "ahead 2"]
            assert await desk.ask("page", order("ahead", seed=2)) == b"ahead"
            assert len(noted(notes)) == 7
            await until(lambda: desk.waiting == 0)

    run(test)


class Wish(NamedTuple):
    """An order that a request of a page waits for, unless it does so no more."""

    page: str
    request: int
    kind: str
    block: int
    wanted: bool

    @property
    def lane(self) -> int:
        """What goes first."""
        return lane(order("x", self.kind, block=self.block))


wishes = st.lists(
    st.builds(
        Wish,
        page=st.sampled_from("abcd"),
        request=st.integers(0, 2),
        kind=st.sampled_from(sorted(LANES)),
        block=st.integers(0, 2),
        wanted=st.integers(0, 4).map(bool),
    ),
    max_size=40,
)


def drained(asked: list[Wish]) -> list[int]:
    """The places of wishes, in the order in which a queue that has them all gives them away."""

    async def drain() -> list[int]:
        queue = Queue()
        for place, wish in enumerate(asked):
            job = Job(order("x", wish.kind, place, wish.block))
            job.waiting = int(wish.wanted)
            queue.add(wish.page, wish.request, job)
        return [job.order.seed for job in iter(queue.next, None)]

    return asyncio.run(drain())


@given(wishes)
def test_all_that_is_waited_for_comes_once_lane_after_lane_and_a_request_in_one_piece(asked: list[Wish]) -> None:
    found = drained(asked)
    assert sorted(found) == [place for place, wish in enumerate(asked) if wish.wanted]
    lanes = [asked[place].lane for place in found]
    assert lanes == sorted(lanes)
    turns = [turn for turn, _ in groupby((asked[place].lane, asked[place].page, asked[place].request) for place in found)]
    assert len(turns) == len(set(turns))
    for turn in turns:
        own = [place for place in found if (asked[place].lane, asked[place].page, asked[place].request) == turn]
        assert own == sorted(own)


@given(wishes)
def test_nobody_has_a_second_turn_before_everybody_had_a_first(asked: list[Wish]) -> None:
    found = [asked[place] for place in drained(asked)]
    for own in range(max(LANES.values()) + 1):
        turns = [page for (page, _), _ in groupby((wish.page, wish.request) for wish in found if wish.lane == own)]
        for at, page in enumerate(turns):
            before = Counter(turns[:at])
            assert all(count <= before[page] + 1 for count in before.values()), turns


def test_what_nobody_waits_for_is_dropped(notes: Path) -> None:
    async def test() -> None:
        async with opened() as desk:
            first = await occupied(desk, notes, "page")
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
