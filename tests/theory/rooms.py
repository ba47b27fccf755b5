"""Rooms with one mechanism only: everybody speaks once in each round, sincerely and behind closed doors, and is heard."""

from typing import Any

from tests.forums import merged, scenario, seats_at, talks
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate

Overrides = dict[str, dict[str, float]]


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
