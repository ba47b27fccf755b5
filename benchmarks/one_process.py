"""What one process does, timed from inside: `python -m benchmarks.one_process SCENARIO REPETITIONS` prints JSON.

A process of its own because compilation is switched on or off for a whole process (NUMBA_DISABLE_JIT). The first
repetition, which loads code or compiles it, is not reported.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from wgig_sim.api import load
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate, run

Result = TypeVar("Result")
Times = dict[str, float]


def timed(times: Times, part: str, work: Callable[[], Result]) -> Result:
    """Do something and note how long it took, in seconds."""
    start = time.perf_counter()
    result = work()
    times[part] = time.perf_counter() - start
    return result


def repetition(scenario: str, seed: int) -> Times:
    """The parts of one run, step by step as the command line takes it; then the same run in one call, nothing recorded."""
    times: Times = {}
    forum = timed(times, "read the scenario", lambda: load(scenario))
    setup = timed(times, "turn words into arrays", lambda: compile_scenario(forum))
    timed(times, "draw all chance", lambda: draw(setup.forum, setup.seats, seed))
    replicate = timed(times, "first day", lambda: Replicate(setup, seed))
    timed(times, "simulate, step by step", replicate.finish)
    timed(times, "put names back on rows", lambda: record(replicate))
    timed(times, "the same run in one call", lambda: run(setup, seed))
    return times


def main(scenario: str, repetitions: int) -> None:
    """Print the times of all repetitions but the first."""
    rows = [repetition(scenario, seed) for seed in range(repetitions + 1)]
    print(json.dumps({part: [row[part] for row in rows[1:]] for part in rows[0]}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
