"""Dask: a real scheduler and worker processes on this machine, one of which is killed while it runs."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.program import ROOT
from tests.study.faults.doings import misbehave
from tests.study.faults.processes import alive, nobody_left, wait_until, workers
from tests.study.studies import contents, everything, invent, made_up, runs
from tests.study.test_store import filled
from tests.study.test_workers import errors
from wgig_sim.study.cluster import DaskCrew
from wgig_sim.study.store import StudyError
from wgig_sim.study.sweep import Plan, open_folder, sweep
from wgig_sim.study.workers import Perform

if find_spec("distributed") is None:
    pytest.skip('DASK IS NOT TESTED HERE: it is not installed (pip install "wgig-sim[cluster]")', allow_module_level=True)

pytestmark = [
    pytest.mark.usefixtures("patience"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed", "ignore::ResourceWarning"),
]


def swept(folder: Path, plan: Plan, perform: Perform, address: str, limit: float = 60.0, patience: float = 30.0) -> Path:
    """A sweep on a Dask scheduler."""
    writer = open_folder(plan, folder)
    try:
        with DaskCrew(plan.task, perform, address, 2, limit, patience) as crew:
            sweep(plan, writer, crew)
    finally:
        writer.close()
    return folder


def begin(what: str, file: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "distributed.cli.dask_" + what, "--scheduler-file", str(file), "--no-dashboard", *options]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Cluster:
    """A scheduler and its workers, each a process group of its own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.scheduler = begin("scheduler", file, "--port", "0", "--host", "127.0.0.1")
        self.workers = [begin("worker", file, "--nworkers", "2", "--nthreads", "1", "--host", "127.0.0.1")]
        wait_until(lambda: file.exists() and file.read_text().endswith("}"), "no scheduler came")

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text())["address"])

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            nobody_left(process.pid)


@pytest.fixture
def cluster(faults: Path, tmp_path: Path) -> Iterator[Cluster]:
    """Started after the folder of faults is known, so that workers know it too."""
    found = Cluster(tmp_path / "scheduler.json")
    try:
        yield found
    finally:
        found.end()


def test_a_worker_killed_in_mid_run(cluster: Cluster, faults: Path, tmp_path: Path) -> None:
    plan = made_up(4, 40)
    (faults / "slow-1-5").touch()
    killed: list[int] = []

    def kill() -> None:
        wait_until((faults / "waiting").exists, "no worker waits")
        wait_until((faults / "waiting").read_text, "no worker waits")
        killed.append(int((faults / "waiting").read_text()))
        os.kill(killed[0], signal.SIGKILL)
        (faults / "go").touch()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    folder = swept(tmp_path / "x", plan, misbehave, cluster.address)
    killer.join()
    assert killed[0] in workers(faults)
    assert not alive(killed[0])
    assert errors(folder) == {}
    assert contents(folder) == contents(filled(tmp_path / "whole", plan))


def test_a_run_that_hangs(cluster: Cluster, faults: Path, tmp_path: Path) -> None:
    plan = made_up(1, 10)
    (faults / "hang-0-3").touch()
    folder = swept(tmp_path / "x", plan, misbehave, cluster.address, limit=0.5)
    ((run, error),) = errors(folder).items()
    assert run == (0, 3)
    assert "took longer than 0.5 s" in error
    assert runs(folder) == everything(plan)


def test_a_run_that_kills_its_workers(cluster: Cluster, faults: Path, tmp_path: Path) -> None:
    """Batches that only waited behind it are blamed by Dask, and must not be by us."""
    plan = made_up(4, 40)
    (faults / "die-0-3").touch()
    folder = swept(tmp_path / "x", plan, misbehave, cluster.address)
    ((run, error),) = errors(folder).items()
    assert run == (0, 3)
    assert "KilledWorker" in error
    assert runs(folder) == everything(plan)


def test_a_scheduler_that_goes_away(cluster: Cluster, faults: Path, tmp_path: Path) -> None:
    plan = made_up(2, 40)
    (faults / "slow-1-5").touch()

    def kill() -> None:
        wait_until((faults / "waiting").exists, "no worker waits")
        os.killpg(cluster.scheduler.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    with pytest.raises(StudyError, match=r"the Dask scheduler at .* is gone\. What was done is kept: go on with --resume"):
        swept(tmp_path / "x", plan, misbehave, cluster.address, patience=2.0)
    killer.join()
    assert len(set(runs(tmp_path / "x"))) == len(runs(tmp_path / "x")) > 0


def test_a_cluster_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = made_up(3, 20)
    assert contents(swept(tmp_path / "x", plan, invent, "local")) == contents(filled(tmp_path / "whole", plan))
    monkeypatch.setattr("wgig_sim.study.cluster.code", lambda: "0.0.1 other")
    with pytest.raises(StudyError, match=r"a Dask worker has the code .*, this program has 0\.0\.1 other"):
        swept(tmp_path / "y", plan, invent, "local")


def test_a_scheduler_that_is_gone_when_there_is_more_to_do() -> None:
    plan = made_up()
    crew = DaskCrew(plan.task, invent, "local", 1)
    crew._client.close()
    with pytest.raises(StudyError, match="the Dask scheduler at local is gone"):
        crew.submit(())
    crew._asked = 0.0
    with pytest.raises(StudyError, match="the Dask scheduler at local is gone"):
        assert not crew.has_room
    crew.close()


def test_nobody_answers(tmp_path: Path) -> None:
    plan = made_up()
    with pytest.raises(StudyError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        swept(tmp_path / "x", plan, invent, "tcp://127.0.0.1:9", patience=1.0)
    with pytest.raises(StudyError, match="no Dask scheduler answers at nonsense:"):
        swept(tmp_path / "y", plan, invent, "nonsense://x", patience=1.0)


def test_dask_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StudyError, match=r'pip install "wgig-sim\[cluster\]"'):
        DaskCrew(made_up().task, invent, "local", 1)
