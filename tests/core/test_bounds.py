"""Whatever the constants and the forum: every quantity stays in its range, exactly, through a whole run."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from tests.forums import finished
from tests.kernels import plain
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.discussion import trust_in
from wgig_sim.core.learning import learned
from wgig_sim.core.perception import heed, revised
from wgig_sim.core.persuasion import response
from wgig_sim.core.state import FATE, STATUS, Floats, State
from wgig_sim.core.trust import evidence, updated
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.schema import Scenario

share = st.floats(0, 1)
opinion = st.floats(-1, 1)


def within(values: Floats, low: float, high: float) -> bool:
    return bool(np.isfinite(values).all() and (values >= low).all() and (values <= high).all())


def check_state(state: State, cap: float) -> None:
    for values in (state.position, state.mandate, state.picture, state.text):
        assert within(values, -1, 1)
    for values in (state.trust, state.base_trust, state.standing, state.knowledge, state.competence, state.susceptibility):
        assert within(values, 0, 1)
    assert within(state.vagueness, 0, cap)
    assert within(state.latitude, 0, 2)
    assert within(state.red_line, 0, 2)
    assert (state.red_line >= state.latitude).all()
    assert np.allclose(state.salience.sum(axis=0), 1.0)
    assert (state.trust.diagonal() == 1.0).all()
    assert ((state.status >= 0) & (state.status < len(STATUS))).all()
    assert ((state.agreed_step >= 0) == (state.status == STATUS.index("agreed"))).all()


@settings(max_examples=60)
@given(forums(), constants(), st.integers(0, 2**70))
def test_state_stays_in_its_ranges(forum: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    replicate = Replicate(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), seed)
    cap = overrides["drafting"]["vagueness_cap"]
    while not replicate.is_over:
        check_state(replicate.process.state, cap)
        replicate.advance()
    check_state(replicate.process.state, cap)
    assert within(replicate.process.public.confidence, 0, 1)
    assert within(replicate.process.public.position, -1, 1)


@settings(max_examples=60)
@given(forums(), constants(), st.integers(0, 2**32))
def test_what_is_said_and_objected_to_stays_in_its_ranges(
    forum: Scenario, overrides: dict[str, dict[str, float]], seed: int
) -> None:
    process = finished(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), seed).process
    said = process.log.said[: process.log.size[0]]
    rows = slice(0, int(process.ledger.size[0]))
    assert within(said, -1, 1)
    assert process.log.size[0] <= process.log.said.shape[0]
    assert rows.stop <= process.ledger.fate.shape[0]
    assert (process.ledger.excess[rows] > 0).all()
    assert (process.ledger.closed[rows] >= process.ledger.raised[rows]).all(), "an objection is open after the end"
    assert (process.ledger.fate[rows] > FATE.index("pending")).all()


@settings(max_examples=60)
@given(forums(), constants(), st.integers(0, 2**32))
def test_measures_stay_in_their_ranges(forum: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    replicate = finished(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), seed)
    moment, outcome = replicate.look(), replicate.conclude()
    shares = [*moment[:7], moment.meta_consensus, outcome.share_agreed, outcome.share_agreed_salience, outcome.substance]
    shares += [outcome.time_to_agreement, outcome.reciprocity, outcome.voice_gini, outcome.openness, outcome.representation]
    shares += [outcome.acceptance, outcome.legitimacy_input, outcome.legitimacy_throughput, outcome.legitimacy_output]
    rounding = 1e-12
    assert within(np.array(shares), -rounding, 1 + rounding)
    assert 0 <= moment.opinion_change <= 2
    assert 0 <= moment.polarisation <= 2
    assert -2 <= moment.false_polarisation <= 2
    assert -1 <= outcome.modularity_group <= 1


@given(share, share, share)
def test_attention_is_a_share(attention: float, standing: float, trust: float) -> None:
    assert 0 <= plain(heed)(attention, standing, trust) <= 1


@given(opinion, opinion, share)
def test_a_picture_moves_towards_what_was_said(picture: float, said: float, alpha: float) -> None:
    now = plain(revised)(picture, said, alpha)
    assert min(picture, said) - 1e-15 <= now <= max(picture, said) + 1e-15


@given(share, share, share, opinion, share, share, share)
def test_evidence_is_a_share(c: float, standing: float, near: float, surprise: float, a: float, b: float, d: float) -> None:
    assert 0 <= plain(evidence)(c, standing, near, surprise, a, b, d) <= 1


@given(share, share, share, st.floats(0, 0.5), st.floats(0, 0.5))
def test_trust_moves_towards_the_evidence(trust: float, shown: float, standing: float, gain: float, loss: float) -> None:
    now = plain(updated)(trust, shown, standing, gain, loss)
    assert min(trust, shown) <= now <= max(trust, shown)


@given(share, share, share, share)
def test_nobody_unlearns(knowledge: float, rate: float, alpha: float, competence: float) -> None:
    assert knowledge <= plain(learned)(knowledge, rate, alpha, competence) <= 1


@given(st.floats(0, 2), st.floats(0, 2), share, share)
def test_nobody_is_drawn_by_more_than_the_whole_distance(
    distance: float, confidence: float, fading: float, repulsion: float
) -> None:
    phi = plain(response)(distance, confidence, fading, repulsion)
    assert -2 <= phi <= 1
    assert phi >= 0 or distance > confidence


@given(st.lists(share, min_size=1, max_size=6), st.data())
def test_trust_of_the_room_is_a_share(trust: list[float], data: st.DataObject) -> None:
    present = data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=len(trust), max_size=len(trust)))
    speaker = data.draw(st.integers(0, len(trust) - 1))
    others = [t for i, (t, here) in enumerate(zip(trust, present, strict=True)) if here and i != speaker]
    mean = plain(trust_in)(np.array(trust), np.array(present), speaker)
    assert 0 <= mean <= 1
    assert abs(mean - (sum(others) / len(others) if others else 0.0)) < 1e-12
