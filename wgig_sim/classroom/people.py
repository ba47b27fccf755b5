"""Levers on how people meet: whom they recognise, for whom they speak, how far they trust each other on the first day."""

from collections.abc import Iterator

from wgig_sim.classroom.lever import Lever, Option, Pulled, Span
from wgig_sim.scenario.people import Capacity, Weight
from wgig_sim.scenario.schema import Scenario

GOVERNMENT = "government"
UNEQUAL = 0.2
"""How far governments recognise the others on an unequal footing."""


def seated(scenario: Scenario) -> dict[str, int]:
    """Seats of each group that has listed ones; of one whose members are selected, an empty mapping."""
    seats = scenario.seats if scenario.composition.rule == "listed" else ()
    return {group: count for group in scenario.groups if (count := sum(seat.group == group for seat in seats))}


def number(cell: float | Weight) -> float:
    """The value of a cell, with or without its source."""
    return cell.value if isinstance(cell, Weight) else cell


def _footings(scenario: Scenario) -> tuple[Option, ...]:
    if GOVERNMENT not in scenario.groups or len(scenario.groups) < 2:
        return ()
    return (
        Option("equal", "Equal", "equal footing", "Everybody's words weigh the same, whoever speaks."),
        Option("unequal", "Unequal", "unequal footing", "Governments give the words of the others little weight."),
    )


def _footing(scenario: Scenario) -> str | None:
    cells = [number(cell) for row in scenario.standing.values() for cell in row.values()]
    if all(cell == 1 for cell in cells):
        return "equal"
    others = [number(scenario.standing.get(GOVERNMENT, {}).get(group, 1.0)) for group in scenario.groups if group != GOVERNMENT]
    alone = all(row == {} for group, row in scenario.standing.items() if group != GOVERNMENT)
    return "unequal" if alone and all(cell == UNEQUAL for cell in others) else None


def _stand(scenario: Scenario, pulled: Pulled) -> list[str]:
    if pulled["footing"] == "equal":
        return ["standing={}"]
    others = ", ".join(f"{group}: {UNEQUAL}" for group in scenario.groups if group != GOVERNMENT)
    return [f"standing={{{GOVERNMENT}: {{{others}}}}}"]


FOOTING = Lever(
    "footing", "Footing", "Whether governments listen to the others as to their own kind.", _footings, _footing, _stand
)

CAPACITIES = (
    Option("personal", "Personal", "members in a personal capacity", "Members speak for themselves and may be convinced."),
    Option("mixed", "Between", "members half bound by instructions", "Members have instructions, and some room of their own."),
    Option("instructed", "Instructed", "members on instructions", "Members speak for those who sent them, who give little room."),
)
FREEDOM = {"personal": 1.0, "mixed": 0.5, "instructed": 0.0}


def _capacities(scenario: Scenario) -> Iterator[Capacity]:
    for person in (*scenario.seats, *scenario.pool):
        own = (person.capacity, scenario.groups[person.group].capacity, scenario.capacity)
        yield next(capacity for capacity in own if capacity is not None)


def _capacity(scenario: Scenario) -> str | None:
    found = {FREEDOM.get(one, -1.0) if isinstance(one, str) else one for one in _capacities(scenario)}
    return next((name for name, free in FREEDOM.items() if found == {free}), None)


def _free(scenario: Scenario, pulled: Pulled) -> list[str]:
    value = FREEDOM[str(pulled["capacity"])]
    own = [f"groups.{name}.capacity={value}" for name, group in scenario.groups.items() if group.capacity is not None]
    return [f"capacity={value}", *own]


def _as_groups(scenario: Scenario) -> tuple[Option, ...]:
    """Not where single seats have a capacity of their own."""
    return () if any(person.capacity is not None for person in (*scenario.seats, *scenario.pool)) else CAPACITIES


CAPACITY = Lever("capacity", "Capacity", "For whom members speak.", _as_groups, _capacity, _free)

_SCALE = Span(0.0, 0.8, 0.01, "trust of {} at the start")


def _first_trust(scenario: Scenario) -> float:
    """Trust in those of other groups; of one's own where there is no other."""
    groups = seated(scenario) or scenario.groups
    return scenario.trust.other_group if len(groups) > 1 else scenario.trust.same_group


def _trusting(scenario: Scenario, pulled: Pulled) -> list[str]:
    """All levels of trust moved by the same amount, so that what is nearer stays nearer."""
    trust, shift = scenario.trust, float(pulled["trust"]) - _first_trust(scenario)

    def moved(value: float) -> float:
        return round(min(1.0, max(0.0, value + shift)), 4)

    levels = ("same_camp", "same_group", "other_group")
    cells = ((truster, trusted, number(cell)) for truster, row in trust.between.items() for trusted, cell in row.items())
    between = [f"trust.between.{truster}.{trusted}={moved(value)}" for truster, trusted, value in cells]
    return [*(f"trust.{level}={moved(getattr(trust, level))}" for level in levels), *between]


TRUST = Lever(
    "trust", "Trust at the start",
    "How far members trust strangers on the first day, from 0 to 1; trust in one's own group and camp moves along.",
    lambda scenario: None if scenario.trust.pairs or scenario.trust.weights else _SCALE, _first_trust, _trusting,
)  # fmt: skip
