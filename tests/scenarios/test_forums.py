"""The six other forums are coded from what is known of them, and the procedure laid on them is that of the WGIG."""

from collections import Counter

import numpy as np
import pytest

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.state import OPEN
from wgig_sim.engines.replicate import run
from wgig_sim.scenario.read import read
from wgig_sim.scenario.schema import Scenario

SEATS = {
    "wcit-2012": 151,
    "netmundial-2014": 64,
    "world-commission-on-dams": 12,
    "forest-stewardship-council": 60,
    "irish-citizens-assembly": 99,
    "ccwg-accountability": 26,
}
OWN = ("capacity", "standing", "chair", "secretariat", "formats", "calendar", "rules", "rounds")
"""What a procedure says; everything else is people and what they want."""


def forum(name: str) -> Scenario:
    return read(name, vocabulary=vocabulary())


@pytest.mark.parametrize(("name", "seats"), SEATS.items())
def test_as_many_as_there_were(name: str, seats: int) -> None:
    assert len(forum(name).seats) == seats


def test_each_chamber_has_a_third_and_each_half_of_the_world_half_of_it() -> None:
    seats = forum("forest-stewardship-council").seats
    assert set(Counter((seat.group, seat.region) for seat in seats).values()) == {10}


def test_the_citizens_are_as_divided_as_the_poll() -> None:
    camps = Counter(seat.camp for seat in forum("irish-citizens-assembly").seats)
    assert camps == {"keep": 16, "replace": 38, "repeal": 28, "undecided": 17}


@pytest.mark.parametrize("name", SEATS)
def test_every_camp_and_issue_has_a_source(name: str) -> None:
    scenario = forum(name)
    assert all(entry.source for entry in (*scenario.camps.values(), *scenario.issues.values(), *scenario.calendar.values()))
    assert all(seat.source for seat in scenario.seats)


@pytest.mark.parametrize("name", SEATS)
def test_every_item_is_put_to_a_decision(name: str) -> None:
    state = run(compile_scenario(forum(name))).process.state
    assert state.drafted.all()
    assert not np.any(state.status == OPEN)


@pytest.mark.parametrize("name", SEATS)
def test_the_rules_change_and_the_people_do_not(name: str) -> None:
    own, other = forum(name), forum(f"{name}/wgig-rules")
    people = set(Scenario.model_fields) - {*OWN, "title", "question", "groups"}
    assert {key for key in people if getattr(own, key) != getattr(other, key)} == set()
    assert all(group.capacity is None for group in other.groups.values())
    assert all(seat.capacity is None for seat in other.seats)


@pytest.mark.parametrize("name", SEATS)
def test_the_procedure_is_that_of_the_working_group(name: str) -> None:
    """Dates, days and kinds of its own meetings, formats, chair and rules; titles, places and sources aside."""

    def procedure(scenario: Scenario, events: set[str]) -> dict[str, object]:
        meetings = {name: event for name, event in scenario.calendar.items() if name in events}
        formats = {day for event in meetings.values() for day in event.days}
        said = scenario.model_dump(include={"capacity", "standing", "rounds"})
        chair, secretariat, consensus = scenario.chair, scenario.secretariat, scenario.rules.consensus
        assert chair is not None
        assert secretariat is not None
        return said | {
            "chair": (chair.skill, chair.bias, chair.positions, secretariat.skill),
            "rules": (consensus.rule, consensus.share, consensus.voices, scenario.rules.scope, scenario.rules.start),
            "formats": {key: scenario.formats[key].model_dump(exclude={"source", "note", "title"}) for key in formats},
            "calendar": {key: (e.kind, e.start, e.end, e.days, e.papers, e.document) for key, e in meetings.items()},
        }

    wgig, other = forum("wgig-2005"), forum(f"{name}/wgig-rules")
    deciding = {key for key, event in wgig.calendar.items() if event.kind in ("meeting", "drafting")}
    assert deciding <= set(other.calendar)
    assert procedure(other, set(other.calendar)) == procedure(wgig, set(other.calendar))


@pytest.mark.parametrize("name", SEATS)
def test_comparing_the_two_is_comparing_pairs(name: str) -> None:
    """The same people come to the first day, whatever rules await them."""
    own, other = (run(compile_scenario(forum(rules)), 3, 1).process.state for rules in (name, f"{name}/wgig-rules"))
    assert np.array_equal(own.first_position, other.first_position)
    assert np.array_equal(own.base_trust, other.base_trust)
