"""Studies whose results follow a formula, so that what an analysis should say of them is known."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wgig_sim.study.design import design
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.manifest import FORMAT
from wgig_sim.study.store import STRIDE, Study, design_columns, write_parquet

Floats = NDArray[np.float64]
Formula = Callable[[Mapping[str, Any], Floats], Floats]
"""From the values of a point and the chance of each replicate, standard normal (R, 2), to the measure (R,).

The first column is shared by all points, the second is the point's own.
"""


def experiment(factors: Mapping[str, Any], design: Mapping[str, Any], replicates: int = 10, **more: Any) -> Experiment:
    """An experiment on factors given as [low, high], as a list of values, or as labels (words)."""
    entries: dict[str, Any] = {}
    for name, given in factors.items():
        if isinstance(given, tuple):
            entries[name] = {"key": f"x.{name}", "range": given}
        elif isinstance(given[0], str):
            entries[name] = {"levels": {label: {} for label in given}}
        else:
            entries[name] = {"key": f"x.{name}", "values": given}
    data = {"title": "Made up", "question": "What follows from a formula?", "scenario": "wgig-2005", "factors": entries}
    return Experiment.model_validate({**data, "design": design, "replicates": replicates, **more})


def study(made: Experiment, formulas: Mapping[str, Formula], seed: int = 0) -> Study:
    """The study of an experiment, its measures given by formulas."""
    numbers = np.random.default_rng(seed)
    points, count = design(made), made.most
    shared = numbers.standard_normal(count)
    parts: dict[str, list[Floats]] = {name: [] for name in formulas}
    for point in points:
        chance = np.stack([shared, numbers.standard_normal(count)], axis=1)
        for name, formula in formulas.items():
            parts[name].append(np.broadcast_to(formula(point.values, chance), count).astype(np.float64))
    at, replicate = np.repeat(np.arange(len(points)), count), np.tile(np.arange(count), len(points))
    runs = pd.DataFrame({"run_id": at * STRIDE + replicate, "point": at, "replicate": replicate})
    runs["error"] = pd.Series([None] * len(runs), dtype=object)
    for name, values in parts.items():
        runs[name] = np.concatenate(values)
    manifest = {
        "format": FORMAT, "experiment": made.model_dump(mode="json", exclude_defaults=True), "code": "0.0.0 made up",
        "seed": 0, "points": len(points), "shard": "1/1", "measures": list(formulas),
    }  # fmt: skip
    return Study(Path("made-up"), manifest, made, pd.DataFrame(design_columns(points)), runs)


def without(made: Study, lost: Any) -> Study:
    """A study in which some runs (a mask over its rows) were never made."""
    return Study(made.folder, made.manifest, made.experiment, made.design, made.runs[~lost].reset_index(drop=True))


def failing(made: Study, bad: Any, why: str = "ValueError: made up") -> Study:
    """A study in which some runs (a mask over its rows) have failed."""
    runs = made.runs.copy()
    runs.loc[bad, "error"] = why
    runs.loc[bad, made.manifest["measures"]] = np.nan
    return Study(made.folder, made.manifest, made.experiment, made.design, runs)


def written(made: Study, folder: Path) -> Path:
    """The study as a folder, its runs in two parts."""
    (folder / "parts").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(made.manifest), encoding="utf-8")
    write_parquet(folder / "design.parquet", {str(name): made.design[name].to_numpy() for name in made.design})
    half = len(made.runs) // 2
    for name, rows in (("a", made.runs[:half]), ("b", made.runs[half:])):
        part(folder / "parts" / f"{name}.parquet", rows)
    return folder


def part(path: Path, rows: pd.DataFrame) -> None:
    """Some rows of runs as a file."""
    import pyarrow as pa

    errors = pa.array([None if pd.isna(error) else error for error in rows["error"]], type=pa.string())
    write_parquet(path, {str(name): errors if name == "error" else rows[name].to_numpy() for name in rows})
