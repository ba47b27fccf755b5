"""Cards: the forums that a class can choose from, each in a few words; first those of the Summit, then the others."""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from wgig_sim.bridge.calendar import end_of, events, rules_in_turn
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.classroom.levers import RULES, cards
from wgig_sim.classroom.membership import members, shares
from wgig_sim.classroom.people import number
from wgig_sim.scenario import library
from wgig_sim.scenario.procedure import Consensus
from wgig_sim.scenario.read import Loaded, load, vary
from wgig_sim.scenario.schema import Scenario

FIRST = ("wgig-2005", "wsis-2003")
APART = "classics/"
"""Models of opinion dynamics, which have no rules, no texts and no documents to look at."""


@cache
def served() -> tuple[str, ...]:
    """The scenarios of the library that a class can run, each forum before its variants."""
    names = [name for name in library.names() if not name.startswith(APART)]
    forums = [*FIRST, *(name for name in names if "/" not in name and name not in FIRST)]
    return tuple(name for forum in forums for name in names if name == forum or name.startswith(f"{forum}/"))


@cache
def loaded(name: str) -> Loaded:
    """The files of a served scenario, read once."""
    return load(name)


@cache
def scenario(name: str) -> Scenario:
    """A served scenario as its files say."""
    return vary(loaded(name), (), vocabulary()).scenario


@cache
def card(name: str) -> Mapping[str, Any]:
    """A forum in a few words."""
    told = scenario(name)
    held = list(events(told).values())
    return {
        "name": name,
        "title": told.title,
        "question": told.question,
        "summary": told.summary or "",
        "source": told.source or "",
        "when": _when(held[0].start, end_of(held[-1])),
        "where": ", ".join(dict.fromkeys(event.place for event in held if event.kind == "meeting" and event.place)),
        "seats": members(told),
        "groups": _groups(told),
        "rules": _rules(told),
        "variant_of": name.rpartition("/")[0] or None,
    }


@cache
def card_with_levers(name: str) -> Mapping[str, Any]:
    """A forum in a few words, with all that can be changed of it."""
    return {**card(name), "levers": cards(scenario(name))}


def _when(first: datetime.date, last: datetime.date) -> str:
    """Months of the first and the last day."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"


def _groups(told: Scenario) -> list[dict[str, Any]]:
    """How many seats each group has; None where chance decides, 0 where a group is outside."""
    by_lot = told.composition.rule in ("random", "coverage")
    share = shares(told)
    exact = {group: share.get(group, 0.0) * members(told) for group in told.groups}
    whole = {group: int(value + 1e-9) for group, value in exact.items()}
    for group in sorted(exact, key=lambda group: whole[group] - exact[group])[: members(told) - sum(whole.values())]:
        whole[group] += 1
    return [{"id": name, "title": group.title, "seats": None if by_lot else whole[name]} for name, group in told.groups.items()]


def _decision(rule: Consensus) -> str:
    """A rule of decision in a few words."""
    if rule.share is None:
        return RULES[rule.rule][0]
    return "half of the votes" if rule.share == 0.5 else f"{rule.share:.0%} of the votes"


def _rules(told: Scenario) -> list[str]:
    """The rules of a forum in a few words each."""
    capacity = {"personal": "personal capacity", "instructed": "on instructions"}.get(str(told.capacity), "half on instructions")
    own = {group.capacity for group in told.groups.values()} - {None, told.capacity}
    rules = list(rules_in_turn(told).values()) or [told.rules.consensus]
    decided = ", then ".join(dict.fromkeys(_decision(rule) for rule in rules))
    equal = all(number(cell) == 1 for row in told.standing.values() for cell in row.values())
    return [
        capacity if not own else f"{capacity}, governments on instructions" if own == {"instructed"} else "mixed capacity",
        decided,
        "all items as one package" if told.rules.scope == "package" else "item by item",
        "a text first" if told.rules.start == "text-first" else "issues first",
        *([] if len(told.groups) == 1 else ["equal footing" if equal else "unequal footing"]),
    ]
