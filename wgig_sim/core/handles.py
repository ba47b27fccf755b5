"""Handles: the NamedTuples of `state` as one pointer each, so that compiled functions pass a process on at no cost.

A NamedTuple of arrays is passed to a compiled function by value: hundreds of machine words a call, and minutes of
compilation for a schedule of twenty such functions. A handle is a numba structref with the same fields on the same memory:
kernels read `state.trust` either way. With compilation off there is nothing to hand over, and the NamedTuple itself is used.

Handles and the arrays in them are lent: Python keeps them alive during a call, and compiled code counts no references to
them. Counting took two fifths of a run, and made threads wait for each other at the counters of what they share.
"""

from typing import Any, NamedTuple

from numba import typeof, types
from numba.core.datamodel import models
from numba.experimental import structref
from numba.extending import lower_cast, register_model

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
    Workspace,
    World,
)


class LentArray(types.Array):  # type: ignore[misc]
    """The numba type of an array that somebody else keeps alive. Views of it are lent as well; `.copy()` is not possible."""

    def __init__(self, dtype: Any, ndim: int, layout: str, readonly: bool = False, aligned: bool = True) -> None:
        """Like the array types of numba."""
        name = f"lent({dtype}, {ndim}, {layout}, {readonly}, {aligned})"
        super().__init__(dtype, ndim, layout, readonly, name, aligned)

    def copy(self, dtype: Any = None, ndim: int | None = None, layout: str | None = None, readonly: bool | None = None) -> Any:
        """Numba's hook for the type of a view."""
        return LentArray(
            self.dtype if dtype is None else dtype,
            self.ndim if ndim is None else ndim,
            self.layout if layout is None else layout,
            not self.mutable if readonly is None else readonly,
            self.aligned,
        )


@register_model(LentArray)
class _LentArrayModel(models.ArrayModel):  # type: ignore[misc]
    def traverse(self, builder: Any) -> list[Any]:
        """Numba's hook for what is counted: nothing."""
        return []


@lower_cast(types.Array, LentArray)  # type: ignore[untyped-decorator]
def _lend_array(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:
    return value


class HandleType(types.StructRef):  # type: ignore[misc]
    """The numba type of a handle that owns its fields, but not the memory of their arrays."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Numba's hook for the types of the fields. Literal types are widened, so that equal shapes have equal types."""
        return tuple((name, _lent(kind) if isinstance(kind, types.Array) else types.unliteral(kind)) for name, kind in fields)


class LentHandleType(types.StructRef):  # type: ignore[misc]
    """The numba type of a handle in kernels."""


class _LentHandleModel(models.StructRefModel):  # type: ignore[misc]
    def traverse(self, builder: Any) -> list[Any]:
        """Numba's hook for what is counted: nothing."""
        return []


def _handle(values: type[Any]) -> Any:
    """The handle of a NamedTuple: a class to call with its fields.

    Its numba types become attributes of this module: numba's disk cache finds them again by name.
    """
    own, lent, handle = (
        type(name, (base,), {"__module__": __name__, "__qualname__": name})
        for name, base in (
            (f"{values.__name__}HandleType", HandleType),
            (f"Lent{values.__name__}HandleType", LentHandleType),
            (f"{values.__name__}Handle", structref.StructRefProxy),
        )
    )
    globals().update({own.__name__: own, lent.__name__: lent})
    structref.register(own)
    structref.define_proxy(handle, own, list(values._fields))
    register_model(lent)(_LentHandleModel)
    structref.define_attributes(lent)
    structref.define_boxing(lent, handle)
    return handle


def _lent(kind: Any) -> Any:
    """The type of the same value when it is lent; values that are no handles and no arrays are passed on as they are."""
    if isinstance(kind, HandleType):
        return globals()[f"Lent{type(kind).__name__}"]([(name, _lent(field)) for name, field in kind.field_dict.items()])
    if type(kind) is types.Array:
        return LentArray(kind.dtype, kind.ndim, kind.layout, not kind.mutable, kind.aligned)
    return types.unliteral(kind)


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
WorkspaceHandle = _handle(Workspace)
WorldHandle = _handle(World)


@entry
def _of_a_forum(forum: Any) -> Any:
    world = forum.world
    return ForumHandle(
        ProfilesHandle(*forum.profiles),
        WorldHandle(
            ProfilesHandle(*world.profiles), world.kind, world.group, world.run, world.neighbours, world.rewire, world.website
        ),
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
        WorkspaceHandle(*process.workspace),
        LogHandle(*process.log),
        process.trace,
    )


def _type_of(values: Any) -> Any:
    """The numba type that `hand_over` gives its values, without making a handle (which compiles)."""
    kind = globals().get(f"Lent{type(values).__name__}HandleType")
    if kind is None:
        return typeof(values)
    fields = [(name, _type_of(value)) for name, value in zip(values._fields, values, strict=True)]
    return kind([(name, _lent(field)) for name, field in fields])


def compile_for(function: Any, *values: Any) -> None:
    """Compile a kernel for arguments like these; nothing is called."""
    function.compile(tuple(map(_type_of, values)))


_MAKERS = {Forum: _of_a_forum, Draws: _of_draws, Process: _of_a_process}


def hand_over(values: NamedTuple) -> Any:
    """The handle of a Forum, Draws or Process, on the same memory; the NamedTuple itself when compilation is off."""
    if not COMPILED:
        return values
    handle = _MAKERS[type(values)](values)
    handle._type = _lent(handle._type)
    handle.lender = values  # lives as long as the handle
    return handle
