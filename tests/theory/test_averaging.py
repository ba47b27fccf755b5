"""Limit cases with closed forms: DeGroot (1974), Friedkin & Johnsen (1990), and linked issues (Friedkin et al. 2016)."""

import numpy as np
import pytest

from tests.forums import merged, seats_at, trusting
from tests.theory.rooms import WHOLE_STEP, influence, room, rounds_of, some_trust
from wgig_sim.core.state import Floats

SEEDS = range(5)
SEATS = 6


def left_perron_vector(weights: Floats) -> Floats:
    """The stationary distribution of a row-stochastic matrix: v W = v, summing to 1."""
    values, vectors = np.linalg.eig(weights.T)
    leading = np.real(vectors[:, np.argmax(np.real(values))])
    result: Floats = leading / leading.sum()
    return result


@pytest.mark.parametrize("seed", SEEDS)
def test_degroot_ends_in_the_perron_average(seed: int) -> None:
    numbers = np.random.default_rng(seed)
    start, trust = numbers.uniform(-1, 1, (1, SEATS)), some_trust(numbers, SEATS)
    replicate = room(start, 200, WHOLE_STEP, trust=trusting(trust))
    weights = influence(trust)
    expected = start[0].copy()
    for position in rounds_of(replicate):
        expected = weights @ expected
        assert position[0] == pytest.approx(expected, abs=1e-12)
    assert position[0] == pytest.approx(np.full(SEATS, left_perron_vector(weights) @ start[0]), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rate", [1.0, 0.4])
def test_friedkin_johnsen_ends_in_its_fixed_point(seed: int, rate: float) -> None:
    numbers = np.random.default_rng(seed)
    start, mandate = numbers.uniform(-1, 1, (1, SEATS)), numbers.uniform(-1, 1, SEATS)
    trust, susceptible = some_trust(numbers, SEATS), numbers.uniform(0.1, 0.9, SEATS)
    people = [{**seat, "susceptibility": s} for seat, s in zip(seats_at(start), susceptible.tolist(), strict=True)]
    replicate = room(start, 400, merged(WHOLE_STEP, {"persuasion": {"rate": rate}}), trust=trusting(trust), seats=people)
    replicate.process.state.mandate[0] = mandate
    replicate.finish()
    stubborn = np.eye(SEATS) - np.diag(susceptible)
    fixed_point = np.linalg.solve(np.eye(SEATS) - np.diag(susceptible) @ influence(trust), stubborn @ mandate)
    assert replicate.process.state.position[0] == pytest.approx(fixed_point, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("link", [0.4, -0.7])
def test_linked_issues(seed: int, link: float) -> None:
    """Parsegov et al. (2017), x <- (1 - s) m + s C v, one issue at a time: v averages only the issue of the round.

    The exact limit is that of the two maps in turn, an affine map of 2 N numbers; `link` is the second issue's weight
    in what is believed of the first.
    """
    numbers = np.random.default_rng(seed)
    start, susceptible = numbers.uniform(-1, 1, (2, SEATS)), numbers.uniform(0.1, 0.9, SEATS)
    trust = some_trust(numbers, SEATS)
    people = [{**seat, "susceptibility": s} for seat, s in zip(seats_at(start), susceptible.tolist(), strict=True)]
    facts = {"logic": {"issue-0": {"issue-1": link}}, "trust": trusting(trust), "seats": people}
    replicate = room(start, 400, WHOLE_STEP, **facts)
    logic = np.array([[1 - abs(link), link], [0.0, 1.0]])
    weights, still = influence(trust), np.eye(SEATS)
    expected = start.copy()
    for number, position in enumerate(rounds_of(replicate)):
        heard = expected.copy()
        heard[number % 2] = weights @ heard[number % 2]
        expected = (1 - susceptible) * start + susceptible * (logic @ heard)
        assert position == pytest.approx(expected, abs=1e-12)
    coupling, offset = np.kron(logic, np.diag(susceptible)), np.tile(1 - susceptible, 2) * start.ravel()
    none = np.zeros_like(still)
    first, second = coupling @ np.block([[weights, none], [none, still]]), coupling @ np.block([[still, none], [none, weights]])
    limit = np.linalg.solve(np.eye(2 * SEATS) - second @ first, second @ offset + offset)
    assert position.ravel() == pytest.approx(limit, abs=1e-12)
