"""Whether the parts of a scenario fit together: people for every group, positions for every issue, quotas, days."""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wgig_sim.scenario.influence import check_weights
from wgig_sim.scenario.problems import listed, nearest, unknown
from wgig_sim.scenario.references import DEFAULT, Facts

SLACK = 1e-9
LANGUAGES = 62


def check_fit(facts: Facts, skip: set[str]) -> None:
    """Everything that involves more than one entry. `skip` names lists whose file could not be read."""
    _days(facts)
    _languages(facts)
    if "seats" not in skip:
        _members(facts)
        _groups_have_people(facts)
    if "positions" not in skip and "seats" not in skip:
        _camps_have_positions(facts)
    if "seats" not in skip and "pairs" not in skip:
        _acquainted(facts)
    if "seats" not in skip and "weights" not in skip:
        check_weights(facts)


def _date(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _days(facts: Facts) -> None:
    calendar = {name: event for name, event in facts.mapping("calendar").items() if isinstance(event, dict)}
    group_met: str | None = None
    for name, event in calendar.items():
        start, end = _date(event.get("start")), _date(event.get("end"))
        days = event.get("days")
        span = (end - start).days + 1 if start and end else None
        if start and end and end < start:
            facts.note(("calendar", name, "end"), f"should not be before the start, {start}.")
        elif span and isinstance(days, list) and len(days) > span:
            message = f"{len(days)} days do not fit between {start} and {end}, which has {span}."
            facts.note(("calendar", name, "days"), message)
        if event.get("before_group") is True and group_met:
            message = f"is true, but {group_met} comes earlier and is not. Set it there too, or delete it."
            facts.note(("calendar", name, "before_group"), message)
        elif event.get("before_group") is not True:
            group_met = group_met or name
    if calendar and group_met is None:
        facts.note(("calendar",), "every event is before_group, so the group never meets. Add a meeting.", of_key=True)
    last = facts.at(("last_event",))
    if isinstance(last, str) and facts.at(("calendar", last, "before_group")) is True and group_met:
        facts.note(("last_event",), f"{last} is before the group exists, so the group would never meet.")


def _members(facts: Facts) -> None:
    seats, pool = facts.rows("seats"), facts.rows("pool")
    rule = facts.at(("composition", "rule")) or "listed"
    size = facts.at(("composition", "size"))
    if rule == "listed":
        if len(seats) < 2 and isinstance(facts.data.get("seats", []), list):
            what = "there are no seats" if not seats else "there is one seat; a group has at least 2"
            message = f"{what}. List `seats`, name a `seats_file`, or choose another composition rule with a `pool`."
            facts.note(("seats",), message, of_key=True)
        elif isinstance(size, int) and size != len(seats):
            message = f"is {size}, but {len(seats)} seats are listed. Delete it, or choose another rule."
            facts.note(("composition", "size"), message)
        return
    if rule not in ("random", "balanced", "coverage"):
        return
    count = facts.at(("constituencies", "count")) or 0
    if not pool:
        message = f"{rule} selects members from a pool, and there is none. Describe its kinds in `pool`."
        facts.note(("composition", "rule"), message)
    if size is None:
        facts.note(("composition", "rule"), f"{rule} needs the number of members: give composition.size.")
    elif isinstance(size, int) and isinstance(count, int) and count < size:
        stated = facts.at(("constituencies", "count")) is not None
        where = ("constituencies", "count") if stated else ("composition", "size")
        message = f"{size} members cannot be selected from {count} constituencies. Raise constituencies.count."
        facts.note(where, message)
    elif pool and rule == "balanced" and isinstance(size, int) and isinstance(count, int):
        _quotas(facts, size, count)


def _number(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if number else None


def _pool_weights(facts: Facts) -> dict[str, float]:
    """Weight of each group in the pool."""
    weights: dict[str, float] = defaultdict(float)
    for kind in facts.rows("pool"):
        if isinstance(kind, dict) and isinstance(kind.get("group"), str):
            weights[kind["group"]] += _number(kind.get("share", 1.0)) or 0.0
    return weights


def _quotas(facts: Facts, size: int, count: int) -> None:
    weights = _pool_weights(facts)
    stated = facts.mapping("composition", "shares")
    shares = {group: number for group, value in stated.items() if (number := _number(value)) is not None}
    total = sum(shares.values())
    rest = [group for group in facts.mapping("groups") if group not in stated and weights[group]]
    where = ("composition", "shares") if stated else ("composition", "rule")
    if total > 1 + SLACK:
        facts.note(where, f"add up to {total:g}, more than 1.", of_key=True)
        return
    if stated and not rest and total < 1 - SLACK:
        facts.note(where, f"add up to {total:g}, less than 1, and no other group of the pool can take the rest.", of_key=True)
        return
    shares |= {group: (1 - total) / len(rest) for group in rest}
    for group, share in shares.items():
        path = ("composition", "shares", group) if group in stated else where
        available = count * weights[group] / (sum(weights.values()) or 1.0)
        if group not in facts.mapping("groups"):
            continue
        if share > SLACK and not weights[group]:
            facts.note(path, f"{group} should have {share:g} of the seats, but no kind of the pool belongs to it.")
        elif size * share > available + 1:
            message = f"{group} should have {size * share:.0f} seats, but has only {available:.0f} constituencies."
            facts.note(path, message)


def _groups_have_people(facts: Facts) -> None:
    if not facts.rows("seats") and not facts.rows("pool"):
        return
    groups = facts.mapping("groups")
    named = [person["group"] for _, person in facts.people() if isinstance(person.get("group"), str)]
    taken = {*named, *_meant(named, groups)}
    for group in groups:
        if group not in taken:
            message = f"{group} has no seats and no kind in the pool. Add one, or delete the group."
            facts.note(("groups", group), message, of_key=True)


def _camps_have_positions(facts: Facts) -> None:
    issues = facts.mapping("issues")
    camps = facts.mapping("camps")
    lacking: dict[str, set[str]] = {}
    for path, person in facts.people():
        camp = person.get("camp")
        if not isinstance(camp, str) or camp not in camps or DEFAULT in facts.mapping("positions", camp):
            continue
        said = _union(facts.mapping("positions", camp), facts.mapping(*path, "positions"))
        said |= _meant(said, issues)
        lacking.setdefault(camp, set()).update(issue for issue in issues if issue not in said)
    for camp, missing in lacking.items():
        names = [issue for issue in issues if issue in missing]
        if not names:
            continue
        where = ("positions", camp) if camp in facts.mapping("positions") else ("camps", camp)
        message = f"the camp {camp} has no position on {listed(names)}. Add it, or `default` for every issue not named."
        facts.note(where, message, of_key=True)


def _languages(facts: Facts) -> None:
    """A set of languages is held in the bits of one number."""
    first: dict[str, tuple[str | int, ...]] = {}
    for path, person in facts.people():
        spoken = person.get("languages")
        for index, language in enumerate(spoken if isinstance(spoken, list) else ()):
            first.setdefault(str(language), (*path, "languages", index))
    if len(first) > LANGUAGES:
        message = f"the scenario has {len(first)} languages; it can have {LANGUAGES}. Leave out those that nobody shares."
        facts.note(list(first.values())[LANGUAGES], message)


def _meant(words: Iterable[str], known: Iterable[str]) -> set[str]:
    """What misspelt words probably stand for: a slip is reported once, not again as something that is lacking."""
    return {meant for word in set(words) - set(known) if (meant := nearest(word, known))}


def _union(*mappings: Iterable[str]) -> set[str]:
    return {key for mapping in mappings for key in mapping}


def _acquainted(facts: Facts) -> None:
    rule = facts.at(("composition", "rule")) or "listed"
    ids = [seat.get("id") for seat in facts.rows("seats") if isinstance(seat, dict)]
    if rule != "listed" or not ids:
        return
    for index, pair in enumerate(facts.rows("trust", "pairs")):
        for side, name in enumerate(pair[:2] if isinstance(pair, list) else ()):
            if isinstance(name, str) and name not in ids:
                known = [known for known in ids if isinstance(known, str)]
                facts.note(("trust", "pairs", index, side), unknown("seat", name, known, "Seats"))
