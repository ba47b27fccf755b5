"""The verbs that only tell: list, show, explain, schema, version and help."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import wgig_sim as package
from tests.cli.program import SCRIPT, ended, environment, refused, succeeded, wgig_sim
from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.cli import main
from wgig_sim.scenario import library
from wgig_sim.scenario.problems import EXPERIMENT

VERBS = sorted(main.commands)


def test_list(tmp_path: Path) -> None:
    shown = succeeded(wgig_sim("list", cwd=tmp_path))
    experiments = library.names(EXPERIMENT)
    for name in (*library.names(), *experiments):
        base, slash, variant = name.partition("/")
        assert re.search(rf"^ *{re.escape(slash + variant or base)}  +\S", shown, re.MULTILINE), name
    assert shown.count("?") == len(library.names()) + len(experiments)
    assert max(map(len, shown.splitlines())) <= 80


def test_show_a_base(tmp_path: Path) -> None:
    shown = succeeded(wgig_sim("show", "wgig-2005", cwd=tmp_path))
    for heading in ("People", "Procedure", "Calendar", "Issues", "Positions", "Sources"):
        assert re.search(rf"^{heading}$", shown, re.MULTILINE), heading
    assert re.search(r"\d+ are marked \[prior\], \d+ are marked \[unverified\]", shown)
    assert re.search(r"[+−]\.\d\d \[p\]", shown)
    assert re.search(r"^ +secretariat +\S", shown, re.MULTILINE)


def test_show_a_variant(tmp_path: Path) -> None:
    assert re.search(r"^ +chair +none", succeeded(wgig_sim("show", "wgig-2005/no-chair", cwd=tmp_path)), re.MULTILINE)


def test_show_a_file_and_a_change(village: Path) -> None:
    shown = succeeded(wgig_sim("show", "village.yaml", "--set", "title=A dry well", cwd=village))
    assert shown.startswith("village.yaml  A dry well\n")
    assert "−.50 [p]" in shown
    assert "+.60 [u]" in shown


def test_show_the_rule_of_an_event(village: Path) -> None:
    shown = succeeded(wgig_sim("show", "wcit-2012", cwd=village))
    assert re.search(r"decision +consensus \[unverified\]\n +from 13 Dec 12, The vote: qualified majority \(at least 50%", shown)
    changed = "calendar.vote.consensus={rule: rough-consensus, objectors: 5, voices: [government], silence: 0.2}"
    shown = " ".join(succeeded(wgig_sim("show", "wcit-2012", "--set", changed, cwd=village)).split())
    assert "The vote: rough consensus (at most 5 object, silence up to 0.2, decided by government)" in shown
    assert "The vote:" not in succeeded(wgig_sim("show", "wcit-2012", "--set", "last_event=conference", cwd=village))


def test_show_a_misspelt_name(tmp_path: Path) -> None:
    assert 'Did you mean "wsis-2003"?' in refused(wgig_sim("show", "wsis-2033", cwd=tmp_path))


def test_explain_all(tmp_path: Path) -> None:
    shown = succeeded(wgig_sim("explain", cwd=tmp_path))
    assert [name for name in MECHANISMS if not re.search(rf"^ +{name}  +\S", shown, re.MULTILINE)] == []


def test_explain_one(tmp_path: Path) -> None:
    shown = succeeded(wgig_sim("explain", "trust", cwd=tmp_path))
    mechanism = MECHANISMS["trust"]
    assert " ".join(mechanism.equation.split()) in " ".join(shown.split())
    for constant in mechanism.constants:
        assert f"{constant.name} = {constant.default:g}" in shown
        assert f"from {constant.low:g} to {constant.high:g}" in shown
    assert shown.count("Source: ") == len(mechanism.constants)


def test_explain_a_misspelt_one(tmp_path: Path) -> None:
    assert 'Did you mean "trust"?' in refused(wgig_sim("explain", "trsut", cwd=tmp_path))


def test_check_knows_an_experiment_by_its_keys(tmp_path: Path) -> None:
    good = "title: T\nquestion: Q?\nscenario: wgig-2005\ndesign: {kind: grid}\n"
    (tmp_path / "study.yaml").write_text(good)
    (tmp_path / "broken.yaml").write_text(good.replace("grid", "gird"))
    (tmp_path / "torn.yaml").write_text(good + "factors: [\n")
    done = wgig_sim("check", "study.yaml", "wsis-2003", "broken.yaml", "torn.yaml", "trust-threshold", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "study.yaml: is a valid experiment (T; points: 1).",
        "wsis-2003: is a valid scenario (WSIS, Geneva 2003).",
        "trust-threshold: is a valid experiment (Initial trust and equal footing; points: 63).",
    ]
    assert re.findall(r"^(\w+\.yaml:\d+):", done.stderr, re.MULTILINE) == ["broken.yaml:4", "torn.yaml:6"]
    assert done.stderr.count("See docs/experiments.md") == 2


def test_an_experiment_is_no_scenario(tmp_path: Path) -> None:
    assert '"composition" is an experiment, not a scenario.' in refused(wgig_sim("show", "composition", cwd=tmp_path))
    assert '"wsis-2003" is a scenario, not an experiment.' in refused(wgig_sim("plan", "wsis-2003", cwd=tmp_path))


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(succeeded(wgig_sim("schema", cwd=tmp_path_factory.mktemp("schema"))))
    return written


def test_schema_is_one(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


class Plain(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text."""


Plain.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", library.names())
def test_schema_accepts_what_is_shipped(schema: dict[str, Any], name: str) -> None:
    data = yaml.load(library.find(name).read_text("utf-8"), Plain)
    problems = Draft202012Validator(schema).iter_errors(data)
    assert [f"{problem.json_path}: {problem.message}" for problem in problems] == []


@pytest.fixture(scope="module")
def experiment_schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("schema")
    written: dict[str, Any] = json.loads(succeeded(wgig_sim("schema", "experiment", cwd=folder)))
    Draft202012Validator.check_schema(written)
    return written


@pytest.mark.parametrize("name", library.names(EXPERIMENT))
def test_schema_accepts_the_shipped_experiments(experiment_schema: dict[str, Any], name: str) -> None:
    data = yaml.load(library.find(name, EXPERIMENT).read_text("utf-8"), Plain)
    problems = Draft202012Validator(experiment_schema).iter_errors(data)
    assert [f"{problem.json_path}: {problem.message}" for problem in problems] == []


def test_schema_refuses_a_broken_experiment(experiment_schema: dict[str, Any]) -> None:
    broken = {"title": "T", "scenario": 5, "factor": {}, "design": {"kind": "gird"}, "factors": {"a": {"range": [0]}}}
    paths = {problem.json_path for problem in Draft202012Validator(experiment_schema).iter_errors(broken)}
    assert paths == {"$", "$.scenario", "$.design.kind", "$.factors.a.range"}
    assert "as after --set" in experiment_schema["$defs"]["FactorEntry"]["properties"]["key"]["description"]


def test_schema_refuses_what_check_refuses(schema: dict[str, Any]) -> None:
    broken = {"extends": "wgig-2005", "rules": {"consensus": {"rule": "unanimty"}}, "rounds": {"per_day": -1}, "titel": "?"}
    paths = {problem.json_path for problem in Draft202012Validator(schema).iter_errors(broken)}
    assert paths == {"$", "$.rules", "$.rounds"}


def test_version(tmp_path: Path) -> None:
    assert succeeded(wgig_sim("--version", cwd=tmp_path)) == f"wgig-sim, version {package.__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb(verb: str, tmp_path: Path) -> None:
    shown = succeeded(wgig_sim(verb, "-h", cwd=tmp_path))
    assert shown.startswith("Usage: ")
    assert f" {verb} [OPTIONS]" in shown.splitlines()[0]
    assert max(map(len, shown.splitlines())) <= 100


def test_help_names_every_verb(tmp_path: Path) -> None:
    shown = succeeded(wgig_sim("--help", cwd=tmp_path))
    assert re.findall(r"^  (\w+)  ", shown, re.MULTILINE) == VERBS
    assert shown == succeeded(wgig_sim("-h", cwd=tmp_path))


def test_help_says_whole_sentences(tmp_path: Path) -> None:
    said = succeeded(wgig_sim("--help", cwd=tmp_path)).partition("Commands:\n")[2]
    sentences = re.split(r"\n  (?=\w)", f"\n{said}".rstrip())[1:]
    assert len(sentences) > 5
    assert [sentence for sentence in sentences if not re.search(r"[^.]\.$", sentence)] == []


def test_no_verb_shows_the_help(tmp_path: Path) -> None:
    done = wgig_sim(cwd=tmp_path)
    assert done.returncode == 2
    assert "Commands:" in done.stderr + done.stdout


@pytest.mark.parametrize(("typed", "meant"), [("rnu", "run"), ("lst", "list"), ("explian", "explain")])
def test_a_misspelt_verb(typed: str, meant: str, tmp_path: Path) -> None:
    said = refused(wgig_sim(typed, cwd=tmp_path))
    assert f"No such command '{typed}'" in said
    assert said.rstrip().endswith(f"Did you mean '{meant}'?")


def test_the_installed_command(tmp_path: Path) -> None:
    assert succeeded(ended([SCRIPT, "--version"], tmp_path, environment())) == f"wgig-sim, version {package.__version__}\n"


def test_nothing_heavy_for_help(tmp_path: Path) -> None:
    heavy = {
        "numpy",
        "numba",
        "pydantic",
        "rich",
        "pandas",
        "matplotlib",
        "mesa",
        "networkx",
        "pyarrow",
        "scipy",
        "jinja2",
        "yaml",
    }
    code = f"import sys, wgig_sim.cli; print({heavy} & set(sys.modules) or None)"
    assert succeeded(ended([sys.executable, "-c", code], tmp_path, environment())) == "None\n"
