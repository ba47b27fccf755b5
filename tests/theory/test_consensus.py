"""Rules of decision: each against what it says in words, for everything that five seats can do."""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest

from tests.forums import setup
from tests.kernels import plain
from wgig_sim.core.consensus import RULES, is_agreed

GROUP = (0, 0, 1, 1, 1)  # two governments and three firms
ABSENT, ACCEPTS, SILENT, OBJECTS = range(4)  # silent: cannot accept it, but does not say so


class Room(NamedTuple):
    """What each of the five seats does."""

    conduct: tuple[int, ...]

    @property
    def present(self) -> int:
        return sum(c != ABSENT for c in self.conduct)

    @property
    def objectors(self) -> int:
        return sum(c == OBJECTS for c in self.conduct)

    def yes(self, group: int | None = None) -> int:
        return sum(c == ACCEPTS for c, g in zip(self.conduct, GROUP, strict=True) if group is None or g == group)

    def here(self, group: int) -> int:
        return sum(c != ABSENT for c, g in zip(self.conduct, GROUP, strict=True) if g == group)

    @property
    def governments(self) -> tuple[int, ...]:
        return self.conduct[:2]


def two_thirds(room: Room) -> bool:
    return room.present > 0 and 3 * room.yes() >= 2 * room.present


IN_WORDS: dict[str, Callable[[Room], bool]] = {
    "unanimity": lambda room: room.yes() == 5,
    "consensus": lambda room: room.present > 0 and room.objectors == 0,
    "rough-consensus": lambda room: room.present > 0 and room.objectors <= 2,
    "qualified-majority": two_thirds,
    "concurrent-majorities": lambda room: two_thirds(room) and all(2 * room.yes(g) >= room.here(g) for g in (0, 1)),
    "governments-only": lambda room: any(c != ABSENT for c in room.governments) and OBJECTS not in room.governments,
    "silence-procedure": lambda room: room.present > 0 and room.objectors == 0,
}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_means_what_it_says(rule: str) -> None:
    procedure = setup(parties=2, rules={"consensus": {"rule": rule}}).forum.procedure
    decide, group = plain(is_agreed), np.array(GROUP)
    for conduct in product(range(4), repeat=5):
        done = np.array(conduct)
        agreed = decide(procedure, 0, group, 1.0 * (done != ABSENT), done == ACCEPTS, 1.0 * (done == OBJECTS))
        assert bool(agreed) == IN_WORDS[rule](Room(conduct)), conduct


def test_no_rule_is_left_out() -> None:
    assert set(IN_WORDS) == set(RULES)


@pytest.mark.parametrize(
    ("cells", "conduct", "agreed"),
    [
        ({"rule": "consensus", "objectors": 1}, (1, 1, 1, 1, 3), True),
        ({"rule": "consensus", "objectors": 1}, (1, 1, 1, 3, 3), False),
        ({"rule": "qualified-majority", "share": 0.8}, (1, 1, 1, 1, 2), True),
        ({"rule": "qualified-majority", "share": 0.8}, (1, 1, 1, 2, 2), False),
        ({"rule": "consensus", "voices": ["private-sector"]}, (3, 3, 1, 1, 1), True),
        ({"rule": "consensus", "voices": ["private-sector"]}, (1, 1, 1, 1, 3), False),
        ({"rule": "concurrent-majorities", "chamber_share": 1.0}, (1, 2, 1, 1, 1), False),
    ],
)
def test_single_cells_of_a_rule_can_be_changed(cells: dict[str, object], conduct: tuple[int, ...], agreed: bool) -> None:
    procedure = setup(parties=2, rules={"consensus": cells}).forum.procedure
    done = np.array(conduct)
    votes = (1.0 * (done != ABSENT), done == ACCEPTS, 1.0 * (done == OBJECTS))
    assert bool(plain(is_agreed)(procedure, 0, np.array(GROUP), *votes)) == agreed
