"""Putting a finished folder into its place: all of it or nothing, also when somebody pulls the plug. And files likewise."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are meant as they stand."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""


def put(new: Path, place: Path) -> None:
    """Rename the finished folder to its place; an older folder there is exchanged in one step, then removed."""
    if not place.exists():
        new.rename(place)
        return
    if not _exchange(new, place):
        _step_aside(new, place)
    shutil.rmtree(new, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders swap names in one indivisible step, where the system can do that."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
        if hasattr(library, "renamex_np"):
            return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE) == 0)
    except (OSError, TypeError):
        return False
    return False


def _step_aside(new: Path, place: Path) -> None:
    """The same in three renames; the old folder comes back if the new one cannot take its place."""
    aside = new.with_name(new.name + ".old")
    place.rename(aside)
    try:
        new.rename(place)
    except BaseException:
        aside.rename(place)
        raise
    aside.rename(new)


def put_all(contents: Mapping[Path, bytes]) -> None:
    """Write files of one folder, all of them or none: aside first, then renamed. What was there comes back if one fails."""
    folder = next(iter(contents)).parent
    done: list[tuple[Path, Path]] = []
    with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as name:
        for place, content in contents.items():
            Path(name, place.name).write_bytes(content)
        try:
            for place in contents:
                older = Path(name, f"{place.name}.old")
                if place.exists():
                    place.rename(older)
                done.append((place, older))
                Path(name, place.name).rename(place)
        except BaseException:
            for place, older in done:
                if older.exists():
                    older.replace(place)
                else:
                    place.unlink(missing_ok=True)
            raise
