"""The four opinion dynamics on a scenario are those of the textbooks, and leave everything else as it was."""

from typing import Any

import numpy as np
import pytest

from tests.forums import differing, scenario, seats_at, setup, talks, trusting
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.handles import hand_over
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate, copied
from wgig_sim.study.rivals.contest import OPINIONS, STANDSTILL, Arena

SEATS, ROUNDS = 6, 60
NUMBERS = np.random.default_rng(5)
START = NUMBERS.uniform(-1, 1, (1, SEATS))
TRUST = NUMBERS.uniform(0.1, 1.0, (SEATS, SEATS))
np.fill_diagonal(TRUST, 1.0)
WEIGHTS = TRUST.T / TRUST.sum(axis=0)[:, None]


def ended(name: str, rounds: int = ROUNDS, **changes: Any) -> tuple[Replicate, Floats]:
    """Where everybody stands by a rival after talks in which all have the floor once a round; nothing else is mute."""
    facts: dict[str, Any] = {"seats": seats_at(START), "trust": trusting(TRUST), **changes}
    rules = {"rounds": {"per_day": 1, "turns": SEATS}, **talks(rounds)}
    replicate = Replicate(compile_scenario(scenario(size=SEATS, items=1, parties=1, **facts, **rules)))
    arena = Arena(replicate.setup, [name])
    position, _ = arena.predict(name, replicate.process.state, (hand_over(replicate.draws), hand_over(replicate.process)))
    return replicate, position[0]


def test_degroot_is_the_power_of_the_trust() -> None:
    assert ended("degroot", 3)[1] == pytest.approx(np.linalg.matrix_power(WEIGHTS, 3) @ START[0], abs=1e-12)


def test_friedkin_johnsen_ends_in_its_fixed_point() -> None:
    own = NUMBERS.uniform(0.1, 0.9, SEATS)
    seats = [{**seat, "susceptibility": s} for seat, s in zip(seats_at(START), own.tolist(), strict=True)]
    fixed = np.linalg.solve(np.eye(SEATS) - np.diag(own) @ WEIGHTS, (1 - own) * START[0])
    assert ended("friedkin-johnsen", 300, seats=seats)[1] == pytest.approx(fixed, abs=1e-12)


@pytest.mark.parametrize("confidence", [0.2, 0.5])
def test_hegselmann_krause_takes_the_mean_of_those_near(confidence: float) -> None:
    """Whatever the trust of the scenario: in this model all count equally."""
    expected = START[0]
    for _ in range(4):
        near = np.abs(expected[:, None] - expected[None, :]) <= confidence
        expected = (near * expected).sum(axis=1) / near.sum(axis=1)
    found = ended("hegselmann-krause", 4, mechanisms={"persuasion": {"confidence": confidence}})[1]
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("apart", "meet"), [(0.3, True), (0.5, False)])
def test_two_who_meet_end_half_way_if_they_are_near_enough(apart: float, meet: bool) -> None:
    pair = np.array([[-0.1, -0.1 + apart]])
    near = {"persuasion": {"confidence": 0.4}, "corridor": {"contacts": 1.0}}
    replicate = Replicate(compile_scenario(scenario(size=2, items=1, parties=1, seats=seats_at(pair), mechanisms=near)))
    handles = hand_over(replicate.draws), hand_over(replicate.process)
    position, text = Arena(replicate.setup).predict("deffuant-weisbuch", replicate.process.state, handles)
    half_way = pair[0].mean()
    assert position[0] == pytest.approx([half_way, half_way] if meet else pair[0], abs=1e-12)
    assert text == pytest.approx([half_way])


@pytest.mark.parametrize("name", OPINIONS)
def test_nothing_moves_but_positions(name: str) -> None:
    replicate = Replicate(setup(size=5, items=2))
    before = copied(replicate.process)
    handles = hand_over(replicate.draws), hand_over(replicate.process)
    Arena(replicate.setup, [name]).predict(name, replicate.process.state, handles)
    changed = {path.removeprefix("state.") for path in differing(before, replicate.process, leave_out=("log", "trace"))}
    made_theirs = {"trust", "standing", "susceptibility"}
    counted = {"rounds", "session_rounds", "status", "floor_time", "spoken_today", "heard_sum", "heard_count"}
    assert "position" in changed
    assert changed <= {"position", *made_theirs, *counted}


def test_who_does_not_talk_stands_still() -> None:
    assert ended(STANDSTILL)[1].tolist() == START[0].tolist()
