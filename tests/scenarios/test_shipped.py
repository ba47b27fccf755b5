"""Every scenario that travels with the program loads, compiles, runs, and says where its facts come from."""

from functools import cache

import numpy as np
import pytest

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.forum import Forum
from wgig_sim.core.state import STATUS
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario import library
from wgig_sim.scenario.read import Resolved, resolve

NAMES = tuple(name for name in library.names() if not name.startswith("classics/"))
"""The forums; the classics of opinion dynamics are no forums, and have tests of their own."""
VARIANTS = [name for name in NAMES if "/" in name]


@cache
def resolved(name: str) -> Resolved:
    return resolve(name, vocabulary=vocabulary())


@cache
def compiled(name: str) -> Setup:
    return compile_scenario(resolved(name).scenario)


def test_all_forums_of_the_first_release_are_there() -> None:
    variants = (
        "governments-only unequal-footing instructed-seats text-first no-chair first-meeting-only all-open all-closed "
        "no-open-consultations random-composition twenty-seats eighty-seats"
    )
    assert {"wgig-2005", "wsis-2003", *(f"wgig-2005/{name}" for name in variants.split())} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_runs_to_its_end(name: str) -> None:
    replicate = Replicate(compiled(name), seed=0)
    replicate.finish()
    run = record(replicate)
    assert all(np.isfinite(value) for value in run.measures.values())
    assert {item.status for item in run.items} <= set(STATUS) - {"tabled"}
    assert len(run.statements["step"]) > 100


@pytest.mark.parametrize("name", NAMES)
def test_constants_are_global(name: str) -> None:
    """A forum holds facts and rules; a constant that only serves one forum would be a fudge."""
    assert not resolved(name).scenario.mechanisms


@pytest.mark.parametrize("name", NAMES)
def test_every_camps_position_has_a_source(name: str) -> None:
    """A citation, or openly "prior" or "unverified"."""
    for camp, beliefs in resolved(name).scenario.positions.items():
        for issue, belief in beliefs.items():
            assert not isinstance(belief, int | float), f"{camp} on {issue} is a bare number"
            assert belief.source, f"{camp} on {issue} has no source"


@pytest.mark.parametrize("name", NAMES)
def test_every_seats_own_position_has_a_source(name: str) -> None:
    for seat in resolved(name).scenario.seats:
        for issue, belief in seat.positions.items():
            source = seat.source if isinstance(belief, int | float) else belief.source or seat.source
            assert source, f"{seat.id} on {issue} has no source"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_asks_another_question_of_the_same_people(name: str) -> None:
    base, variant = resolved(name.partition("/")[0]).scenario, resolved(name).scenario
    assert variant.question != base.question
    assert variant.title != base.title
    assert variant.positions == base.positions
    assert tuple(variant.issues) == tuple(base.issues)


def heard_at_meetings(forum: Forum) -> int:
    """Statements from outside at the group's own meetings."""
    calendar = forum.calendar
    return int(calendar.voices[calendar.decides[calendar.event]].sum())


def test_what_each_variant_changes() -> None:
    """The one thing that its name says."""

    def of(name: str) -> Setup:
        return compiled(f"wgig-2005/{name}")

    base = compiled("wgig-2005").forum
    assert not Replicate(of("governments-only")).process.state.group.any(), "governments are the first group"
    assert of("unequal-footing").forum.arrival.standing.min() < base.arrival.standing.min() == 1.0
    assert of("instructed-seats").forum.profiles.personal.max() < base.profiles.personal.min()
    assert of("text-first").forum.procedure.text_first > base.procedure.text_first
    assert of("no-chair").forum.procedure.has_chair < base.procedure.has_chair
    assert of("first-meeting-only").forum.calendar.gap.shape < base.calendar.gap.shape
    assert of("all-open").forum.calendar.publicity.mean() > base.calendar.publicity.mean()
    assert of("all-closed").forum.calendar.publicity.mean() < base.calendar.publicity.mean()
    silent = of("no-open-consultations").forum
    assert heard_at_meetings(silent) == 0 < heard_at_meetings(base)
    assert silent.preparation.voices.sum() < base.preparation.voices.sum()
    assert of("random-composition").forum.selection.rule != base.selection.rule
    assert (of("twenty-seats").seats, compiled("wgig-2005").seats, of("eighty-seats").seats) == (20, 40, 80)


def test_the_working_group_as_it_was() -> None:
    scenario = resolved("wgig-2005").scenario
    meetings = [event for event in scenario.calendar.values() if event.kind in ("meeting", "drafting")]
    days = [day for event in meetings for day in event.days]
    assert len(scenario.seats) == 40
    assert len(days) == 15
    assert len(scenario.issues) >= 14
    forum = compiled("wgig-2005").forum
    inside = np.isin(forum.calendar.event, forum.calendar.decides.nonzero()[0])
    assert 100 <= forum.calendar.turns[inside].sum() / len(days) <= 140, "statements a meeting day"
    assert forum.world.kind.shape[0] >= 100
    assert {e.document for e in scenario.calendar.values()} >= {"preliminary-report", "report"}


def test_the_summit_as_it_was() -> None:
    """Governments only, on instructions, with a text from the start."""
    forum = compiled("wsis-2003").forum
    assert {seat.group for seat in resolved("wsis-2003").scenario.seats} == {"government"}
    assert not forum.profiles.personal.any()
    assert forum.procedure.text_first
