"""Levers on how meetings are held: who is in the room, who has the floor, who watches, how long it goes on."""

from wgig_sim.bridge.calendar import doings
from wgig_sim.classroom.lever import Lever, Option, Pulled, Span
from wgig_sim.classroom.membership import shares
from wgig_sim.classroom.people import GOVERNMENT
from wgig_sim.scenario.procedure import Format
from wgig_sim.scenario.schema import Scenario

VOICES = 2
"""Statements from outside in each round of an open floor."""


def _title(scenario: Scenario, group: str) -> str:
    title = scenario.groups[group].title
    return title[:1].lower() + title[1:]


def _held(scenario: Scenario) -> dict[str, Format]:
    """The ways in which days are held that the calendar uses, the preparation included."""
    used = {name for event in scenario.calendar.values() for name in event.days}
    return {name: held for name, held in scenario.formats.items() if name in used}


def _in_room(scenario: Scenario) -> tuple[str, ...]:
    """Groups that have seats, where more than one has."""
    groups = tuple(shares(scenario)) if scenario.pool or scenario.composition.rule == "listed" else ()
    return groups if len(groups) > 1 else ()


def _doors(scenario: Scenario) -> tuple[Option, ...]:
    groups = _in_room(scenario)
    if not groups:
        return ()
    everybody = Option("all", "Everybody", "everybody in the room", "All members are in the room all the time.")
    closed = [
        Option(
            f"without-{group}", f"Closed to {_title(scenario, group)}", f"the door closed on {_title(scenario, group)}",
            f"The members from {_title(scenario, group)} wait outside: they neither speak nor hear nor decide.",
        )
        for group in groups
    ]  # fmt: skip
    return (everybody, *closed)


def _door(scenario: Scenario) -> str | None:
    groups, rooms = set(_in_room(scenario)), [held.room for held in _held(scenario).values()]
    outside = {frozenset(groups - set(room)) if room else frozenset() for room in rooms}
    if len(outside) != 1:
        return None
    (shut,) = outside
    return "all" if not shut else f"without-{next(iter(shut))}" if len(shut) == 1 else None


def _closing(scenario: Scenario, pulled: Pulled) -> list[str]:
    shut = str(pulled["door"]).removeprefix("without-") if pulled["door"] != "all" else None
    inside = ", ".join(group for group in scenario.groups if group != shut)
    room = f"[{inside}]" if shut else "null"
    return [f"formats.{name}.room={room}" for name in _held(scenario) if shut or scenario.formats[name].room is not None]


DOOR = Lever("door", "Who is in the room", "On whom the door is closed.", _doors, _door, _closing)


def _floors(scenario: Scenario) -> tuple[Option, ...]:
    found = [
        Option("open", "Open", "an open floor", "Everybody in the room may speak, and two from outside in every round."),
        Option("members", "Members only", "the floor for members only", "All members may speak; nobody from outside is heard."),
    ]
    if GOVERNMENT in _in_room(scenario):
        says = "Only governments may speak; the others listen, and nobody from outside is heard."
        found.append(Option("governments", "Governments only", "the floor for governments only", says))
    return tuple(found) if scenario.pool or len(found) > 2 else ()


def _floor(scenario: Scenario) -> str | None:
    held = {(one.speaks, one.outside_voices) for one in _held(scenario).values()}
    known: dict[tuple[tuple[str, ...] | None, int], str] = {
        (None, VOICES): "open",
        (None, 0): "members",
        ((GOVERNMENT,), 0): "governments",
    }
    return known.get(held.pop()) if len(held) == 1 else None


def _speaking(scenario: Scenario, pulled: Pulled) -> list[str]:
    voices = VOICES if pulled["floor"] == "open" else 0
    speaks = f"[{GOVERNMENT}]" if pulled["floor"] == "governments" else "null"
    found = []
    for name, held in _held(scenario).items():
        found.append(f"formats.{name}.outside_voices={voices}")
        if speaks != "null" or held.speaks is not None:
            found.append(f"formats.{name}.speaks={speaks}")
    return found


FLOOR = Lever("floor", "The floor", "Who may speak.", _floors, _floor, _speaking)


def _publicity(scenario: Scenario) -> float | None:
    levels = {held.publicity for held in _held(scenario).values()}
    return levels.pop() if len(levels) == 1 else None


PUBLICITY = Lever(
    "publicity", "Publicity",
    "How much of every day the world can watch: 0 behind closed doors, unattributed; 1 where every word is public.",
    lambda _: Span(0.0, 1.0, 0.1, "publicity of {} on all days"), _publicity,
    lambda scenario, pulled: [f"formats.{name}.publicity={pulled['publicity']}" for name in _held(scenario)],
)  # fmt: skip


def _deciding(scenario: Scenario) -> list[str]:
    """The events at which items can be agreed, in order, whatever the last one is now."""
    return [name for name, event in scenario.calendar.items() if not event.before_group and doings(event.kind).decides]


def _endings(scenario: Scenario) -> tuple[Option, ...]:
    names = _deciding(scenario)
    if len(names) < 2:
        return ()
    titles = {name: scenario.calendar[name].title for name in names}
    early = [
        Option(
            name, "1 meeting" if number == 1 else f"{number} meetings",
            "one meeting only" if number == 1 else f"{number} meetings",
            f"The process ends after: {titles[name]}.",
        )
        for number, name in enumerate(names[:-1], 1)
    ]  # fmt: skip
    return (*early, Option("all", f"All {len(names)}", f"all {len(names)} meetings", "The process goes on to its end."))


def _ending(scenario: Scenario) -> str | None:
    if scenario.last_event is None:
        return "all"
    return scenario.last_event if scenario.last_event in _deciding(scenario)[:-1] else None


def _ended(_: Scenario, pulled: Pulled) -> list[str]:
    return [f"last_event={'null' if pulled['meetings'] == 'all' else pulled['meetings']}"]


MEETINGS = Lever(
    "meetings", "Number of meetings", "How often the group meets before it has to report.", _endings, _ending, _ended
)
