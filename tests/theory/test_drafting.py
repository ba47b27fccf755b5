"""Limit case: with frozen positions and enough revisions, the one text is agreed under unanimity iff the latitudes intersect."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.forums import issue_names, seats_at, talks
from tests.theory.rooms import room
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.state import AGREED, OPTIONS
from wgig_sim.engines.replicate import Replicate

UNANIMITY = {"rules": {"consensus": {"rule": "unanimity"}}}
REVISIONS = 200


@st.composite
def camps_and_latitudes(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    seats = draw(st.integers(2, 7))
    positions = draw(st.lists(st.floats(-1, 1), min_size=seats, max_size=seats))
    return positions, draw(st.lists(st.floats(0, 1.2), min_size=seats, max_size=seats))


@given(camps_and_latitudes(), st.floats(0.2, 1.0), st.floats(-1, 1))
def test_agreed_iff_the_latitudes_intersect(people: tuple[list[float], list[float]], skill: float, start: float) -> None:
    positions, latitudes = (np.array(values) for values in people)
    lowest, highest = (positions - latitudes).max(), (positions + latitudes).min()
    assume(abs(lowest - highest) > 1e-6)  # at equality, rounding decides
    name = issue_names(1)[0]
    seats = [
        {**seat, "limits": {name: {"latitude": width, "red_line": width}}}
        for seat, width in zip(seats_at(positions[None, :]), latitudes.tolist(), strict=True)
    ]
    issues = {name: {"title": name, "question": name, "poles": ["no", "yes"], "cluster": "all", "text": start}}
    only = {"floor": {"voice": 0.0}, "drafting": {"skill": skill}}
    replicate = room(positions[None, :], 1, only, seats=seats, issues=issues, **UNANIMITY, **talks(REVISIONS, kind="meeting"))
    replicate.finish()
    state = replicate.process.state
    if lowest <= highest:
        assert state.status[0] == AGREED
        assert lowest - ROUNDING <= state.text[0] <= highest + ROUNDING
    else:
        assert state.status[0] == OPTIONS
        assert state.agreed_step[0] == -1
    assert (state.position[0] == positions).all()


def one_objector(**facts: Any) -> Replicate:
    """Somebody who can live with much, and somebody who can live with .75 at least."""
    positions = np.array([[-0.5, 1.0]])
    name = issue_names(1)[0]
    limits = [{"latitude": 1.9, "red_line": 1.9}, {"latitude": 0.25, "red_line": 0.25}]
    seats = [{**seat, "limits": {name: own}} for seat, own in zip(seats_at(positions), limits, strict=True)]
    only = {"floor": {"voice": 0.0}, "drafting": {"skill": 0.25, "vagueness": 0.125, "vagueness_cap": 0.5, "leaderless": 0.5}}
    return room(positions, 1, only, seats=seats, **UNANIMITY, **talks(12, kind="meeting"), **facts)


@pytest.mark.parametrize(
    ("chair", "skill", "bias"), [({"bias": 0.4, "skill": 0.5}, 0.125, 0.4), ({}, 0.25, 0.0), (None, 0.125, 0.0)]
)
def test_the_pen_of_the_chair(chair: dict[str, Any] | None, skill: float, bias: float) -> None:
    """Skill scales each revision, and a bias leans it to the chair's own position; without a chair the group is less skilled."""
    own = -0.8
    replicate = one_objector(chair=None if chair is None else {**chair, "positions": {issue_names(1)[0]: own}})
    text = 0.0
    for revision in range(12):
        replicate.advance()
        assert replicate.process.state.text[0] == pytest.approx(text, abs=1e-12)
        assert replicate.process.state.vagueness[0] == min(0.5, 0.125 * revision), "vaguer while somebody objects"
        text += skill * (0.75 - text)
        text += skill * bias * (own - text)


@pytest.mark.parametrize(("chair", "expected"), [({"bias": 0.25}, 0.2 + 0.25 * (-0.8 - 0.2)), ({}, 0.2), (None, None)])
def test_the_first_text_is_what_was_heard(chair: dict[str, Any] | None, expected: float | None) -> None:
    """The chair's first text is the mean of what was said, leant to its own position; without a chair, the first speaker's."""
    positions = np.array([[-0.5, 0.1, 1.0]])
    pen = None if chair is None else {**chair, "positions": {issue_names(1)[0]: -0.8}}
    replicate = room(positions, 1, {}, chair=pen, **UNANIMITY, **talks(3, kind="meeting"))
    replicate.advance()
    first = replicate.process.log.said[0]
    assert replicate.process.state.text[0] == pytest.approx(first if expected is None else expected, abs=1e-12)
