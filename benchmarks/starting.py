"""Row 8: how long a person waits for a command, from the start of Python to its end.

Whole processes, which take turns: Python doing nothing, `--help`, and a run of `wgig-2005` with its folder of documents and
figures, once compiled. Then the first run on a machine, with an empty cache each time, which compiles the core.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clock import in_turns
from benchmarks.table import Line

TITLE = "Start-up: seconds of whole commands"
ROOT = Path(__file__).resolve().parent.parent
RUN = ("-m", "wgig_sim.cli", "run", "wgig-2005", "--quiet", "--force")


def command(folder: str, *words: str, **environment: str) -> None:
    """Run a Python process in a folder; what it prints is thrown away."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


def first_run(folder: str) -> None:
    """A run with a cache that is empty."""
    with tempfile.TemporaryDirectory() as cache:
        command(folder, *RUN, XDG_CACHE_HOME=cache, NUMBA_CACHE_DIR="")


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    with tempfile.TemporaryDirectory() as folder:
        sides = {
            "python -c pass": lambda: command(folder, "-c", "pass"),
            "wgig-sim --help": lambda: command(folder, "-m", "wgig_sim.cli", "--help"),
            "wgig-sim run wgig-2005": lambda: command(folder, *RUN),
        }
        for name, seconds in in_turns(sides, 2 if quick else 9).items():
            yield Line(name, seconds)
        first = in_turns({"first": lambda: first_run(folder)}, 1 if quick else 3, warm=False)
        yield Line("the first run, empty cache", first["first"])
