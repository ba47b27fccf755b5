"""Row 6: how the cost of a run grows with seats, items and rounds.

Small forums made in memory, without a public, in which one size grows and all others stay: 40 seats, 14 items and 24 rounds
of 8 statements. An exponent is the slope of a straight line through log cost over log size; in each repetition all sizes take
turns. Draws and measures are in. With the statements held fast, cost must grow no faster than the square of the seats (there
is a picture and a trust for each pair), and with the seats held fast no faster than the statements.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from benchmarks.clock import in_turns
from benchmarks.table import Line, Target
from tests.forums import setup
from wgig_sim.bridge.compile import Setup
from wgig_sim.engines.ensemble import sample

TITLE = "Growth of the cost of a run: exponents"
SIZES: Mapping[str, tuple[Sequence[int], float]] = {
    "seats": ((20, 40, 80, 160, 320, 640), 2.0),
    "items": ((4, 8, 16, 32, 64), 1.0),
    "rounds": ((24, 48, 96, 192, 384), 1.0),
}
"""What grows: its sizes, and the exponent that it must not exceed."""
DAYS = 3
"""Days of the calendar of `tests.forums`."""


def forum(seats: int = 40, items: int = 14, rounds: int = 24) -> Setup:
    """A forum of this size."""
    return setup(size=seats, items=items, parties=3, rounds={"per_day": rounds // DAYS, "turns": 8})


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The slope of log cost over log size.

    >>> round(exponent([1, 2, 4], [3.0, 12.0, 48.0]), 9)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def costs(kind: str, sizes: Sequence[int], repetitions: int) -> list[list[float]]:
    """Milliseconds of a run at each size, in each repetition."""
    forums = {size: forum(**{kind: size}) for size in sizes}
    runs = {size: max(2, min(40, 2_000 // size)) for size in sizes}
    sides = {str(size): lambda size=size: sample(forums[size], 0, range(runs[size]), 1) for size in sizes}
    found = in_turns(sides, repetitions)
    return [[1000 * found[str(size)][turn] / runs[size] for size in sizes] for turn in range(repetitions)]


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row; small sizes if quick."""
    for kind, (sizes, bound) in SIZES.items():
        chosen = sizes[:3] if quick else sizes
        found = costs(kind, chosen, 2 if quick else 7)
        for place in (0, -1):
            yield Line(f"ms a run, {chosen[place]} {kind}", [turn[place] for turn in found])
        slopes = [exponent(chosen, turn) for turn in found]
        yield Line(f"exponent of {kind}, {chosen[0]} to {chosen[-1]}", slopes, Target(bound, at_most=True))
        last = [exponent(chosen[-2:], turn[-2:]) for turn in found]
        yield Line(f"exponent of {kind}, {chosen[-2]} to {chosen[-1]}", last)
