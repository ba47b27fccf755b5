"""Words become arrays: whose word counts, how shares become seats, what a rule's row holds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forums import CAMPS, GROUPS, REGIONS, seats_at, setup
from wgig_sim.bridge.compile import Setup
from wgig_sim.core.composition import COMPOSITIONS
from wgig_sim.core.consensus import NO_BOUND
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.people import Seat

PERSON = {"group": "government", "camp": "treaty", "region": "north"}
OWN_ISSUE, OWN_DEFAULT, CAMP_ISSUE, CAMP_DEFAULT = 0.9, 0.7, 0.3, 0.1


def one(cells: dict[str, Any], **changes: Any) -> Setup:
    """A forum whose first seat has these cells."""
    people = [{"id": "first", **PERSON, **cells}, {"id": "second", **PERSON}]
    return setup(parties=1, seats=people, **changes)


@pytest.mark.parametrize(
    ("own", "camp", "expected"),
    [
        ({"issue-0": OWN_ISSUE, "default": OWN_DEFAULT}, {"issue-0": CAMP_ISSUE, "default": CAMP_DEFAULT}, OWN_ISSUE),
        ({"default": OWN_DEFAULT}, {"issue-0": CAMP_ISSUE, "default": CAMP_DEFAULT}, OWN_DEFAULT),
        ({}, {"issue-0": CAMP_ISSUE, "default": CAMP_DEFAULT}, CAMP_ISSUE),
        ({}, {"default": CAMP_DEFAULT}, CAMP_DEFAULT),
    ],
)
def test_the_nearest_word_counts(own: dict[str, float], camp: dict[str, float], expected: float) -> None:
    everybody = {name: {"default": 0.0} for name in CAMPS}
    compiled = one({"positions": own, "competence": own, "salience": own}, positions={**everybody, "treaty": camp},
                   competence={"treaty": camp}, salience={"treaty": {**camp, "issue-1": 1.0}})  # fmt: skip
    profiles = compiled.forum.profiles
    assert profiles.mean[0, 0] == expected
    assert profiles.competence[0, 0] == expected
    assert profiles.salience[0, 0] / profiles.salience[1, 0] == pytest.approx(expected / own.get("default", 1.0))


def test_where_nothing_is_said() -> None:
    profiles = setup(items=4).forum.profiles
    assert (profiles.competence == 0.5).all()
    assert profiles.salience == pytest.approx(np.full((4, 5), 0.25))
    assert np.isnan(profiles.latitude).all()
    assert np.isnan(profiles.red_line).all()
    assert np.isnan(profiles.susceptibility).all()


def test_a_seats_plain_number_is_exact_and_a_camps_is_not() -> None:
    nobody = {"market": {"default": 0}, "rights": {"default": 0}}
    positions = {"treaty": {"issue-0": 0.2, "issue-1": {"mean": 0.4, "spread": 0.05}}, **nobody}
    profiles = one({"positions": {"issue-0": -0.6}}, positions=positions).forum.profiles
    assert profiles.mean.tolist() == [[-0.6, 0.2], [0.4, 0.4]]
    assert profiles.spread.tolist() == [[0.0, 0.15], [0.05, 0.05]]
    own = one({"positions": {"issue-0": {"mean": -0.6, "spread": 0.3}}}, positions=positions).forum.profiles
    assert own.spread[:, 0].tolist() == [0.3, 0.05]


def test_limits_of_seat_then_camp() -> None:
    camp = {"treaty": {"issue-0": {"latitude": 0.2, "red_line": 0.5}, "default": {"red_line": 1.5}}}
    profiles = one({"limits": {"issue-0": {"latitude": 0.4}}}, limits=camp).forum.profiles
    assert profiles.latitude[:, 1].tolist() == pytest.approx([0.2, np.nan], nan_ok=True)
    assert profiles.red_line[:, 1].tolist() == [0.5, 1.5]
    assert profiles.latitude[0, 0] == 0.4
    assert np.isnan(profiles.red_line[0, 0]), "what a seat's own entry leaves out is the global constant, not the camp's"


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3))
def test_salience_sums_to_one(emphasis: list[float]) -> None:
    own = {f"issue-{k}": value for k, value in enumerate(emphasis)}
    column = one({"salience": own}, items=3).forum.profiles.salience[:, 0]
    assert column.sum() == pytest.approx(1.0)
    total = sum(emphasis)
    assert column == pytest.approx([value / total for value in emphasis] if total > 1e-300 else [1 / 3] * 3)


@pytest.mark.parametrize(
    ("seat", "group", "everybody", "expected"),
    [("personal", "instructed", "instructed", 1.0), (None, 0.4, "personal", 0.4), (None, None, "instructed", 0.0),
     (0.7, None, "personal", 0.7), (0.0, "personal", "personal", 0.0)],
)  # fmt: skip
def test_capacity_of_seat_then_group_then_forum(seat: Any, group: Any, everybody: Any, expected: float) -> None:
    groups = {"government": {"title": "Governments", "capacity": group}}
    assert one({"capacity": seat}, groups=groups, capacity=everybody).forum.profiles.personal[0] == expected


def test_susceptibility_of_seat_then_camp() -> None:
    camps = {name: {"title": name, "susceptibility": 0.3 if name == "treaty" else None} for name in CAMPS}
    compiled = one({"susceptibility": 0.9}, camps=camps)
    assert compiled.forum.profiles.susceptibility.tolist() == [0.9, 0.3]


def test_languages_are_bits() -> None:
    people = [{"id": str(i), **PERSON, "languages": spoken} for i, spoken in enumerate([["en"], ["fr", "en"], ["ar"], []])]
    bits = setup(parties=1, seats=people).forum.profiles.languages
    shared = (bits[:, None] & bits[None, :]) != 0
    assert shared.tolist() == [[True, True, False, False], [True, True, False, False], [False, False, True, False], [False] * 4]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=9), st.integers(9, 300))
def test_the_world_is_shared_out_by_largest_remainder(weights: list[int], count: int) -> None:
    kinds = [{"id": f"kind-{q}", **PERSON, "share": float(weight)} for q, weight in enumerate(weights)]
    compiled = setup(parties=1, pool=kinds, constituencies={"count": count})
    found = np.bincount(compiled.forum.world.kind, minlength=len(weights))
    exact = np.array(weights) * count / sum(weights)
    assert found.sum() == count
    assert np.abs(found - exact).max() < 1
    up = found > np.floor(exact + 1e-9)
    remainder = exact - np.floor(exact)
    assert not up.any() or up.all() or remainder[up].min() >= remainder[~up].max() - 1e-9


@pytest.mark.parametrize(
    ("shares", "size", "quota"),
    [
        ({}, 10, [4, 3, 3]),
        ({"government": 0.5}, 10, [5, 3, 2]),  # the others share the rest; the first of equals gets the odd seat
        ({"government": 0.35, "private-sector": 0.3, "civil-society": 0.35}, 40, [14, 12, 14]),
        ({"government": 1.0}, 7, [7, 0, 0]),
    ],
)
def test_quotas(shares: dict[str, float], size: int, quota: list[int]) -> None:
    kinds = [{"id": name, **PERSON, "group": name} for name in GROUPS]
    composition = {"rule": "balanced", "size": size, "shares": shares}
    selection = setup(parties=3, pool=kinds, composition=composition, constituencies={"count": 100}).forum.selection
    assert selection.quota.tolist() == quota
    assert COMPOSITIONS[selection.rule] == "balanced"
    assert selection.size == size


def test_trust_on_the_first_day() -> None:
    people = [
        {"id": f"{group}-{camp}", "group": group, "camp": camp, "region": "north"} for group in GROUPS[:2] for camp in CAMPS[:2]
    ]
    between = {"government": {"private-sector": 0.15}}
    trust = {"same_camp": 0.9, "same_group": 0.6, "other_group": 0.4, "between": between, "spread": 0.0}
    compiled = setup(seats=people, trust=trust, standing={"government": {"private-sector": 0.2}})
    state = Replicate(compiled).process.state
    # [trusted, truster]; camps alternate, the first two seats are governments
    assert state.trust.tolist() == [[1, 0.6, 0.9, 0.4], [0.6, 1, 0.4, 0.9], [0.9, 0.15, 1, 0.6], [0.15, 0.9, 0.6, 1]]
    assert state.standing.tolist() == [[1, 1, 1, 1], [1, 1, 1, 1], [0.2, 0.2, 1, 1], [0.2, 0.2, 1, 1]]


def test_ties_are_a_language_or_a_region() -> None:
    people = [
        {"id": "a", **PERSON, "languages": ["en"]},
        {"id": "b", **PERSON, "region": "south", "languages": ["en", "fr"]},
        {"id": "c", **PERSON, "region": "south", "languages": ["ar"]},
        {"id": "d", **PERSON, "region": "east", "languages": ["ru"]},
    ]
    tie = Replicate(setup(parties=1, seats=people)).process.state.tie
    assert tie.tolist() == [[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]]


def test_red_lines_by_capacity() -> None:
    """latitude + margin; the margin runs from that of instructed seats to that of seats in personal capacity."""
    acceptance = {"latitude": 0.3, "latitude_spread": 0.0, "involvement": 0.0, "margin_instructed": 0.1, "margin_personal": 0.5}
    people = [{"id": str(c), **PERSON, "capacity": c} for c in (0.0, 0.25, 1.0)]
    state = Replicate(setup(parties=1, seats=people, mechanisms={"acceptance": acceptance})).process.state
    assert state.latitude[0] == pytest.approx([0.3, 0.3, 0.3])
    assert state.red_line[0] == pytest.approx([0.4, 0.5, 0.8])


def test_procedure() -> None:
    rules = {"consensus": {"rule": "governments-only"}, "scope": "package", "start": "text-first"}
    chair = {"skill": 0.8, "bias": 0.3, "positions": {"issue-1": -0.4}}
    procedure = setup(rules=rules, chair=chair, secretariat={"skill": 0.6}).forum.procedure
    assert procedure.decides.tolist() == 2 * [[True, False]]
    assert (procedure.objectors.tolist(), procedure.share.tolist()) == ([0, 0], [0.0, 0.0])
    assert (procedure.package, procedure.text_first) == (True, True)
    assert (procedure.has_chair, procedure.chair_skill, procedure.chair_bias) == (True, 0.8, 0.3)
    assert procedure.chair_position.tolist() == [0.0, -0.4]
    assert procedure.paper_skill == 0.6
    bare = setup(chair=None, secretariat=None, rules={"consensus": {"rule": "qualified-majority"}}).forum.procedure
    assert (bare.has_chair, bare.paper_skill) == (False, 0.0)
    assert (bare.share.tolist(), bare.objectors.tolist()) == ([2 / 3, 2 / 3], [NO_BOUND, NO_BOUND])
    assert bare.decides.all()


def test_logic_matrix_has_rows_that_sum_to_one() -> None:
    procedure = setup(items=3, logic={"issue-0": {"issue-1": 0.3, "issue-2": -0.2}}).forum.procedure
    assert procedure.has_logic
    assert procedure.logic == pytest.approx(np.array([[0.5, 0.3, -0.2], [0, 1, 0], [0, 0, 1]]))
    assert not setup().forum.procedure.has_logic


def test_rows_keep_the_names_of_the_file() -> None:
    names = setup(size=6, parties=3).names
    assert names.groups == GROUPS
    assert names.camps == CAMPS
    assert names.regions == REGIONS
    assert [profile.id for profile in names.profiles if isinstance(profile, Seat)] == [f"seat-{i}" for i in range(6)]


def test_listed_positions_arrive_exactly() -> None:
    positions = np.array([[-1.0, 0.1234, 1.0], [0.0, -0.5, 0.75]])
    state = Replicate(setup(parties=1, items=2, seats=seats_at(positions)), seed=9).process.state
    assert np.array_equal(state.position, positions)
    assert np.array_equal(state.mandate, positions)


def test_weights_become_trust_and_as_many_statements() -> None:
    """One counts oneself once and others twice, so 0.3 : 0.2 : 0.5 is trust of 1/3 and 5/6; what is not named is 0."""
    rows = [("0", "0", 0.3), ("0", "1", 0.2), ("0", "2", 0.5), ("1", "1", 0.5), ("1", "2", 1.0), ("2", "2", 0.1)]
    weights = [[f"seat-{i}", f"seat-{j}", w] for i, j, w in rows]
    forum = setup(size=3, parties=1, trust={"weights": weights}, rounds={"turns": 6, "per_day": 1}).forum
    given = forum.arrival.given.T
    assert given == pytest.approx(np.array([[1 / 2, 1 / 3, 5 / 6], [0, 1 / 2, 1], [0, 0, 1 / 2]]))
    trust = Replicate(setup(size=3, parties=1, trust={"weights": weights}, rounds={"turns": 6})).process.state.trust.T
    assert trust == pytest.approx(np.array([[1, 1 / 3, 5 / 6], [0, 1, 1], [0, 0, 1]]))
