"""A run: what it prints, what it leaves behind, where, and that equal seeds give equal bytes."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import contents, listing, refused, settle, succeeded, wgig_sim

DOCUMENTS = ("report.html", "report.md", "background-report.md", "minutes.md")
FATES = {"agreed", "options", "open", "dropped"}
KEYS = {"id", "status", "options", "substance", "round", "objections"}
MUTE = ("--json", "--set", "rounds.per_day=1")


def measured(folder: Path) -> dict[str, bytes]:
    """What equal seeds have to make equal: the measures and all tables."""
    return {name: data for name, data in contents(folder).items() if name == "measures.json" or name.endswith(".parquet")}


def one_object(text: str) -> dict[str, Any]:
    """The one JSON object that a text is, with nothing before it, after it, or of no number in it."""

    def no_number(name: str) -> float:
        raise AssertionError(f"{name} is not JSON")

    assert text.startswith("{\n")
    assert text.endswith("\n}\n")
    loaded: dict[str, Any] = json.loads(text, parse_constant=no_number)
    return loaded


def test_a_run_by_name(geneva: Path) -> None:
    shown = (geneva / "one.txt").read_text(encoding="utf-8")
    items = json.loads((geneva / "one" / "measures.json").read_bytes())["items"]
    agreed = sum(item["status"] == "agreed" for item in items)
    assert f"Outcome: {agreed} of {len(items)} items agreed" in shown
    for words in ("40 seats (14 government,", "seed 7", "Second meeting", "Working definition", "Oversight", "Opinions moved"):
        assert words in shown
    assert shown.splitlines()[-1].startswith("  one/  report.html")
    assert max(map(len, shown.splitlines())) <= 80


def test_what_a_run_leaves(geneva: Path) -> None:
    left = set(contents(geneva / "one"))
    assert left >= {*DOCUMENTS, "preliminary-report.md", "manifest.json", "measures.json"}
    assert left >= {f"data/{name}.parquet" for name in ("rounds", "statements", "objections", "positions")}
    assert left >= {f"data/trust-{moment}.graphml" for moment in ("start", "end")}
    assert sum(name.endswith(".svg") for name in left) == sum(name.endswith(".png") for name in left) > 0
    assert set(listing(geneva)) == {"one", "one.txt", "one/data", "one/figures", *(f"one/{name}" for name in left)}


def test_equal_seeds_give_equal_bytes(geneva: Path) -> None:
    shown = succeeded(wgig_sim("run", "wgig-2005", "--seed", "7", "--out", "two", "--json", cwd=geneva, NUMBA_DISABLE_JIT=None))
    one, two = measured(geneva / "one"), measured(geneva / "two")
    shutil.rmtree(geneva / "two")
    assert len(one) > 4
    assert one == two
    assert shown.encode() == one["measures.json"]


def test_json_is_one_object(geneva: Path) -> None:
    told = one_object(succeeded(wgig_sim("run", "wgig-2005", "--json", cwd=geneva, NUMBA_DISABLE_JIT=None)))
    assert (told["scenario"], told["seed"]) == ("wgig-2005", 0)
    assert len(told["measures"]) > 10
    assert all(isinstance(value, float) or value is None for value in told["measures"].values())
    assert all(item.keys() >= KEYS for item in told["items"])
    assert {item["status"] for item in told["items"]} <= FATES
    assert {"forum", "oversight"} < {item["id"] for item in told["items"]}
    for item in told["items"]:
        assert isinstance(item["options"], int)
        assert isinstance(item["objections"], dict)
        assert (item["substance"] is not None) == (item["status"] == "agreed") == isinstance(item["round"], int), item
    assert not (geneva / "runs").exists()
    assert told["measures"] != json.loads((geneva / "one" / "measures.json").read_bytes())["measures"]


def test_compiled_and_plain_are_one_model(finished: Path, village: Path) -> None:
    succeeded(wgig_sim("run", "village.yaml", "--out", "compiled", cwd=village, NUMBA_DISABLE_JIT=None))
    assert measured(village / "compiled") == measured(finished / "runs" / "village-0")


def test_plain_twice(finished: Path, village: Path) -> None:
    succeeded(wgig_sim("run", "village.yaml", "--seed", "0", "--out", "again", cwd=village))
    assert measured(village / "again") == measured(finished / "runs" / "village-0")


def test_zero_is_a_seed_and_one_is_another(finished: Path) -> None:
    silent, zero, one = (
        succeeded(wgig_sim("run", "village.yaml", "--json", *seed, cwd=finished))
        for seed in ((), ("--seed", "0"), ("--seed", "1"))
    )
    assert silent == zero
    assert one_object(zero)["measures"] != one_object(one)["measures"]
    assert one_object(one)["seed"] == 1


def test_the_largest_seed(village: Path) -> None:
    largest = 2**63 - 1
    assert one_object(succeeded(wgig_sim("run", "village.yaml", *MUTE, "--seed", str(largest), cwd=village)))["seed"] == largest


@pytest.mark.parametrize("seed", ["-1", str(2**63), "9" * 400, "1.5", "", "seven", "1e3", "nan"])
def test_what_is_no_seed(seed: str, village: Path) -> None:
    assert "--seed" in refused(wgig_sim("run", "village.yaml", "--seed", seed, cwd=village))
    assert listing(village) == ["village.csv", "village.yaml"]


def test_the_manifest_tells_how_to_do_it_again(village: Path) -> None:
    changes = ("title=A dry well", "rounds.per_day=1", "calendar.second.days=[open, open]", "seats[0].camp=savers")
    settings = [part for change in changes for part in ("--set", change)]
    succeeded(wgig_sim("run", "village.yaml", "--seed", "3", *settings, "--out", "x", cwd=village))
    manifest = json.loads((village / "x" / "manifest.json").read_bytes())
    assert manifest["seed"] == 3
    assert manifest["scenario"] == "village.yaml"
    assert manifest["command"].startswith("wgig-sim run village.yaml --seed 3 --set 'title=A dry well' --set rounds.per_day=1")
    resolved = manifest["resolved_scenario"]
    assert (resolved["title"], resolved["rounds"]["per_day"], resolved["seats"][0]["camp"]) == ("A dry well", 1, "savers")
    assert resolved["calendar"]["second"]["days"] == ["open", "open"]
    assert re.fullmatch(r"[0-9a-f]{64}", manifest["scenario_hash"])


def test_quiet_prints_the_last_line_only(finished: Path, village: Path) -> None:
    (line,) = succeeded(wgig_sim("run", "village.yaml", "--quiet", cwd=village)).splitlines()
    assert line.startswith("runs/village-0/  report.html")
    assert contents(village / "runs" / "village-0").keys() == contents(finished / "runs" / "village-0").keys()


def test_a_second_run_into_the_same_place(finished: Path) -> None:
    before = contents(finished)
    said = refused(wgig_sim("run", "village.yaml", cwd=finished))
    assert said == "runs/village-0: exists already. Name another folder with --out, or replace it with --force.\n"
    assert contents(finished) == before


def test_force_replaces_a_run(finished: Path, village: Path) -> None:
    shutil.copytree(finished / "runs" / "village-0", village / "x")
    (village / "x" / "stale.txt").write_text("old")
    succeeded(wgig_sim("run", "village.yaml", "--seed", "2", "--out", "x", "--force", cwd=village))
    assert contents(village / "x").keys() == contents(finished / "runs" / "village-0").keys()
    assert json.loads((village / "x" / "measures.json").read_bytes())["seed"] == 2
    assert [path.name for path in village.iterdir() if path.is_dir()] == ["x"]


def test_a_file_in_another_folder(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "here").mkdir()
    settle(tmp_path / "far")
    told = one_object(succeeded(wgig_sim("run", "../far/village.yaml", "--json", "--out", "x", cwd=tmp_path / "here")))
    assert told["scenario"] == "../far/village.yaml"
    assert one_object((tmp_path / "here" / "x" / "measures.json").read_text("utf-8")) == told


@pytest.mark.parametrize(
    ("given", "place"),
    [("wgig-2005/no-chair", "runs/wgig-2005-no-chair-5"), ("sub/village.yaml", "runs/village-5"), ("sub/forum", "runs/forum-5")],
)
def test_where_results_go(given: str, place: str, village: Path) -> None:
    (village / "sub").mkdir()
    settle(village / "sub")
    shutil.copy(village / "village.yaml", village / "sub" / "forum")
    (village / place).mkdir(parents=True)
    assert refused(wgig_sim("run", given, "--seed", "5", cwd=village)).startswith(f"{place}: exists already.")


def test_a_name_that_no_alphabet_can_spell(village: Path) -> None:
    try:
        shutil.copy(village / "village.yaml", village / os.fsdecode(b"\xff.yaml"))
    except OSError:
        pytest.skip("file names are text here")
    done = wgig_sim("run", b"\xff.yaml", *MUTE, "--out", b"\xfe", cwd=village)
    assert one_object(succeeded(done))["scenario"] == "\N{REPLACEMENT CHARACTER}.yaml"
    assert one_object((village / os.fsdecode(b"\xfe") / "manifest.json").read_text("utf-8"))["seed"] == 0
