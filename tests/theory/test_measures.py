"""Measures against closed forms, NumPy and networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forums import finished, setup
from tests.kernels import plain
from wgig_sim.bridge.networks import trust_graph
from wgig_sim.core.measures import POLARISATION_BINS, POLARISATION_SENSITIVITY, esteban_ray
from wgig_sim.core.outcome import gini, group_modularity, weighted_reciprocity
from wgig_sim.core.state import AGREED, TABLED, Floats
from wgig_sim.engines.recorder import seat_rows
from wgig_sim.engines.replicate import Replicate


def random_trust(seats: int, seed: int) -> Floats:
    trust = np.random.default_rng(seed).random((seats, seats))
    np.fill_diagonal(trust, 1.0)
    return trust


@given(st.integers(1, 12))
def test_gini_when_one_has_all(people: int) -> None:
    counts = np.zeros(people, dtype=np.int64)
    counts[0] = 7
    assert plain(gini)(counts) == pytest.approx(1 - 1 / people)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_gini_is_twice_the_area_above_the_lorenz_curve(counts: list[int]) -> None:
    ordered, n = np.sort(counts), len(counts)
    area = (2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * ordered.sum()) if ordered.sum() else 0.0
    assert plain(gini)(np.array(counts)) == pytest.approx(area)


@pytest.mark.parametrize("seed", range(5))
def test_modularity_is_that_of_networkx(seed: int) -> None:
    seats, group = 9, np.array([0, 0, 0, 1, 1, 1, 1, 2, 2])
    trust = random_trust(seats, seed)
    network: nx.DiGraph[int] = nx.DiGraph()
    network.add_weighted_edges_from((i, s, trust[s, i]) for s in range(seats) for i in range(seats) if i != s)
    parts = [set(np.flatnonzero(group == g).tolist()) for g in range(3)]
    assert plain(group_modularity)(trust, group) == pytest.approx(nx.community.modularity(network, parts, weight="weight"))


def test_reciprocity() -> None:
    trust = random_trust(6, 1)
    assert plain(weighted_reciprocity)(np.minimum(trust, trust.T)) == pytest.approx(1.0)
    assert plain(weighted_reciprocity)(np.triu(trust)) == 0.0
    both = trust.copy()
    np.fill_diagonal(both, 0.0)
    assert plain(weighted_reciprocity)(trust) == pytest.approx(np.minimum(both, both.T).sum() / both.sum())


@pytest.mark.parametrize("people", [4, 10])
@pytest.mark.parametrize("share", [0.25, 0.5])
@pytest.mark.parametrize("apart", [1, 4, 9])
def test_polarisation_of_two_camps(people: int, share: float, apart: int) -> None:
    """Esteban & Ray (1994): two camps p and 1 - p at distance d have p^(1+a) (1-p) d + (1-p)^(1+a) p d, here over its maximum."""
    here = int(share * people)
    p, a = here / people, POLARISATION_SENSITIVITY
    low = -1 + 1 / POLARISATION_BINS
    positions = np.array([low] * here + [low + apart * 2 / POLARISATION_BINS] * (people - here))
    camps = (p ** (1 + a) * (1 - p) + (1 - p) ** (1 + a) * p) * apart / (POLARISATION_BINS - 1)
    assert plain(esteban_ray)(positions) == pytest.approx(camps / (2 * 0.5 ** (2 + a)))


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=10))
def test_polarisation_is_highest_with_two_camps_at_the_poles(positions: list[float]) -> None:
    assert 0 <= plain(esteban_ray)(np.array(positions)) <= 1 + 1e-12


@pytest.fixture(scope="module")
def over() -> Replicate:
    """A run that is over, with everything to measure."""
    return finished(setup(size=7, items=3, parties=3), seed=5)


def test_moment_against_numpy(over: Replicate) -> None:
    state, moment = over.process.state, over.look()
    apart = ~np.eye(over.setup.seats, dtype=bool)
    same = state.group[:, None] == state.group[None, :]
    understanding = np.maximum(0, 1 - np.abs(state.picture - state.position[:, :, None]))
    for relation, of_understanding, of_trust in (
        (apart, moment.understanding, moment.trust),
        (apart & same, moment.understanding_within, moment.trust_within),
        (apart & ~same, moment.understanding_between, moment.trust_between),
    ):
        assert of_understanding == pytest.approx(understanding[:, relation].mean())
        assert of_trust == pytest.approx(state.trust[relation].mean())
    camps = state.camp[:, None] != state.camp[None, :]
    seen = np.abs(state.picture - state.position[:, None, :])
    real = np.abs(state.position[:, :, None] - state.position[:, None, :])
    others = np.where(apart, state.picture, np.nan)
    assert moment.false_polarisation == pytest.approx((seen - real)[:, camps].mean())
    assert moment.meta_consensus == pytest.approx(1 - np.nanstd(others, axis=2).mean())
    assert moment.knowledge == pytest.approx(state.knowledge.mean())
    assert moment.opinion_change == pytest.approx(np.abs(state.position - state.first_position).mean())
    assert moment.opinion_change > 0
    assert moment.polarisation == pytest.approx(np.mean([plain(esteban_ray)(row) for row in state.position]))
    assert (moment.agreed, moment.tabled) == ((state.status == AGREED).sum(), (state.status == TABLED).sum())
    assert moment.objections == (state.pending >= 0).sum() == 0


def test_outcome_against_numpy(over: Replicate) -> None:
    state, outcome, calendar = over.process.state, over.conclude(), over.forum.calendar
    agreed, weight = state.status == AGREED, state.salience.mean(axis=1)
    assert outcome.share_agreed == pytest.approx(agreed.mean())
    assert outcome.share_agreed_salience == pytest.approx(weight[agreed].sum() / weight.sum())
    when = np.where(agreed, calendar.elapsed[state.agreed_step], 1.0)
    assert outcome.time_to_agreement == pytest.approx(when.mean())
    assert outcome.variance_ratio == pytest.approx(state.position.var(axis=1).mean() / state.first_position.var(axis=1).mean())
    assert outcome.openness == pytest.approx(calendar.publicity[calendar.turns > 0].mean())
    assert outcome.statements == state.floor_time.sum() == calendar.turns.sum()
    assert outcome.legitimacy_throughput == pytest.approx((outcome.openness + 1 - outcome.voice_gini) / 2)


def test_modularity_of_a_run_is_that_of_its_graph(over: Replicate) -> None:
    network = trust_graph(seat_rows(over), over.process.state.trust)
    groups = nx.get_node_attributes(network, "group")
    parts = [{seat for seat, group in groups.items() if group == name} for name in over.setup.names.groups]
    assert over.conclude().modularity_group == pytest.approx(nx.community.modularity(network, parts, weight="weight"))
