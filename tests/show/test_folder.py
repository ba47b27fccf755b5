"""The folder of a run: whole or not at all, never in place of something else, the same bytes for the same run."""

import dataclasses
import errno
import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tests.report.factory import record
from tests.report.made_up import Shape
from wgig_sim.engines.record import Record
from wgig_sim.show import folder, manifest, press, swap, tables
from wgig_sim.show.folder import FolderError, write
from wgig_sim.show.press import Press

DATA = [f"data/{name}.parquet" for name in ("rounds", "statements", "objections", "positions", "reception")]


def papers(run: Record, figures: Mapping[str, str]) -> dict[str, str]:
    return {"report.md": f"# {run.scenario.title}\n", "report.html": "".join(figures.values())}


def leave(run: Record, path: Path, **more: Any) -> list[str]:
    given: dict[str, Any] = {"name": "wgig-2005", "command": "wgig-sim run", "resolved": {"title": "é"}, "papers": papers}
    given |= more
    return write(run, path, **given)


def contents(top: Path) -> dict[str, bytes]:
    return {file.relative_to(top).as_posix(): file.read_bytes() for file in top.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def run() -> Record:
    return record(Shape(seed=3, per_day=2, turns=4))


def test_everything_is_there(run: Record, tmp_path: Path) -> None:
    files = leave(run, tmp_path / "x")
    pictures = [f"figures/{name}.{kind}" for name in ("positions", "curves", "trust", "outcome") for kind in ("svg", "png")]
    networks = ["data/trust-start.graphml", "data/trust-end.graphml"]
    expected = {"report.md", "report.html", "measures.json", "manifest.json", *pictures, *networks, *DATA}
    assert set(files) == expected == set(contents(tmp_path / "x"))
    assert files[:2] == ["report.md", "report.html"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]


def test_tables_hold_what_the_record_holds(run: Record, tmp_path: Path) -> None:
    leave(run, tmp_path / "x")
    for name, table in (("rounds", run.rounds), ("statements", run.statements), ("objections", run.ledger)):
        frame = pd.read_parquet(tmp_path / "x" / "data" / f"{name}.parquet")
        assert list(frame.columns) == list(table)
        for column, values in table.items():
            np.testing.assert_array_equal(frame[column].to_numpy(), values)
    positions = pd.read_parquet(tmp_path / "x" / "data" / "positions.parquet").set_index(["issue", "seat"])
    cell = (run.issues[1], run.seats[2].id)
    assert positions["position_end"][cell] == run.end.position[1, 2]
    assert positions["limit_start"][cell] == run.start.limit[1, 2]
    assert positions["group"][cell] == run.seats[2].group


def test_the_networks_hold_the_trust(run: Record, tmp_path: Path) -> None:
    leave(run, tmp_path / "x")
    graph = nx.read_graphml(tmp_path / "x" / "data" / "trust-end.graphml")
    truster, trusted = run.seats[0], run.seats[1]
    assert graph.edges[truster.id, trusted.id]["weight"] == pytest.approx(run.end.trust[1, 0])
    assert graph.nodes[truster.id]["group"] == truster.group


def test_equal_runs_differ_only_in_their_circumstances(run: Record, tmp_path: Path) -> None:
    leave(run, tmp_path / "a", command="one")
    with Press() as machine:
        leave(record(Shape(seed=3, per_day=2, turns=4)), tmp_path / "b", command="two", press=machine)
    one, two = contents(tmp_path / "a"), contents(tmp_path / "b")
    manifests = [json.loads(side.pop("manifest.json")) for side in (one, two)]
    assert one == two
    for key in manifest.CIRCUMSTANCES:
        assert all(side.pop(key, None) is not None or key == "git" for side in manifests)
    assert manifests[0] == manifests[1]


def test_another_seed_is_another_run(run: Record, tmp_path: Path) -> None:
    leave(run, tmp_path / "a")
    leave(record(Shape(seed=4, per_day=2, turns=4)), tmp_path / "b")
    one, two = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert all(one[name] != two[name] for name in ("measures.json", "data/positions.parquet"))


def test_measures_that_are_no_numbers_are_null(run: Record, tmp_path: Path) -> None:
    leave(dataclasses.replace(run, measures={"trust": 0.5, "odd": float("nan")}), tmp_path / "x")
    summary = json.loads((tmp_path / "x" / "measures.json").read_text())
    assert summary["measures"] == {"trust": 0.5, "odd": None, **run.network, **run.quality}
    assert [item["id"] for item in summary["items"]] == [item.id for item in run.items]
    assert summary["seed"] == run.seed


def test_an_existing_folder_is_kept(run: Record, tmp_path: Path) -> None:
    leave(run, tmp_path / "x")
    before = contents(tmp_path / "x")
    with pytest.raises(FolderError, match=r"exists already.*--force"):
        leave(record(Shape(seats=2)), tmp_path / "x")
    assert contents(tmp_path / "x") == before


@pytest.mark.parametrize("exchange", [True, False])
def test_force_replaces_a_run(run: Record, tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    leave(run, tmp_path / "x")
    (tmp_path / "x" / "stale.txt").write_text("old")
    leave(record(Shape(seats=2, issues=1)), tmp_path / "x", force=True)
    assert len(pd.read_parquet(tmp_path / "x" / "data" / "positions.parquet")) == 2
    assert not (tmp_path / "x" / "stale.txt").exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]


def test_force_replaces_nothing_but_runs(run: Record, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(FolderError, match="does not hold a run"):
        leave(run, tmp_path / "home", force=True)
    assert contents(tmp_path) == {"home/letter.txt": b"dear"}


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EIO, "Input/output error"), "cannot be written .input/output error"),
        (KeyboardInterrupt(), None),
        (RuntimeError("a bug"), None),
    ],
)
def test_a_failure_leaves_what_was_there(
    run: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool, failure: BaseException, message: str | None
) -> None:
    if force:
        leave(run, tmp_path / "x")
    before = contents(tmp_path)

    def fail(columns: object, path: Path) -> None:
        raise failure

    monkeypatch.setattr(tables, "write_parquet", fail)
    with pytest.raises(FolderError if message else type(failure), match=message):
        leave(record(Shape(seats=2)), tmp_path / "x", force=force)
    assert contents(tmp_path) == before
    assert [entry.name for entry in tmp_path.iterdir()] == (["x"] if force else [])


def test_a_failed_last_step_brings_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "which").write_text(name)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(KeyboardInterrupt):
        swap.put(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "which").read_text() == "old"


def test_places_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path, message in (
        (tmp_path / "file", "is a file"),
        (tmp_path / "file" / "x", "file is a file"),
        (tmp_path / "missing" / "x", "there is no folder"),
        (Path("/"), "is not the name of a folder"),
        (tmp_path / ("x" * 300), "cannot be written .file name too long"),
        ("a\0b", "null"),
    ):
        with pytest.raises(FolderError, match=message) as caught:
            folder.check(path)
        assert "\n" not in str(caught.value)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FolderError, match="no permission"):
            folder.check(tmp_path / "x")
    finally:
        tmp_path.chmod(0o700)


def test_a_press_that_dies_is_replaced_by_hand(run: Record, tmp_path: Path) -> None:
    with Press() as machine:
        assert machine._process is not None
        machine._process.kill()
        machine._process.wait()
        leave(run, tmp_path / "x", press=machine)
    leave(run, tmp_path / "y")
    one, two = contents(tmp_path / "x"), contents(tmp_path / "y")
    assert {name: one[name] for name in DATA} == {name: two[name] for name in DATA}


def test_a_press_reports_what_it_cannot_write(run: Record, tmp_path: Path) -> None:
    job = press.Job(tmp_path / "nowhere", {}, {"rounds": run.rounds}, (), {})
    with Press() as machine:
        printing = machine.begin(job)
        assert printing.process is not None
        with pytest.raises(FileNotFoundError):
            printing.finish()


def test_an_unused_press_ends_quietly() -> None:
    machine = Press()
    process = machine._process
    machine.close()
    assert process is not None
    assert process.returncode is not None


def test_without_git_there_is_no_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert manifest.revision() is None


def test_pictures_on_disk_are_pictures(run: Record, tmp_path: Path) -> None:
    leave(run, tmp_path / "x")
    for picture in (tmp_path / "x" / "figures").iterdir():
        if picture.suffix == ".svg":
            ET.parse(picture)
        else:
            assert picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
