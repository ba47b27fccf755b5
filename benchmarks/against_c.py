"""Row 2: the compiled core against the same rules in plain C, on one core.

Both sides are given the same draws, allocated their arrays before, let everybody arrive, take every step and measure; the
rows that they fill are equal to the last bit, or within 1e-12 where C contracts products and sums
(tests/benchmarks/test_reference_c.py). C has the layout of the core, the axis of those who listen last, and loops over four
rows at once where a sum waits for itself; rows aligned to cache lines and vectors of 512 bits gained it nothing, the other
order of axes cost it a factor. `kernel` leaves the drawing out on both sides; `draws in` adds to C the time that the same
NumPy draws take, and is for us the whole ensemble engine.
"""

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import reference_c, shipped
from benchmarks.clock import in_turns, ratios
from benchmarks.table import Line, Target
from wgig_sim.api import load
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.core.state import Draws
from wgig_sim.engines.ensemble import sample

TITLE = "The same loop in plain C, one core"
TARGET = Target(0.9)
BLOCK = 20
"""Replicates before the other side has its turn."""


def all_of(rules: Any, drawn: list[Draws]) -> Callable[[], None]:
    """Run every replicate of a block."""
    chances = [rules.hand_over(draws) for draws in drawn]

    def work() -> None:
        for chance in chances:
            rules(chance)

    return work


def sides(setup: Setup) -> dict[str, Callable[[], object]]:
    """A block of replicates: drawn, by either kernel, and by the ensemble engine."""
    drawn = [draw(setup.forum, setup.seats, 0, number) for number in range(BLOCK)]
    return {
        "draws": lambda: [draw(setup.forum, setup.seats, 0, number) for number in range(BLOCK)],
        "C": all_of(reference_c.Rules(setup), drawn),
        "core": all_of(shipped.Rules(setup), drawn),
        "engine": lambda: sample(setup, 0, range(BLOCK), 1),
    }


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    if not reference_c.available():
        yield Line("not measured: there is no C compiler (cc)")
        return
    yield Line(f"cc {' '.join(reference_c.FLAGS)}")
    for name in ("wgig-2005",) if quick else ("wgig-2005", "wsis-2003"):
        found = in_turns(sides(compile_scenario(load(name))), 3 if quick else 40)
        with_draws = [one + other for one, other in zip(found["C"], found["draws"], strict=True)]
        for side, what in {"C": "C", "core": "ours", "draws": "drawing"}.items():
            yield Line(f"{name}: ms a run, {what}", [1000 * second / BLOCK for second in found[side]])
        yield Line(f"{name}: of C, kernel", ratios(found["C"], found["core"]), TARGET)
        yield Line(f"{name}: of C, draws in", ratios(with_draws, found["engine"]), TARGET)
