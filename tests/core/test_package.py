"""Nothing is agreed until everything is: give and take across issues, and where it ends."""

from typing import Any

from tests.forums import CAMPS, finished, issue_names, merged, setup
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.state import FATE, STATUS, Process

# Each of two parties is .25 beyond what it accepts on the one issue, and .5 within it on the other.
POSITIONS = ((0.75, 0.0), (0.0, 0.75))
LATITUDE = 0.5


def bargain(
    positions: tuple[tuple[float, float], ...] = POSITIONS, red_line: float = 2.0, rounds: int = 2, **facts: Any
) -> Process:
    """Two parties before texts of 0 on two issues, one round on each."""
    names = issue_names(2)
    seats = [
        {"id": str(i), "group": group, "camp": CAMPS[0], "region": "north",
         "positions": dict(zip(names, own, strict=True)),
         "limits": {"default": {"latitude": LATITUDE, "red_line": red_line}}}
        for i, (group, own) in enumerate(zip(("government", "private-sector"), positions, strict=True))
    ]  # fmt: skip
    how: dict[str, Any] = {
        "seats": seats,
        "formats": {"closed": {"publicity": 0.0, "floor": "equal-turns"}},
        "calendar": {"talks": {"kind": "meeting", "start": "2005-01-01", "days": ["closed"]}},
        "rounds": {"per_day": rounds, "turns": 1},
        "rules": {"scope": "package"},
        "mechanisms": muted(),
    }
    return finished(setup(size=2, items=2, **{**how, **facts})).process


def statuses(process: Process) -> list[str]:
    return [STATUS[status] for status in process.state.status]


def test_give_and_take_agrees_on_what_no_single_item_could() -> None:
    assert statuses(bargain(rules={"scope": "item"})) == ["options", "options"]
    package = bargain()
    assert statuses(package) == ["agreed", "agreed"]
    assert {FATE[fate] for fate in package.ledger.fate[: package.ledger.size[0]]} == {"addressed"}


def test_a_crossed_red_line_cannot_be_outweighed() -> None:
    assert statuses(bargain(red_line=0.625)) == ["options", "options"]
    assert statuses(bargain(red_line=0.75)) == ["agreed", "agreed"]


def test_a_balance_below_zero_refuses_the_whole() -> None:
    """Gains of .5 against losses of .25 on equal salience; when the loss matters three times as much, it weighs .75."""
    assert statuses(bargain(salience={CAMPS[0]: {"issue-0": 3.0, "issue-1": 1.0}})) == ["options", "options"]


def test_nothing_is_agreed_before_all_texts_are_on_the_table() -> None:
    """One round tables one text: the package is judged incomplete at the last decision only."""
    early = {"kind": "meeting", "start": "2005-01-01", "days": ["closed"], "rounds_per_day": 1}
    late = {**early, "start": "2005-02-01"}
    agreeable = ((0.25, 0.25), (0.25, 0.25))
    one_day = bargain(agreeable, calendar={"first": early})
    assert statuses(one_day) == ["agreed", "open"]
    two_days = bargain(agreeable, calendar={"first": early, "second": late})
    assert statuses(two_days) == ["agreed", "agreed"]
    assert two_days.state.agreed_step.tolist() == [1, 1]


def test_a_majority_can_carry_a_package() -> None:
    stubborn = ((0.0, 0.0), (1.0, 1.0))
    most = {"scope": "package", "consensus": {"rule": "qualified-majority", "share": 0.5}}
    process = bargain(stubborn, rules=most)
    assert statuses(process) == ["agreed", "agreed"]
    assert {FATE[fate] for fate in process.ledger.fate[: process.ledger.size[0]]} == {"overruled"}


def test_constants_of_acceptance_count_in_a_package_too() -> None:
    far = ((0.875, 0.875), (0.0, 0.0))
    assert statuses(bargain(far)) == ["options", "options"]
    pressed = merged(muted(), {"acceptance": {"deadline": 0.5}})
    assert statuses(bargain(far, mechanisms=pressed)) == ["agreed", "agreed"]
