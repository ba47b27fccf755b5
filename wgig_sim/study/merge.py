"""Merge: the shards of a study put together into one folder, every run once."""

from collections.abc import Sequence
from pathlib import Path

from wgig_sim.study import store
from wgig_sim.study.store import StudyError


def merge(out: Path, folders: Sequence[Path]) -> int:
    """Put studies of one experiment, made by one code, into the new folder `out`; returns the number of runs."""
    import json
    import shutil

    import pyarrow.compute as pc

    manifests = [store.read_manifest(folder) for folder in folders]
    first = {**manifests[0], "shard": "1/1"}
    for folder, other in zip(folders[1:], manifests[1:], strict=True):
        changed = store.differences(first, {**other, "shard": "1/1"})
        if changed:
            raise StudyError(f"{folder} is not of the same study as {folders[0]}:\n  " + "\n  ".join(changed))
    if out.exists() and any(out.iterdir()):
        raise StudyError(f"{out} is not empty. Name a new folder.")
    writer = store.Writer(out)
    try:
        seen: set[int] = set()
        for folder in folders:
            for kind in ("parts", "rounds"):
                table = store.table(folder, kind)
                if table is not None:
                    fresh = [run not in seen for run in table["run_id"].to_pylist()]
                    kept = table.filter(pc.fill_null(fresh, False))
                    name = f"{folder.resolve().name}-{len(seen)}.parquet"
                    store.write_parquet(out / kind / name, {column: kept[column] for column in kept.column_names})
            seen.update(store.done(folder))
            for path in (folder / "traces").glob("*.parquet"):
                shutil.copyfile(path, out / "traces" / path.name)
        shutil.copyfile(folders[0] / "design.parquet", out / "design.parquet")
        store.aside(out / "manifest.json", (json.dumps(first, indent=1, ensure_ascii=False) + "\n").encode())
        return len(seen)
    finally:
        writer.close()
