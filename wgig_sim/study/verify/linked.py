"""Linked topics: Parsegov et al. (2017), one topic a round through the logic matrix, and all topics at once as one system."""

from collections.abc import Iterator

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.core.state import Floats
from wgig_sim.study.verify.averaging import GROUPS, ROUNDS, SEATS, fixed_point, some_weights
from wgig_sim.study.verify.check import Check, near, worst
from wgig_sim.study.verify.rooms import classic, room, rounds_of, settled, weighing

FOUR = np.array([[0.220, 0.120, 0.360, 0.300], [0.147, 0.215, 0.344, 0.294], [0, 0, 1, 0], [0.090, 0.178, 0.446, 0.286]])
"""Weights of the four people in classics/friedkin-johnsen, from the source that it names."""
START = np.array([[0.25, 0.25, 0.75, 0.85], [0.25, 0.15, -0.5, 0.05]])
LOGIC = np.array([[0.8, 0.2], [0.3, 0.7]])


def in_turn(weights: Floats, susceptible: Floats, start: Floats, logic: Floats) -> Floats:
    """The limit (2, N) after the second topic: x <- (1 - s) m + s C v, where v averages only the topic of the round."""
    seats = len(susceptible)
    coupling, offset = np.kron(logic, np.diag(susceptible)), np.tile(1 - susceptible, 2) * start.ravel()
    none, still = np.zeros((seats, seats)), np.eye(seats)
    first, second = coupling @ np.block([[weights, none], [none, still]]), coupling @ np.block([[still, none], [none, weights]])
    limit = np.linalg.solve(np.eye(2 * seats) - second @ first, second @ offset + offset)
    return np.asarray(limit.reshape(2, seats))


def at_once(weights: Floats, susceptible: Floats, start: Floats, logic: Floats) -> Floats:
    """The limit (N, 2) of x <- S (W x C) x + (I - S) m, Kronecker product, start (2, N)."""
    limit = fixed_point(np.asarray(np.kron(weights, logic), dtype=np.float64), np.repeat(susceptible, 2), start.T.ravel())
    return np.asarray(limit.reshape(-1, 2))


def checks() -> Iterator[Check]:
    """Random groups with random links, and the two shipped scenarios."""
    groups = [_in_turn(number, link) for number in range(GROUPS) for link in (0.4, -0.7)]
    yield worst(step for step, _ in groups)
    yield worst(limit for _, limit in groups)
    susceptible = 1 - np.diag(FOUR)
    turns = in_turn(FOUR, susceptible, START, LOGIC)
    end = settled(classic("friedkin-johnsen-two-topics"))
    for k, name in enumerate(("first", "second")):
        yield near(f"classics/friedkin-johnsen-two-topics: the {name} topic", 100 * turns[k], 100 * end[k])
    together = 100 * at_once(FOUR, susceptible, START, LOGIC)
    found = 100 * settled(classic("friedkin-johnsen-at-once"))[0].reshape(4, 2)
    for k, name in enumerate(("first", "second")):
        yield near(f"classics/friedkin-johnsen-at-once: the {name} topic", together[:, k], found[:, k])


def _in_turn(number: int, link: float) -> tuple[Check, Check]:
    numbers = stream(0, "verify-linked", number)
    start, weights, susceptible = numbers.uniform(-1, 1, (2, SEATS)), some_weights(number), numbers.uniform(0.1, 0.9, SEATS)
    seats = [{"susceptibility": s} for s in susceptible.tolist()]
    logic = np.array([[1 - abs(link), link], [0.0, 1.0]])
    links = {"topic-0": {"topic-1": link}}
    path = list(rounds_of(room(start, 2 * ROUNDS, seats=seats, logic=links, **weighing(weights))))
    expected, steps = start, []
    for at in range(len(path)):
        heard = expected.copy()
        heard[at % 2] = weights @ heard[at % 2]
        expected = (1 - susceptible) * start + susceptible * (logic @ heard)
        steps.append(expected)
    limit = in_turn(weights, susceptible, start, logic)
    return (
        near(f"each round, {2 * GROUPS} random groups, one topic a round", steps, path),
        near(f"where {2 * GROUPS} random groups settle, one topic a round", limit, path[-1]),
    )
