"""What one process does, timed from inside: `python -m benchmarks.one_process SCENARIO REPETITIONS` prints JSON.

A process of its own because compilation is switched on or off for a whole process (NUMBA_DISABLE_JIT). The first
repetition, which loads or compiles code, is made beforehand and not reported.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable

from wgig_sim.api import load
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate, run

Times = dict[str, list[float]]


def timed[Value](times: Times, part: str, work: Callable[[], Value]) -> Value:
    """Do something and note how long it took, in seconds."""
    start = time.perf_counter()
    result = work()
    times[part].append(time.perf_counter() - start)
    return result
