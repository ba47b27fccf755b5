"""One statement, one room: what listeners take from it, and who does not listen."""

import numpy as np
import pytest

from tests.forums import seats_at
from tests.kernels import plain
from tests.theory.rooms import room
from wgig_sim.core.discussion import hear, trust_in
from wgig_sim.core.state import State
from wgig_sim.engines.replicate import copied

POSITIONS = np.array([[-0.5, 0.25, 1.0]])
EARS = {"perception": {"attention": 0.4}, "trust": {"gain": 0.2, "loss": 0.4}, "learning": {"rate": 0.5}}


def after(said: float, present: list[float], overrides: dict[str, dict[str, float]] = EARS) -> tuple[State, State]:
    """The state before and after seat 0 says something."""
    replicate = room(POSITIONS, 1, overrides, trust={"same_camp": 0.64, "spread": 0.0}, seats=seats_at(POSITIONS))
    state = replicate.process.state
    before: State = copied(state)
    plain(hear)(state, replicate.forum.constants, 0, 0, said, np.array(present))
    return before, state


def test_listeners_revise_picture_trust_and_knowledge() -> None:
    before, now = after(0.1, [1.0, 1.0, 1.0])
    alpha = 0.4 * 0.8
    assert now.picture[0, 0, 1] == pytest.approx(-0.5 + alpha * 0.6)
    assert now.knowledge[0, 1] == pytest.approx(before.knowledge[0, 1] + 0.5 * alpha * 0.5 * (1 - before.knowledge[0, 1]))
    assert now.trust[0, 1] != before.trust[0, 1]


def test_neither_the_speaker_nor_those_outside_the_room_hear() -> None:
    before, now = after(0.1, [1.0, 1.0, 0.0])
    for values, values_before in ((now.picture, before.picture), (now.trust, before.trust), (now.knowledge, before.knowledge)):
        assert np.array_equal(values[..., [0, 2]], values_before[..., [0, 2]])
        assert not np.array_equal(values[..., 1], values_before[..., 1])
    assert np.array_equal(now.picture[0, 1:], before.picture[0, 1:]), "pictures of those who did not speak"


def test_trust_follows_the_documented_evidence() -> None:
    weights = {"competence": 0.5, "nearness": 0.3, "surprise": 0.2}
    before, now = after(0.1, [1.0, 1.0, 1.0], {**EARS, "trust": {**EARS["trust"], **weights}})
    nearness, moved = 1 - abs(0.1 - 0.25) / 2, 0.6
    surprise = moved / 2  # per unit of attention the speaker came nearer by all that the picture moved by, halved
    evidence = 0.5 * 0.5 + 0.3 * nearness + 0.2 * (1 + surprise) / 2
    assert evidence > before.trust[0, 1]
    assert now.trust[0, 1] == pytest.approx(0.64 + 0.2 * (evidence - 0.64))


def test_hardly_heeding_anybody_is_no_surprise() -> None:
    """When attention is near the rounding error, what a picture moves by is rounding; trust stays a share all the same."""
    only = {
        "perception": {"attention": 3.0248440594761743e-17},
        "trust": {"gain": 0.5, "loss": 0.5, "competence": 0.0, "nearness": 0.0, "surprise": 1.0},
    }
    replicate = room(np.array([[0.0, 0.36980895114768586]]), 1, only)
    state = replicate.process.state
    state.picture[0, 0, 1] = -0.9185274211370686
    plain(hear)(state, replicate.forum.constants, 0, 0, 0.9855041263199353, np.ones(2))
    assert 0 <= state.trust[0, 1] <= 1


def test_trust_in_the_speaker_is_that_of_the_others_in_the_room() -> None:
    trust, present = np.array([1.0, 0.2, 0.6, 0.9]), np.array([1.0, 1.0, 1.0, 0.0])
    assert plain(trust_in)(trust, present, 0) == pytest.approx(0.4)
    assert plain(trust_in)(trust, np.array([1.0, 0.0, 0.0, 0.0]), 0) == 0.0
