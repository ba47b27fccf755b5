"""Handles: the NamedTuples of `state` as one pointer each, so that compiled functions pass a process on at no cost.

A NamedTuple of arrays is passed to a compiled function by value: hundreds of machine words a call, and minutes of
compilation for a schedule of twenty such functions. A handle is a numba structref with the same fields on the same memory:
kernels read `state.trust` either way. With compilation off there is nothing to hand over, and the NamedTuple itself is used.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from numba import types
from numba.experimental import structref

from wgig_sim.core.compiled import COMPILED, entry
from wgig_sim.core.forum import Constants, Forum
from wgig_sim.core.state import (
    Calendar,
    Draws,
    Ledger,
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


def _maker(values: type[Any]) -> Callable[[Any], Any]:
    """A compiled function from a NamedTuple's fields to its handle.

    Type and proxy become attributes of this module: numba's disk cache finds them again by name.
    """
    names = [f"{values.__name__}HandleType", f"{values.__name__}Handle"]
    kind, proxy = (
        type(name, (base,), {"__module__": __name__, "__qualname__": name})
        for name, base in zip(names, (HandleType, structref.StructRefProxy), strict=True)
    )
    globals().update(zip(names, (kind, proxy), strict=True))
    structref.register(kind)
    structref.define_proxy(proxy, kind, list(values._fields))

    def make(fields):  # type: ignore[no-untyped-def]
        return proxy(*fields)

    return entry(make)


_HANDLED: tuple[type[Any], ...] = (
    Calendar, Constants, Draws, Forum, Ledger, Procedure, Process, Profiles, Public, State, World,
)  # fmt: skip
_MAKERS = {values: _maker(values) for values in _HANDLED} if COMPILED else {}


def hand_over(values: NamedTuple) -> Any:
    """The handle of a NamedTuple of arrays, on the same memory; the NamedTuple itself when compilation is off."""
    make = _MAKERS.get(type(values))
    if make is None:
        return values
    return make(tuple(hand_over(field) if type(field) in _MAKERS else field for field in values))
