"""Limit cases with published results: Hegselmann & Krause (2002) and Deffuant, Weisbuch et al. (2000).

They speak of opinions in [0, 1]; here positions lie in [-1, 1], so that a confidence of eps there is one of 2 eps here.
"""

import numpy as np
import pytest

from tests.forums import merged
from tests.theory.rooms import WHOLE_STEP, room, rounds_of
from wgig_sim.core.compiled import COMPILED
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate

large = pytest.mark.skipif(not COMPILED, reason="hundreds of people need the compiled kernels")


def hegselmann_krause(opinions: Floats, confidence: float) -> Floats:
    """One synchronous step: the mean of all opinions within `confidence` of one's own, which is among them."""
    near = np.abs(opinions[:, None] - opinions[None, :]) <= confidence
    result: Floats = (near * opinions).sum(axis=1) / near.sum(axis=1)
    return result


def clusters(opinions: Floats, gap: float, least: int = 1) -> int:
    """Groups of at least `least` opinions, parted by gaps wider than `gap`."""
    ordered = np.sort(opinions)
    sizes = np.diff(np.flatnonzero(np.concatenate([[True], np.diff(ordered) > gap, [True]])))
    return int((sizes >= least).sum())


def confident(eps: float) -> dict[str, dict[str, float]]:
    return merged(WHOLE_STEP, {"persuasion": {"confidence": 2 * eps}})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("eps", [0.03, 0.1, 0.2, 0.3])
def test_hegselmann_krause_step_by_step(seed: int, eps: float) -> None:
    expected = np.random.default_rng(seed).uniform(-1, 1, 40)
    for position in rounds_of(room(expected[None, :], 25, confident(eps))):
        expected = hegselmann_krause(expected, 2 * eps)
        assert position[0] == pytest.approx(expected, abs=1e-12)


@large
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("eps", "fewest", "most"), [(0.05, 5, 10), (0.15, 2, 3), (0.25, 1, 1)])
def test_plurality_polarisation_consensus(seed: int, eps: float, fewest: int, most: int) -> None:
    """Hegselmann & Krause (2002), 625 uniform opinions: plurality at .05, two camps at .15, consensus at .25."""
    start = np.random.default_rng(seed).uniform(-1, 1, 625)
    replicate = room(start[None, :], 30, confident(eps))
    replicate.finish()
    position = replicate.process.state.position[0]
    assert position == pytest.approx(hegselmann_krause(position, 2 * eps), abs=1e-9), "not at rest yet"
    assert fewest <= clusters(position, 0.01, least=625 // 50) <= most


def meeting_by_chance(start: Floats, eps: float, months: int, number: int = 0) -> Replicate:
    """Nobody takes the floor; people meet in pairs, and both go half way if they are near enough."""
    only = merged(confident(eps), {"floor": {"voice": 0.0}, "corridor": {"between": 10.0}})
    calendar = {
        "before": {"kind": "report", "start": "2005-01-01"},
        "after": {"kind": "report", "start": f"{2005 + months // 12}-{months % 12 + 1:02d}-01"},
    }
    replicate = room(start, 1, only, calendar=calendar)
    return Replicate(replicate.setup, 0, number)


@pytest.mark.parametrize("number", range(4))
def test_deffuant_meeting_by_meeting(number: int) -> None:
    """The conversations of the record, replayed: both move half of the way, if they are within the bound."""
    eps = 0.15
    start = np.random.default_rng(number).uniform(-1, 1, 12)
    replicate = meeting_by_chance(start[None, :], eps, 12, number)
    replicate.finish()
    log = replicate.process.log
    held = int(log.size[0]) // 2
    assert held == int(12 * 0.5 * 10 * 365 / 30)
    expected = start.copy()
    for one, other in log.speaker[: 2 * held].reshape(held, 2):
        assert one != other
        apart = expected[other] - expected[one]
        if abs(apart) <= 2 * eps:
            expected[one] += 0.5 * apart
            expected[other] -= 0.5 * apart
    assert replicate.process.state.position[0] == pytest.approx(expected, abs=1e-12)


@large
@pytest.mark.parametrize(("eps", "published"), [(0.1, 5), (0.15, 3), (0.25, 2), (0.5, 1)])
def test_deffuant_leaves_one_cluster_for_every_two_bounds(eps: float, published: int) -> None:
    """Deffuant et al. (2000): the number of large clusters is the whole part of 1 / (2 eps).

    Their rule is a rule of thumb: the mean over 12 runs of 300 people may miss it by 1/2 and 3 standard errors.
    """
    assert published == int(1 / (2 * eps))
    found = []
    for number in range(12):
        start = np.random.default_rng(number).uniform(-1, 1, 300)
        replicate = meeting_by_chance(start[None, :], eps, 18, number)
        replicate.finish()
        found.append(clusters(replicate.process.state.position[0], 0.05, least=300 // 20))
    error = float(np.std(found, ddof=1)) / len(found) ** 0.5
    assert abs(float(np.mean(found)) - published) <= 0.5 + 3 * error
