"""`compare`: the table, the JSON object, the folder, and what is refused before anything is run."""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.program import Done, contents, listing, refused, succeeded, wgig_sim
from wgig_sim.show.comparison import LABELS

FEW = ("--replicates", "6")


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the village and two other sets of rules."""
    from tests.cli.program import settle

    folder = settle(tmp_path_factory.mktemp("villages"))
    (folder / "text-first.yaml").write_text("extends: village.yaml\ntitle: A text first\nrules: {start: text-first}\n")
    (folder / "hasty.yaml").write_text("extends: village.yaml\ntitle: Little time\nrounds: {per_day: 1}\n")
    return folder


def compared(folder: Path, *arguments: str) -> Done:
    return wgig_sim("compare", "village.yaml", "text-first.yaml", *arguments, cwd=folder)


def test_table(villages: Path) -> None:
    before = listing(villages)
    done = compared(villages, "hasty.yaml", *FEW)
    shown = succeeded(done)
    assert done.stderr == ""
    assert max(map(len, shown.splitlines())) <= 80
    assert [line.split("  ")[-1] for line in shown.splitlines() if line.startswith("  other")] == ["A text first", "Little time"]
    assert shown.count("items agreed") == 2
    assert shown.index("items agreed") < shown.index(LABELS["acceptance"])
    assert "6 replicates of each" in shown
    assert listing(villages) == before


def test_the_measure_that_is_asked_for_comes_first_and_all_on_demand(villages: Path) -> None:
    shown = succeeded(compared(villages, *FEW, "--measure", "understanding_end"))
    assert shown.index("understanding end") < shown.index("items agreed")
    everything = succeeded(compared(villages, *FEW, "--all"))
    assert "variance ratio" in everything
    assert "variance ratio" not in shown


def test_json_and_folder_say_the_same(villages: Path, tmp_path: Path) -> None:
    out = tmp_path / "found"
    found = json.loads(succeeded(compared(villages, *FEW, "--seed", "3", "--json", "--out", str(out))))
    assert list(found) == ["scenarios", "seed", "replicates", "differences"]
    assert found["scenarios"]["text-first.yaml"] == "A text first"
    assert (found["seed"], found["replicates"]) == (3, 6)
    rows = pd.read_csv(out / "comparison.csv").to_dict("records")
    assert len(rows) == len(found["differences"])
    for row, cell in zip(rows, found["differences"], strict=True):
        assert row["measure"] == cell["measure"]
        assert cell["difference"] is None or row["difference"] == pytest.approx(cell["difference"])
    assert listing(out) == ["comparison.csv", "comparison.png", "comparison.svg", "manifest.json"]
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["format"] == "wgig-sim comparison 1"
    assert list(manifest["scenarios"]) == ["village.yaml", "text-first.yaml"]
    assert manifest["command"].startswith("wgig-sim compare village.yaml text-first.yaml --replicates 6 --seed 3")
    assert "A text first" in (out / "comparison.svg").read_text()


def test_an_earlier_comparison_is_replaced_by_force_alone(villages: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "found")
    succeeded(compared(villages, *FEW, "--out", out))
    before = contents(tmp_path)
    assert "exists already" in refused(compared(villages, *FEW, "--out", out))
    assert contents(tmp_path) == before
    succeeded(compared(villages, *FEW, "--out", out, "--force", "--seed", "1"))
    assert contents(tmp_path).keys() == before.keys()
    assert contents(tmp_path)["found/comparison.csv"] != before["found/comparison.csv"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("do not lose")
    assert "does not hold a comparison" in refused(compared(villages, *FEW, "--out", str(tmp_path / "mine"), "--force"))


def test_until_says_how_far_it_has_come(villages: Path) -> None:
    shown = succeeded(compared(villages, "--replicates", "2", "--until", "5", "--measure", "objections_sustained"))
    assert "100 replicates of each" in shown
    assert "Stopped when the interval of sustained objections was known to ±" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["village.yaml"], "compare needs two scenarios or more"),
        (["village.yaml", "village.yaml"], "one is named twice"),
        (["village.yaml", "vilage.yaml"], 'vilage.yaml  does not exist. Did you mean "village.yaml"?'),
        (["wgig-205", "wsis-203"], "2 problems."),
        (["village.yaml", "composition"], '"composition" is an experiment, not a scenario.'),
        (["village.yaml", "hasty.yaml", "--measure", "share_agred"], 'Did you mean "share_agreed"?'),
        (["village.yaml", "hasty.yaml", "--set", "chair.skill=3"], "chair.skill: should be at most 1, is 3."),
        (["village.yaml", "hasty.yaml", "--until", "0"], "--until"),
        (["village.yaml", "hasty.yaml", "--until", "nan"], "nan is not a number above 0."),
        (["village.yaml", "hasty.yaml", "--replicates", "1"], "--replicates"),
        (["village.yaml", "hasty.yaml", "--seed", "-1"], "--seed"),
        (["village.yaml", "hasty.yaml", "--out", "no/where"], "there is no folder"),
        (["village.yaml", "hasty.yaml", "--out", "village.csv"], "is a file"),
    ],
)
def test_refused(arguments: list[str], said: str, villages: Path) -> None:
    before = contents(villages)
    assert said in refused(wgig_sim("compare", *arguments, cwd=villages))
    assert contents(villages) == before
