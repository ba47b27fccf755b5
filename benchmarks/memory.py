"""Row 7: the most memory that a process ever held, against the number of replicates; nothing is traced.

A tiny forum (5 seats, 2 items, 12 rounds) makes a million runs bearable; what a run needs for itself does not depend on how
many there are. Every figure is the high-water mark of a process, with all that Python, NumPy, numba and the compiled core
take: those of the fewest runs are the floor. `one call` is the ensemble engine asked for all runs at once and for two measures
of each, which it hands out (`one_process`); every further measure of a million runs takes 8 MB. `sweep` is the command, which
writes all measures to files: its largest process, and the sum over its processes, which counts what they share more than once.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.sweeping import sweeping
from benchmarks.table import Line, Target
from tests.forums import facts

TITLE = "Memory against replicates, tiny forum, no traces: MB at most"
ROOT = Path(__file__).resolve().parent.parent
PROCESSES = Path("/proc")


def high_water(process: int) -> float:
    """Megabytes that a process has held at most; 0 if it is gone."""
    try:
        status = (PROCESSES / str(process) / "status").read_text()
    except OSError:
        return 0.0
    marks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return float(marks[0]) / 1024 if marks else 0.0


def descendants(process: int) -> list[int]:
    """A process and all that come from it."""
    found = [process]
    for one in found:
        for task in (PROCESSES / str(one) / "task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def watched(process: subprocess.Popen[bytes]) -> list[float]:
    """The high-water marks of a process and its descendants, seen until it ends; the largest first."""
    marks: dict[int, float] = {}
    while process.poll() is None:
        for one in descendants(process.pid):
            marks[one] = max(high_water(one), marks.get(one, 0.0))
        time.sleep(0.05)
    if process.returncode:
        raise RuntimeError(f"a process that was watched ended with code {process.returncode}")
    return sorted(marks.values(), reverse=True)


def one_call(runs: int) -> list[float]:
    """Sample in a process of its own."""
    return watched(subprocess.Popen([sys.executable, "-m", "benchmarks.one_process", str(runs)], cwd=ROOT))


def sweep(runs: int) -> list[float]:
    """Sweep by the command."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tiny.yaml")
        file.write_text(yaml.safe_dump(facts()), encoding="utf-8")
        return watched(sweeping(str(file), runs, folder))


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    if not PROCESSES.is_dir():
        yield Line("not measured: this system has no /proc")
        return
    sizes = (1_000, 4_000) if quick else (10_000, 100_000, 1_000_000)
    target = Target(300, at_most=True)
    for runs in sizes:
        yield Line(f"{runs:,} runs, one call", [one_call(runs)[0]], target if runs == sizes[-1] else None)
    for runs in sizes:
        marks = sweep(runs)
        yield Line(f"{runs:,} runs, sweep, largest", [marks[0]], target if runs == sizes[-1] else None)
        yield Line(f"{runs:,} runs, sweep, sum", [sum(marks)])
