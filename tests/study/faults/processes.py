"""Processes of tests: waiting for what they do, and for their end."""

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0


def wait_until(what: Callable[[], object], why: str) -> None:
    """Wait for something to be so."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, why
        time.sleep(0.005)


def workers(folder: Path) -> set[int]:
    """The processes that have said in the folder of faults that they do runs."""
    return {int(path.name.removeprefix("worker-")) for path in folder.glob("worker-*")}


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:  # one that has ended and that nobody has asked after is as good as gone
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def group_alive(group: int) -> list[int]:
    """The processes of a group that live."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def nobody_left(group: int) -> None:
    """Every process of a group ends."""
    wait_until(lambda: not group_alive(group), "a process was left behind")
