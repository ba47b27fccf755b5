"""Names: which word stands for which index. Row i of an axis is called names.axis[i]."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from wgig_sim.scenario.people import Profile
from wgig_sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Names:
    """Ids in the order of every axis. `profiles` are the kinds of people that seats are filled from."""

    groups: tuple[str, ...]
    camps: tuple[str, ...]
    issues: tuple[str, ...]
    regions: tuple[str, ...]
    developments: tuple[str, ...]
    languages: tuple[str, ...]
    profiles: tuple[Profile, ...]
    events: tuple[str, ...]
    """The events of the group's calendar, in order."""
    preparation: tuple[str, ...]
    """The events before the group existed."""
    step_date: tuple[datetime.date, ...]
    step_round: tuple[int, ...]
    """Round within the day, from 1; 0 for a step without a round."""


def people(scenario: Scenario) -> tuple[Profile, ...]:
    """The profiles that seats are filled from: the listed seats, or the pool."""
    return scenario.seats if scenario.composition.rule == "listed" else scenario.pool


def in_order(*words: str) -> tuple[str, ...]:
    """Each word once, in order of first appearance."""
    return tuple(dict.fromkeys(words))


def index(words: tuple[str, ...]) -> Mapping[str, int]:
    """Word -> index."""
    return {word: i for i, word in enumerate(words)}
