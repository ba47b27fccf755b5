"""Merge: the shards of a study put together into one folder, every run once."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from wgig_sim.study import store
from wgig_sim.study.manifest import StudyError, differences, read_manifest

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 100_000
"""Rows that are kept in memory at a time."""


def merge(out: Path, folders: Sequence[Path]) -> int:
    """Put studies of one experiment, made by one code, into the new folder `out`; returns the number of runs.

    The folder is made beside its place and renamed when it is whole.
    """
    manifests = [{**read_manifest(folder), "shard": "1/1"} for folder in folders]
    for folder, other in zip(folders[1:], manifests[1:], strict=True):
        changed = differences(manifests[0], other)
        if changed:
            raise StudyError(f"{folder} is not of the same study as {folders[0]}:\n  " + "\n  ".join(changed))
    if out.is_file():
        raise StudyError(f"{out} is a file. Name a new folder.")
    if out.exists() and any(out.iterdir()):
        raise StudyError(f"{out} is not empty. Name a new folder.")
    store.make(out.parent)
    aside = out.parent / f".{out.name}-{uuid.uuid4().hex[:8]}"
    aside.mkdir()
    try:
        runs = _fill(aside, folders)
        shutil.copyfile(folders[0] / "design.parquet", aside / "design.parquet")
        store.aside(aside / "manifest.json", (json.dumps(manifests[0], indent=1, ensure_ascii=False) + "\n").encode())
        if out.exists():
            out.rmdir()
        os.replace(aside, out)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return runs


def _fill(aside: Path, folders: Sequence[Path]) -> int:
    for kind in store.KINDS:
        (aside / kind).mkdir()
    parts = [path for folder in folders for path in store.files(folder)]
    fresh = _fresh(parts)
    _write(aside / "parts" / "merged.parquet", list(zip(parts, fresh, strict=True)))
    rounds = [(path.parents[1] / "rounds" / path.name, runs) for path, runs in zip(parts, fresh, strict=True)]
    _write(aside / "rounds" / "merged.parquet", [(path, runs) for path, runs in rounds if path.exists()])
    for folder in folders:
        for path in (folder / "traces").glob("*.parquet"):
            shutil.copyfile(path, aside / "traces" / path.name)
    return sum(len(runs) for runs in fresh)


def _fresh(parts: Sequence[Path]) -> list[Any]:
    """For each part the run_ids that no earlier part has."""
    runs = [_read(path, ["run_id"])["run_id"].to_numpy() for path in parts]
    everything = np.concatenate([np.zeros(0, dtype=np.int64), *runs])
    keep = np.zeros(len(everything), dtype=bool)
    keep[np.unique(everything, return_index=True)[1]] = True
    ends = np.cumsum([len(part) for part in runs])
    return [part[keep[end - len(part) : end]] for part, end in zip(runs, ends, strict=True)]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise StudyError(f"{path} cannot be read: {error}. Do its runs again: sweep with --resume, into its folder.") from None


def _read(path: Path, columns: list[str] | None = None) -> "pa.Table":
    import pyarrow.parquet as pq

    with _readable(path):
        return pq.ParquetFile(path, page_checksum_verification=True).read(columns=columns)


def _schema(path: Path) -> "pa.Schema":
    import pyarrow.parquet as pq

    with _readable(path):
        return pq.read_schema(path)


def _write(out: Path, found: Sequence[tuple[Path, Any]]) -> None:
    """The rows of these runs out of many files as one file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not found:
        return
    schema = pa.unify_schemas([_schema(path) for path, _ in found])
    waiting = [schema.empty_table()]
    with pq.ParquetWriter(out, schema, compression="zstd", write_page_checksum=True) as writer:
        for path, runs in found:
            table = _read(path)
            waiting.append(table.filter(pa.array(np.isin(table["run_id"].to_numpy(), runs))))
            if sum(part.num_rows for part in waiting) >= ROWS:
                writer.write_table(pa.concat_tables(waiting, promote_options="default"))
                del waiting[1:]
        writer.write_table(pa.concat_tables(waiting, promote_options="default"))
