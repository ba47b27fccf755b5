"""Bounded confidence: Hegselmann & Krause (2002), all at once, and Deffuant, Weisbuch et al. (2000), two at a time.

They speak of opinions in [0, 1]; here positions lie in [-1, 1], so that a confidence of eps there is one of 2 eps here.
"""

from collections.abc import Iterator

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate
from wgig_sim.study.verify.check import Check, near, worst
from wgig_sim.study.verify.rooms import Constants, classic, room, rounds_of, settled

CROWD = 625
"""As many people as in the simulations of Hegselmann & Krause (2002)."""
MEETING = 300
RUNS = 12
MONTHS = 18
HALF = "rule of thumb: half a cluster, and 3 standard errors"


def one_step(opinions: Floats, confidence: float) -> Floats:
    """The mean of all opinions within `confidence` of one's own, which is among them; opinions (N,)."""
    near_enough = np.abs(opinions[:, None] - opinions[None, :]) <= confidence
    result: Floats = (near_enough * opinions).sum(axis=1) / near_enough.sum(axis=1)
    return result


def clusters(opinions: Floats, gap: float, least: int = 1) -> int:
    """Groups of at least `least` opinions, parted by gaps wider than `gap`.

    >>> clusters(np.array([0.0, 0.01, 0.5, 0.9]), 0.1), clusters(np.array([0.0, 0.01, 0.5, 0.9]), 0.1, least=2)
    (3, 1)
    """
    ordered = np.sort(opinions)
    sizes = np.diff(np.flatnonzero(np.concatenate([[True], np.diff(ordered) > gap, [True]])))
    return int((sizes >= least).sum())


def confident(eps: float) -> dict[str, dict[str, float]]:
    """The confidence bound that is eps on the unit interval."""
    return {"persuasion": {"confidence": 2 * eps}}


def hegselmann_krause() -> Iterator[Check]:
    """Step by step against the rule in a few lines, and the three regimes of the paper."""
    yield worst(_step_by_step(number, eps) for number in range(3) for eps in (0.03, 0.1, 0.2, 0.3))
    yield worst(_shipped())
    for eps, camps, regime in ((0.15, 2.0, "polarisation"), (0.25, 1.0, "consensus")):
        found = float(np.median([_camps(number, eps) for number in range(3)]))
        what = f"large camps among {CROWD} random people, eps = {eps:g}: {regime}"
        yield near(what, camps, found, 0.0, "a count; the median of 3 runs", "Hegselmann & Krause 2002")


def _step_by_step(number: int, eps: float) -> Check:
    start = stream(0, "verify-hegselmann-krause", number).uniform(-1, 1, 40)
    path = np.array(list(rounds_of(room(start[None, :], 25, confident(eps)))))[:, 0]
    return near("each round, 40 random people, eps from 0.03 to 0.3", _path(start, 2 * eps, len(path)), path)


def _path(start: Floats, confidence: float, rounds: int) -> Floats:
    steps = [start]
    for _ in range(rounds):
        steps.append(one_step(steps[-1], confidence))
    return np.array(steps[1:])


def _shipped() -> Iterator[Check]:
    replicate = classic("hegselmann-krause")
    start = replicate.process.state.position[0].copy()
    path = np.array(list(rounds_of(replicate)))[:, 0]
    yield near("classics/hegselmann-krause: each round", _path(start, 0.27, len(path)), path)


def _camps(number: int, eps: float) -> int:
    """Camps of a fiftieth of the people or more, when nobody moves any more."""
    start = stream(0, "verify-crowd", number).uniform(-1, 1, (1, CROWD))
    return clusters(settled(room(start, 30, confident(eps)))[0], 0.01, least=CROWD // 50)


def meeting_by_chance(start: Floats, eps: float, months: int, number: int = 0) -> Replicate:
    """Nobody takes the floor; people at `start` (1, N) meet in pairs, and both go half way if they are near enough."""
    only: Constants = confident(eps) | {"floor": {"voice": 0.0}, "corridor": {"between": 10.0}}
    calendar = {
        "before": {"title": "before", "kind": "report", "start": "2005-01-01"},
        "after": {"title": "after", "kind": "report", "start": f"{2005 + months // 12}-{months % 12 + 1:02d}-01"},
    }
    return room(start, 1, only, number, calendar=calendar)


def deffuant_weisbuch() -> Iterator[Check]:
    """Meeting by meeting, and the number of large clusters."""
    yield worst(_meeting_by_meeting(number) for number in range(4))
    for eps, published in ((0.1, 5), (0.15, 3), (0.25, 2), (0.5, 1)):
        found = [_large_clusters(number, eps) for number in range(RUNS)]
        error = float(np.std(found, ddof=1)) / RUNS**0.5
        what = f"large clusters of {MEETING} people, mean of {RUNS} runs, eps = {eps:g}"
        yield near(what, published, np.mean(found), 0.5 + 3 * error, HALF, "Deffuant et al. 2000")


def _meeting_by_meeting(number: int) -> Check:
    """The conversations of the record, replayed: both move half of the way, if they are within the bound."""
    eps = 0.15
    start = stream(0, "verify-deffuant", number).uniform(-1, 1, 12)
    replicate = meeting_by_chance(start[None, :], eps, 12, number)
    found = settled(replicate)[0]
    log, expected = replicate.process.log, start.copy()
    for one, other in log.speaker[: int(log.size[0])].reshape(-1, 2):
        apart = expected[other] - expected[one]
        if abs(apart) <= 2 * eps:
            expected[one] += 0.5 * apart
            expected[other] -= 0.5 * apart
    return near("after 730 meetings of 12 random people, replayed", expected, found)


def _large_clusters(number: int, eps: float) -> int:
    start = stream(0, "verify-meetings", number).uniform(-1, 1, (1, MEETING))
    return clusters(settled(meeting_by_chance(start, eps, MONTHS, number))[0], 0.05, least=MEETING // 20)
