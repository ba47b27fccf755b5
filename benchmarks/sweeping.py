"""Row 4: a sweep, with all that it does for its runs, against nothing but the runs.

`wgig-sim sweep` starts workers, orders batches, sends rows between processes, writes Parquet parts and a manifest, and could
be killed at any moment. It is timed as the command that a researcher gives, from the start of Python to its end. The bare side
is the ensemble engine over the same replicates, with as many threads as the sweep has workers; both draw their chance. The
scenario is the first meeting of the WGIG alone, about a third of the work of `wgig-2005`, so that overhead weighs three times
as much as for the whole.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.clock import in_turns
from benchmarks.table import Line, Target
from wgig_sim.api import load
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.ensemble import cores, sample

TITLE = "A sweep of the first meeting against the bare runs, same cores"
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
        process = sweeping(scenario, runs, folder)
        if process.wait():
            raise RuntimeError(f"the sweep ended with code {process.returncode}")


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    setup = compile_scenario(load(SCENARIO))
    runs = 4_000 if quick else 100_000
    sides = {"sweep": lambda: swept(SCENARIO, runs), "bare": lambda: sample(setup, 0, range(runs), cores())}
    found = in_turns(sides, 2 if quick else 3, warm=False)
    for side, what in {"bare": "bare", "sweep": "swept"}.items():
        yield Line(f"s for {runs:,} runs, {what}", found[side])
    overhead = [100 * (one / other - 1) for one, other in zip(found["sweep"], found["bare"], strict=True)]
    yield Line("% of overhead", overhead, Target(10, at_most=True))
