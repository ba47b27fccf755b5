"""The one decorator of the core: the same function runs compiled, or as plain Python when compilation is off.

Compilation is off when NUMBA_DISABLE_JIT=1. Results are equal to the last bit either way: no fast-math, reductions are
explicit loops. Compiled code is kept on disk in a folder named after a hash of the core's sources, because numba's own
cache does not notice an edit in a *called* function.
"""

import hashlib
import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("NUMBA_OPT", "2")  # read when numba loads: a fifth less compilation than 3, and runs as fast

import numba
import numpy as np
from numba.core.caching import FunctionCache

Function = TypeVar("Function", bound=Callable[..., Any])


def _source_hash() -> str:
    digest = hashlib.sha256(f"{numba.__version__} {np.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _cache_folder() -> Path | None:
    """The first writable of: $NUMBA_CACHE_DIR, the user's cache folder, the system's temporary folder."""
    user = getattr(os, "getuid", lambda: 0)()
    homes = [os.environ.get("NUMBA_CACHE_DIR"), os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")]
    with suppress(FileNotFoundError):  # there is no place for temporary files
        homes.append(os.path.join(tempfile.gettempdir(), f"wgig-sim-{user}"))
    leaf = Path("wgig-sim") / _source_hash()
    return next((Path(home) / leaf for home in homes if home and _writable(Path(home) / leaf)), None)


STEP, CALENDAR = "schedule.advance", "schedule.run_calendar"
"""The kernels that take in most others: one for a run step by step, the other for a run in one call."""
COMPILED = not numba.config.DISABLE_JIT
CACHE_FOLDER = _cache_folder() if COMPILED else None


def is_cached(kernel: str = STEP) -> bool:
    """Whether an earlier run on this machine has left compiled code, so that the next run need not compile."""
    return CACHE_FOLDER is not None and any(CACHE_FOLDER.rglob(f"{kernel}-*.nbi"))


def start_quickly() -> None:
    """Spare a process that only runs the model numba's search for a BLAS, which loads all of scipy.linalg.

    Kernels call no linear algebra. Other code in the same process could not compile any either, so this is for the command
    line, not for notebooks.
    """
    if COMPILED and "scipy.linalg" not in sys.modules:
        sys.modules["scipy.linalg"] = None  # type: ignore[assignment]
        try:
            importlib.import_module("numba.np.arraymath")
        finally:
            del sys.modules["scipy.linalg"]


class _Forgiving(FunctionCache):  # type: ignore[misc]
    """A cache on disk that a damaged file or a full disk does not stop: then one compiles again."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Compiled code from the disk, or None."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # whatever the bytes of a damaged file do to those who read them
            with suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep compiled code for the next run, where that can be done."""
        with suppress(OSError):
            super().save_overload(sig, data)


def _compiled(function: Function, wrappers: bool) -> Function:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(CACHE_FOLDER or "")
    try:
        result: Function = numba.njit(
            nogil=True,
            error_model="numpy",
            no_cpython_wrapper=not wrappers,
            no_cfunc_wrapper=True,
        )(function)
        if CACHE_FOLDER is not None:
            result._cache = _Forgiving(function)  # type: ignore[attr-defined]
        return result
    finally:
        numba.config.CACHE_DIR = before


def kernel(function: Function) -> Function:
    """A function that other kernels call: compiled lazily, cached on disk, without the GIL. From Python: `.py_func`."""
    return _compiled(function, wrappers=False)


def entry(function: Function) -> Function:
    """A kernel that Python calls as well."""
    return _compiled(function, wrappers=True)
