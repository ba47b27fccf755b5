"""Kernels as plain Python. A compiled kernel has no entrance from Python, and calling it crashes; its source has one."""

import sys
from types import FunctionType
from typing import Any, TypeVar, cast

Function = TypeVar("Function")
_plain_names: dict[str, dict[str, Any]] = {}


def plain_names(module: str) -> dict[str, Any]:
    """The names of a module, every compiled function among them as the plain function that it was written as."""
    if module not in _plain_names:
        names = _plain_names[module] = dict(vars(sys.modules[module]))
        names.update({name: plain(member) for name, member in vars(sys.modules[module]).items() if hasattr(member, "py_func")})
    return _plain_names[module]


def plain(function: Function) -> Function:
    """A function of the core as plain Python, and so all that it calls."""
    source: Any = getattr(function, "py_func", function)
    names = plain_names(source.__module__)
    known: Any = names.get(source.__name__)
    if known is None or hasattr(known, "py_func"):
        known = FunctionType(source.__code__, names, source.__name__, source.__defaults__)
        known.__doc__, known.__module__ = source.__doc__, source.__module__
        names[source.__name__] = known
    return cast(Function, known)
