"""Chance: one named stream for each purpose, so that nothing that is added or cut shifts anybody's noise."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.examples import EVENTS, HEARD, OUTSIDE
from tests.forums import setup
from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.draws import Rows, draw, stream
from wgig_sim.core.state import Draws


def forum(**changes: Any) -> Setup:
    acquaintance = {"acquaintance": {"neighbours": 4, "rewire": 0.3, "bonus": 0.2}}
    facts: dict[str, Any] = {
        "size": 7,
        "items": 3,
        "parties": 3,
        "calendar": EVENTS,
        "formats": HEARD,
        "trust": acquaintance,
        **OUTSIDE,
    }
    return setup(**{**facts, **changes})


def of(compiled: Setup, seed: int = 0, number: int = 0) -> Draws:
    return draw(compiled.forum, compiled.seats, seed, number)


def same(one: Draws, other: Draws) -> set[str]:
    """Streams that are equal to the last bit."""
    return {name for name in Draws._fields if np.array_equal(getattr(one, name), getattr(other, name))}


def test_shapes_are_those_that_are_documented() -> None:
    compiled = forum()
    draws, calendar = of(compiled), compiled.forum.calendar
    steps, events = calendar.event.shape[0], calendar.gap.shape[0]
    contacts = int((calendar.met_before + calendar.met_during).max())
    expected = {
        "rank": (7,), "beliefs": (3, 7), "limits": (7,), "trust": (7, 7), "acquaintance": (7, 2, 2), "floor": (steps, 7),
        "abstraction": (steps, 4), "contacts": (events, contacts, 3), "world_beliefs": (3, 30), "world_links": (30, 2, 2),
        "voices": (steps, 2), "written": (events,), "preparation": (1,), "world_order": (30,),
    }  # fmt: skip
    assert {name: getattr(draws, name).shape for name in Draws._fields} == expected
    assert all(getattr(draws, name).flags["C_CONTIGUOUS"] for name in Draws._fields)
    assert sorted(draws.rank) == list(range(7))
    assert sorted(draws.world_order) == list(range(30))


def test_equal_seeds_give_equal_draws_and_others_do_not() -> None:
    compiled = forum()
    everything = set(Draws._fields)
    assert same(of(compiled, 0, 0), of(compiled, 0, 0)) == everything
    for one, other in combinations([(0, 0), (0, 1), (1, 0), (2**64, 0), (2**200 + 1, 7)], 2):
        assert not same(of(compiled, *one), of(compiled, *other))


def test_no_two_purposes_share_their_numbers() -> None:
    """Whatever is uniform begins differently; so do the normal and the exponential draws."""
    draws = of(forum())
    for names in (("acquaintance", "contacts", "world_links", "voices", "written", "preparation"),
                  ("beliefs", "limits", "trust", "abstraction", "world_beliefs")):  # fmt: skip
        heads = [getattr(draws, name).ravel()[0] for name in names]
        assert len(set(heads)) == len(heads)
    beliefs, others = draws.beliefs.ravel(), draws.world_beliefs.ravel()[:21]
    assert not np.isin(beliefs, others).any()


def test_a_cut_calendar_keeps_the_noise_of_what_is_left() -> None:
    """Even if the longest rounds, the most voices and the most conversations were in what was cut."""
    events = {**EVENTS, "last": {**EVENTS["last"], "turns": 9}}
    formats = {**HEARD, "closed": {"publicity": 0.0, "outside_voices": 5}}
    whole, short = forum(calendar=events, formats=formats), forum(calendar=events, formats=formats, last_event="region")
    full, cut = of(whole), of(short)
    steps, events_left = short.forum.calendar.event.shape[0], short.forum.calendar.gap.shape[0]
    assert steps < whole.forum.calendar.event.shape[0]
    assert np.array_equal(cut.floor, full.floor[:steps])
    for name in ("abstraction", "voices"):
        left, right = getattr(cut, name), getattr(full, name)[:steps]
        assert np.array_equal(left, right[:, : left.shape[1]])
        assert not right[:, left.shape[1] :].any()
    longest = cut.contacts.shape[1]
    assert longest < full.contacts.shape[1]
    assert np.array_equal(cut.contacts, full.contacts[:events_left, :longest])
    assert np.array_equal(cut.written, full.written[:events_left])
    assert same(cut, full) >= set(Draws._fields) - {"floor", "abstraction", "voices", "contacts", "written"}


def test_more_conversations_begin_like_fewer() -> None:
    few, many = (of(forum(mechanisms={"corridor": {"contacts": rate, "between": rate}})) for rate in (0.5, 3.0))
    both = few.contacts != 0
    assert both.sum() < (many.contacts != 0).sum()
    assert np.array_equal(few.contacts[both], many.contacts[:, : few.contacts.shape[1]][both])
    assert same(few, many) == set(Draws._fields) - {"contacts"}


def test_mechanisms_rules_and_people_shift_nobodys_noise() -> None:
    other = forum(
        capacity="instructed", chair=None, knowledge=0.9, rules={"scope": "package"},
        mechanisms={"trust": {"gain": 0.4}, "statement": {"abstraction": 0.0}},
        positions={camp: {"default": -0.9} for camp in ("treaty", "market", "rights")},
    )  # fmt: skip
    assert same(of(forum()), of(other)) == set(Draws._fields)


@pytest.mark.parametrize("purpose", ["beliefs", "floor"])
def test_replicates_lie_far_apart_on_a_stream(purpose: str) -> None:
    heads = [stream(3, purpose, number, event).random(1000) for number in range(4) for event in range(3)]
    assert len(np.unique(np.concatenate(heads))) == 12_000


def test_draws_have_the_distributions_that_are_announced() -> None:
    """Means within 5 standard errors: normal 0 and 1, exponential 1 and 1, uniform 1/2 and 1/12."""
    compiled = forum()
    several = [of(compiled, 1, number) for number in range(200)]
    for name, mean, variance in (("beliefs", 0, 1), ("trust", 0, 1), ("limits", 0, 1), ("abstraction", 0, 1), ("floor", 1, 1),
                                 ("contacts", 0.5, 1 / 12), ("voices", 0.5, 1 / 12), ("written", 0.5, 1 / 12)):  # fmt: skip
        drawn = np.concatenate([getattr(draws, name).ravel() for draws in several])
        drawn = drawn[drawn != 0]  # behind the last turn of a step there is nothing
        assert abs(drawn.mean() - mean) <= 5 * (variance / len(drawn)) ** 0.5, name
        assert drawn.var() == pytest.approx(variance, rel=0.1), name


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_rows_are_filled_in_turn(lengths: list[int]) -> None:
    flat = np.arange(1.0, sum(lengths) + 1)
    row_by_row = Rows(np.array(lengths))
    row_by_row.flat[:] = flat
    row_by_row.fill()
    table = row_by_row.table
    assert table.shape == (len(lengths), max(lengths))
    assert [int((row > 0).sum()) for row in table] == lengths
    assert np.array_equal(table[table > 0], flat)
