"""Region: what a calibration has left, as the files that travel with the program and as what every sample draws from.

region.csv    a column a constant, a row a point; all points count the same
record.json   how it was found: code, file, seed, waves, what was ruled out, how many points held, the defaults
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from wgig_sim.bridge.uncertain import Region
from wgig_sim.study.calibration.calibrate import FORMAT, Found
from wgig_sim.study.calibration.choice import Choice
from wgig_sim.study.calibration.read import calibration_hash
from wgig_sim.study.calibration.schema import Calibration
from wgig_sim.study.calibration.targets import patterns
from wgig_sim.study.manifest import code
from wgig_sim.study.store import aside

SHIPPED = Path(__file__).parent
POINTS, RECORD = "region.csv", "record.json"
DIGITS = 6


def write(plan: Calibration, found: Found, folder: Path) -> None:
    """Write both files of a calibration that is over; only the record where no point is left."""
    rows = [",".join(plan.constants), *(",".join(f"{value:.{DIGITS}g}" for value in point) for point in found.region.tolist())]
    if len(found.region):
        aside(folder / POINTS, ("\n".join(rows) + "\n").encode())
    aside(folder / RECORD, (json.dumps(record(plan, found), indent=1, ensure_ascii=False) + "\n").encode())


def record(plan: Calibration, found: Found) -> dict[str, Any]:
    """How a region was found, as one JSON object."""
    ids = [pattern.id for pattern in patterns()]
    waves = [
        {**wave._asdict(), "out": dict(zip(ids, wave.out, strict=True)), "fails": dict(zip(ids, wave.fails, strict=True))}
        for wave in found.waves
    ]

    def point(values: Choice) -> dict[str, Any]:
        constants = dict(zip(plan.constants, values.values.tolist(), strict=True))
        return {"constants": constants, "implausibility": _finite(dict(zip(ids, values.implausibility.tolist(), strict=True)))}

    return {
        "format": FORMAT,
        "code": code(),
        "calibration": calibration_hash(plan)[:12],
        "seed": plan.seed,
        "replicates": plan.replicates,
        "confirm": plan.confirm,
        "cut": plan.cut,
        "waves": waves,
        "tried": len(found.tried.points),
        "confirmed": len(found.region),
        "again": found.again,
        "ranges": {name: free.range for name, free in plan.constants.items()},
        "least": point(found.least),
        "defaults": point(found.choice) if found.choice else None,
    }


def _finite(values: dict[str, float]) -> dict[str, float | None]:
    return {key: value if np.isfinite(value) else None for key, value in values.items()}


@cache
def shipped(folder: Path = SHIPPED) -> Region:
    """The region that travels with the program, or that of another calibration."""
    with (folder / POINTS).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return Region(tuple(names), np.array([[float(cell) for cell in row] for row in rows]))


def provenance(folder: Path = SHIPPED) -> dict[str, Any]:
    """How it was found."""
    found: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return found
