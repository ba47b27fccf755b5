"""Limit case: with frozen positions and enough revisions, the one text is agreed under unanimity iff the latitudes intersect."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.forums import issue_names, seats_at, talks
from tests.theory.rooms import room
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.state import AGREED, OPTIONS

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


def test_a_text_approaches_the_one_who_objects_geometrically() -> None:
    """One objector at excess e: after n revisions e (1 - skill)^n is left."""
    positions = np.array([[-0.5, 1.0]])
    name = issue_names(1)[0]
    limits = [{"latitude": 1.9, "red_line": 1.9}, {"latitude": 0.25, "red_line": 0.25}]
    seats = [{**seat, "limits": {name: own}} for seat, own in zip(seats_at(positions), limits, strict=True)]
    only = {"floor": {"voice": 0.0}, "drafting": {"skill": 0.25}}
    replicate = room(positions, 1, only, seats=seats, **UNANIMITY, **talks(40, kind="meeting"))
    for revision in range(40):  # the first round tables the text
        replicate.advance()
        assert replicate.process.state.text[0] == pytest.approx(0.75 - 0.75 * 0.75**revision, abs=1e-12)
