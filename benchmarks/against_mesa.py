"""Row 1: runs a second against the same rules written the way Mesa's own examples are written.

reference_mesa has agents with Python attributes, `do` and `select`. Its results are equal to ours to the last bit on the same
draws (tests/benchmarks/test_reference_mesa.py), so both sides do the same work: they draw all chance with the same function,
let everybody arrive, take every step and measure. One Mesa run takes turns with some hundred of ours. Mesa uses one core; ours
are timed on one, and on all that there are.
"""

from collections.abc import Iterator
from itertools import count

from benchmarks import reference_mesa
from benchmarks.clock import in_turns, ratios
from benchmarks.table import Line, Target
from wgig_sim.api import load
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.ensemble import cores, sample

TITLE = "Runs a second against the same rules in Mesa's own style, draws included"
TARGET = Target(1000)


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row; the first meeting alone if quick."""
    setup = compile_scenario(load("wgig-2005/first-meeting-only" if quick else "wgig-2005"))
    runs, numbers = (50, count()) if quick else (400, count())
    threads = {"one thread": 1, f"{cores()} threads": cores()}
    sides = {"mesa": lambda: reference_mesa.run(setup, 0, next(numbers))} | {
        name: lambda number=number: sample(setup, 0, range(runs), number) for name, number in threads.items()
    }
    found = in_turns(sides, 2 if quick else 7)
    rates = {name: [(1 if name == "mesa" else runs) / second for second in seconds] for name, seconds in found.items()}
    yield Line("runs a second, Mesa's style", rates["mesa"])
    for name in threads:
        yield Line(f"runs a second, {name}", rates[name])
    for name in threads:
        yield Line(f"times as fast, {name}", ratios(rates[name], rates["mesa"]), TARGET)
