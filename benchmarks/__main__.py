"""Time the program: `python -m benchmarks [REPETITIONS]`. Prints a table and never fails on a number.

Whole processes are timed from outside, the parts of a run inside one process, and compiled against uncompiled code in
processes that take turns, so that whatever else the machine does strikes both.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wgig_sim import __version__

ROOT = Path(__file__).resolve().parent.parent
FULL, SHORT = "wgig-2005", "wgig-2005/first-meeting-only"
"""The scenario that is timed, and one that is bearable without compilation."""
ONE_CALL = "the same run in one call"


def command(folder: str, *words: str, compiled: bool = True) -> tuple[float, str]:
    """Seconds of wall-clock time that a Python process takes, and what it prints."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "NUMBA_DISABLE_JIT": "0" if compiled else "1"}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def row(name: str, seconds: list[float]) -> None:
    """A line of the table."""
    low, middle, high = (1000 * value for value in (min(seconds), statistics.median(seconds), max(seconds)))
    print(f"  {name:<44}{middle:>9.1f}{low:>9.1f}{high:>9.1f}{len(seconds):>7}", flush=True)


def whole_processes(folder: str, repetitions: int) -> None:
    """Start-up, and a run with all its files, once the code has been compiled."""
    program = ("-m", "wgig_sim.cli")
    command(folder, *program, "run", FULL, "--quiet", "--force")
    for name, words in {
        "python -c pass": ("-c", "pass"),
        "wgig-sim --help": (*program, "--help"),
        f"wgig-sim run {FULL}": (*program, "run", FULL, "--quiet", "--force"),
    }.items():
        row(name, [command(folder, *words)[0] for _ in range(repetitions)])


def inside(folder: str, scenario: str, repetitions: int, compiled: bool = True) -> dict[str, list[float]]:
    """The parts of a run, timed in a process of their own."""
    words = ("-m", "benchmarks.one_process", scenario, str(repetitions))
    times: dict[str, list[float]] = json.loads(command(folder, *words, compiled=compiled)[1])
    return times


def compiled_or_not(folder: str, repetitions: int) -> None:
    """The same replicates compiled and as plain Python, in turns; each turn is a process."""
    turns = [(inside(folder, SHORT, 3), inside(folder, SHORT, 1, compiled=False)) for _ in range(repetitions)]
    pairs = [(statistics.median(fast[ONE_CALL]), slow[ONE_CALL][0]) for fast, slow in turns]
    row("one replicate, compiled", [fast for fast, _ in pairs])
    row("one replicate, plain Python", [slow for _, slow in pairs])
    ratios = [slow / fast for fast, slow in pairs]
    print(f"  plain Python takes {statistics.median(ratios):.0f} times as long ({min(ratios):.0f} to {max(ratios):.0f})")


def main(repetitions: int) -> None:
    """Print everything."""
    print(f"wgig-sim {__version__}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "runs").mkdir()
        print(f"\n  {'milliseconds':<44}{'median':>9}{'least':>9}{'most':>9}{'times':>7}\n  whole processes, warm")
        whole_processes(folder, repetitions)
        print(f"\n  inside one process: {FULL}")
        for part, seconds in inside(folder, FULL, repetitions).items():
            row(part, seconds)
        print(f"\n  compiled and uncompiled, in turns: {SHORT}")
        compiled_or_not(folder, max(2, repetitions // 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
