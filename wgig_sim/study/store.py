"""Store: the folder of a study. Parts of its results as they come, what they are results of, and who may write.

    manifest.json     experiment, scenarios, code, measures, seed: what a resumed study must agree with
    design.parquet    a row a point: scenario, and one column a factor
    parts/            a row a run: run_id, point, replicate, error, measures
    rounds/           a row a run and step, where the experiment asks for it; a file for each part, of its name
    traces/           whole records of chosen replicates

Every file is written aside and renamed when it is whole.
"""

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock, Timeout

from wgig_sim.core.measures import Moment
from wgig_sim.study.design import Point
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.manifest import StudyError as StudyError
from wgig_sim.study.manifest import read_manifest as read_manifest
from wgig_sim.study.runs import Order, Rows, Task
from wgig_sim.study.schedule import Known

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

STRIDE = 10_000_000
"""run_id = point * STRIDE + replicate; no experiment has more replicates."""
KINDS = ("parts", "rounds", "traces")


@dataclass(frozen=True)
class Study:
    """A study as it lies in its folder."""

    folder: Path
    manifest: dict[str, Any]
    experiment: Experiment
    design: "pd.DataFrame"
    runs: "pd.DataFrame"
    torn: int = 0
    """Parts that cannot be read; a resumed sweep does their runs again."""


def aside(path: Path, content: bytes) -> None:
    """Write a file beside its place, and rename it when it is whole."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        raise


def make(folder: Path) -> None:
    """Make a folder where there is none, with those above it; a StudyError says what is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        file = next(place for place in (folder, *folder.parents) if os.path.lexists(place) and not place.is_dir())
        raise StudyError(f"{file} is a file. Name a folder with --out.") from None
    except OSError as error:
        raise StudyError(f"{folder} cannot be made: {error.strerror or error}. Name another folder with --out.") from None


def write_parquet(path: Path, columns: Mapping[str, Any]) -> None:
    """Write a table as Parquet, whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), buffer, compression="zstd", write_page_checksum=True)
    aside(path, buffer.getvalue())


class Writer:
    """One writer of a study's folder; a second one is refused."""

    def __init__(self, folder: Path) -> None:
        make(folder)
        self.folder = folder
        self.torn = 0
        """Files that were put aside because they could not be read."""
        self._lock = FileLock(folder / ".lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StudyError(f"{folder} is being written by another sweep. Wait for it, or name another folder.") from None
        for kind in KINDS:
            (folder / kind).mkdir(exist_ok=True)
        for left in folder.rglob(".writing-*"):
            left.unlink(missing_ok=True)

    def close(self) -> None:
        """Let others write."""
        self._lock.release()

    def begin(self, manifest: Mapping[str, Any], points: Sequence[Point]) -> None:
        """Write the manifest and the design of a new study."""
        write_parquet(self.folder / "design.parquet", design_columns(points))
        aside(self.folder / "manifest.json", (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())

    def write(self, name: str, task: Task, done: Sequence[tuple[Order, Rows]]) -> None:
        """Keep finished orders as the part of this name, rounds and traces first. The same again changes nothing."""
        if not done:
            return
        import pyarrow as pa

        point = np.concatenate([np.full(len(order.replicates), order.point.index, dtype=np.int64) for order, _ in done])
        replicate = np.concatenate([np.array(order.replicates, dtype=np.int64) for order, _ in done])
        columns = {"run_id": point * STRIDE + replicate, "point": point, "replicate": replicate}
        rounds = [(order, rows.rounds) for order, rows in done if rows.rounds is not None and rows.rounds.size]
        if rounds:
            write_parquet(self.folder / "rounds" / f"{name}.parquet", round_columns(rounds))
        for order, rows in done:
            for number, tables in rows.traces.items():
                for table, trace in tables.items():
                    write_parquet(self.folder / "traces" / f"{order.point.index}-{number}-{table}.parquet", trace)
        values = np.concatenate([rows.values for _, rows in done])
        errors = pa.array([error for _, rows in done for error in rows.errors], type=pa.string())
        measured = {measure: values[:, column] for column, measure in enumerate(task.measures)}
        write_parquet(self.folder / "parts" / f"{name}.parquet", {**columns, "error": errors, **measured})

    def put_torn_aside(self) -> None:
        """Rename parts that cannot be read, with their rounds: their runs are done again.

        Rounds without a part, written just before an end, are deleted: their runs are done again too.
        """
        torn = {path.name for kind in ("parts", "rounds") for path in files(self.folder, kind) if not is_whole(path)}
        for kind in ("parts", "rounds"):
            for path in files(self.folder, kind):
                if path.name in torn:
                    path.rename(path.with_suffix(".torn"))
        kept = {path.name for path in files(self.folder, "parts")}
        for path in files(self.folder, "rounds"):
            if path.name not in kept:
                path.unlink()
        self.torn = len(torn)

    def forget_failed(self) -> int:
        """Take the rows of failed runs away, so that they are done again; returns how many."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        count = 0
        for path in files(self.folder, "parts"):
            number = pc.count(pq.ParquetFile(path).read(columns=["error"])["error"]).as_py()
            if number:
                whole = pq.ParquetFile(path).read()
                kept = whole.filter(pc.is_null(whole["error"]))
                write_parquet(path, {name: kept[name] for name in kept.column_names})
                count += number
        return count


def design_columns(points: Sequence[Point]) -> dict[str, Any]:
    """The points of a study as columns: point, scenario, and one for each factor."""
    columns: dict[str, list[Any]] = {"point": [], "scenario": []}
    for point in points:
        own = {"point": point.index, "scenario": point.scenario}
        for name, cell in {**point.values, **own}.items():
            columns.setdefault(name, []).append(cell)
    for name in columns.keys() - {"point"}:
        numeric = all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in columns[name])
        columns[name] = [float(cell) if numeric else str(cell) for cell in columns[name]]
    return columns


def round_columns(kept: Sequence[tuple[Order, Any]]) -> dict[str, Any]:
    """Measures (R, S, moments) of orders as columns with a row for each run and step."""
    parts: dict[str, list[Any]] = {key: [] for key in ("run_id", "point", "replicate", "step", *Moment._fields)}
    for order, rounds in kept:
        runs, steps = rounds.shape[:2]
        replicate = np.repeat(np.array(order.replicates, dtype=np.int64), steps)
        parts["run_id"].append(order.point.index * STRIDE + replicate)
        parts["point"].append(np.full(runs * steps, order.point.index, dtype=np.int64))
        parts["replicate"].append(replicate)
        parts["step"].append(np.tile(np.arange(steps), runs))
        for column, moment in enumerate(Moment._fields):
            parts[moment].append(rounds[:, :, column].ravel())
    return {key: np.concatenate(column) for key, column in parts.items()}


def files(folder: Path, kind: str = "parts") -> list[Path]:
    """The files of one kind of table, each with some of its rows."""
    return sorted((folder / kind).glob("*.parquet"))


def is_whole(path: Path) -> bool:
    """Whether a Parquet file can be read to its end, and every page of it is what was written."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        for _ in pq.ParquetFile(path, page_checksum_verification=True).iter_batches():
            pass
    except pa.ArrowException:
        return False
    except OSError as error:
        if error.errno is not None:  # the file cannot be got at, which says nothing of its bytes
            raise
        return False
    return True


def tables(folder: Path, kind: str = "parts", columns: Sequence[str] | None = None) -> "Iterator[pa.Table]":
    """The tables of one kind, file by file, without those that cannot be read; of the columns, those that a file has."""
    for path in files(folder, kind):
        found = part(path, columns)
        if found is not None:
            yield found


def part(path: Path, columns: Sequence[str] | None = None) -> "pa.Table | None":
    """One file of a table; None if it is torn."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(columns=None if columns is None else list(columns))
    except pa.ArrowException:
        return None
    except OSError as error:
        if error.errno is not None:
            raise
        return None


def has_design(folder: Path) -> bool:
    """Whether the points of a study are there."""
    path = folder / "design.parquet"
    return path.exists() and is_whole(path)


def design_of(folder: Path) -> "pa.Table":
    """The points of a study; a StudyError where they are not there."""
    import pyarrow.parquet as pq

    if not has_design(folder):
        raise StudyError(f"{folder}: design.parquet is missing or cannot be read. `wgig-sim sweep` with --resume writes it anew.")
    return pq.read_table(folder / "design.parquet")


def table(folder: Path, kind: str = "parts", columns: Sequence[str] | None = None) -> "pa.Table | None":
    """All files of one kind as one Arrow table; None where there are none."""
    import pyarrow as pa

    found = list(tables(folder, kind, columns))
    return pa.concat_tables(found, promote_options="default") if found else None


def known(folder: Path, measure: str | None = None) -> Known:
    """The runs that a study has, failed ones too, with the values of a measure if one is named."""
    import pyarrow.compute as pc

    wanted = ["run_id", "error", *([measure] if measure else [])]
    found = table(folder, columns=wanted)
    if found is None:
        nothing = np.zeros(0, dtype=np.int64)
        return Known(nothing, nothing, np.zeros(0))
    run, first = np.unique(found["run_id"].to_numpy(), return_index=True)
    value = found[measure].to_numpy()[first] if measure in found.column_names else np.full(len(run), np.nan)
    failed = int(np.count_nonzero(pc.is_valid(found["error"]).to_numpy()[first]))
    return Known(run // STRIDE, run % STRIDE, value.astype(np.float64), failed)


def load(folder: str | Path) -> Study:
    """A study from its folder: every run once, in the order of run_id, without the parts that cannot be read."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = Path(folder)
    manifest = read_manifest(place)
    parts = files(place)
    whole = [pq.ParquetFile(path).read() for path in parts if is_whole(path)]
    columns = ["run_id", "point", "replicate", "error", *manifest["measures"]]
    runs = pa.concat_tables(whole, promote_options="default").to_pandas() if whole else pd.DataFrame(columns=columns)
    runs = runs.drop_duplicates("run_id").sort_values("run_id", ignore_index=True)
    experiment = Experiment.model_validate(manifest["experiment"])
    design = design_of(place).to_pandas()
    return Study(place, manifest, experiment, design, runs, len(parts) - len(whole))
