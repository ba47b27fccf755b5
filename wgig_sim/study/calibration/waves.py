"""Waves: the search for the points that are not implausible, through cuts that fall wave by wave.

Sequential Monte Carlo in the manner of Del Moral, Doucet & Jasra (2012), for history matching: Drovandi, Nott & Pagendam (2021).
The first wave spreads points over the ranges. Each later one lowers the cut so far that a share of the points stays under it,
makes as many copies of those as there should be points, and moves every copy by a random step that is taken only if the point
that it leads to is under the cut too. The steps are differences between two points that are left (ter Braak 2006), along some
of the constants; backwards they are as likely as forwards, so that points stay spread evenly over what is left, all with the
same weight, in however many dimensions. The shares that each cut left multiply to the share of the ranges that is left.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.core.state import Flags, Floats, Ints
from wgig_sim.study.calibration.schema import Calibration

PURPOSE = "calibration"
ALONG = 0.3
"""Chance of each constant to take part in a step."""
LENGTH = 2.38
"""Longest step between two of d constants, times sqrt(2 d): ter Braak 2006."""
JITTER = 0.01
"""Standard deviation of what is added, so that points do not stay on the lines between the first ones."""

Evaluate = Callable[[int, Floats], Floats]
"""The implausibility (P, patterns) of the points (P, D) of a wave."""
Allowed = Callable[[Floats], Flags]
"""Which points (P, D) keep the constraints."""


class Population(NamedTuple):
    """Points (P, D), each constant as its share of its range, with their implausibility (P, patterns)."""

    points: Floats
    found: Floats

    @property
    def worst(self) -> Floats:
        """Implausibility (P,) of each point: that of its worst pattern, and 0 inside all bands."""
        found: Floats = np.maximum(self.found.max(axis=1), 0.0)
        return found

    def take(self, rows: Ints) -> "Population":
        """Some of the points, perhaps several times."""
        return Population(self.points[rows], self.found[rows])


class Wave(NamedTuple):
    """What one wave did."""

    number: int
    points: int
    """Points that were run."""
    cut: float
    """Implausibility above which points are ruled out after this wave."""
    kept: int
    """Points of this wave's runs that are under the cut: all moves that were made, or in the first wave all points left."""
    volume: float
    """Share of the ranges that is left after this cut."""
    out: tuple[int, ...]
    """For each pattern, the points run that are over the cut by it."""
    fails: tuple[int, ...]
    """For each pattern, those that are over the last cut by it."""


def search(plan: Calibration, evaluate: Evaluate, allowed: Allowed) -> tuple[Population, list[Wave]]:
    """The points under the last wave's cut, and how they were found. After the most waves that may still be too high a cut."""
    points = spread(plan, allowed)
    people = run = Population(points, evaluate(1, points))
    cut, volume, waves = np.inf, 1.0, list[Wave]()
    settled = 0
    for number in range(1, plan.most + 1):
        if number > 1:
            rows = survivors(people, cut, plan.points, plan.seed, number)
            people, run = moved(people.take(rows), people.points[people.worst <= cut], cut, plan.seed, number, evaluate, allowed)
        if cut <= plan.cut:
            settled += 1
        else:
            cut = max(plan.cut, float(np.quantile(people.worst, plan.keep, method="inverted_cdf")))
            volume *= float((people.worst <= cut).mean())
        waves.append(told(number, run, cut, plan.cut, volume))
        if settled >= plan.settle and cut <= plan.cut:
            break
    return people.take(np.flatnonzero(people.worst <= cut)), waves


def told(number: int, run: Population, cut: float, last: float, volume: float) -> Wave:
    """A wave in numbers."""
    kept = int((run.worst <= cut).sum())
    out, fails = (tuple(int(count) for count in (run.found > limit).sum(axis=0)) for limit in (cut, last))
    return Wave(number, len(run.points), cut, kept, volume, out, fails)


def spread(plan: Calibration, allowed: Allowed) -> Floats:
    """The points of the first wave (P, D): the first of a scrambled Sobol' sequence that keep the constraints."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(len(plan.constants), rng=plan.seed)
    found = np.zeros((0, len(plan.constants)))
    for _ in range(64):
        if len(found) >= plan.first:
            return found[: plan.first]
        more = np.asarray(sequence.random(1 << (plan.first - 1).bit_length()), dtype=np.float64)
        found = np.concatenate([found, more[allowed(more)]])
    raise ValueError("the constraints leave next to nothing of the ranges")


def survivors(people: Population, cut: float, wanted: int, seed: int, wave: int) -> Ints:
    """So many rows of points under the cut, each as often as any other, or once more."""
    rows = stream(seed, f"{PURPOSE}-copies", wave).permutation(np.flatnonzero(people.worst <= cut))
    return np.resize(rows, wanted)


def moved(
    people: Population, left: Floats, cut: float, seed: int, wave: int, evaluate: Evaluate, allowed: Allowed
) -> tuple[Population, Population]:
    """The points after one step each, and the points that were tried; a step beyond the cut is not taken."""
    tried = steps(people.points, left, seed, wave)
    may = np.flatnonzero(allowed(tried) & (tried != people.points).any(axis=1))
    run = Population(tried[may], evaluate(wave, tried[may]))
    good = run.worst <= cut
    points, found = people.points.copy(), people.found.copy()
    points[may[good]], found[may[good]] = run.points[good], run.found[good]
    return Population(points, found), run


def steps(points: Floats, left: Floats, seed: int, wave: int) -> Floats:
    """Where each point (P, D) would go: by a difference of two of those left, along some constants, reflected at the ends."""
    count, size = points.shape
    chance = stream(seed, f"{PURPOSE}-steps", wave)
    one, other = chance.integers(len(left), size=(2, count))
    along = chance.random((count, size)) < ALONG
    along[np.arange(count), chance.integers(size, size=count)] = True
    length = LENGTH / np.sqrt(2 * along.sum(axis=1)) * chance.random(count)
    jitter = chance.normal(0.0, JITTER, (count, size))
    return reflected(points + along * (length[:, None] * (left[one] - left[other]) + jitter))


def reflected(points: Floats) -> Floats:
    """Points folded back into [0, 1] at both ends.

    >>> reflected(np.array([-0.2, 0.3, 1.1, 2.3])).round(6).tolist()
    [0.2, 0.3, 0.9, 0.3]
    """
    folded: Floats = 1.0 - np.abs(np.mod(points, 2.0) - 1.0)
    return folded
