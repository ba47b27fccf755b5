"""Laws of `--set`: what is set is there afterwards, nothing else has changed, paths read back as written."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenario.conftest import Write
from tests.scenario.test_merge import block
from wgig_sim.scenario import shape
from wgig_sim.scenario.problems import Mark, Problem, ScenarioError
from wgig_sim.scenario.read import read, resolve
from wgig_sim.scenario.schema import Scenario
from wgig_sim.scenario.settings import split
from wgig_sim.scenario.tree import Path, walk, written

NAMES = st.text(min_size=1, max_size=8).filter(lambda text: '"' not in text and text.strip() == text)
PATHS = st.lists(st.one_of(NAMES, st.integers(0, 999)), min_size=1, max_size=5).filter(
    lambda path: isinstance(path[0], str) and path[0] != "extends"
)


@given(PATHS)
def test_paths_read_back_as_written(path: list[str | int]) -> None:
    problems: list[Problem] = []
    assert split(f"{written(tuple(path))}=1", Mark("--set 1"), problems)[0] == tuple(path)
    assert problems == []


@given(st.text(max_size=30))
def test_any_text_is_a_setting_or_a_problem(text: str) -> None:
    problems: list[Problem] = []
    path: Path = ()
    try:
        path, _ = split(text, Mark("--set 1"), problems)
    except ScenarioError as error:
        problems.extend(error.problems)
    assert bool(path) != bool(problems)
    assert {problem.place for problem in problems} <= {"--set 1"}


def cells(data: Any) -> list[Path]:
    return [path for path, _ in walk(block(data, "x")) if path]


@given(st.data())
def test_setting_changes_one_cell_only(data: st.DataObject) -> None:
    before = resolve("small").data
    numbers = [path for path in cells(before) if isinstance(value_at(before, path), float)]
    path = data.draw(st.sampled_from(numbers))
    after = resolve("small", [f"{written(path)}=0.125"]).data
    expected = deepcopy(before)
    value_at(expected, path[:-1])[path[-1]] = 0.125
    assert after == expected


def value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def test_every_cell_of_a_scenario_has_a_kind() -> None:
    data = resolve("small").data
    assert [path for path in cells(data) if shape.kind_at(Scenario, path) is None] == []


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        ("mechanisms.trust.gain=0.2", "mechanisms.trust.gain", 0.2),
        ("standing.civil-society.government=1e-1", "standing.civil-society.government", 0.1),
        ("seats[2].camp=treaty", "seats.2.camp", "treaty"),
        ("seats[civ-1].camp=treaty", "seats.2.camp", "treaty"),
        ("seats[0].languages=[no, fr]", "seats.0.languages", ["no", "fr"]),
        ('title="a: b"', "title", "a: b"),
        ("title=a: b # c", "title", "a: b # c"),
        ("title=12", "title", "12"),
        ("chair=null", "chair", None),
        ("chair.skill=0.5", "chair", {"skill": 0.5}),
        ("calendar.first.days[1]=open", "calendar.first.days.1", "open"),
        ("positions.codes.spam.spread=0.3", "positions.codes.spam", {"mean": -0.5, "spread": 0.3}),
        ("rules={scope: package}", "rules", {"scope": "package"}),
        (' trust["same_camp"] = 0.7', "trust.same_camp", 0.7),
    ],
)
def test_settings(setting: str, path: str, value: Any) -> None:
    data = resolve("small", [setting]).data
    assert value_at(data, tuple(int(part) if part.isdecimal() else part for part in path.split("."))) == value


def test_settings_apply_in_order() -> None:
    assert read("small", ["chair=null", "chair.skill=0.5", "knowledge=0.1", "knowledge=0.2"]).knowledge == 0.2


def test_null_takes_an_entry_away() -> None:
    assert "second" not in read("small", ["calendar.second=null"]).calendar


def test_seats_of_a_csv_can_be_set(write: Write) -> None:
    write("seats.csv", "id,group,camp,region\na,government,treaty,x\nb,civil-society,codes,y\n")
    scenario = read(write("a.yaml", "extends: small\nseats_file: seats.csv"), ["seats[1].camp=treaty", "seats[a].region=z"])
    assert [(seat.camp, seat.region) for seat in scenario.seats] == [("treaty", "z"), ("treaty", "y")]


def test_a_whole_file_of_seats_can_be_set(write: Write) -> None:
    write("seats.csv", "id,group,camp,region\na,government,treaty,x\nb,civil-society,codes,y\n")
    assert [seat.id for seat in read("small", ["seats_file=seats.csv"]).seats] == ["a", "b"]
