"""Experiments are read whole, in any spelling of the same, and come back from JSON as they were."""

import re
from pathlib import Path

import pytest

from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.scenario.problems import EXPERIMENT, ScenarioError
from wgig_sim.scenario.read import headline
from wgig_sim.study.design import design, factors, size
from wgig_sim.study.experiment import Experiment, experiment_hash, names, read

ROOT = Path(__file__).parents[2]
TABLE = re.findall(
    r"^\| \[([\w-]+)\].*\| ([\d,]+) \| ([\d,]+) \|$", (ROOT / "experiments/README.md").read_text("utf-8"), re.MULTILINE
)
MINIMAL = "title: T\nquestion: Q?\nscenario: wgig-2005\ndesign: {kind: grid}\n"


def test_the_asked_for_experiments_are_shipped() -> None:
    asked = "composition footing-and-openness trust-threshold chair-and-time attribution transfer"
    assert {*asked.split(), "sensitivity-global", "sensitivity-screening"} <= set(names()) == {name for name, _, _ in TABLE}


@pytest.mark.parametrize(("name", "points", "runs"), TABLE, ids=lambda cell: cell)
def test_shipped_experiments_have_the_size_that_they_say(name: str, points: str, runs: str) -> None:
    experiment = read(name)
    count = len(design(experiment))
    assert (count, count * experiment.most) == (int(points.replace(",", "")), int(runs.replace(",", "")))
    assert headline(name, EXPERIMENT) == (experiment.title, experiment.question)
    assert experiment.question.endswith("?")


def test_sensitivity_varies_every_constant_over_its_range() -> None:
    columns = {factor.name: factor for factor in factors(read("sensitivity-screening"))}
    declared = {f"{m.name}.{c.name}": c for m in MECHANISMS.values() for c in m.constants}
    assert list(columns) == list(declared)
    for name, factor in columns.items():
        assert (factor.low, factor.high, factor.base) == (declared[name].low, declared[name].high, declared[name].default)


def test_attribution_switches_off_each_mechanism_and_all_but_each() -> None:
    points = {point.values["mechanisms"]: point.constants for point in design(read("attribution"))}
    can = [name for name in MECHANISMS if muted(name)]
    assert points.pop("all") == {}
    assert points == {f"without {name}": muted(name) for name in can} | {
        f"only {name}": muted(*(other for other in MECHANISMS if other not in (name, "floor"))) for name in can
    }


def test_an_experiment_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_text((ROOT / "experiments" / "chair-and-time.yaml").read_text("utf-8"), "utf-8")
    assert read("chair-and-time") == read(copy) == read(str(copy))


def test_a_misspelt_name_is_guessed() -> None:
    with pytest.raises(ScenarioError) as raised:
        read("compositon")
    assert raised.value.subject == EXPERIMENT
    assert 'there is no experiment "compositon", and no such file. Did you mean "composition"?' in str(raised.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mien.yaml", 'does not exist. Did you mean "mine.yaml"?'),
        ("folder.yaml", "is a directory. Name a file in it."),
        ("wgig-2005", '"wgig-2005" is a scenario, not an experiment. Experiments: attribution'),
    ],
)
def test_a_file_that_is_none(name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text(MINIMAL, "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScenarioError) as raised:
        read(name)
    assert said in str(raised.value)
    assert "See docs/experiments.md" in str(raised.value)


def test_settings_change_an_experiment() -> None:
    quick = read("chair-and-time", ["replicates=7", "factors.skill.range=[0.2, 0.4]", "design.steps=3"])
    assert quick.most == 7
    assert [point.values["skill"] for point in design(quick)[::6]] == [0.2, 0.3, 0.4]


@pytest.mark.parametrize("name", names())
def test_json_holds_an_experiment(name: str) -> None:
    experiment = read(name)
    back = Experiment.model_validate_json(experiment.model_dump_json())
    assert back == experiment
    assert experiment_hash(back) == experiment_hash(experiment)


def test_the_hash_is_of_what_is_said_not_of_how(tmp_path: Path) -> None:
    one, other, different = (tmp_path / f"{name}.yaml" for name in ("one", "other", "different"))
    one.write_text(MINIMAL, "utf-8")
    other.write_text("# the same\ndesign:\n  kind: grid\nscenario: wgig-2005\nquestion: Q?\ntitle: T\nreplicates: 100\n", "utf-8")
    different.write_text(MINIMAL + "replicates: 101\n", "utf-8")
    assert experiment_hash(read(one)) == experiment_hash(read(other)) != experiment_hash(read(different))


def test_files_are_found_beside_the_experiment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "studies"
    folder.mkdir()
    (folder / "mine.yaml").write_text("extends: wgig-2005\nknowledge: 0.4\n", "utf-8")
    (folder / "points.csv").write_text("b,doors\n4,as it was\n9,mine\n", "utf-8")
    (folder / "study.yaml").write_text(
        "title: T\nquestion: Q?\nscenario: mine.yaml\n"
        "factors:\n  b: {key: rounds.turns, range: [4, 9], integer: true}\n"
        "  doors: {levels: {as it was: {}, mine: {scenario: mine.yaml}}}\n"
        "design: {kind: list, file: points.csv}\n",
        "utf-8",
    )
    from_above = read(folder / "study.yaml")
    monkeypatch.chdir(folder)
    assert read("study.yaml") == from_above
    assert [point.values for point in design(from_above)] == [{"b": 4.0, "doors": "as it was"}, {"b": 9.0, "doors": "mine"}]
    assert {point.scenario for point in design(from_above)} == {str((folder / "mine.yaml").resolve())}
    assert from_above.design.file is None
    assert size(from_above.design, factors(from_above)) == 2
