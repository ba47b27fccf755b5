"""Limit case: all mechanisms mute. A process in which nothing acts leaves everybody as they came, to the last bit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from tests.forums import differing, merged
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.state import AGREED, OPEN, OPTIONS, TABLED
from wgig_sim.engines.replicate import Replicate, copied
from wgig_sim.scenario.schema import Scenario

# The calendar still goes on: rounds are counted, and the text that each issue starts from is put to the vote.
PROCEDURE = {"rounds", "session_rounds", "status", "drafted", "objectors", "agreed_step", "pending"}


@settings(max_examples=80)
@given(forums(), constants(), st.integers(0, 2**32))
def test_the_state_does_not_change(forum: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    silent = merged(overrides, muted())
    replicate = Replicate(compile_scenario(forum.model_copy(update={"mechanisms": silent})), seed)
    first = copied(replicate.process)
    while not replicate.is_over:
        replicate.advance()
        assert set(differing(first.state, replicate.process.state)) <= PROCEDURE
        assert not differing(first.public, replicate.process.public)
    state = replicate.process.state
    assert replicate.process.log.size[0] == 0
    assert set(state.status.tolist()) <= {OPEN, TABLED, AGREED, OPTIONS}
    assert (state.text == [float(issue.text) for issue in forum.issues.values()]).all()
