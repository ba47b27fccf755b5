"""Read-only surroundings: with this on the path, a Python process can write nowhere but below $OPEN_FOLDER."""

import os
import sys
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OPEN = os.path.join(os.path.realpath(os.environ["OPEN_FOLDER"]), "")


def _closed(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a read-only file system refuses."""
    if event == "open":
        path, _, flags = arguments
        writes = isinstance(flags, int) and flags & _WRITING
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"):
        path, writes = arguments[0], True
    else:
        return
    if writes and isinstance(path, str | bytes) and not _is_open(os.fsdecode(path)):
        raise PermissionError(30, "Read-only file system", os.fsdecode(path))


def _is_open(path: str) -> bool:
    whole = os.path.realpath(path)
    return whole.startswith(_OPEN) or whole.startswith("/dev/")


sys.addaudithook(_closed)
