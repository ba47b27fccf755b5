"""Worker processes on this machine: equal results whoever does the runs, and none lost when one dies or hangs."""

import os
import signal
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.study.faults.doings import Unborn, misbehave, much, raise_something
from tests.study.faults.processes import alive, wait_until, workers
from tests.study.studies import contents, everything, invent, made_up, runs
from tests.study.test_store import filled
from wgig_sim.core.measures import Moment
from wgig_sim.engines.ensemble import sample
from wgig_sim.study.experiment import read
from wgig_sim.study.runs import Order, perform, setup_of
from wgig_sim.study.store import StudyError, load
from wgig_sim.study.sweep import Plan, open_folder, prepare, sweep
from wgig_sim.study.workers import LocalCrew, Perform

if os.name != "posix":
    pytest.skip("signals of Unix", allow_module_level=True)

pytestmark = pytest.mark.usefixtures("patience")


def swept(folder: Path, plan: Plan, perform: Perform, count: int = 2, limit: float = 60.0, after: Any = None) -> Path:
    """A sweep by worker processes, which are all gone when it ends."""
    writer = open_folder(plan, folder, resume=(folder / "manifest.json").exists())
    try:
        with LocalCrew(plan.task, perform, count, limit) as crew:
            sweep(plan, writer, crew, after)
            processes = [worker.process.pid or 0 for worker in crew._workers]
    finally:
        writer.close()
    assert not any(alive(process) for process in processes)
    return folder


def errors(folder: Path) -> dict[tuple[int, int], str]:
    """Of all failed runs, as (point, replicate) -> error."""
    found = load(folder).runs
    return {
        (point, number): error
        for point, number, error in found[["point", "replicate", "error"]].values.tolist()
        if isinstance(error, str)
    }


def test_any_number_of_workers_gives_the_same(tmp_path: Path) -> None:
    plan = made_up(6, 40)
    whole = contents(filled(tmp_path / "here", plan))
    assert contents(swept(tmp_path / "one", plan, invent, 1)) == whole
    assert contents(swept(tmp_path / "three", plan, invent, 3)) == whole


def test_a_run_that_kills_its_worker_once_is_done_again(faults: Path, tmp_path: Path) -> None:
    plan = made_up(3, 30)
    (faults / "once-die-1-7").touch()
    folder = swept(tmp_path / "x", plan, misbehave)
    assert errors(folder) == {}
    assert contents(folder) == contents(filled(tmp_path / "whole", plan))
    assert len(workers(faults)) == 3


def test_a_run_that_always_kills_its_worker_is_a_row_with_an_error(faults: Path, tmp_path: Path) -> None:
    plan = made_up(3, 30)
    (faults / "die-1-7").touch()
    folder = swept(tmp_path / "x", plan, misbehave)
    assert errors(folder) == {(1, 7): "its worker process ended (killed by SIGKILL)"}
    assert runs(folder) == everything(plan)


def test_a_point_whose_runs_all_kill_costs_the_others_nothing(faults: Path, tmp_path: Path) -> None:
    plan = made_up(2, 4)
    for number in range(4):
        (faults / f"die-0-{number}").touch()
    folder = swept(tmp_path / "x", plan, misbehave, count=1)
    assert set(errors(folder)) == {(0, number) for number in range(4)}
    assert LocalCrew.HOPELESS < 4
    assert runs(folder) == everything(plan)


def test_a_run_that_hangs_is_a_row_with_an_error(faults: Path, tmp_path: Path) -> None:
    plan = made_up(2, 20)
    (faults / "hang-0-3").touch()
    folder = swept(tmp_path / "x", plan, misbehave, limit=1.0)
    assert errors(folder) == {(0, 3): "took longer than 1 s"}
    assert runs(folder) == everything(plan)


@pytest.mark.parametrize("count", [1, 2])
def test_a_worker_killed_from_outside(count: int, faults: Path, tmp_path: Path) -> None:
    plan = made_up(2, 40)
    (faults / "slow-1-5").touch()

    def kill() -> None:
        wait_until((faults / "waiting").exists, "no worker waits")
        wait_until((faults / "waiting").read_text, "no worker waits")
        os.kill(int((faults / "waiting").read_text()), signal.SIGKILL)
        (faults / "go").touch()

    killer = threading.Thread(target=kill)
    killer.start()
    folder = swept(tmp_path / "x", plan, misbehave, count)
    killer.join()
    assert errors(folder) == {}
    assert contents(folder) == contents(filled(tmp_path / "whole", plan))


def test_large_batches_and_large_answers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    plan = made_up(8, 1)
    plan = plan._replace(points=tuple(point._replace(settings=("x" * 2_000_000,)) for point in plan.points))
    crew = LocalCrew(plan.task, much, 1, 60.0)
    crew.IN_HAND = 8
    with crew:
        for point in plan.points:
            crew.submit((Order(point, (0,)),))
        found = [crew.result() for _ in plan.points]
    assert [batch[0].point.index for batch, _ in found] == list(range(8))


def test_what_cannot_be_done_at_all_is_said_of_each_run(tmp_path: Path) -> None:
    plan = made_up(1, 3)
    folder = swept(tmp_path / "x", plan, raise_something, 1)
    assert set(errors(folder).values()) == {"ValueError: nothing can be done"}


def test_workers_that_do_not_start(tmp_path: Path) -> None:
    plan = made_up(1, 3)
    with pytest.raises(StudyError, match=r"worker processes end before they have started \(exit code 3\)"):
        swept(tmp_path / "x", plan, Unborn())


def test_runs_of_a_scenario_are_those_of_an_ensemble(tmp_path: Path) -> None:
    given = ["scenario=wgig-2005/first-meeting-only", "replicates=12", "per_round=true", "design.steps=2"]
    plan = prepare(read("trust-threshold", given))
    folder = swept(tmp_path / "x", plan, perform)
    assert errors(folder) == {}
    table, rounds = contents(folder), contents(folder, "rounds")
    expected = [sample(setup_of(point), plan.task.seed, range(12), threads=2, per_round=True) for point in plan.points]
    for column, name in enumerate(expected[0].names):
        assert table[name] == np.concatenate([each.values[:, column] for each in expected]).tobytes()
    for column, name in enumerate(Moment._fields):
        kept = [each.rounds[:, :, column].ravel() for each in expected if each.rounds is not None]
        assert rounds[name] == np.concatenate(kept).tobytes()


def test_a_worker_of_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wgig_sim.study.workers.code", lambda: "0.0.1 other")
    with pytest.raises(StudyError, match=r"the program has changed since the sweep began: code 0\.0\.1 other before, "):
        swept(tmp_path / "x", made_up(1, 3), invent, 1)
