"""A plan counts runs, takes the time of a few and the size of a sample of rows."""

import pytest

from wgig_sim.bridge.compile import Setup
from wgig_sim.study.experiment import read
from wgig_sim.study.plan import Span, bytes_per_row, plan


def timer(setup: Setup, seed: int, count: int) -> float:
    """A machine that needs a second to compile and 10 ms a run."""
    return 1.0 if count == 1 else 0.01 * count


def test_runs_and_time_of_a_fixed_number_of_replicates() -> None:
    found = plan(read("chair-and-time"), workers=4, timer=timer)
    assert (found.points, found.runs, found.workers) == (72, Span(7200, 7200), 4)
    assert found.seconds_per_run == pytest.approx(0.01)
    assert found.seconds == pytest.approx((18.0, 18.0))
    assert [factor.name for factor in found.factors] == ["skill", "rounds", "text"]


def test_replicates_until_an_interval_is_narrow_are_a_span() -> None:
    settings = ["replicates={until: 0.01, measure: share_agreed, least: 50, most: 400}", "measures=[share_agreed, acceptance]"]
    found = plan(read("chair-and-time", settings), workers=1, timer=timer)
    assert found.runs == Span(72 * 50, 72 * 400)
    assert found.seconds == pytest.approx((36.0, 288.0))
    assert found.bytes.most == pytest.approx(8 * found.bytes.least)
    assert found.measures == 2


def test_points_from_the_first_to_the_last_are_timed() -> None:
    seen: list[float] = []

    def watch(setup: Setup, seed: int, count: int) -> float:
        seen.append(setup.scenario.trust.other_group)
        return 0.01

    plan(read("trust-threshold"), timer=watch)
    assert sorted(set(seen)) == [0.0, 0.5, 1.0]


def test_rounds_cost_disk() -> None:
    without = plan(read("chair-and-time"), timer=timer)
    rounds = plan(read("chair-and-time", ["per_round=true"]), timer=timer)
    assert rounds.bytes.least > without.bytes.least + without.runs.least * rounds.steps * 14  # at least a byte a number


def test_a_row_of_numbers_takes_more_than_a_row_of_yes_and_no() -> None:
    numbers, yes_or_no = bytes_per_row(3, [False] * 20, rows=2000), bytes_per_row(3, [True] * 20, rows=2000)
    assert yes_or_no < 30
    assert 20 * 6 < numbers < 20 * 10 + 30
