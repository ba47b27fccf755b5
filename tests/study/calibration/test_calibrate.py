"""A whole calibration, small: whatever kills it, going on comes to the same; and nothing else is mixed into its folder."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from tests.cli.program import MODULE, environment
from wgig_sim.core.compiled import COMPILED
from wgig_sim.study.calibration.calibrate import calibrate
from wgig_sim.study.calibration.choice import central
from wgig_sim.study.calibration.read import read
from wgig_sim.study.calibration.region import POINTS, RECORD, provenance, shipped, write
from wgig_sim.study.calibration.waves import Population
from wgig_sim.study.manifest import StudyError
from wgig_sim.study.sweep import Progress

SMALL = ("first=16", "points=16", "replicates=2", "cut=12", "settle=1", "most=6", "region=8", "confirm=2", "margin=0")
compiled = pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
PATIENCE = 120.0


def results(folder: Path) -> tuple[bytes, bytes]:
    return (folder / POINTS).read_bytes(), (folder / RECORD).read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A calibration that nothing has interrupted."""
    folder = tmp_path_factory.mktemp("calibration") / "whole"
    plan = read("calibration", SMALL)
    write(plan, calibrate(plan, folder, 1), folder)
    return folder


@compiled
def test_what_is_left(whole: Path) -> None:
    story, region, plan = provenance(whole), shipped(whole), read("calibration", SMALL)
    assert region.names == tuple(plan.constants)
    low, high = np.array([free.range for free in plan.constants.values()]).T
    assert ((region.points >= low) & (region.points <= high)).all()
    gain, loss = (region.points[:, region.names.index(name)] for name in ("trust.gain", "trust.loss"))
    assert (gain <= loss).all()
    assert 0 < story["confirmed"] == len(region.points) <= story["tried"] <= 8
    assert story["waves"][-1]["cut"] == story["cut"] == 12.0
    assert all(worst is None or worst <= 12.0 for worst in story["least"]["implausibility"].values())


@compiled
def test_an_interrupted_calibration_goes_on_to_the_same_end(whole: Path, tmp_path: Path) -> None:
    def stop(name: str, now: Progress) -> None:
        if name == "confirm":
            raise KeyboardInterrupt

    plan, folder = read("calibration", SMALL), tmp_path / "x"
    with pytest.raises(KeyboardInterrupt):
        calibrate(plan, folder, 1, after=stop)
    write(plan, calibrate(plan, folder, 1, resume=True), folder)
    assert results(folder) == results(whole)


@compiled
def test_where_nothing_is_left_there_is_no_region(tmp_path: Path) -> None:
    given = [part for setting in (*SMALL, "cut=0", "most=2") for part in ("--set", setting)]
    command = [*MODULE, "calibrate", *given, "--out", "x", "--workers", "1", "--quiet"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(NUMBA_DISABLE_JIT=None), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "x/  record.json; no region.csv, since no point is left\n"), done.stderr
    assert provenance(tmp_path / "x")["confirmed"] == 0
    assert not (tmp_path / "x" / POINTS).exists()


@compiled
@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
def test_a_killed_calibration_goes_on_to_the_same_end(whole: Path, tmp_path: Path) -> None:
    given = [part for setting in SMALL for part in ("--set", setting)]
    command = [*MODULE, "calibrate", *given, "--out", "x", "--workers", "1", "--quiet"]
    surroundings = environment(NUMBA_DISABLE_JIT=None)
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings, start_new_session=True) as process:
        until = time.monotonic() + PATIENCE
        while not (tmp_path / "x" / "wave-02").exists():
            assert process.poll() is None, "it ended before it was killed"
            assert time.monotonic() < until, "the second wave never came"
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGKILL)
    subprocess.run(
        [*command, "--resume"], cwd=tmp_path, env=surroundings, check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE
    )
    assert results(tmp_path / "x") == results(whole)


@compiled
def test_nothing_else_is_mixed_in(whole: Path, tmp_path: Path) -> None:
    plan = read("calibration", SMALL)
    with pytest.raises(StudyError, match="holds a calibration already"):
        calibrate(plan, whole, 1)
    with pytest.raises(StudyError, match="another calibration file"):
        calibrate(read("calibration", (*SMALL, "seed=1")), whole, 1, resume=True)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StudyError, match="not empty"):
        calibrate(plan, tmp_path, 1)
    manifest = whole / "calibration.json"
    before = manifest.read_text()
    manifest.write_text(json.dumps({**json.loads(before), "code": "0.0.0 older"}))
    with pytest.raises(StudyError, match="another code"):
        calibrate(plan, whole, 1, resume=True)
    manifest.write_text(before)


def test_the_most_central_point_with_the_margin_comes_first() -> None:
    points = np.array([[0.0], [0.4], [0.5], [0.6], [1.0]])
    found = np.array([[-3.0], [-3.0], [-0.5], [-2.0], [-3.0]])
    rows = central(Population(points, found), margin=1.0).tolist()
    assert rows[-1] == 2  # the middle of all, but too near to an edge
    assert set(rows[:2]) == {1, 3}
