"""Shards put together: every run once, bit for bit what one sweep gives."""

from pathlib import Path

import pytest

from tests.study.studies import Here, contents, everything, made_up, runs
from tests.study.test_store import filled, resumed, with_rounds
from tests.study.test_sweep import broken_off
from wgig_sim.study import store
from wgig_sim.study.merge import merge
from wgig_sim.study.runs import Answer, Batch, Task
from wgig_sim.study.status import status
from wgig_sim.study.store import StudyError, load
from wgig_sim.study.sweep import Plan, open_folder, sweep


def shards(place: Path, parts: int, points: int, replicates: int = 12) -> tuple[list[Path], Plan]:
    """The folders of a study done in shards, and the whole of it."""
    plans = [made_up(points, replicates, (part, parts)) for part in range(1, parts + 1)]
    return [filled(place / f"shard-{plan.shard[0]}", plan) for plan in plans], made_up(points, replicates)


@pytest.mark.parametrize("points", [1, 3, 40], ids=["replicates shared", "few points", "points shared"])
def test_merged_shards_are_equal_to_one_sweep(points: int, tmp_path: Path) -> None:
    folders, plan = shards(tmp_path, 4, points)
    assert merge(tmp_path / "all", folders) == len(everything(plan))
    whole = filled(tmp_path / "whole", plan)
    assert contents(tmp_path / "all") == contents(whole)
    assert load(tmp_path / "all").design.equals(load(whole).design)
    assert status(tmp_path / "all")._replace(age=0) == status(whole)._replace(age=0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all", *(f"shard-{i}" for i in (1, 2, 3, 4)), "whole"]


def test_a_shard_that_is_missing_is_done_after_merging(tmp_path: Path) -> None:
    folders, plan = shards(tmp_path, 3, 20)
    merge(tmp_path / "all", folders[:2])
    found = status(tmp_path / "all")
    assert (found.runs, found.least) == (14 * 12, 20 * 12)
    resumed(tmp_path / "all", plan)
    assert runs(tmp_path / "all") == everything(plan)


def test_a_run_of_two_folders_is_there_once(tmp_path: Path) -> None:
    folders, plan = shards(tmp_path, 2, 10)
    broken_off(tmp_path / "again", made_up(10, 12, (1, 2)), 2)
    assert merge(tmp_path / "all", [tmp_path / "again", *folders, folders[1]]) == len(everything(plan))
    assert runs(tmp_path / "all") == everything(plan)


def test_rounds_and_traces_come_along(tmp_path: Path) -> None:
    def do(task: Task, batch: Batch) -> Answer:
        trace = {0: {"statements": {"speaker": [1, 2]}}}
        return Answer(tuple((order, with_rounds(order)._replace(traces=trace)) for order in batch), 1.0)

    folders = []
    for part in (1, 2):
        plan = made_up(9, 3, (part, 2), per_round=True)
        folders.append(tmp_path / f"shard-{part}")
        writer = open_folder(plan, folders[-1])
        sweep(plan, writer, Here(plan, do))
        writer.close()
    merge(tmp_path / "all", folders)
    whole = store.table(tmp_path / "all", "rounds")
    assert whole is not None
    assert whole.num_rows == 9 * 3 * 3
    assert len(list((tmp_path / "all" / "traces").iterdir())) == 9


def test_shards_of_different_studies_are_refused(tmp_path: Path) -> None:
    first, other = filled(tmp_path / "a", made_up(3, 5)), filled(tmp_path / "b", made_up(3, 6))
    with pytest.raises(StudyError, match=r"b is not of the same study as .*a:\n  experiment replicates: 5 before, 6 now"):
        merge(tmp_path / "all", [first, other])
    assert not (tmp_path / "all").exists()


def test_a_folder_in_use_is_not_merged_into(tmp_path: Path) -> None:
    folder = filled(tmp_path / "a", made_up())
    with pytest.raises(StudyError, match="is not empty"):
        merge(folder, [folder])


def test_a_torn_part_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    folders, _ = shards(tmp_path, 2, 10)
    (part,) = store.files(folders[1])
    part.write_bytes(part.read_bytes()[:-30])
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StudyError, match=f"{part.name} cannot be read"):
        merge(tmp_path / "all", folders)
    assert sorted(tmp_path.iterdir()) == before


def test_many_rows_are_written_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wgig_sim.study.merge.ROWS", 20)
    folders, plan = shards(tmp_path, 3, 20)
    merge(tmp_path / "all", folders)
    assert runs(tmp_path / "all") == everything(plan)
