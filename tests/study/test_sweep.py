"""A sweep as a whole, with runs that cost nothing: what is refused, what is mixed, what is kept when it ends early."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from tests.study.studies import Here, contents, everything, invent, made_up, rows_of, runs
from tests.study.test_store import filled, resumed
from wgig_sim.engines import ensemble
from wgig_sim.study import store
from wgig_sim.study.experiment import read
from wgig_sim.study.runs import Answer, Batch, Order, Task, perform
from wgig_sim.study.store import StudyError, load
from wgig_sim.study.sweep import Plan, Progress, open_folder, prepare, sweep

UNTIL = {"until": 0.1, "measure": "height", "least": 10, "most": 200}


class EndError(Exception):
    """Whatever ends a sweep."""


class Weary(Here):
    """A crew that gives up after some batches."""

    def __init__(self, plan: Plan, batches: int, error: BaseException, **how: Any) -> None:
        super().__init__(plan, **how)
        self._left, self._error = batches, error

    def result(self) -> Any:
        self._left -= 1
        if self._left < 0:
            raise self._error
        return super().result()


def broken_off(folder: Path, plan: Plan, batches: int, error: BaseException | None = None, **how: Any) -> None:
    """A sweep that ends after some batches."""
    writer = open_folder(plan, folder, resume=(folder / "manifest.json").exists())
    ending = error or EndError()
    try:
        with pytest.raises(type(ending)):
            sweep(plan, writer, Weary(plan, batches, ending, **how))
    finally:
        writer.close()


@pytest.mark.parametrize("error", [EndError(), KeyboardInterrupt()], ids=["error", "interrupt"])
@pytest.mark.parametrize("replicates", [20, UNTIL], ids=["fixed", "until"])
def test_resumed_is_equal_to_uninterrupted(replicates: Any, error: BaseException, tmp_path: Path) -> None:
    plan = made_up(4, replicates)
    whole = filled(tmp_path / "whole", plan)
    for batches in (1, 3, 2):
        broken_off(tmp_path / "x", plan, batches, error, backwards=batches == 3)
    kept = len(runs(tmp_path / "x"))
    assert 0 < kept < len(runs(whole))
    resumed(tmp_path / "x", plan)
    assert len(set(runs(tmp_path / "x"))) == len(runs(tmp_path / "x"))
    assert contents(tmp_path / "x") == contents(whole)


def test_a_finished_study_has_nothing_left_to_do(tmp_path: Path) -> None:
    plan = made_up()
    folder = filled(tmp_path / "x", plan)
    before = sorted(folder.rglob("*"))
    resumed(folder, plan)
    assert sorted(folder.rglob("*")) == before


def test_progress(tmp_path: Path) -> None:
    plan = made_up(2, 8)
    broken_off(tmp_path / "x", plan, 1)
    seen: list[Progress] = []
    writer = open_folder(plan, tmp_path / "x", resume=True)
    final = sweep(plan, writer, Here(plan), seen.append)
    writer.close()
    assert [(now.known, now.wanted, now.done) for now in seen] == [(16, 16, 8)]
    assert final[:4] == (16, 16, 8, 0)


def test_the_part_that_was_being_written_when_the_interrupt_came_is_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = made_up(2, 8)
    writer = open_folder(plan, tmp_path / "x")
    write, times = writer.write, 0

    def interrupted(*arguments: Any) -> None:
        nonlocal times
        times += 1
        write(*arguments)
        if times == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(writer, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(plan, writer, Weary(plan, 1, EndError()))
    writer.close()
    assert runs(tmp_path / "x") == [(0, number) for number in range(8)]


def test_a_disk_that_is_full_costs_what_was_not_written_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = made_up(3, 8)
    folder = tmp_path / "x"
    broken_off(folder, plan, 1)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        writer = open_folder(plan, folder, resume=True)
        with pytest.raises(StudyError, match=r"x cannot be written: No space left on device\. 8 runs are kept there"):
            sweep(plan, writer, Here(plan))
        writer.close()
    assert [path for path in folder.rglob("*") if path.name.startswith(".writing")] == []
    assert runs(folder) == everything(plan)[:8]
    resumed(folder, plan)
    assert runs(folder) == everything(plan)


def changed(plan: Plan, **more: Any) -> Plan:
    return plan._replace(experiment=plan.experiment.model_copy(update=more))


def test_another_experiment_is_refused_and_the_difference_shown(tmp_path: Path) -> None:
    folder = filled(tmp_path / "x", made_up(2, 5))
    more = made_up(2, 9)
    with pytest.raises(StudyError) as refused:
        open_folder(more, folder, resume=True)
    assert str(refused.value) == (
        f"{folder} was made by something else:\n  experiment replicates: 5 before, 9 now\n"
        "Name another folder, or mix the two with --resume --force."
    )
    resumed(folder, more, force=True)
    assert runs(folder) == everything(more)
    (earlier,) = load(folder).manifest["earlier"]
    assert earlier["experiment"]["replicates"] == 5


def test_other_words_are_the_same_experiment(tmp_path: Path) -> None:
    plan = made_up()
    folder = filled(tmp_path / "x", plan)
    resumed(folder, changed(plan, title="Another title", note="Said better."))


@pytest.mark.parametrize("force", [False, True])
def test_other_points_are_refused_by_all_means(force: bool, tmp_path: Path) -> None:
    folder = filled(tmp_path / "x", made_up(3))
    before = contents(folder)
    with pytest.raises(StudyError, match="has other points"):
        open_folder(made_up(4), folder, resume=True, force=force)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("code", "0.0.1 abc", "code: 0.0.1 abc before, "),
        ("scenarios", {"nowhere": "another"}, "scenario nowhere: changed since"),
        ("shard", "1/2", "shard: 1/2 before, 1/1 now"),
    ],
)
def test_a_folder_of_other_origin_is_refused(key: str, value: Any, said: str, tmp_path: Path) -> None:
    plan = made_up()
    folder = filled(tmp_path / "x", plan)
    file = folder / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), key: value}))
    with pytest.raises(StudyError, match=said):
        open_folder(plan, folder, resume=True)
    open_folder(plan, folder, resume=True, force=True).close()
    open_folder(plan, folder, resume=True).close()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("")
    for resume in (False, True):
        with pytest.raises(StudyError, match="is not empty, and not the folder of a study"):
            open_folder(made_up(), tmp_path, resume=resume)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]
    with pytest.raises(StudyError, match="is a file"):
        open_folder(made_up(), tmp_path / "thesis.tex")


def test_a_sweep_that_ended_before_it_began_is_in_nobodys_way(tmp_path: Path) -> None:
    store.Writer(tmp_path / "x").close()
    filled(tmp_path / "x", made_up())


def test_a_folder_that_could_not_be_begun_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left") as error:
        open_folder(made_up(), tmp_path / "x")
    assert str(tmp_path / "x") in error.value.filename
    assert list(tmp_path.iterdir()) == []


def only_once(failing: dict[tuple[int, int], str]) -> Any:
    """A doing in which some runs fail."""

    def do(task: Task, batch: Batch) -> Answer:
        done = []
        for order in batch:
            errors = tuple(failing.get((order.point.index, number)) for number in order.replicates)
            done.append((order, rows_of(order)._replace(errors=errors)))
        return Answer(tuple(done), 0.001)

    return do


def test_failed_runs_are_rows_and_are_tried_again_when_asked(tmp_path: Path) -> None:
    plan = made_up(2, 6)
    folder = tmp_path / "x"
    writer = open_folder(plan, folder)
    final = sweep(plan, writer, Here(plan, only_once({(0, 2): "broke", (1, 5): "broke too"})))
    assert (final.known, final.failed) == (12, 2)
    writer.close()
    found = load(folder).runs
    assert found.loc[found["error"].notna(), ["point", "replicate", "error"]].values.tolist() == [
        [0, 2, "broke"],
        [1, 5, "broke too"],
    ]
    resumed(folder, plan)
    assert load(folder).runs["error"].notna().sum() == 2
    writer = open_folder(plan, folder, resume=True)
    assert writer.forget_failed() == 2
    final = sweep(plan, writer, Here(plan, invent))
    writer.close()
    assert (final.done, final.failed) == (2, 0)
    assert contents(folder) == contents(filled(tmp_path / "whole", plan))


@pytest.fixture(scope="module")
def real() -> Plan:
    """A few runs of a real scenario, whose rounds are kept, and some whole records."""
    given = ["scenario=wgig-2005/first-meeting-only", "replicates=3", "per_round=true", "traces=[1]", "design.steps=2"]
    return prepare(read("trust-threshold", given))


def test_a_run_that_raises_costs_the_others_nothing(real: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    honest = ensemble.sample

    def sample(setup: Any, seed: int, replicates: Any, **how: Any) -> Any:
        if 1 in replicates:
            raise FloatingPointError("something\ncame of nothing")
        return honest(setup, seed, replicates, **how)

    orders = (Order(real.points[0], (0, 1, 2)), Order(real.points[1], (0,)))
    whole = perform(real.task, orders)
    monkeypatch.setattr("wgig_sim.study.runs.sample", sample)
    done = perform(real.task, orders).done
    assert [(order.point.index, order.replicates, rows.errors) for order, rows in done] == [
        (0, (0,), (None,)),
        (0, (1,), ("FloatingPointError: something came of nothing",)),
        (0, (2,), (None,)),
        (1, (0,), (None,)),
    ]
    (_, first), (_, second) = whole.done
    for number, row in ((0, 0), (2, 2)):
        assert done[row][1].values.tobytes() == first.values[number].tobytes()
        alone = done[row][1].rounds
        assert alone is not None
        assert first.rounds is not None
        assert alone.tobytes() == first.rounds[number].tobytes()
    assert done[3][1].values.tobytes() == second.values.tobytes()
    writer = store.Writer(tmp_path)
    writer.write("one", real.task, done)
    table = store.table(tmp_path, "rounds")
    assert table is not None
    assert set(zip(table["point"].to_pylist(), table["replicate"].to_pylist(), strict=True)) == {(0, 0), (0, 2), (1, 0)}


def test_a_point_without_a_scenario_fails_run_by_run(real: Plan) -> None:
    lost = real.points[0]._replace(scenario="nowhere-at-all")
    ((order, rows),) = perform(real.task, (Order(lost, (0, 1)),)).done
    assert order.replicates == (0, 1)
    assert all(error is not None and "nowhere-at-all" in error for error in rows.errors)


def test_records_and_rounds_are_kept(real: Plan, tmp_path: Path) -> None:
    writer = open_folder(real, tmp_path / "x")
    sweep(real, writer, Here(real, perform))
    writer.close()
    points = len(real.points)
    assert runs(tmp_path / "x") == everything(real)
    names = sorted(path.name for path in (tmp_path / "x" / "traces").iterdir())
    assert names == sorted(
        f"{point}-1-{what}.parquet" for point in range(points) for what in ("objections", "rounds", "statements")
    )
    rounds = store.table(tmp_path / "x", "rounds")
    assert rounds is not None
    steps = rounds.num_rows // (3 * points)
    assert rounds["step"].to_pylist() == list(range(steps)) * 3 * points
    assert load(tmp_path / "x").runs["error"].isna().all()
