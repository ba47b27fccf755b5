"""The levers of the classroom, as data: what one may change of a forum, and what each change means.

No lever names a file, and none takes a text of the class: what reaches a scenario are the words of this module and the ids of
the scenario itself.
"""

from collections.abc import Mapping
from typing import Any

from wgig_sim.classroom.lever import Lever, LeverError, Option, Pulled, Span, Value
from wgig_sim.classroom.membership import SHARES, SIZE
from wgig_sim.classroom.people import CAPACITY, FOOTING, TRUST
from wgig_sim.classroom.sessions import DOOR, FLOOR, MEETINGS, PUBLICITY
from wgig_sim.scenario.problems import unknown
from wgig_sim.scenario.schema import Scenario

RULES = {
    "unanimity": ("unanimity", "Everybody has to accept, those who are absent too."),
    "consensus": ("consensus", "Nobody present sustains an objection."),
    "rough-consensus": ("rough consensus", "The chair may overrule two sustained objections."),
    "qualified-majority": ("two thirds", "Two thirds have to accept."),
    "concurrent-majorities": ("concurrent majorities", "Two thirds have to accept, and half of each group."),
    "governments-only": ("only governments deciding", "Only governments decide, by consensus; the others talk."),
    "silence-procedure": ("a silence procedure", "Agreed unless somebody objects; whoever is only a little beyond stays silent."),
}


def _rules(scenario: Scenario) -> tuple[Option, ...]:
    alone = len(scenario.groups) == 1
    fits = {"concurrent-majorities": not alone, "governments-only": not alone and "government" in scenario.groups}
    labels = {"qualified-majority": "Two thirds", "governments-only": "Governments only"}
    return tuple(
        Option(name, labels.get(name, name.replace("-", " ").capitalize()), phrase, help)
        for name, (phrase, help) in RULES.items()
        if fits.get(name, True)
    )


def _rule(scenario: Scenario) -> str | None:
    """The rule of a scenario that changes none of its cells and holds at all events."""
    own = scenario.rules.consensus
    changed = (own.share, own.objectors, own.chamber_share, own.voices, own.silence)
    return own.rule if all(cell is None for cell in changed) and not _on_the_way(scenario) else None


def _on_the_way(scenario: Scenario) -> list[str]:
    """The events that have a rule of their own."""
    return [name for name, event in scenario.calendar.items() if event.consensus is not None]


def _decided(scenario: Scenario, pulled: Pulled) -> list[str]:
    """One rule for the whole process: those of single events go."""
    of_events = [f"calendar.{name}.consensus=null" for name in _on_the_way(scenario)]
    return [f"rules.consensus={{rule: {pulled['consensus']}}}", *of_events]


CONSENSUS = Lever(
    "consensus", "Rule of decision",
    "When an item counts as agreed, at all events: where a forum changes its rule on the way, that goes when this is moved.",
    _rules, _rule, _decided,
)  # fmt: skip

STARTS = (
    Option("issues-first", "Issues first", "the issues first", "No text before the group understands where it disagrees."),
    Option("text-first", "Text first", "a text first", "A draft is on the table from the first day."),
)
START = Lever(
    "start", "What comes first", "Whether one talks about the issues before there is a text, or about a text at once.",
    lambda _: STARTS, lambda scenario: scenario.rules.start, lambda _, pulled: [f"rules.start={pulled['start']}"],
)  # fmt: skip

CHAIRS = (
    Option("none", "None", "no chair", "Nobody drafts for the group as a whole; texts come from the middle of what was said."),
    Option("weak", "Little skill", "a chair of little skill", "The draft is often wide of what all could live with."),
    Option("fair", "Some skill", "a chair of some skill", "The draft comes nearer to what all could live with."),
    Option("skilled", "Great skill", "a skilled chair", "The draft is where the fewest object, as far as positions were heard."),
)
SKILL = {"weak": 0.2, "fair": 0.6, "skilled": 1.0}


def _chair(scenario: Scenario) -> str | None:
    skill = scenario.chair and scenario.chair.skill
    return "none" if skill is None else next((name for name, value in SKILL.items() if value == skill), None)


def _led(scenario: Scenario, pulled: Pulled) -> list[str]:
    value = str(pulled["chair"])
    return ["chair=null"] if value == "none" else [f"chair.skill={SKILL[value]}"]


CHAIR = Lever(
    "chair", "The chair", "How well whoever holds the pen finds a text that all could live with.",
    lambda scenario: None if scenario.chair and scenario.chair.bias else CHAIRS, _chair, _led,
)  # fmt: skip

LEVERS: Mapping[str, Lever] = {
    lever.id: lever
    for lever in (FOOTING, CAPACITY, START, CONSENSUS, DOOR, FLOOR, PUBLICITY, MEETINGS, CHAIR, TRUST, SIZE, SHARES)
}
"""All levers, in the order in which the page shows them and settings are made."""


def cards(scenario: Scenario) -> list[dict[str, Any]]:
    """The levers that a scenario offers, as the page shows them."""
    found = (lever.card(scenario) for lever in LEVERS.values())
    return [card for card in found if card]


def checked(scenario: Scenario, given: Mapping[str, object]) -> dict[str, Value]:
    """Levers and values that a scenario has, in order, without what it says anyway; a LeverError says what it does not have."""
    offered = [name for name, lever in LEVERS.items() if lever.positions(scenario)]
    for name in given:
        if name not in offered:
            raise LeverError(name, unknown("lever", name, offered, "Levers"))
    values = {name: LEVERS[name].checked(scenario, given[name]) for name in offered if name in given}
    return {name: value for name, value in values.items() if value != LEVERS[name].now(scenario)}


def settings(scenario: Scenario, pulled: Pulled) -> list[str]:
    """The settings of all levers that were moved."""
    return [setting for name in pulled for setting in LEVERS[name].settings(scenario, pulled)]


__all__ = ["LEVERS", "Lever", "LeverError", "Option", "Pulled", "Span", "Value", "cards", "checked", "settings"]
