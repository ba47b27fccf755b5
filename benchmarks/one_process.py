"""A process that samples a tiny forum and nothing else: `python -m benchmarks.one_process RUNS`. `memory` watches it."""

import sys

from tests.forums import scenario
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.ensemble import sample

if __name__ == "__main__":
    sample(compile_scenario(scenario()), 0, range(int(sys.argv[1])))
