"""Row 4: a sweep, with all that it does for its runs, against nothing but the runs.

`wgig-sim sweep` starts workers, orders batches, sends rows between processes, writes Parquet parts and a manifest, and could
be killed at any moment. It is timed as the command that a researcher gives, from the start of Python to its end. The bare side
is as many processes as the sweep has workers, which share out the runs and do nothing else (`one_process`), from their start to
the end of the last; threads would have been slower than the workers of the sweep, and no measure of it. Both draw their chance.
The scenario is the first meeting of the WGIG alone, about a third of the work of `wgig-2005`, so that overhead weighs three
times as much as for the whole.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks.clock import in_turns
from benchmarks.table import Line, Target
from wgig_sim.engines.ensemble import cores

TITLE = "A sweep of the first meeting against the bare runs, same cores"
ROOT = Path(__file__).resolve().parent.parent
SCENARIO = "wgig-2005/first-meeting-only"


def sweeping(scenario: str, runs: int, folder: str) -> subprocess.Popen[bytes]:
    """A sweep over one point that has begun, with its experiment and its study in a folder."""
    file = Path(folder, "experiment.yaml")
    words = {"title": "Runs", "question": "How fast?", "scenario": scenario, "replicates": runs, "design": {"kind": "grid"}}
    file.write_text(yaml.safe_dump(words), encoding="utf-8")
    program = (sys.executable, "-m", "wgig_sim.cli", "sweep", str(file), "--out", str(Path(folder, "study")), "--quiet")
    return subprocess.Popen([*program, "--workers", str(cores())], stdout=subprocess.DEVNULL)


def swept(scenario: str, runs: int) -> None:
    """Sweep to the end, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        all_ended([sweeping(scenario, runs, folder)])


def bare(scenario: str, runs: int) -> None:
    """The runs, shared out among processes that do nothing else."""
    program = (sys.executable, "-m", "benchmarks.one_process", str(runs // cores()), scenario)
    all_ended([subprocess.Popen(program, cwd=ROOT) for _ in range(cores())])


def all_ended(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Wait for processes; where one has failed there is no figure."""
    failed = [code for code in [process.wait() for process in processes] if code]
    if failed:
        raise RuntimeError(f"a process that was timed ended with code {failed[0]}")


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    runs = 4_000 if quick else 100_000
    sides = {"sweep": lambda: swept(SCENARIO, runs), "bare": lambda: bare(SCENARIO, runs)}
    found = in_turns(sides, 2 if quick else 3, warm=False)
    for side, what in {"bare": "bare", "sweep": "swept"}.items():
        yield Line(f"s for {runs:,} runs, {what}", found[side])
    overhead = [100 * (one / other - 1) for one, other in zip(found["sweep"], found["bare"], strict=True)]
    yield Line("% of overhead", overhead, Target(10, at_most=True))
