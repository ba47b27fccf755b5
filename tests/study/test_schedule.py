"""Which runs come next: each wanted one once, whatever is known, whoever shares the work, and in whatever order they end."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.study.studies import MEASURES, made_up, rows_of
from wgig_sim.study.runs import Batch, Order, Rows
from wgig_sim.study.schedule import Known, Schedule, half_width, share
from wgig_sim.study.sweep import Plan

UNTIL = {"until": 0.05, "measure": "height", "least": 10, "most": 400}


def known(pairs: set[tuple[int, int]]) -> Known:
    """These runs, done earlier."""
    found = sorted(pairs)
    columns = np.array(found, dtype=np.int64).reshape(-1, 2)
    values = [rows_of(Order(made_up(points=99).points[point], (number,))).values[0, 0] for point, number in found]
    return Known(columns[:, 0], columns[:, 1], np.array(values, dtype=np.float64))


def schedule_of(plan: Plan, earlier: Known | None = None) -> Schedule:
    found = earlier or known(set())
    return Schedule(plan.experiment, plan.points, share(plan.experiment, len(plan.points), plan.shard), found)


def finish(plan: Plan, schedule: Schedule, order: Any = None, ahead: int = 3) -> Counter[tuple[int, int]]:
    """Do all that is asked for, some batches at a time, in an order that may be chosen; how often each run was ordered."""
    seen: Counter[tuple[int, int]] = Counter()
    waiting: list[Batch] = []
    while True:
        while len(waiting) < ahead and (batch := schedule.next()):
            waiting.append(batch)
            seen.update((each.point.index, number) for each in batch for number in each.replicates)
        if not waiting:
            return seen
        for each in waiting.pop(order.choice(len(waiting)) if order else 0):
            schedule.take(plan.task, each, rows_of(each))


def pairs(points: int, replicates: int) -> set[tuple[int, int]]:
    return {(point, number) for point in range(points) for number in range(replicates)}


@given(st.integers(1, 9), st.integers(1, 30), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 29))), st.integers(1, 5))
def test_what_is_missing_is_ordered_once(points: int, replicates: int, had: set[tuple[int, int]], ahead: int) -> None:
    plan = made_up(points, replicates)
    schedule = schedule_of(plan, known(had))
    wanted = pairs(points, replicates)
    assert (schedule.known, schedule.wanted) == (len(had & wanted), len(wanted))
    assert finish(plan, schedule, ahead=ahead) == Counter(wanted - had)
    assert schedule.known == schedule.wanted == len(wanted)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(1, 9), st.sampled_from([0, 1]))
def test_shards_have_every_run_once(points: int, replicates: int, parts: int, adaptive: int) -> None:
    rule = {**UNTIL, "least": max(2, replicates), "most": max(2, replicates)} if adaptive else replicates
    shards = [made_up(points, rule, (part, parts)) for part in range(1, parts + 1)]
    together: Counter[tuple[int, int]] = Counter()
    for shard in shards:
        together += finish(shard, schedule_of(shard))
    assert together == Counter(pairs(points, shards[0].experiment.least))


def test_few_points_are_shared_by_replicates() -> None:
    plan = made_up(2, 10, (3, 4))
    assert set(finish(plan, schedule_of(plan))) == {(point, number) for point in (0, 1) for number in (2, 6)}


def test_batches_grow_to_a_second_and_do_not_divide_small_points() -> None:
    schedule = schedule_of(made_up(100, 30))
    first = schedule.next()
    assert first is not None
    assert [len(order.replicates) for order in first] == [8]
    schedule.pace(seconds=0.1, runs=10)
    second = schedule.next()
    assert second is not None
    assert [len(order.replicates) for order in second] == [22, 30, 30]


def test_a_point_larger_than_a_batch_is_divided() -> None:
    schedule = schedule_of(made_up(2, 250))
    schedule.pace(seconds=0.1, runs=10)
    sizes = [[len(order.replicates) for order in schedule.next() or ()] for _ in range(5)]
    assert sizes == [[100], [100], [50, 50], [100], [100]]


def test_replicates_are_added_until_the_interval_is_narrow_enough() -> None:
    plan = made_up(5, UNTIL)
    schedule = schedule_of(plan)
    seen = finish(plan, schedule)
    assert set(seen.values()) == {1}
    for point in range(5):
        values = [rows_of(Order(plan.points[point], (number,))).values[0, 0] for number in range(400)]
        count = sum(index == point for index, _ in seen)
        assert count % 10 == 0
        assert half_width(values[:count]) <= 0.05 < half_width(values[: count - 10])
    assert schedule.known == schedule.wanted == len(seen)


@given(
    st.randoms(use_true_random=False), st.integers(1, 6), st.sets(st.tuples(st.integers(0, 2), st.integers(0, 399)), max_size=300)
)
def test_how_many_replicates_a_point_gets_depends_on_nothing_else(order: Any, ahead: int, had: set[tuple[int, int]]) -> None:
    class Chosen:
        def choice(self, count: int) -> int:
            return int(order.randrange(count))

    plan = made_up(3, UNTIL)
    straight = set(finish(plan, schedule_of(plan)))
    assert set(finish(plan, schedule_of(plan, known(had)), Chosen(), ahead)) == straight - had


def test_most_is_the_end() -> None:
    plan = made_up(2, {**UNTIL, "until": 1e-9, "most": 35})
    assert set(finish(plan, schedule_of(plan))) == pairs(2, 35)


def test_failed_runs_say_nothing_of_the_interval() -> None:
    assert half_width([0.1, float("nan"), 0.3]) == half_width([0.1, 0.3])
    assert half_width([0.1, float("nan")]) == float("inf")


def test_a_batch_that_failed_is_tried_again_run_by_run_and_a_run_no_more_than_twice() -> None:
    plan = made_up(2, 3)
    schedule = schedule_of(plan)
    batch = schedule.next()
    assert batch is not None
    assert not schedule.failed(batch)
    alone = [schedule.next() for _ in range(6)]
    assert [[(order.point.index, order.replicates) for order in each or ()] for each in alone] == [
        [(point, (number,))] for point in (0, 1) for number in range(3)
    ]
    assert schedule.next() is None
    assert alone[4] is not None
    assert schedule.failed(alone[4])


def test_a_run_that_was_ordered_alone_has_a_second_try() -> None:
    schedule = schedule_of(made_up(1, 1))
    batch = schedule.next()
    assert batch is not None
    assert not schedule.failed(batch)
    assert schedule.next() == batch
    assert schedule.failed(batch)


def test_a_failed_run_is_known_all_the_same() -> None:
    plan = made_up(1, 2)
    schedule = schedule_of(plan)
    (order,) = schedule.next() or ()
    schedule.take(plan.task, order, Rows(np.full((2, len(MEASURES)), np.nan), (None, "broke")))
    assert schedule.known == schedule.wanted == 2


@pytest.mark.parametrize("points", [20_000])
def test_a_large_study_is_begun_without_ado(points: int) -> None:
    plan = made_up(3, 2)
    many = plan._replace(points=range(points))  # type: ignore[arg-type]  # none is looked at
    assert schedule_of(many).wanted == 2 * points
