"""Averaging: DeGroot (1974), and Friedkin & Johnsen (1990), against their closed forms and a published example."""

from collections.abc import Iterator

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.core.state import Floats
from wgig_sim.study.verify.check import Check, near, worst
from wgig_sim.study.verify.rooms import classic, room, rounds_of, settled, weighing

GROUPS = 5
SEATS = 6
ROUNDS = 200
PEOPLE = np.array([[-1, 0.2, 0.8]])
SAY = np.array([0.25, 0.5, 0.25])
"""The left Perron vector of the weights in classics/degroot, by hand: a chain 1/2 1/2 0, 1/4 1/2 1/4, 0 1/2 1/2."""
PUBLISHED = np.array([[60, 60, 75, 75], [-19.3, -21.5, -50, -23.2]])
"""Parsegov et al. (2017), equation (16) of arXiv:1505.04920v5."""
SOURCE = "Parsegov et al. 2017, eq. 16; weights of Friedkin & Johnsen 1999"


def some_weights(number: int) -> Floats:
    """The random influence weights (N, N) of a group, all above 0, rows summing to 1."""
    raw = stream(0, "verify-weights", number).uniform(0.05, 1.0, (SEATS, SEATS))
    weights: Floats = raw / raw.sum(axis=1, keepdims=True)
    return weights


def left_perron_vector(weights: Floats) -> Floats:
    """The stationary distribution of row-stochastic weights: v W = v, summing to 1."""
    values, vectors = np.linalg.eig(weights.T)
    leading = np.real(vectors[:, np.argmax(np.real(values))])
    result: Floats = leading / leading.sum()
    return result


def fixed_point(weights: Floats, susceptible: Floats, mandate: Floats) -> Floats:
    """(I - S W)^-1 (I - S) m for W (N, N), S and m (N,)."""
    stubborn = (1.0 - susceptible) * mandate
    return np.asarray(np.linalg.solve(np.eye(len(mandate)) - susceptible[:, None] * weights, stubborn), dtype=np.float64)


def degroot() -> Iterator[Check]:
    """Step by step, in the limit, and the shipped scenario."""
    groups = [_degroot(number) for number in range(GROUPS)]
    yield worst(step for step, _ in groups)
    yield worst(limit for _, limit in groups)
    end = np.full((1, 3), float(SAY @ PEOPLE[0]))
    yield near("classics/degroot: the three people", end, settled(classic("degroot")))


def _degroot(number: int) -> tuple[Check, Check]:
    numbers = stream(0, "verify-degroot", number)
    start, weights = numbers.uniform(-1, 1, (1, SEATS)), some_weights(number)
    expected = start[0]
    path = list(rounds_of(room(start, ROUNDS, **weighing(weights))))
    steps = []
    for _ in path:
        expected = weights @ expected
        steps.append(expected)
    limit = np.full(SEATS, left_perron_vector(weights) @ start[0])
    return (
        near(f"each round, {GROUPS} groups of {SEATS} with random weights", steps, np.array(path)[:, 0]),
        near(f"the consensus, {GROUPS} groups of {SEATS} with random weights", limit, path[-1][0]),
    )


def friedkin_johnsen() -> Iterator[Check]:
    """The fixed point in whole and in part steps, and the published example."""
    for rate in (1.0, 0.4):
        yield worst(_friedkin_johnsen(number, rate) for number in range(GROUPS))
    found = 100 * settled(classic("friedkin-johnsen"))
    for name, published, got, digit in zip(("first", "second"), PUBLISHED, found, (1.0, 0.1), strict=True):
        why = f"half of the last digit printed, {digit:g}"
        yield near(f"classics/friedkin-johnsen: the {name} topic", published, got, digit / 2, why, SOURCE)


def _friedkin_johnsen(number: int, rate: float) -> Check:
    numbers = stream(0, "verify-friedkin-johnsen", number)
    start, weights, susceptible = numbers.uniform(-1, 1, (1, SEATS)), some_weights(number), numbers.uniform(0.1, 0.9, SEATS)
    seats = [{"susceptibility": s} for s in susceptible.tolist()]
    end = settled(room(start, 2 * ROUNDS, {"persuasion": {"rate": rate}}, seats=seats, **weighing(weights)))
    what = f"where {GROUPS} random groups of {SEATS} settle, {'whole steps' if rate == 1.0 else f'{rate:g} of a step a round'}"
    return near(what, fixed_point(weights, susceptible, start[0]), end[0])
