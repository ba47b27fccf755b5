"""A process that does runs and nothing else: `python -m benchmarks.one_process RUNS [SCENARIO]`, a tiny forum by default."""

import sys

from tests.forums import scenario
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.ensemble import sample
from wgig_sim.scenario.read import read


def main(runs: str, name: str = "") -> None:
    """Sample on one thread, and keep two measures of each run to the end. Not through wgig_sim.api, which loads Mesa and more."""
    forum = read(name, (), vocabulary()) if name else scenario()
    sample(compile_scenario(forum), 0, range(int(runs)), 1, wanted=("share_agreed", "acceptance"))


if __name__ == "__main__":
    main(*sys.argv[1:])
