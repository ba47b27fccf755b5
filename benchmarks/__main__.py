"""Time the program: `python -m benchmarks [--rows 1,2] [--quick] [--write]`. Prints a table; no figure makes it fail."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import (
    against_c,
    against_mesa,
    against_ndlib,
    comparing,
    growth,
    memory,
    starting,
    students,
    sweeping,
    with_threads,
)
from benchmarks.table import Line, heading, markdown, printed
from docs.refresh import filled
from wgig_sim import __version__

ROWS: dict[int, Any] = dict(
    enumerate(
        (against_mesa, against_c, with_threads, sweeping, comparing, growth, memory, starting, against_ndlib, students), start=1
    )
)
"""The module of each row: TITLE, and lines(quick)."""
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def rows(text: str) -> list[int]:
    """`1,4` as row numbers."""
    wanted = text.split(",")
    if not all(part.strip().isdecimal() and int(part) in ROWS for part in wanted):
        raise argparse.ArgumentTypeError(f"{text} is not a list of rows. Rows are 1 to {len(ROWS)}, as in --rows 1,2")
    return sorted({int(part) for part in wanted})


def machine() -> str:
    """What the figures were taken on."""
    cpu = Path("/proc/cpuinfo")
    models = [line for line in cpu.read_text().splitlines() if line.startswith("model name")] if cpu.exists() else []
    name = models[0].partition(":")[2].strip() if models else platform.machine()
    numba, numpy = (version(library) for library in ("numba", "numpy"))
    today = time.strftime("%Y-%m-%d")
    return (
        f"{name}, {os.cpu_count()} cores\n"
        f"Python {platform.python_version()}, numba {numba}, NumPy {numpy}, wgig-sim {__version__}, {today}"
    )


def measured(row: int, quick: bool) -> list[Line]:
    """All lines of a row, printed as they come. Targets are for the whole work: a quick look is not held against them."""
    print(heading(f"{row}  {ROWS[row].TITLE}"), flush=True)
    found: list[Line] = []
    for line in ROWS[row].lines(quick):
        line = line._replace(target=None) if quick else line
        found.append(line)
        print(printed(line), flush=True)
    return found


def main(arguments: Sequence[str]) -> None:
    """Measure the rows asked for; with --write, put them into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Time the program and print a table.")
    parser.add_argument("--rows", type=rows, default=list(ROWS), metavar="1,2", help="only these rows (default: all ten)")
    parser.add_argument("--quick", action="store_true", help="smaller and fewer: to see that it works, not to quote")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md: needs all rows, not quick")
    given = parser.parse_args(arguments)
    if given.write and (given.quick or given.rows != list(ROWS)):
        parser.error("--write takes the whole table: leave --rows and --quick away")
    print(machine())
    found = [(row, ROWS[row].TITLE, measured(row, given.quick)) for row in given.rows]
    if given.write:
        text = f"{machine()}\n\n{markdown(found)}"
        DOCUMENT.write_text(filled(DOCUMENT.read_text(encoding="utf-8"), {"benchmarks": lambda _: text}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
