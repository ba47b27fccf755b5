"""Store: the folder of a study. Parts of its results as they come, what they are results of, and who may write.

    manifest.json     experiment, code, measures, seed: what a resumed study must agree with
    design.parquet    a row a point: scenario, and one column a factor
    parts/            a row a run: run_id, point, replicate, error, measures
    rounds/           a row a run and step, where the experiment asks for it
    traces/           whole records of chosen replicates

Every file is written aside and renamed when it is whole.
"""

import contextlib
import hashlib
import json
import os
import platform
import tempfile
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock, Timeout

import wgig_sim
from wgig_sim.core.measures import Moment
from wgig_sim.study.design import Point
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.runs import Order, Rows, Task

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FORMAT = "wgig-sim study 1"
KEYS = ("experiment_hash", "code", "shard")
"""Entries of a manifest in which a resumed study must agree."""


class StudyError(Exception):
    """What is wrong with the folder of a study, or with what is to be done with it, in words."""


@dataclass(frozen=True)
class Study:
    """A study as it lies in its folder."""

    folder: Path
    manifest: dict[str, Any]
    experiment: Experiment
    design: "pd.DataFrame"
    runs: "pd.DataFrame"


@cache
def code() -> str:
    """Version and a hash of all sources that a result depends on."""
    top = Path(wgig_sim.__file__).parent
    digest = hashlib.sha256()
    for room in ("core", "bridge", "engines", "scenario"):
        for path in sorted((top / room).glob("*.py")):
            digest.update(path.read_bytes())
    return f"{wgig_sim.__version__} {digest.hexdigest()[:12]}"


def aside(path: Path, content: bytes) -> None:
    """Write a file beside its place, and rename it when it is whole."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def write_parquet(path: Path, columns: Mapping[str, Any]) -> None:
    """Write a table as Parquet, whole or not at all."""
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), buffer, compression="zstd")
    aside(path, buffer.getvalue())


class Writer:
    """One writer of a study's folder; a second one is refused."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("parts", "rounds", "traces"):
            (folder / name).mkdir(exist_ok=True)
        self.folder = folder
        self._lock = FileLock(folder / ".lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StudyError(f"{folder} is being written by another sweep. Wait for it, or name another folder.") from None
        for name in (".", "parts", "rounds", "traces"):
            for left in (folder / name).glob(".writing-*"):
                left.unlink(missing_ok=True)

    def close(self) -> None:
        """Let others write."""
        self._lock.release()

    def begin(self, manifest: Mapping[str, Any], points: Sequence[Point]) -> None:
        """Write the manifest and the design of a new study."""
        values = [point.values for point in points]
        columns: dict[str, Any] = {
            "point": np.array([point.index for point in points], dtype=np.int64),
            "scenario": [point.scenario for point in points],
        }
        for name in values[0] if values else ():
            column = [row[name] for row in values]
            numeric = all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in column)
            if name not in columns:
                columns[name] = [float(cell) for cell in column] if numeric else [str(cell) for cell in column]
        write_parquet(self.folder / "design.parquet", columns)
        aside(self.folder / "manifest.json", (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())

    def write(self, task: Task, stride: int, done: Sequence[tuple[Order, Rows]]) -> None:
        """Keep finished orders as one part, rounds and traces first."""
        if not done:
            return
        name = f"{uuid.uuid4().hex}.parquet"
        point = np.concatenate([np.full(len(order.replicates), order.point.index, dtype=np.int64) for order, _ in done])
        replicate = np.concatenate([np.array(order.replicates, dtype=np.int64) for order, _ in done])
        columns = {"run_id": point * stride + replicate, "point": point, "replicate": replicate}
        self._rounds(name, stride, done)
        for order, rows in done:
            for number, tables in rows.traces.items():
                for table, trace in tables.items():
                    write_parquet(self.folder / "traces" / f"{order.point.index}-{number}-{table}.parquet", trace)
        import pyarrow as pa

        values = np.concatenate([rows.values for _, rows in done])
        errors = pa.array([error for _, rows in done for error in rows.errors], type=pa.string())
        measured = {measure: values[:, column] for column, measure in enumerate(task.measures)}
        write_parquet(self.folder / "parts" / name, {**columns, "error": errors, **measured})

    def _rounds(self, name: str, stride: int, done: Sequence[tuple[Order, Rows]]) -> None:
        kept = [(order, rows.rounds) for order, rows in done if rows.rounds is not None and rows.rounds.size]
        if not kept:
            return
        parts: dict[str, list[Any]] = {key: [] for key in ("run_id", "point", "replicate", "step", *Moment._fields)}
        for order, rounds in kept:
            runs, steps = rounds.shape[:2]
            replicate = np.repeat(np.array(order.replicates, dtype=np.int64), steps)
            parts["run_id"].append(order.point.index * stride + replicate)
            parts["point"].append(np.full(runs * steps, order.point.index, dtype=np.int64))
            parts["replicate"].append(replicate)
            parts["step"].append(np.tile(np.arange(steps), runs))
            for column, moment in enumerate(Moment._fields):
                parts[moment].append(rounds[:, :, column].ravel())
        write_parquet(self.folder / "rounds" / name, {key: np.concatenate(column) for key, column in parts.items()})

    def sound(self) -> None:
        """Delete parts that cannot be read: their runs are done again. Rounds without a part go with them."""
        import pyarrow.parquet as pq

        for path in (self.folder / "parts").glob("*.parquet"):
            try:
                pq.read_table(path, columns=["run_id"])
            except Exception:  # whatever is wrong with the bytes of a torn file
                path.unlink()
        for path in (self.folder / "rounds").glob("*.parquet"):
            if not (self.folder / "parts" / path.name).exists():
                path.unlink()

    def forget_failed(self) -> int:
        """Take the rows of failed runs away, so that they are done again; returns how many."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        count = 0
        for path in sorted((self.folder / "parts").glob("*.parquet")):
            table = pq.read_table(path)
            bad = pc.is_valid(table["error"])
            number = int(pc.sum(bad).as_py() or 0)
            if number:
                kept = table.filter(pc.invert(bad))
                write_parquet(path, {name: kept[name] for name in kept.column_names})
                count += number
        return count


def manifest_of(
    experiment: Experiment, digest: str, task: Task, points: int, stride: int, command: str, shard: str
) -> dict[str, Any]:
    """What a study is a study of, and with what it was made."""
    return {
        "format": FORMAT,
        "experiment": experiment.model_dump(mode="json", exclude_defaults=True),
        "experiment_hash": digest,
        "code": code(),
        "version": wgig_sim.__version__,
        "python": platform.python_version(),
        "seed": task.seed,
        "points": points,
        "stride": stride,
        "shard": shard,
        "measures": list(task.measures),
        "command": command,
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a study; a StudyError where there is none."""
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StudyError(f"{folder} is not the folder of a study: it has no manifest.json. `wgig-sim sweep` makes one.") from None
    except (OSError, ValueError) as error:
        raise StudyError(f"{folder / 'manifest.json'} cannot be read: {error}.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StudyError(f"{folder} holds something else than a study ({FORMAT}).")
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """In what two manifests differ that must not differ, in words."""
    found = [f"{key}: {old.get(key)} before, {new.get(key)} now" for key in KEYS[1:] if old.get(key) != new.get(key)]
    if old.get("experiment_hash") != new.get("experiment_hash"):
        before, now = old.get("experiment", {}), new.get("experiment", {})
        changed = [key for key in {**before, **now} if before.get(key) != now.get(key)]
        found += [f"experiment {key}: {_short(before.get(key))} before, {_short(now.get(key))} now" for key in changed]
    return found


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:197] + "..."


def table(folder: Path, kind: str = "parts", columns: Sequence[str] | None = None) -> "pa.Table | None":
    """All parts of a folder as one Arrow table; None where there are none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = sorted((folder / kind).glob("*.parquet"))
    merged = folder / f"{kind}.parquet"
    files = [merged, *files] if merged.exists() else files
    tables = [pq.read_table(path, columns=list(columns) if columns else None) for path in files]
    return pa.concat_tables(tables) if tables else None


def done(folder: Path) -> Iterable[int]:
    """The runs that a study has, as run_ids; failed ones count."""
    found = table(folder, columns=["run_id"])
    return set() if found is None else set(found["run_id"].to_pylist())


def load(folder: str | Path) -> Study:
    """A study from its folder: every run once, in the order of run_id."""
    import pandas as pd
    import pyarrow.parquet as pq

    place = Path(folder)
    manifest = read_manifest(place)
    found = table(place)
    columns = ["run_id", "point", "replicate", "error", *manifest["measures"]]
    runs = pd.DataFrame(columns=columns) if found is None else found.to_pandas()
    runs = runs.drop_duplicates("run_id").sort_values("run_id", ignore_index=True)
    experiment = Experiment.model_validate(manifest["experiment"])
    return Study(place, manifest, experiment, pq.read_table(place / "design.parquet").to_pandas(), runs)
