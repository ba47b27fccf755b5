"""Objections: what becomes of each, told by small stories with one text that does not move."""

from typing import Any

from tests.forums import CAMPS, finished, merged, setup
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.state import FATE, STATUS, Process

ISSUE = "issue-0"
WIDE, NARROW = {"latitude": 2.0, "red_line": 2.0}, {"latitude": 0.25, "red_line": 0.25}


def story(
    days: list[str], rule: str = "consensus", constants: dict[str, dict[str, float]] | None = None, **facts: Any
) -> Process:
    """A government far from the text and two others near to it meet; on "others" days the government is out of the room."""
    seats = [
        {
            "id": group,
            "group": group,
            "camp": CAMPS[0],
            "region": "north",
            "positions": {ISSUE: position},
            "limits": {ISSUE: limits},
        }
        for group, position, limits in (
            ("government", 1.0, NARROW),
            ("private-sector", 0.0, WIDE),
            ("civil-society", -0.125, WIDE),
        )
    ]
    everybody = {"publicity": 0.0, "floor": "equal-turns"}
    how: dict[str, Any] = {
        "seats": seats,
        "formats": {"all": everybody, "others": {**everybody, "room": ["private-sector", "civil-society"]}},
        "calendar": {"talks": {"kind": "meeting", "start": "2005-01-01", "days": days}},
        "rounds": {"per_day": 2, "turns": 0},
        "rules": {"consensus": {"rule": rule}},
    }
    mechanisms = merged(muted(), constants or {})
    return finished(setup(size=3, items=1, parties=3, mechanisms=mechanisms, **{**how, **facts})).process


def turns_of(process: Process) -> list[tuple[int, str, int, int]]:
    """(seat, fate, step raised, step closed) of every objection."""
    ledger = process.ledger
    rows = range(int(ledger.size[0]))
    return [(int(ledger.seat[r]), FATE[ledger.fate[r]], int(ledger.raised[r]), int(ledger.closed[r])) for r in rows]


def talking(process: Process) -> tuple[str, float]:
    return STATUS[process.state.status[0]], float(process.state.text[0])


SPEAKING: Any = {"rounds": {"per_day": 2, "turns": 1}}


def test_an_objection_that_stands_is_sustained() -> None:
    process = story(["all", "all"], **SPEAKING)
    assert STATUS[process.state.status[0]] == "options"
    assert turns_of(process) == [(0, "sustained", 0, 3)]
    assert process.ledger.red_line[0]
    assert (process.ledger.excess[0], process.ledger.side[0], process.ledger.text[0]) == (0.75, 1.0, 0.0)


def test_whoever_is_locked_out_is_overruled_not_addressed() -> None:
    process = story(["all", "others"], **SPEAKING)
    assert STATUS[process.state.status[0]] == "agreed"
    assert turns_of(process) == [(0, "overruled", 0, 2)]


def test_an_absent_seat_counts_against_unanimity() -> None:
    process = story(["others"], rule="unanimity", **SPEAKING)
    assert STATUS[process.state.status[0]] == "options"
    assert turns_of(process) == []


def test_a_majority_overrules() -> None:
    process = story(["all"], rule="qualified-majority", **SPEAKING)
    assert STATUS[process.state.status[0]] == "agreed"
    assert turns_of(process) == [(0, "overruled", 0, 0)]


def test_a_text_that_comes_near_enough_accommodates() -> None:
    process = story(["all"] * 20, constants={"drafting": {"skill": 0.5}}, **SPEAKING)
    assert STATUS[process.state.status[0]] == "agreed"
    assert [fate for _, fate, *_ in turns_of(process)] == ["accommodated"]
    assert 0.75 - 1e-9 <= process.state.text[0] <= 0.75


def test_goodwill_that_grows_addresses() -> None:
    """The text stays where it was; a red line further out and a deadline bring the government to live with it."""
    seats = [
        {"id": group, "group": group, "camp": CAMPS[0], "region": "north", "positions": {ISSUE: position},
         "limits": {ISSUE: {"latitude": 0.5, "red_line": 2.0}}}
        for group, position in (("government", 1.0), ("private-sector", 0.0), ("civil-society", -0.125))
    ]  # fmt: skip
    process = story(["all"] * 5, constants={"acceptance": {"deadline": 1.0}}, seats=seats, **SPEAKING)
    assert talking(process) == ("agreed", 0.0)
    assert turns_of(process) == [(0, "addressed", 0, 6)]  # (3 / 4)^2 > .5 first on the fourth day
    assert not process.ledger.red_line[0]


def test_standing_objections_cost_trust_across_the_text_only() -> None:
    process = story(["all"], constants={"objection": {"friction": 0.2}}, trust={"same_camp": 0.5, "spread": 0.0}, **SPEAKING)
    trust = process.state.trust
    rounds = 2
    assert trust[0, 2] == trust[2, 0] == 0.5 * 0.8 * 0.8
    assert rounds == process.state.rounds[0]
    assert trust[0, 1] == trust[1, 0] == trust[1, 2] == trust[2, 1] == 0.5, "whoever holds just the text is on no side"
