"""Arrays: a whole run on arrays alone, and every array of it by its path, so that two runs can be held side by side."""

from typing import Any

import numpy as np

from wgig_sim.core.allocate import allocate
from wgig_sim.core.forum import Forum
from wgig_sim.core.handles import hand_over
from wgig_sim.core.results import no_moments, width
from wgig_sim.core.schedule import run_calendar
from wgig_sim.core.state import Draws, Process, Workspace

Array = np.ndarray[Any, Any]


def play(forum: Forum, draws: Draws) -> Process:
    """A whole run: a forum under given chance, which may have been changed."""
    seats = draws.limits.shape[0]
    process: Process = allocate(forum, seats, traced=True)
    row = np.empty(width(forum.procedure.decides.shape[1], forum.procedure.reference.shape[0]))
    run_calendar(hand_over(forum), hand_over(draws), hand_over(process), row, *no_moments())
    return process


def arrays(values: Any, prefix: str = "") -> dict[str, Array]:
    """All arrays of a NamedTuple of NamedTuples, by path, but for scratch paper. Rows of lists beyond their size are left out."""
    if isinstance(values, np.ndarray):
        return {prefix: values}
    found: dict[str, Array] = {}
    for name, field in zip(values._fields, values, strict=True):
        if not isinstance(field, Workspace):
            found.update(arrays(field, f"{prefix}.{name}" if prefix else name))
    if "size" in values._fields:
        used = int(values.size[0])
        found = {path: array if path.endswith("size") else array[:used] for path, array in found.items()}
    return found


def bits(values: Array) -> tuple[tuple[int, ...], bytes]:
    """Shape and content of an array, to be compared to the last bit."""
    return values.shape, values.tobytes()
