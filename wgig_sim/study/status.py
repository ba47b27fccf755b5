"""Status: how far a study has come, and what failed, without reading its measures."""

import time
from pathlib import Path
from typing import NamedTuple

from wgig_sim.study import store
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.manifest import read_manifest
from wgig_sim.study.schedule import share

MOST_ERRORS = 5


class Error(NamedTuple):
    """A failed run."""

    point: int
    replicate: int
    why: str


class Status(NamedTuple):
    """How far a study has come."""

    title: str
    shard: str
    code: str
    runs: int
    least: int
    """Runs that are wanted; with `until` perhaps up to `most`."""
    most: int
    begun: int
    """Points that have a run."""
    points: int
    failed: int
    errors: tuple[Error, ...]
    """Some of the failed runs."""
    torn: int
    """Files that cannot be read, put aside or not yet."""
    age: float | None
    """Seconds since results were last written; None before the first."""


def status(folder: Path) -> Status:
    """The status of the study in a folder; a StudyError where there is none."""
    manifest = read_manifest(folder)
    experiment = Experiment.model_validate(manifest["experiment"])
    part, parts = (int(number) for number in manifest["shard"].split("/"))
    mine = share(experiment, manifest["points"], (part, parts))
    least, most = (len(mine.points) * len(range(count)[mine.replicates]) for count in (experiment.least, experiment.most))
    known = store.known(folder)
    written = [path.stat().st_mtime for path in store.files(folder)]
    return Status(
        experiment.title,
        manifest["shard"],
        manifest["code"],
        len(known.point),
        least,
        most,
        len(set(known.point.tolist())),
        len(mine.points),
        known.failed,
        _errors(folder) if known.failed else (),
        len(list(folder.glob("parts/*.torn"))) + sum(not store.is_whole(path) for path in store.files(folder)),
        time.time() - max(written) if written else None,
    )


def _errors(folder: Path) -> tuple[Error, ...]:
    import pyarrow.compute as pc

    found: list[Error] = []
    for table in store.tables(folder, columns=["point", "replicate", "error"]):
        bad = table.filter(pc.is_valid(table["error"]))
        found += [Error(*row) for row in zip(*(bad[name].to_pylist() for name in bad.column_names), strict=True)]
        if len(found) >= MOST_ERRORS:
            break
    return tuple(found[:MOST_ERRORS])
