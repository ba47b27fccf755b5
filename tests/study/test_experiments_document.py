"""docs/experiments.md has every key of the experiment file, and its examples are valid experiments."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from wgig_sim.study.experiment import read
from wgig_sim.study.experiment_schema import DESIGN_KEYS, DesignEntry, Experiment, Until
from wgig_sim.study.factor_schema import Distribution, FactorEntry, Level

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "experiments.md").read_text(encoding="utf-8")
TABLES = "\n".join(line for line in TEXT.splitlines() if line.startswith("|"))
EXAMPLES = [block for block in re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE) if block.startswith("title:")]


@pytest.mark.parametrize("model", [Experiment, FactorEntry, Level, Distribution, DesignEntry])
def test_every_key_is_in_a_table(model: type[BaseModel]) -> None:
    written = set(re.findall(r"`([\w-]+)[`:]", TABLES)) | {"kind", "file", "rows"}
    assert set(model.model_fields) - written == set()


def test_every_kind_of_design_has_a_row_with_what_it_takes() -> None:
    rows = {row[0]: row[2] for row in re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) \|", TABLES, re.MULTILINE)}
    for kind, keys in DESIGN_KEYS.items():
        assert set(keys) <= set(re.findall(r"`(\w+)`", rows[kind])), kind


def test_the_rule_for_replicates_has_every_key() -> None:
    rule = re.search(r"^replicates: \{until.*\}$", TEXT, re.MULTILINE)
    assert rule
    assert all(f"{key}:" in rule[0] for key in Until.model_fields)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_examples_are_experiments(number: int, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(EXAMPLES[number], encoding="utf-8")
    found = read(path)
    if found.title == "Initial trust and equal footing":
        assert found == read("trust-threshold")


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3
