"""The search on toys with a known answer: how much of the ranges is left, and that points are spread evenly over it."""

import numpy as np
import pytest

from wgig_sim.core.state import Flags, Floats
from wgig_sim.study.calibration.schema import Calibration
from wgig_sim.study.calibration.waves import Population, reflected, search, spread, steps, survivors

SEEDS = 24


def toy(size: int, **more: object) -> Calibration:
    """A calibration of so many constants between 0 and 1."""
    free = {f"c.{number}": {"range": [0.0, 1.0], "source": "none"} for number in range(size)}
    row = {"measures": ["x"], "sd": 1.0, "source": "none"}
    own = {"title": "A toy", "question": "Is it found?", "constants": free, "discrepancy": [row]}
    return Calibration.model_validate({**own, "first": 512, "points": 256, "most": 40, **more})


def everywhere(points: Floats) -> Flags:
    return np.ones(len(points), dtype=np.bool_)


def in_box(wave: int, points: Floats) -> Floats:
    """Two patterns: the first two constants have to lie within .1 of .3 and of .6; a volume of .04."""
    return (abs(points[:, :2] - [0.3, 0.6]) - 0.1) / 0.05


def in_ball(wave: int, points: Floats) -> Floats:
    """One pattern: all constants together no farther than .4 from the middle."""
    far: Floats = np.sqrt(((points - 0.5) ** 2).sum(axis=1, keepdims=True))
    return (far - 0.4) / 0.1


def test_a_box_is_found_and_filled_evenly() -> None:
    """Over seeds: mean volume, and mean and variance along an axis that matters and one that does not.

    The means over 24 independent searches; each tolerance is 4 standard errors of such a mean, measured on the same searches.
    """
    rows = []
    for seed in range(SEEDS):
        left, waves = search(toy(6, seed=seed), in_box, everywhere)
        assert waves[-1].cut == 0.0
        assert (in_box(0, left.points) <= 0.0).all()
        one, free = left.points[:, 0], left.points[:, 4]
        rows.append([waves[-1].volume, one.mean(), one.var(), free.mean(), free.var()])
    told = np.array(rows)
    error = told.std(axis=0, ddof=1) / np.sqrt(SEEDS)
    truth = np.array([0.04, 0.3, 0.2**2 / 12, 0.5, 1 / 12])
    assert (abs(told.mean(axis=0) - truth) <= 4 * error).all(), (told.mean(axis=0), truth, error)
    assert (error <= 0.1 * truth).all()  # so that the test can fail


def test_a_ball_in_five_dimensions() -> None:
    """Volume pi^2 8/15 r^5 of the ball, and r^2 of its points, whose mean is r^2 5/7; tolerance 4 standard errors."""
    rows = []
    for seed in range(SEEDS):
        left, waves = search(toy(5, seed=seed), in_ball, everywhere)
        rows.append([waves[-1].volume, ((left.points - 0.5) ** 2).sum(axis=1).mean()])
    told = np.array(rows)
    error = told.std(axis=0, ddof=1) / np.sqrt(SEEDS)
    truth = np.array([np.pi**2 * 8 / 15 * 0.4**5, 0.4**2 * 5 / 7])
    assert (abs(told.mean(axis=0) - truth) <= 4 * error).all(), (told.mean(axis=0), truth, error)
    assert (error <= 0.1 * truth).all()


def test_constraints_are_kept_in_every_wave() -> None:
    def ordered(points: Floats) -> Flags:
        return points[:, 0] <= points[:, 1]

    seen = []

    def noted(wave: int, points: Floats) -> Floats:
        seen.append(ordered(points).all())
        return in_box(wave, points)

    left, waves = search(toy(3), noted, ordered)
    assert all(seen)
    assert ordered(left.points).all()
    assert waves[-1].volume == pytest.approx(0.08, rel=0.5)  # twice as much of what the constraint leaves


def test_the_same_seed_gives_the_same_search() -> None:
    (one, first), (two, second) = (search(toy(4, seed=5), in_box, everywhere) for _ in range(2))
    assert np.array_equal(one.points, two.points)
    assert first == second
    assert not np.array_equal(one.points, search(toy(4, seed=6), in_box, everywhere)[0].points)


def test_what_cannot_be_reached_is_said() -> None:
    """A pattern that is out of reach everywhere: the search gives up, its cut says how near it came."""
    left, waves = search(toy(2, most=12), lambda wave, points: 1.0 + points[:, :1], everywhere)
    assert len(waves) == 12
    assert 1.0 < waves[-1].cut < 1.01
    assert (left.worst <= waves[-1].cut).all()


def test_waves_tell_what_was_ruled_out() -> None:
    _, waves = search(toy(6), in_box, everywhere)
    assert [wave.number for wave in waves] == list(range(1, len(waves) + 1))
    cuts = [wave.cut for wave in waves]
    assert cuts == sorted(cuts, reverse=True)
    assert waves[0].kept == 256  # half of 512
    assert all(max(wave.out) <= wave.points - wave.kept <= sum(wave.out) for wave in waves)
    assert all(count == pytest.approx(0.8, abs=0.08) for count in np.array(waves[0].fails) / waves[0].points)  # 4.5 errors
    assert sum(wave.cut == 0.0 for wave in waves) == 4  # the one that reached it, and three to settle


def test_first_points_are_spread_over_the_ranges() -> None:
    points = spread(toy(3, first=512), everywhere)
    counts, _ = np.histogramdd(points, bins=(4, 4, 4), range=[(0, 1)] * 3)
    assert (counts == 8).all()  # a Sobol' sequence fills such boxes exactly


def test_survivors_come_equally_often() -> None:
    people = Population(np.zeros((5, 1)), np.array([[0.0], [2.0], [0.0], [0.0], [2.0]]))
    rows, times = np.unique(survivors(people, 1.0, 8, 0, 2), return_counts=True)
    assert rows.tolist() == [0, 2, 3]
    assert sorted(times.tolist()) == [2, 3, 3]


def test_steps_stay_in_the_ranges_and_are_as_likely_back_as_forth() -> None:
    start = np.full((4000, 2), 0.5)
    left = np.random.default_rng(0).random((50, 2)) * 0.2
    there = steps(start, left, 0, 2)
    assert ((there >= 0.0) & (there <= 1.0)).all()
    moves = there - start
    assert (abs(moves.mean(axis=0)) <= 4 * moves.std(axis=0) / np.sqrt(len(moves))).all()
    assert np.array_equal(reflected(start), start)
