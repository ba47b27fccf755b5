"""What approaches a limit geometrically, beside trust and pictures: knowledge, and what fades between meetings."""

import numpy as np
import pytest

from tests.forums import FORMATS, seats_at
from tests.theory.rooms import room

ROUNDS = 60


def test_equal_standing_is_the_contact_condition() -> None:
    """Somebody without standing is not learnt to be trusted, however competent."""
    only = {"trust": {"gain": 0.3, "loss": 0.3, "competence": 1.0, "nearness": 0.0, "surprise": 0.0}}
    positions = np.array([[-0.5, 0.2, 0.9]])
    seats = seats_at(positions, competence={"default": 1.0})
    replicate = room(
        positions, ROUNDS, only, seats=seats, trust={"same_camp": 0.5, "spread": 0.0},
        standing={"government": {"government": 0.0}},
    )  # fmt: skip
    replicate.finish()
    assert (replicate.process.state.trust[~np.eye(3, dtype=bool)] == 0.5).all()


def test_facts_are_learnt_at_the_rate_of_the_experts() -> None:
    only = {"perception": {"attention": 0.5}, "learning": {"rate": 0.4}}
    positions = np.array([[-0.5, 0.9]])
    seats = [{**seat, "competence": {"default": c}} for seat, c in zip(seats_at(positions), (0.5, 0.0), strict=True)]
    replicate = room(positions, 20, only, seats=seats, knowledge=0.2)
    expert, novice = 1 - 0.8 * 0.5, 0.2
    for statements in range(1, 21):
        replicate.advance()
        expected = [expert, 1 - (1 - novice) * (1 - 0.4 * 0.5 * 0.5) ** statements]
        assert replicate.process.state.knowledge[0] == pytest.approx(expected, abs=1e-12)


def test_fact_papers_teach_everybody_the_same_share() -> None:
    only = {"learning": {"rate": 0.0, "papers": 0.5}, "floor": {"voice": 0.0}}
    calendar = {f"day-{n}": {"kind": "meeting", "start": f"2005-0{n}-01", "days": ["closed"], "papers": True} for n in (1, 2, 3)}
    replicate = room(
        np.array([[-0.5, 0.9]]), 1, only, formats=FORMATS, calendar=calendar, knowledge=0.2, secretariat={"skill": 0.5},
        rules={"consensus": {"rule": "unanimity"}},
    )  # fmt: skip
    before = 1 - 0.8 * 0.5
    replicate.finish()
    assert replicate.process.state.knowledge[0] == pytest.approx(np.full(2, 1 - (1 - before) * 0.75**3), abs=1e-12)


def test_trust_and_instructed_positions_return_between_meetings() -> None:
    """After two months (1 - f)^2 of the distance is left: of trust to its base, of an instructed position to its mandate."""
    only = {"intersession": {"forgetting": 0.2, "mandate": 0.5}, "floor": {"voice": 0.0}}
    positions = np.array([[-0.5, 0.9]])
    seats = [{**seat, "capacity": c} for seat, c in zip(seats_at(positions), (0.0, 0.75), strict=True)]
    calendar = {"before": {"kind": "report", "start": "2005-01-01"}, "after": {"kind": "report", "start": "2005-03-02"}}
    replicate = room(positions, 1, only, seats=seats, calendar=calendar, trust={"same_camp": 0.4, "spread": 0.0})
    replicate.advance()
    state = replicate.process.state
    state.trust[0, 1], state.mandate[0] = 0.9, [0.5, -0.1]
    replicate.advance()
    assert state.trust[0, 1] == pytest.approx(0.4 + 0.5 * 0.8**2)
    assert state.trust[1, 0] == 0.4
    pulled = 1 - 0.5**2
    assert state.position[0] == pytest.approx([-0.5 + pulled * 1.0, 0.9 - 0.25 * pulled * 1.0])
