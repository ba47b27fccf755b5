"""Allocate: empty arrays for one replicate in motion. `arrive` fills them; a thread can use the same ones again and again."""

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np

from wgig_sim.core.forum import Forum
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import Flags, Floats, Ints, Ledger, Log, Process, Public, State, Trace, Workspace

NUMBER: Mapping[Any, Any] = {Floats: np.float64, Ints: np.int64, Flags: np.bool_}

Arrays = TypeVar("Arrays", bound=tuple[Any, ...])


def _zeros(kind: type[Arrays], sizes: Mapping[str, int]) -> Arrays:
    """A NamedTuple of zeros, with the types and axes that its fields are annotated with."""
    fields: dict[str, Any] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        array, axes = get_args(hint)
        fields[name] = np.zeros([sizes[axis] for axis in axes.split()], dtype=NUMBER[array])
    return kind(**fields)


def allocate(forum: Forum, seats: int, traced: bool = False) -> Process:
    """Arrays for a forum with `seats` participants; `traced` keeps every statement and the measures of every step."""
    calendar, world = forum.calendar, forum.world
    corridor = 2 * int((calendar.met_before + calendar.met_during).sum())
    floor = int((calendar.turns + calendar.voices).sum())
    sizes = {
        "one": 1,
        "K": forum.procedure.reference.shape[0],
        "N": seats,
        "G": forum.procedure.decides.shape[1],
        "M": world.kind.shape[0],
        "links": world.neighbours,
        "turns": max(1, int(calendar.turns.max())),
        "objections": int((calendar.turns > 0).sum()) * seats,
        "statements": floor + corridor if traced else 0,
        "traced": calendar.event.shape[0] if traced else 0,
        "measures": len(Moment._fields),
    }
    return Process(
        state=_zeros(State, sizes),
        ledger=_zeros(Ledger, sizes),
        public=_zeros(Public, sizes),
        workspace=_zeros(Workspace, sizes),
        log=_zeros(Log, sizes),
        trace=_zeros(Trace, sizes),
    )
