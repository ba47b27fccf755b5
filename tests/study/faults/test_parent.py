"""What happens to the process that sweeps: killed at any moment, or left without room on its disk."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import ROOT
from tests.study.faults.processes import alive, nobody_left, wait_until, workers
from tests.study.faults.sweeping import PLAN
from tests.study.studies import contents, everything, runs
from tests.study.test_store import filled, resumed
from wgig_sim.study import store

if not Path("/proc/self/stat").exists():
    pytest.skip("needs /proc", allow_module_level=True)

COMMAND = (sys.executable, "-m", "tests.study.faults.sweeping")


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """A sweep in a process group of its own."""
    return subprocess.Popen(
        [*COMMAND, str(folder), *arguments], cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True
    )


def finish(process: "subprocess.Popen[str]") -> str:
    """What it says in the end, once nobody of its group is left."""
    said = process.communicate(timeout=60)[1]
    nobody_left(process.pid)
    return said


def test_killed_at_any_moment_and_resumed(faults: Path, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    moments = random.Random(7)
    for parts in (0, 1, 3):
        process = start(folder)
        have = len(store.files(folder))
        wait_until(lambda have=have, parts=parts: len(store.files(folder)) >= have + parts, "no part came")  # type: ignore[misc]
        time.sleep(moments.uniform(0.0, 0.1 if parts else 1.5))
        process.send_signal(signal.SIGKILL)
        finish(process)
    assert 0 < len(runs(folder)) < len(everything(PLAN))
    before = runs(folder)
    process = start(folder)
    assert finish(process) == ""
    assert process.returncode == 0
    assert len(before) == len(set(before))
    assert runs(folder) == everything(PLAN)
    assert contents(folder) == contents(filled(tmp_path / "whole", PLAN))
    assert not list(folder.rglob(".writing-*"))


def test_workers_end_with_a_parent_that_is_killed_while_they_hang(faults: Path, tmp_path: Path) -> None:
    (faults / "hang-0-3").touch()
    process = start(tmp_path / "x")
    wait_until((faults / "hanging").exists, "no run hangs")
    wait_until(lambda: len(workers(faults)) == 2, "there are no two workers")
    process.send_signal(signal.SIGKILL)
    finish(process)
    assert not any(alive(worker) for worker in workers(faults))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    refused = "there is no mount" if mount is None else ""
    if mount:
        done = subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, text=True, check=False
        )
        refused = done.stderr.strip()
    if refused:
        pytest.skip(f"A REALLY FULL DISK IS NOT TESTED HERE: {refused}")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_full_disk(small_disk: Path, faults: Path, tmp_path: Path) -> None:
    folder = small_disk / "x"
    process = start(folder)
    said = finish(process)
    assert process.returncode == 1
    kept = len(runs(folder))
    assert 0 < kept < len(everything(PLAN))
    assert said == (
        f"{folder} cannot be written: No space left on device. {kept} runs are kept there. Make room, and go on with --resume.\n"
    )
    assert not list(folder.rglob(".writing-*"))
    moved = tmp_path / "moved"
    shutil.copytree(folder, moved)
    resumed(moved, PLAN)
    assert contents(moved) == contents(filled(tmp_path / "whole", PLAN))


def test_files_that_may_not_grow(faults: Path, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    process = start(folder)
    wait_until(lambda: store.files(folder), "no part came")
    os.killpg(process.pid, signal.SIGKILL)
    finish(process)
    before = runs(folder)
    process = start(folder, "1000")
    assert f"cannot be written: File too large. {len(before)} runs are kept there." in finish(process)
    assert runs(folder) == before
    assert not list(folder.rglob(".writing-*"))
