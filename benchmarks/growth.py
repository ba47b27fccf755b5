"""Row 6: how the cost of a run grows with seats, items and rounds.

Small forums made in memory, without a public, in which one size grows and all others stay: 40 seats, 14 items and 24 rounds
of 8 statements. An exponent is the slope of a straight line through log cost over log size; in each repetition all sizes take
turns. Draws and measures are in. With the statements held fast, cost should grow no faster than the square of the seats (there
is a picture and a trust for each pair), and with the seats held fast no faster than the statements. What everybody hears of
everybody from all others, once a session, is the third power: so the exponent is also taken with reputation mute.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from benchmarks.clock import in_turns
from benchmarks.table import Line, Target
from tests.forums import setup
from wgig_sim.bridge.compile import Setup
from wgig_sim.engines.ensemble import sample

TITLE = "Growth of the cost of a run: exponents"
SEATS = (20, 40, 80, 160, 320, 640)
DAYS = 3
"""Days of the calendar of `tests.forums`."""


class Growth(NamedTuple):
    """What grows: its sizes, the exponent that it must not exceed, and constants that differ from the usual ones."""

    what: str
    sizes: tuple[int, ...]
    bound: float
    mute: Mapping[str, Mapping[str, float]] = {}


GROWTHS = {
    "seats": Growth("seats", SEATS, 2.0),
    "seats, with reputation mute": Growth("seats", SEATS, 2.0, {"reputation": {"weight": 0.0}}),
    "items": Growth("items", (4, 8, 16, 32, 64), 1.0),
    "rounds": Growth("rounds", (24, 48, 96, 192, 384), 1.0),
}


def forum(seats: int = 40, items: int = 14, rounds: int = 24, **changes: Any) -> Setup:
    """A forum of this size."""
    return setup(size=seats, items=items, parties=3, rounds={"per_day": rounds // DAYS, "turns": 8}, **changes)


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The slope of log cost over log size.

    >>> round(exponent([1, 2, 4], [3.0, 12.0, 48.0]), 9)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def costs(growth: Growth, sizes: Sequence[int], repetitions: int) -> list[list[float]]:
    """Milliseconds of a run at each size, in each repetition."""
    forums = {size: forum(**{growth.what: size}, mechanisms=growth.mute) for size in sizes}
    runs = {size: max(8, min(40, 2_000 // size)) for size in sizes}
    sides = {str(size): lambda size=size: sample(forums[size], 0, range(runs[size]), 1) for size in sizes}
    found = in_turns(sides, repetitions)
    return [[1000 * found[str(size)][turn] / runs[size] for size in sizes] for turn in range(repetitions)]


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row; small sizes if quick."""
    for name, growth in GROWTHS.items():
        yield Line(f"{name}:")
        what, target = growth.what, Target(growth.bound, at_most=True)
        sizes = growth.sizes[:3] if quick else growth.sizes
        found = costs(growth, sizes, 2 if quick else 7)
        for place in (0, -1):
            yield Line(f"ms a run, {sizes[place]} {what}", [turn[place] for turn in found])
        yield Line(f"exponent, {sizes[0]} to {sizes[-1]} {what}", [exponent(sizes, turn) for turn in found], target)
        last = [exponent(sizes[-2:], turn[-2:]) for turn in found]
        yield Line(f"exponent, {sizes[-2]} to {sizes[-1]} {what}", last, target)
