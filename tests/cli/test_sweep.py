"""sweep, status and merge as people use them: what they say, what they refuse, and what Ctrl-C leaves."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.program import MODULE, environment, listing, refused, settle, succeeded, wgig_sim
from tests.study.faults.processes import nobody_left, wait_until
from tests.study.studies import contents, runs
from wgig_sim.study import store

if os.name != "posix":
    pytest.skip("signals of Unix", allow_module_level=True)

from tests.cli.screen import in_terminal

STUDY = """\
title: Patience at the pump
question: Do the four agree sooner when they speak more often?
scenario: village.yaml
factors:
  turns: {key: rounds.turns, values: [1, 2, 3]}
design: {kind: grid}
replicates: 12
"""
LONG = ("--set", "replicates=2000")
needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="DASK IS NOT TESTED HERE: it is not installed")


def settled(folder: Path) -> Path:
    """A folder with the village and an experiment."""
    (folder / "pump.yaml").write_text(STUDY)
    return settle(folder)


@pytest.fixture
def pump(tmp_path: Path) -> Path:
    return settled(tmp_path)


@pytest.fixture(scope="session")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the experiment was run by one worker, into studies/pump; tests leave it as it is."""
    folder = settled(tmp_path_factory.mktemp("swept"))
    done = wgig_sim("sweep", "pump.yaml", "--workers", "1", cwd=folder)
    assert succeeded(done) == "studies/pump/  36 runs\n"
    assert done.stderr == ""
    return folder


def test_status(swept: Path) -> None:
    lines = succeeded(wgig_sim("status", "studies/pump", cwd=swept)).splitlines()
    assert lines[:5] == ["", "  Patience at the pump", "", "  runs     36 of 36 (100%)", "  points   3 of 3 begun"]
    assert max(len(line) for line in lines) <= 80


def test_two_workers_give_the_same(swept: Path, pump: Path) -> None:
    assert succeeded(wgig_sim("sweep", "pump.yaml", "--workers", "2", "--quiet", cwd=pump)) == "studies/pump/  36 runs\n"
    assert contents(pump / "studies/pump") == contents(swept / "studies/pump")


def test_shards_give_the_same(swept: Path, pump: Path) -> None:
    for part in ("1/2", "2/2"):
        name = part[0]
        assert (
            succeeded(wgig_sim("sweep", "pump.yaml", "--shard", part, "--out", name, "--workers", "1", cwd=pump))
            == f"{name}/  18 runs\n"
        )
    half = succeeded(wgig_sim("merge", "half", "1", cwd=pump))
    assert half == "half/  18 runs of 36: sweep with --resume --out half does the rest\n"
    assert succeeded(wgig_sim("merge", "all", "1", "2", cwd=pump)) == "all/  36 runs\n"
    assert contents(pump / "all") == contents(swept / "studies/pump")


@needs_dask
def test_dask_gives_the_same(swept: Path, pump: Path) -> None:
    done = wgig_sim("sweep", "pump.yaml", "--dask", "local", "--workers", "1", cwd=pump)
    assert succeeded(done) == "studies/pump/  36 runs\n"
    assert done.stderr == ""
    assert contents(pump / "studies/pump") == contents(swept / "studies/pump")


def test_what_is_refused(swept: Path) -> None:
    before = listing(swept)

    def said(*arguments: str) -> str:
        return refused(wgig_sim(*arguments, cwd=swept))

    sweep = ("sweep", "pump.yaml")
    assert said(*sweep) == ("studies/pump holds a study already. Go on with it by --resume, or name another folder with --out.\n")
    assert said(*sweep, "--resume", "--set", "replicates=9") == (
        "studies/pump was made by something else:\n  experiment replicates: 12 before, 9 now\n"
        "Name another folder, or mix the two with --resume --force.\n"
    )
    assert "\n  experiment seed: 0 before, 3 now\n" in said(*sweep, "--resume", "--set", "seed=3")
    assert "--shard: 3/2 is not i/n, such as 1/4" in said(*sweep, "--shard", "3/2")
    assert "--force goes with --resume" in said(*sweep, "--force")
    assert ". is not empty, and not the folder of a study" in said(*sweep, "--out", ".")
    assert "village.yaml is a file" in said(*sweep, "--out", "village.yaml")
    assert said(*sweep, "--out", "village.yaml/x") == "village.yaml is a file. Name a folder with --out.\n"
    assert "/proc/x cannot be made: " in said(*sweep, "--out", "/proc/x")
    for place in ("village.yaml", "village.yaml/x"):
        assert said("calibrate", "--out", place) == "village.yaml is a file. Name a folder with --out.\n"
    assert said("merge", "village.yaml", "studies/pump") == "village.yaml is a file. Name a new folder.\n"
    assert "turns" in said(*sweep, "--set", "factors.turns.key=rounds.turn", "--out", "y")
    assert ". is not the folder of a study: it has no manifest.json" in said("status", ".")
    assert said("status", "village.yaml") == "village.yaml is a file, not the folder of a study.\n"
    assert "studies/pump is not empty. Name a new folder." in said("merge", "studies/pump", "studies/pump")
    assert listing(swept) == before


@pytest.fixture
def moved(swept: Path, pump: Path) -> Path:
    """The finished study in another folder, where its scenario lies beside it as before."""
    shutil.copytree(swept / "studies", pump / "studies")
    return pump


def test_a_scenario_that_has_changed(moved: Path) -> None:
    village = moved / "village.yaml"
    village.write_text(village.read_text().replace("susceptibility: 0.4", "susceptibility: 0.5"))
    said = refused(wgig_sim("sweep", "pump.yaml", "--resume", cwd=moved))
    assert "\n  scenario village.yaml: changed since\n" in said
    succeeded(wgig_sim("sweep", "pump.yaml", "--resume", "--force", cwd=moved))


def test_more_replicates_are_added_by_force(swept: Path, moved: Path) -> None:
    before = runs(moved / "studies/pump")
    done = wgig_sim("sweep", "pump.yaml", "--set", "replicates=14", "--resume", "--force", "--workers", "1", cwd=moved)
    assert succeeded(done) == "studies/pump/  42 runs\n"
    assert runs(moved / "studies/pump") == sorted([*before, *((point, new) for point in range(3) for new in (12, 13))])


def test_a_torn_part_is_said(swept: Path, moved: Path) -> None:
    (part, *_) = store.files(moved / "studies/pump")
    part.write_bytes(part.read_bytes()[:-1])
    (moved / "studies/pump/design.parquet").unlink()
    assert "1 file cannot be read: sweep --resume" in " ".join(succeeded(wgig_sim("status", "studies/pump", cwd=moved)).split())
    for verb in (("query", "studies/pump", "select 1"), ("analyse", "studies/pump")):
        assert refused(wgig_sim(*verb, cwd=moved)).startswith("studies/pump: design.parquet is missing or cannot be read.")
    done = wgig_sim("sweep", "pump.yaml", "--resume", "--workers", "1", cwd=moved)
    assert succeeded(done) == "studies/pump/  36 runs\n"
    assert done.stderr == "1 file could not be read (now *.torn). The runs in there are done again.\n"
    assert contents(moved / "studies/pump") == contents(swept / "studies/pump")


def test_in_a_terminal_a_bar_moves_and_goes(pump: Path) -> None:
    shown = in_terminal("sweep", "pump.yaml", cwd=pump)
    assert shown.code == 0
    assert [line for line in shown.lines if line] == ["studies/pump/  36 runs"]
    assert "of 36 runs, " in shown.sent
    assert " a second" in shown.sent


def begun(folder: Path, process: int) -> bool:
    """The folder is there, the workers are being started."""
    return (folder / "studies/pump/manifest.json").exists()


def written(folder: Path, process: int) -> bool:
    """Some runs are kept."""
    return bool(store.files(folder / "studies/pump"))


def interrupted(
    folder: Path, moment: Callable[[Path, int], bool], *signals: signal.Signals, options: tuple[str, ...] = ()
) -> tuple[int, str]:
    """Sweep, and send signals to the whole group when the moment has come, as a terminal does; exit code and words."""
    command = [*MODULE, "sweep", "pump.yaml", *LONG, *options]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        wait_until(lambda: moment(folder, process.pid) or process.poll() is not None, "the moment never came")
        for number in signals:
            if number == signal.SIGKILL:
                process.kill()
            else:
                os.killpg(process.pid, number)
        output, said = process.communicate(timeout=60)
    nobody_left(process.pid)
    assert output == ""
    return process.returncode, said


MESSAGE = "Interrupted. What was done is kept. Go on with: wgig-sim sweep pump.yaml --set replicates=2000{} --resume\n"
TWICE = (signal.SIGINT, signal.SIGINT)
DASK = ("--dask", "local", "--workers", "1")


@pytest.mark.parametrize(
    ("moment", "signals", "code"),
    [(begun, TWICE[:1], 130), (written, TWICE[:1], 130), (written, TWICE, 130), (written, (signal.SIGTERM,), 143)],
    ids=["at the start", "once", "twice", "terminated"],
)
def test_ctrl_c(moment: Callable[[Path, int], bool], signals: tuple[signal.Signals, ...], code: int, pump: Path) -> None:
    assert interrupted(pump, moment, *signals) == (code, MESSAGE.format(""))
    folder = pump / "studies/pump"
    assert not list(folder.rglob(".writing-*"))
    kept = runs(folder)
    assert len(kept) == len(set(kept)) < 6000
    assert moment is begun or kept


@needs_dask
def test_ctrl_c_with_dask(pump: Path) -> None:
    assert interrupted(pump, written, *TWICE, options=DASK) == (130, MESSAGE.format(" --dask local --workers 1"))
    assert runs(pump / "studies/pump")


@needs_dask
def test_dask_ends_with_a_parent_that_is_killed(pump: Path) -> None:
    assert interrupted(pump, written, signal.SIGKILL, options=DASK)[0] == -signal.SIGKILL
    assert runs(pump / "studies/pump")


def test_what_ctrl_c_has_left_is_gone_on_with(swept: Path, pump: Path) -> None:
    assert interrupted(pump, written, signal.SIGINT)[0] == 130
    again = wgig_sim("sweep", "pump.yaml", "--set", "replicates=12", "--resume", "--force", cwd=pump)
    kept = runs(pump / "studies/pump")
    assert "studies/pump/" in succeeded(again)
    assert len(kept) == len(set(kept))
    assert {(point, number) for point in range(3) for number in range(12)} <= set(kept)
