"""docs/scenarios.md describes every key, its examples run, and messages point to sections that are there."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.cli.test_import import PUMP
from tests.scenario.conftest import Write
from wgig_sim.scenario import people, procedure, schema
from wgig_sim.scenario.entry import Sourced
from wgig_sim.scenario.problems import SECTIONS, ScenarioError
from wgig_sim.scenario.read import read
from wgig_sim.scenario.schema import Scenario
from wgig_sim.scenario.spreadsheet import SEAT_MAPS, SEAT_NUMBERS, SEAT_WORDS

MANUAL = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"`([\w-]+\.yaml)`:\n\n```yaml\n(.*?)```", MANUAL, re.DOTALL))
PROSE = re.sub(r"```.*?```", "", MANUAL, flags=re.DOTALL)
TABLES = re.findall(r"```csv\n(.*?)```", MANUAL, re.DOTALL)
MODELS = sorted(
    {
        thing
        for module in (people, procedure, schema)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, BaseModel)
    },
    key=lambda model: model.__name__,
)


def test_every_section_is_there() -> None:
    headings = {heading.lower() for heading in re.findall(r"^## (\w+)$", MANUAL, re.MULTILINE)}
    assert {section.lower() for section in SECTIONS.values()} <= headings


def test_every_top_key_has_its_section() -> None:
    assert set(Scenario.model_fields) <= set(SECTIONS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_described(model: type[BaseModel]) -> None:
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", PROSE))))
    assert [key for key in model.model_fields if key not in words and key not in Sourced.model_fields] == []


def test_every_column_is_described() -> None:
    columns = {*SEAT_WORDS, *SEAT_NUMBERS, *(f"{name}.ISSUE" for name in SEAT_MAPS)}
    assert [column for column in columns if f"`{column}`" not in MANUAL] == []


def test_examples_run(write: Write) -> None:
    for name, text in EXAMPLES.items():
        write(name, text)
    assert list(EXAMPLES) == ["myforum.yaml", "dry-summer.yaml"]
    assert len(read("myforum.yaml").seats) == 4
    assert list(read("dry-summer.yaml").calendar) == ["first", "field-trip", "second"]


def test_tables_run(write: Write) -> None:
    write("myforum.yaml", EXAMPLES["myforum.yaml"])
    write("seats.csv", TABLES[0] + "well,Well Street,households,builders,north,,,\n")
    write("positions.csv", TABLES[1])
    assert read("myforum.yaml", ["seats_file=seats.csv", "positions_file=positions.csv"]).seats[1].positions == {"pump": -0.1}


def test_the_position_file_of_the_manual_is_the_one_that_is_imported() -> None:
    assert TABLES[-1] == PUMP


def test_the_message_in_the_manual_is_what_is_printed(write: Write) -> None:
    text = EXAMPLES["myforum.yaml"].replace("mayor, group: government", "mayor, group: goverment")
    write("myforum.yaml", text.replace("start: 2005-03-01", "start: 2005-02-31"))
    with pytest.raises(ScenarioError) as raised:
        read("myforum.yaml")
    assert str(raised.value) in MANUAL
