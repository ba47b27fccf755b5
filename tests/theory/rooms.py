"""Rooms with one mechanism only: everybody speaks once in each round, sincerely and behind closed doors, and is heard."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.forums import merged, scenario, seats_at, talks
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate

Overrides = dict[str, dict[str, float]]
WHOLE_STEP: Overrides = {"persuasion": {"rate": 1.0, "susceptibility": 1.0, "confidence": 2.0, "fading": 0.0, "repulsion": 0.0}}


def room(positions: Floats, rounds: int, only: Overrides, **facts: Any) -> Replicate:
    """Talks of people at exactly these positions (K, N) with all mechanisms mute but those of `only` (and the floor)."""
    issues, seats = positions.shape
    how = {
        "trust": {"same_camp": 1.0, "spread": 0.0},
        "rounds": {"per_day": 1, "turns": seats},
        **talks(rounds),
        **facts,
    }
    people = how.pop("seats", None) or seats_at(positions)
    speaking = merged(muted(), {"floor": {"voice": 1.0}}, only)
    return Replicate(compile_scenario(scenario(size=seats, items=issues, parties=1, seats=people, mechanisms=speaking, **how)))


def rounds_of(replicate: Replicate) -> Iterator[Floats]:
    """Positions (K, N) after each round."""
    while not replicate.is_over:
        replicate.advance()
        yield replicate.process.state.position.copy()


def influence(trust: Floats) -> Floats:
    """W (N, N) [self, other], rows summing to 1, from trust [trusted, truster] with 1 on the diagonal."""
    weights: Floats = trust.T / trust.sum(axis=0)[:, None]
    return weights


def some_trust(numbers: np.random.Generator, seats: int) -> Floats:
    """A random trust matrix, with 1 on the diagonal."""
    trust = numbers.uniform(0.05, 1.0, (seats, seats))
    np.fill_diagonal(trust, 1.0)
    return trust
