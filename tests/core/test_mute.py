"""Switching a mechanism off leaves what it governs untouched, to the last bit, whatever all others do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums, muting
from tests.forums import FORMATS, differing, finished, merged, scenario
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.core.state import Process, State
from wgig_sim.engines.replicate import Replicate, copied
from wgig_sim.scenario.schema import Scenario
from wgig_sim.study.verify.arrays import arrays

few = settings(max_examples=30)
Overrides = dict[str, dict[str, float]]

# What may change the arrays on the left: when all of it is mute, they do not.
GOVERNED = {
    "position": ("persuasion", "intersession"),
    "mandate": ("constituencies",),
    "picture": ("perception",),
    "knowledge": ("learning",),
    "trust": ("trust", "reputation", "intersession", "objection"),
    "confidence": ("constituencies",),
}


FACTS = {
    "group", "camp", "region", "languages", "constituency", "profile", "personal", "susceptibility", "salience", "latitude",
    "red_line", "competence", "base_trust", "standing", "tie", "first_position",
}  # fmt: skip
"""What the first day fixes."""


FIRST_DAY = {"acceptance", "composition", "constituencies"}
"""Mechanisms with constants that say what people accept, or what is near, on the first day: not to be muted."""


def through(forum: Scenario, overrides: Overrides, seed: int = 3) -> tuple[Process, Process]:
    """The process on the first day and at the end."""
    replicate = Replicate(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), seed)
    first = copied(replicate.process)
    replicate.finish()
    return first, replicate.process


def end_of(forum: Scenario, overrides: Overrides, seed: int = 3) -> Process:
    return through(forum, overrides, seed)[1]


@pytest.mark.parametrize("name", GOVERNED)
@few
@given(st.data())
def test_governed_by_nothing_else(name: str, data: st.DataObject) -> None:
    first, last = through(data.draw(forums()), data.draw(muting(*GOVERNED[name])))
    changed = [path for path in differing(first, last) if path.split(".")[-1] == name and not path.startswith("log")]
    assert not changed


@few
@given(forums(), constants())
def test_facts_of_the_first_day_stay(forum: Scenario, overrides: Overrides) -> None:
    first, last = through(forum, overrides)
    assert not FACTS & set(differing(first.state, last.state))
    assert set(State._fields) >= FACTS


@few
@given(forums(), constants(), st.sampled_from(sorted(MECHANISMS.keys() - FIRST_DAY)))
def test_a_mute_mechanism_is_deaf_to_its_other_constants(forum: Scenario, overrides: Overrides, name: str) -> None:
    """Once every constant with a mute value has it, the mechanism's other constants change nothing in the discussion."""
    off = muted(name)
    kept = {"persuasion": {"susceptibility"}, "drafting": {"vagueness_cap", "leaderless"}}.get(name, set())
    low = {c.name: c.low for c in MECHANISMS[name].constants if c.mute is None and c.name not in kept}
    high = {c.name: c.high for c in MECHANISMS[name].constants if c.mute is None and c.name not in kept}
    one = end_of(forum, merged(overrides, {name: low}, off))
    other = end_of(forum, merged(overrides, {name: high}, off))
    assert not differing(one, other)


@few
@given(forums(), muting("floor"))
def test_floor_mute_nobody_takes_the_floor(forum: Scenario, overrides: Overrides) -> None:
    process = end_of(forum, overrides)
    assert not process.state.floor_time.any()
    assert process.log.corridor[: process.log.size[0]].all()


@few
@given(forums(), muting("statement"))
def test_statement_mute_everybody_says_what_they_hold(forum: Scenario, overrides: Overrides) -> None:
    log = end_of(forum, overrides).log
    assert log.said[: log.size[0]].tobytes() == log.position[: log.size[0]].tobytes()


@few
@given(forums(), muting("perception"))
def test_perception_mute_pictures_are_exact_on_the_first_day(forum: Scenario, overrides: Overrides) -> None:
    state = through(forum, overrides)[0].state
    assert (state.picture == state.position[:, :, None]).all()


@few
@given(forums(), muting("corridor"))
def test_corridor_mute_nobody_meets(forum: Scenario, overrides: Overrides) -> None:
    log = end_of(forum, overrides).log
    assert not log.corridor[: log.size[0]].any()


@few
@given(forums(), muting("readiness"))
def test_readiness_mute_is_text_first(forum: Scenario, overrides: Overrides) -> None:
    rules = forum.rules.model_copy(update={"start": "text-first"})
    text_first = forum.model_copy(update={"rules": rules})
    assert not differing(end_of(forum, overrides), end_of(text_first, overrides))


@few
@given(forums(), muting("acceptance"))
def test_acceptance_mute_nobody_accepts_beyond_the_latitude(forum: Scenario, overrides: Overrides) -> None:
    replicate = finished(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), 3)
    assert replicate.snapshot().limit.tobytes() == replicate.process.state.latitude.tobytes()


@few
@given(forums(), muting("acceptance"), st.floats(0, 1))
def test_acceptance_mute_ambiguity_buys_nothing(forum: Scenario, overrides: Overrides, vagueness: float) -> None:
    clear = end_of(forum, merged(overrides, {"drafting": {"vagueness": 0}}))
    vague = end_of(forum, merged(overrides, {"drafting": {"vagueness": vagueness}}))
    blurred = ("state.vagueness", "ledger", "trace")
    if not (clear.state.vagueness != vague.state.vagueness).any():
        return
    assert not differing(clear, vague, leave_out=blurred)


@few
@given(forums(), muting("drafting"))
def test_drafting_mute_a_tabled_text_stands(forum: Scenario, overrides: Overrides) -> None:
    replicate = Replicate(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), 3)
    while not replicate.is_over:
        before = copied(replicate.process.state)
        replicate.advance()
        standing = before.drafted == 1
        assert (before.text[standing] == replicate.process.state.text[standing]).all()
    assert not replicate.process.state.vagueness.any()


@few
@given(forums(), muting("constituencies"))
def test_constituencies_mute_nobody_is_heard_and_nothing_is_out_of_scope(forum: Scenario, overrides: Overrides) -> None:
    first, last = through(forum, overrides)
    assert (first.state.status == 0).all()
    assert (last.log.speaker[: last.log.size[0]] >= 0).all()
    assert (last.public.inputs == first.public.inputs).all()


def test_a_gain_of_zero_never_raises_trust_and_a_loss_of_zero_never_lowers_it() -> None:
    only_evidence = merged(muted("reputation", "intersession", "objection"))
    falling = merged(only_evidence, {"trust": {"gain": 0.0, "loss": 0.3}})
    rising = merged(only_evidence, {"trust": {"gain": 0.3, "loss": 0.0}})
    first, last = through(scenario(), falling)
    assert (last.state.trust <= first.state.trust).all()
    assert (last.state.trust < first.state.trust).any()
    first, last = through(scenario(), rising)
    assert (last.state.trust >= first.state.trust).all()
    assert (last.state.trust > first.state.trust).any()


def test_every_mechanism_acts_when_it_is_not_mute() -> None:
    """The laws above are not empty: with other values, each of the governed arrays changes."""
    outside = {
        "constituencies": {"count": 12},
        "pool": [{"id": "kind", "group": "government", "camp": "treaty", "region": "north"}],
        "formats": {name: {**format, "outside_voices": 2} for name, format in FORMATS.items()},
    }
    between = {name: {c.name: 0.5 * (c.low + c.high) for c in m.constants} for name, m in MECHANISMS.items()}
    narrow = {"acceptance": {"latitude": 0.1, "goodwill": 0.1}}
    first, last = through(scenario(size=6, capacity="instructed", **outside), merged(between, narrow))
    moved = {path.split(".")[-1] for path in differing(first.state, last.state) + differing(first.public, last.public)}
    assert set(GOVERNED) <= moved


def test_mute_values_are_those_that_are_declared() -> None:
    assert muted("trust") == {"trust": {"gain": 0, "loss": 0}}
    assert set(muted()) == {name for name, m in MECHANISMS.items() if any(c.mute is not None for c in m.constants)}
    assert np.all([np.isfinite(value) for values in muted().values() for value in values.values()])
    assert arrays(Replicate(compile_scenario(scenario(mechanisms=muted()))).process)
