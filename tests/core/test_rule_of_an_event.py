"""A rule of decision of an event's own: it holds there and nowhere else."""

from typing import Any

import numpy as np
import pytest

from tests.core.test_objection import story, turns_of
from tests.forums import GROUPS, differing, finished, scenario, setup
from wgig_sim.bridge.calendar import rules_in_turn
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.state import STATUS
from wgig_sim.engines.replicate import Replicate

MAJORITY = {"rule": "qualified-majority", "share": 0.6}
EARLY: dict[str, Any] = {"kind": "meeting", "start": "2005-01-01", "days": ["closed"]}
LATE: dict[str, Any] = {**EARLY, "start": "2005-02-01"}
FAR, NEAR = {"latitude": 0.25, "red_line": 0.25}, {"latitude": 2.0, "red_line": 2.0}


def two_events(**own: Any) -> dict[str, Any]:
    """A calendar of two meetings, with rules of their own: early={...}, late={...}."""
    return {name: event | ({"consensus": own[name]} if name in own else {}) for name, event in (("early", EARLY), ("late", LATE))}


def divided(scope: str = "item", **own: Any) -> Replicate:
    """One of three cannot live with texts of 0, the others can; they look for consensus at two meetings, two rounds at each."""
    seats = [
        {"id": str(i), "group": group, "camp": "treaty", "region": "north",
         "positions": {"issue-0": place, "issue-1": place}, "limits": {"default": limits}}
        for i, (group, place, limits) in enumerate(zip(GROUPS, (1.0, 0.0, 0.0), (FAR, NEAR, NEAR), strict=True))
    ]  # fmt: skip
    return Replicate(
        setup(
            parties=3,
            seats=seats,
            calendar=two_events(**own),
            rounds={"per_day": 2, "turns": 1},
            rules={"scope": scope},
            mechanisms=muted(),
        )
    )


def statuses(replicate: Replicate) -> list[str]:
    return [STATUS[status] for status in replicate.process.state.status]


def first_meeting(replicate: Replicate) -> Replicate:
    replicate.advance()
    replicate.advance()
    return replicate


def test_an_event_that_repeats_the_rule_of_the_forum_changes_nothing() -> None:
    own = {"early": {"rule": "consensus"}, "late": {"rule": "consensus"}}
    for scope in ("item", "package"):
        one, other = divided(scope), divided(scope, **own)
        one.finish()
        other.finish()
        assert differing(one.process, other.process) == []


def test_another_rule_changes_the_outcome_at_its_event_and_not_before() -> None:
    plain, voting = first_meeting(divided()), first_meeting(divided(late=MAJORITY))
    assert differing(plain.process, voting.process) == []
    assert statuses(voting) == ["tabled", "tabled"]
    plain.finish()
    voting.finish()
    assert statuses(plain) == ["options", "options"]
    assert statuses(voting) == ["agreed", "agreed"]
    assert voting.process.state.agreed_step.tolist() == [2, 3]


def test_the_rule_of_an_event_ends_with_it() -> None:
    """Of two items a short first meeting decides one by majority; on the other the second looks for consensus, in vain."""
    assert statuses(first_meeting(divided(early=MAJORITY))) == ["agreed", "agreed"]
    calendar = two_events(early=MAJORITY)
    calendar["early"]["rounds_per_day"] = 1
    told = divided().setup.scenario
    mixed = finished(compile_scenario(told.model_copy(update={"calendar": scenario(calendar=calendar).calendar})))
    assert statuses(mixed) == ["agreed", "options"]


def test_a_package_is_judged_by_the_rule_of_each_event() -> None:
    sought, voted, refused = (
        divided("package"),
        divided("package", late=MAJORITY),
        divided("package", late={**MAJORITY, "share": 0.7}),
    )
    assert statuses(first_meeting(voted)) == ["tabled", "tabled"]
    for replicate in (sought, voted, refused):
        replicate.finish()
    assert statuses(sought) == statuses(refused) == ["options", "options"]
    assert statuses(voted) == ["agreed", "agreed"]
    assert voted.process.state.agreed_step.tolist() == [3, 3]
    assert turns_of(voted.process) == [(0, "overruled", 0, 3), (0, "overruled", 1, 3)], "objections of the search stay"


@pytest.mark.parametrize(
    ("forum", "own", "cells"),
    [
        ({"rule": "rough-consensus", "objectors": 3}, {"rule": "qualified-majority"}, ("qualified-majority", None, None)),
        ({"rule": "rough-consensus", "objectors": 3}, {"share": 0.5}, ("rough-consensus", 0.5, 3)),
        ({"rule": "qualified-majority", "share": 0.9}, {"rule": "qualified-majority"}, ("qualified-majority", None, None)),
        ({"rule": "qualified-majority", "share": 0.9}, {"share": 0.0}, ("qualified-majority", 0.0, None)),
    ],
)
def test_what_an_event_says_is_laid_on_the_rule_that_it_names(
    forum: dict[str, Any], own: dict[str, Any], cells: tuple[str, float | None, int | None]
) -> None:
    voices = ("private-sector",)
    told = scenario(rules={"consensus": {**forum, "voices": voices, "source": "charter"}}, calendar=two_events(late=own))
    before, rule = rules_in_turn(told).values()
    assert before == told.rules.consensus
    assert (rule.rule, rule.share, rule.objectors) == cells
    assert (rule.voices, rule.source) == (voices, None)


def test_rows_of_the_forum_are_those_of_its_events() -> None:
    own = {"rule": "silence-procedure", "voices": ["private-sector"]}
    calendar = {"heard": {**EARLY, "kind": "consultation", "start": "2004-12-01", "before_group": True}, **two_events(late=own)}
    procedure = setup(rules={"consensus": {"rule": "unanimity"}}, calendar=calendar).forum.procedure
    assert procedure.decides.tolist() == [[True, True], [False, True]]
    assert procedure.everyone.tolist() == [True, False]
    assert procedure.share.tolist() == [1.0, 0.0]
    assert procedure.silence.tolist() == [0.0, 0.1]
    assert np.array_equal(procedure.objectors == 0, [False, True])


def ledger(**own: Any) -> list[tuple[int, str, int, int]]:
    """What becomes of a government's objection when the second day of two is an event with this rule."""
    days: tuple[dict[str, Any], ...] = ({"days": ["all"]}, {"days": ["all"], "start": "2005-01-02", "consensus": own})
    calendar = {str(number): {"kind": "meeting", "start": "2005-01-01", **event} for number, event in enumerate(days)}
    return turns_of(story([], calendar=calendar, rounds={"per_day": 2, "turns": 1}))


def test_who_loses_the_say_does_not_withdraw() -> None:
    assert ledger(rule="consensus") == [(0, "sustained", 0, 3)]
    assert ledger(rule="consensus", voices=["private-sector", "civil-society"]) == [(0, "overruled", 0, 2)]
    assert ledger(rule="qualified-majority", share=1.0, voices=["government"]) == [(0, "sustained", 0, 3)]
