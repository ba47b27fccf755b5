"""The folder of a study: what is written, by whom, and what is done about files that cannot be read."""

import multiprocessing
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.study.studies import MEASURES, Here, contents, everything, made_up, rows_of, runs
from wgig_sim.core.measures import Moment
from wgig_sim.study import store
from wgig_sim.study.runs import Order, Rows
from wgig_sim.study.status import status
from wgig_sim.study.store import StudyError, Writer, load
from wgig_sim.study.sweep import Plan, open_folder, sweep


def filled(folder: Path, plan: Plan) -> Path:
    """A finished study."""
    writer = open_folder(plan, folder)
    sweep(plan, writer, Here(plan))
    writer.close()
    return folder


def resumed(folder: Path, plan: Plan, **how: Any) -> Writer:
    """The same folder, gone on with."""
    writer = open_folder(plan, folder, resume=True, **how)
    sweep(plan, writer, Here(plan))
    writer.close()
    return writer


def parts(folder: Path) -> list[Path]:
    return sorted((folder / "parts").iterdir())


def test_a_study_is_read_back(tmp_path: Path) -> None:
    plan = made_up(3, 5)
    study = load(filled(tmp_path / "x", plan))
    assert list(study.design.columns) == ["point", "scenario", "a"]
    assert study.design["a"].tolist() == [0.0, 1.0, 2.0]
    assert study.runs.columns.tolist() == ["run_id", "point", "replicate", "error", *MEASURES]
    assert list(zip(study.runs["point"], study.runs["replicate"], strict=True)) == everything(plan)
    expected = np.concatenate([rows_of(Order(point, tuple(range(5)))).values for point in plan.points])
    assert np.array_equal(study.runs[list(MEASURES)].to_numpy(), expected)
    assert study.experiment == plan.experiment


def test_nothing_but_the_study_is_left(tmp_path: Path) -> None:
    folder = filled(tmp_path / "x", made_up())
    assert {path.name for path in folder.iterdir()} <= {".lock", "design.parquet", "manifest.json", "parts", "rounds", "traces"}
    assert len(parts(folder)) == 1


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_torn_part_is_put_aside_and_its_runs_are_done_again(damage: str, tmp_path: Path) -> None:
    plan = made_up(3, 50)
    folder = filled(tmp_path / "x", plan)
    whole = contents(folder)
    (part,) = parts(folder)
    content = bytearray(part.read_bytes())
    if damage == "flipped":
        place = pq.ParquetFile(part).metadata.row_group(0).column(5)  # the last measure
        content[place.data_page_offset + place.total_compressed_size - 20] ^= 0xFF
    part.write_bytes({"cut": bytes(content[: len(content) // 2]), "flipped": bytes(content), "empty": b""}[damage])
    assert status(folder).torn == 1
    assert resumed(folder, plan).torn == 1
    assert contents(folder) == whole
    assert part.with_suffix(".torn").exists()
    assert status(folder).torn == 1


def test_a_part_that_cannot_be_got_at_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = made_up()
    folder = filled(tmp_path / "x", plan)

    def ill(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pyarrow.parquet.ParquetFile", ill)
    with pytest.raises(PermissionError):
        open_folder(plan, folder, resume=True)
    assert [path.suffix for path in parts(folder)] == [".parquet"]


def with_rounds(order: Order) -> Rows:
    size = len(order.replicates), 3, len(Moment._fields)
    rounds = np.arange(np.prod(size), dtype=np.float64).reshape(size) + order.point.index
    return rows_of(order)._replace(rounds=rounds)


def write(writer: Writer, plan: Plan, name: str, *orders: Order) -> None:
    writer.write(name, plan.task, [(order, with_rounds(order)) for order in orders])


def test_rounds_have_a_row_for_each_run_and_step(tmp_path: Path) -> None:
    plan, writer = made_up(2, 2), Writer(tmp_path)
    write(writer, plan, "one", Order(plan.points[1], (0, 1)))
    found = store.table(tmp_path, "rounds")
    assert found is not None
    assert found["replicate"].to_pylist() == [0, 0, 0, 1, 1, 1]
    assert found["step"].to_pylist() == [0, 1, 2, 0, 1, 2]
    assert set(found["point"].to_pylist()) == {1}
    assert found[Moment._fields[0]].to_pylist() == [1.0 + len(Moment._fields) * row for row in range(6)]


def test_torn_rounds_take_their_part_along(tmp_path: Path) -> None:
    plan, writer = made_up(2, 2), Writer(tmp_path)
    write(writer, plan, "one", Order(plan.points[0], (0, 1)))
    write(writer, plan, "two", Order(plan.points[1], (0, 1)))
    (tmp_path / "rounds" / "one.parquet").write_bytes(b"PAR1")
    writer.put_torn_aside()
    assert runs(tmp_path) == [(1, 0), (1, 1)]


def test_rounds_without_a_part_are_forgotten(tmp_path: Path) -> None:
    plan, writer = made_up(2, 2), Writer(tmp_path)
    write(writer, plan, "one", Order(plan.points[0], (0, 1)))
    (tmp_path / "parts" / "one.parquet").unlink()
    writer.put_torn_aside()
    assert store.files(tmp_path, "rounds") == []


def test_the_same_part_again_changes_nothing(tmp_path: Path) -> None:
    plan, writer = made_up(1, 3), Writer(tmp_path)
    for _ in range(2):
        write(writer, plan, "one", Order(plan.points[0], (0, 1, 2)))
    assert runs(tmp_path) == [(0, 0), (0, 1), (0, 2)]


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    first = Writer(tmp_path / "x")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert "is being written by another sweep" in pool.apply(refusal, (tmp_path / "x",))
        first.close()
        assert pool.apply(refusal, (tmp_path / "x",)) == ""


def refusal(folder: Path) -> str:
    try:
        Writer(folder).close()
    except StudyError as error:
        return str(error)
    return ""


def test_two_sweeps_at_once(tmp_path: Path) -> None:
    plan = made_up()
    writer = open_folder(plan, tmp_path / "x")
    with pytest.raises(StudyError, match="being written by another sweep"):
        open_folder(plan, tmp_path / "x", resume=True)
    with pytest.raises(StudyError, match="holds a study already"):
        open_folder(plan, tmp_path / "x")
    sweep(plan, writer, Here(plan))
    writer.close()
    assert runs(tmp_path / "x") == everything(plan)


def test_failed_runs_can_be_forgotten(tmp_path: Path) -> None:
    plan, writer = made_up(1, 4), Writer(tmp_path)
    order = Order(plan.points[0], (0, 1, 2, 3))
    writer.write("one", plan.task, [(order, rows_of(order)._replace(errors=(None, "broke", None, "broke")))])
    assert store.known(tmp_path).failed == 2
    assert writer.forget_failed() == 2
    assert runs(tmp_path) == [(0, 0), (0, 2)]
    assert writer.forget_failed() == 0


def test_known_runs_have_the_value_that_decides(tmp_path: Path) -> None:
    plan, writer = made_up(2, 3), Writer(tmp_path)
    orders = [Order(plan.points[1], (2, 0)), Order(plan.points[0], (1,))]
    writer.write("one", plan.task, [(order, rows_of(order)) for order in orders])
    found = store.known(tmp_path, "depth")
    assert (found.point.tolist(), found.replicate.tolist()) == ([0, 1, 1], [1, 0, 2])
    assert found.value.tolist() == [rows_of(Order(plan.points[p], (r,))).values[0, 1] for p, r in [(0, 1), (1, 0), (1, 2)]]


def test_status_counts_without_reading_measures(tmp_path: Path) -> None:
    plan = made_up(12, {"until": 0.5, "measure": "height", "least": 2, "most": 9}, shard=(2, 3))
    found = status(filled(tmp_path / "x", plan))
    assert (found.points, found.least, found.most, found.shard, found.failed) == (4, 8, 36, "2/3", 0)
    assert found.age is not None


def test_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"is not the folder of a study: it has no manifest\.json"):
        load(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(StudyError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": "wgig-sim run 1"}')
    with pytest.raises(StudyError, match="something else than a study"):
        status(tmp_path)
