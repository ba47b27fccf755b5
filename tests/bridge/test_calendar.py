"""Dates and formats become steps: what a diplomat reads in the calendar is what the arrays hold."""

from typing import Any, get_args

import numpy as np
import pytest

from tests.forums import CAMPS, setup
from wgig_sim.bridge.calendar import conversations, doings, steps
from wgig_sim.bridge.compile import Setup
from wgig_sim.core.agenda import AGENDAS
from wgig_sim.core.floor import FLOORS
from wgig_sim.scenario.procedure import EventKind

FORMATS = {
    "open": {"publicity": 0.8, "floor": "equal-turns", "outside_voices": 2, "speaks": ["government"]},
    "closed": {"publicity": 0.1, "floor": "by-standing", "room": ["civil-society"]},
}
EVENTS: dict[str, dict[str, Any]] = {
    "hearing": {"kind": "consultation", "start": "2004-09-20", "days": ["open", "closed"], "before_group": True},
    "first": {"kind": "meeting", "start": "2005-01-10", "end": "2005-01-12", "days": ["open", "closed"], "issues": ["issue-1"]},
    "north": {"kind": "conference", "start": "2005-01-20", "end": "2005-01-30", "days": ["open"],
              "attend": ["north"], "turns": 7},
    "south": {"kind": "conference", "start": "2005-01-22", "end": "2005-01-24", "days": ["closed"], "agenda": "salient"},
    "comments": {"kind": "comments", "start": "2005-02-09", "end": "2005-02-19"},
    "retreat": {"kind": "drafting", "start": "2005-03-01", "days": ["closed"], "papers": True, "rounds_per_day": 3},
    "report": {"kind": "report", "start": "2005-04-12"},
}  # fmt: skip
PEOPLE = [
    {"id": f"seat-{i}", "group": group, "camp": CAMPS[0], "region": region}
    for i, (group, region) in enumerate([("government", "north"), ("government", "south"), ("civil-society", "south")])
]
FIRST, NORTH, SOUTH, COMMENTS, RETREAT, REPORT = range(6)


def build(**changes: Any) -> Setup:
    facts: dict[str, Any] = {
        "groups": {"government": {"title": "Governments"}, "civil-society": {"title": "Civil society"}},
        "seats": PEOPLE, "formats": FORMATS, "calendar": EVENTS, "rounds": {"per_day": 2, "turns": 5, "agenda": "rotate"},
    }  # fmt: skip
    return setup(items=2, **{**facts, **changes})


@pytest.fixture(scope="module")
def compiled() -> Setup:
    return build()


def test_steps(compiled: Setup) -> None:
    calendar, names = compiled.forum.calendar, compiled.names
    assert names.events == ("first", "north", "south", "comments", "retreat", "report")
    assert names.preparation == ("hearing",)
    assert calendar.event.tolist() == [0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 4, 5]
    assert calendar.day.tolist() == [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert names.step_round == (1, 2, 1, 2, 1, 2, 1, 2, 0, 1, 2, 3, 0)
    assert calendar.opens.nonzero()[0].tolist() == [0, 4, 6, 8, 9, 12]
    assert calendar.closes.nonzero()[0].tolist() == [3, 5, 7, 8, 11, 12]
    assert calendar.new_day.nonzero()[0].tolist() == [0, 2, 4, 6, 8, 9, 12]
    assert calendar.days.tolist() == [2, 1, 1, 0, 1, 0]
    dates = [date.isoformat() for date in names.step_date]
    assert dates[:4] == ["2005-01-10"] * 2 + ["2005-01-11"] * 2
    assert dates[8:] == ["2005-02-09", *["2005-03-01"] * 3, "2005-04-12"]
    assert len(steps(compiled.scenario)) == 13


def test_formats(compiled: Setup) -> None:
    calendar = compiled.forum.calendar
    opened = np.array([0, 1, 4, 5])
    closed = np.array([2, 3, 6, 7, 9, 10, 11])
    silent = np.array([8, 12])
    assert (calendar.publicity[opened] == 0.8).all()
    assert (calendar.publicity[closed] == 0.1).all()
    assert [FLOORS[f] for f in calendar.floor[[0, 2]]] == ["equal-turns", "by-standing"]
    assert calendar.speaks[opened].tolist() == [[True, False]] * 4
    assert calendar.room[closed].tolist() == [[False, True]] * 7
    assert calendar.speaks[closed].all()
    assert calendar.room[opened].all()
    assert calendar.turns[[0, 4, 9]].tolist() == [5, 7, 5]
    assert calendar.voices[[0, 2]].tolist() == [2, 0]
    assert not calendar.turns[silent].any()
    assert not calendar.voices[silent].any()


def test_events(compiled: Setup) -> None:
    calendar = compiled.forum.calendar
    assert calendar.drafts.nonzero()[0].tolist() == [FIRST, RETREAT]
    assert calendar.decides.nonzero()[0].tolist() == [FIRST, RETREAT]
    assert calendar.last_decision == RETREAT
    assert calendar.papers.nonzero()[0].tolist() == [RETREAT]
    assert [AGENDAS[a] for a in calendar.agenda] == ["rotate", "rotate", "salient", "rotate", "closest", "rotate"]
    assert calendar.on_agenda[FIRST].tolist() == [False, True]
    assert calendar.on_agenda[NORTH:].all()
    assert dict(zip(compiled.names.regions, calendar.attends[NORTH].tolist(), strict=True)) == {"north": True, "south": False}
    assert calendar.attends[SOUTH].all()


def test_days_between_events(compiled: Setup) -> None:
    """From the end of the latest event so far; none while events overlap."""
    # 12 to 20 January; 22 January lies within "north"; 30 January to 9 February; 19 February to 1 March; 1 March to 12 April
    assert compiled.forum.calendar.gap.tolist() == [0, 8, 0, 10, 10, 42]


def test_share_of_the_process_that_has_passed(compiled: Setup) -> None:
    """From the first day of the group to the last day on which it can decide."""
    span = 50  # 10 January to 1 March
    expected = [0, 0, 1, 1, 10, 10, 12, 12, 30, 50, 50, 50, 50]
    assert compiled.forum.calendar.elapsed == pytest.approx([days / span for days in expected])


def test_conversations_of_two_people_each() -> None:
    assert conversations(40, 1.0, [0.0, 1.0, 2.5]).tolist() == [0, 20, 50]
    compiled = build(mechanisms={"corridor": {"contacts": 2.0, "between": 3.0}})
    assert compiled.forum.calendar.met_during.tolist() == [6, 3, 3, 0, 3, 0]
    assert compiled.forum.calendar.met_before.tolist() == conversations(3, 3.0, [0, 8 / 30, 0, 1 / 3, 1 / 3, 1.4]).tolist()


def test_preparation(compiled: Setup) -> None:
    preparation = compiled.forum.preparation
    assert preparation.voices.tolist() == [4]  # two rounds with two voices on the open day, none on the closed one
    assert preparation.publicity == pytest.approx([0.45])


def test_a_process_can_end_early(compiled: Setup) -> None:
    short = build(last_event="south")
    calendar, whole = short.forum.calendar, compiled.forum.calendar
    assert short.names.events == ("first", "north", "south")
    assert calendar.event.tolist() == whole.event[:8].tolist()
    assert calendar.last_decision == FIRST
    assert calendar.elapsed == pytest.approx([0, 0, 0.5, 0.5, 1, 1, 1, 1])  # its last decision is on 12 January


def test_a_calendar_that_decides_nothing() -> None:
    calendar = build(calendar={"north": EVENTS["north"]}).forum.calendar
    assert calendar.last_decision == -1
    assert calendar.gap.tolist() == [0]


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_only_meetings_and_drafting_touch_the_text(kind: EventKind) -> None:
    assert doings(kind).drafts == doings(kind).decides == (kind in ("meeting", "drafting"))
