"""Row 5: what a teacher waits for when two scenarios are compared over 500 replicates each.

The process is warm: the core is compiled and loaded. Timed are reading both scenarios, turning them into arrays, 1,000 runs
with all the cores that there are, and the table of paired differences with its intervals.
"""

from collections.abc import Iterator

from benchmarks.clock import in_turns
from benchmarks.table import Line, Target
from wgig_sim.api import load
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.study.compare import compare

TITLE = "Comparing two scenarios, 500 replicates each, in a warm process"
SCENARIOS = ("wgig-2005", "wgig-2005/unequal-footing")


def setups() -> dict[str, Setup]:
    """Both scenarios, read and turned into arrays."""
    return {name: compile_scenario(load(name)) for name in SCENARIOS}


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row; few replicates if quick."""
    replicates = 20 if quick else 500
    ready = setups()
    sides = {"all": lambda: compare(setups(), replicates).frame(), "runs": lambda: compare(ready, replicates)}
    found = in_turns(sides, 2 if quick else 9)
    yield Line("s, runs alone", found["runs"])
    yield Line("s, from names to a table", found["all"], Target(1, at_most=True))
