"""Handles: the NamedTuples of `state` as one pointer each, so that compiled functions pass a process on at no cost.

A NamedTuple of arrays is passed to a compiled function by value: hundreds of machine words a call, and minutes of
compilation for a schedule of twenty such functions. A handle is a numba structref with the same fields on the same memory:
kernels read `state.trust` either way. With compilation off there is nothing to hand over, and the NamedTuple itself is used.
"""

from typing import Any, NamedTuple

from numba import typeof, types
from numba.experimental import structref

from wgig_sim.core.compiled import COMPILED, entry
from wgig_sim.core.forum import Constants, Forum
from wgig_sim.core.state import (
    Calendar,
    Draws,
    Ledger,
    Log,
    Procedure,
    Process,
    Profiles,
    Public,
    State,
    World,
)


class HandleType(types.StructRef):  # type: ignore[misc]
    """The numba type of a handle; literal field types are widened so that equal shapes have equal types."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Numba's hook for the types of the fields."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


def _handle(values: type[Any]) -> Any:
    """The handle of a NamedTuple: a class to call with its fields.

    Its numba type becomes an attribute of this module: numba's disk cache finds it again by name.
    """
    kind, handle = (
        type(name, (base,), {"__module__": __name__, "__qualname__": name})
        for name, base in (
            (f"{values.__name__}HandleType", HandleType),
            (f"{values.__name__}Handle", structref.StructRefProxy),
        )
    )
    globals()[kind.__name__] = kind
    structref.register(kind)
    structref.define_proxy(handle, kind, list(values._fields))
    return handle


CalendarHandle = _handle(Calendar)
ConstantsHandle = _handle(Constants)
DrawsHandle = _handle(Draws)
ForumHandle = _handle(Forum)
LedgerHandle = _handle(Ledger)
LogHandle = _handle(Log)
ProcedureHandle = _handle(Procedure)
ProcessHandle = _handle(Process)
ProfilesHandle = _handle(Profiles)
PublicHandle = _handle(Public)
StateHandle = _handle(State)
WorldHandle = _handle(World)


@entry
def _of_a_forum(forum: Any) -> Any:
    world = forum.world
    return ForumHandle(
        ProfilesHandle(*forum.profiles),
        WorldHandle(ProfilesHandle(*world.profiles), world.kind, world.neighbours, world.rewire, world.website),
        forum.arrival,
        forum.selection,
        forum.preparation,
        CalendarHandle(*forum.calendar),
        ProcedureHandle(*forum.procedure),
        ConstantsHandle(*forum.constants),
    )


@entry
def _of_draws(draws: Any) -> Any:
    return DrawsHandle(*draws)


@entry
def _of_a_process(process: Any) -> Any:
    return ProcessHandle(
        StateHandle(*process.state),
        LedgerHandle(*process.ledger),
        PublicHandle(*process.public),
        LogHandle(*process.log),
        process.trace,
    )


_TYPES = {
    values: globals()[f"{values.__name__}HandleType"]
    for values in (
        Calendar, Constants, Draws, Forum, Ledger, Log, Procedure, Process, Profiles, Public, State, World,
    )
}  # fmt: skip


def _type_of(values: Any) -> Any:
    """The numba type that `hand_over` gives its values, without making a handle (which compiles)."""
    kind = _TYPES.get(type(values))
    if kind is None:
        return typeof(values)
    return kind([(name, _type_of(value)) for name, value in zip(values._fields, values, strict=True)])


def compile_for(function: Any, *values: Any) -> None:
    """Compile a kernel for arguments like these; nothing is called."""
    function.compile(tuple(map(_type_of, values)))


_MAKERS = {Forum: _of_a_forum, Draws: _of_draws, Process: _of_a_process}


def hand_over(values: NamedTuple) -> Any:
    """The handle of a Forum, Draws or Process, on the same memory; the NamedTuple itself when compilation is off."""
    return _MAKERS[type(values)](values) if COMPILED else values
