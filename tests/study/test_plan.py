"""A plan counts runs, takes the time of a few and the size of a sample of rows."""

import pytest

from wgig_sim.study.design import Point, design
from wgig_sim.study.experiment import read
from wgig_sim.study.plan import FEWEST, MOST, Pace, Span, bytes_per_row, paced, plan, spread, time_point


def timer(point: Point, seed: int) -> Pace:
    """A machine that needs 50 ms for a scenario and 10 ms a run."""
    return Pace(prepare=0.05, run=0.01)


def test_runs_and_time_of_a_fixed_number_of_replicates() -> None:
    found = plan(read("chair-and-time"), workers=4, timer=timer)
    assert (found.points, found.runs, found.workers) == (72, Span(7200, 7200), 4)
    assert found.seconds_per_run == pytest.approx(0.01)
    assert found.seconds == pytest.approx(((72 * 0.05 + 72.0) / 4,) * 2)
    assert [factor.name for factor in found.factors] == ["skill", "rounds", "text"]


def test_replicates_until_an_interval_is_narrow_are_a_span() -> None:
    settings = ["replicates={until: 0.01, measure: share_agreed, least: 50, most: 400}", "measures=[share_agreed, acceptance]"]
    found = plan(read("chair-and-time", settings), workers=1, timer=timer)
    assert found.runs == Span(72 * 50, 72 * 400)
    assert found.seconds == pytest.approx((3.6 + 36.0, 3.6 + 288.0))
    assert found.bytes.most == pytest.approx(8 * found.bytes.least)
    assert found.measures == 2


def test_the_points_that_are_timed_come_from_all_over_the_design() -> None:
    points = design(read("trust-threshold"))
    chosen = list(spread(points))
    assert len({point.index for point in chosen}) == len(chosen) == MOST
    for count in (FEWEST, MOST):
        trust = [float(point.values["trust"]) for point in chosen[:count]]
        assert abs(sum(trust) / count - 0.5) < 0.15
    assert [point.index for point in spread(points[:3])] == [0, 1, 2]


def test_different_points_count_with_their_own_pace() -> None:
    found = plan(read("composition"), workers=1, timer=lambda point, seed: Pace(0.0, float(point.values["size"])))
    assert found.seconds_per_run == pytest.approx(50, abs=5)  # sizes 20, 40, 60 and 80


def test_a_slow_machine_is_asked_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wgig_sim.study.plan.PATIENCE", 0.0)
    assert len(paced(list(spread(design(read("trust-threshold")))), 0, timer)) == FEWEST


def test_time_is_taken_of_real_runs() -> None:
    points = design(read("trust-threshold"))
    first, again = time_point(points[0], 0), time_point(points[0], 0)
    assert 0 < again.prepare < first.prepare  # the scenario is read already
    assert first.run > 0


def test_rounds_cost_disk() -> None:
    without = plan(read("chair-and-time"), timer=timer)
    rounds = plan(read("chair-and-time", ["per_round=true"]), timer=timer)
    assert rounds.bytes.least > without.bytes.least + without.runs.least * rounds.steps * 14  # at least a byte a number


def test_a_row_of_numbers_takes_more_than_a_row_of_yes_and_no() -> None:
    numbers, yes_or_no = bytes_per_row(3, [False] * 20, rows=2000), bytes_per_row(3, [True] * 20, rows=2000)
    assert yes_or_no < 30
    assert 20 * 6 < numbers < 20 * 10 + 30
