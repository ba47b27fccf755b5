"""A frame to plot in: numbers to places on the paper, and the lines and labels of its scales."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wgig_sim.show.figures.palette import MUTED, QUIET, RULE
from wgig_sim.show.figures.sheet import Sheet, shorten
from wgig_sim.show.study.wording import short

Bounds = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """A rectangle of the paper, and the stretch of both scales that it shows."""

    left: float
    top: float
    width: float
    height: float
    x: Bounds
    y: Bounds
    log: bool = False
    """Whether the horizontal scale is logarithmic."""

    def across(self, value: float) -> float:
        """Where a value of the horizontal scale is."""
        as_is: Callable[[float], float] = math.log10 if self.log else float
        low, high = map(as_is, self.x)
        return self.left + self.width * (as_is(value) - low) / (high - low)

    def up(self, value: float) -> float:
        """Where a value of the vertical scale is."""
        low, high = self.y
        return self.top + self.height * (high - value) / (high - low)

    def scale_y(self, sheet: Sheet, labels: bool = True) -> None:
        """Grid lines of the vertical scale, with their values on the left."""
        for value in ticks(*self.y, 5):
            y = self.up(value)
            sheet.rule(self.left, y, self.left + self.width, y, QUIET if value == 0 else RULE, 0.5)
            if labels:
                sheet.words(self.left - 5, y + 2.6, short(value), 7, MUTED, align="right")

    def scale_x(self, sheet: Sheet, name: str, most: int = 6) -> None:
        """Values below the frame, and the name of the factor under them."""
        bottom = self.top + self.height
        sheet.rule(self.left, bottom, self.left + self.width, bottom, QUIET, 0.6)
        for value in decades(*self.x) if self.log else ticks(*self.x, most):
            sheet.rule(self.across(value), bottom, self.across(value), bottom + 3, QUIET, 0.6)
            sheet.words(self.across(value), bottom + 11, short(value), 7, MUTED, align="center")
        sheet.words(self.left + self.width / 2, bottom + 23, shorten(name, 8, self.width), 8, align="center")


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, at most so many.

    >>> ticks(0.0, 1.0, 6), ticks(-0.13, 0.2, 4), ticks(5, 30, 6)
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [-0.1, 0.0, 0.1, 0.2], [5, 10, 15, 20, 25, 30])
    """
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(size for size in (power, 2 * power, 5 * power, 10 * power, 20 * power) if count(low, high, size) <= most)
    first = math.ceil(low / step - 1e-9)
    values = [round((first + at) * step, 12) for at in range(count(low, high, step))]
    return [int(value) if step >= 1 else value for value in values]


def count(low: float, high: float, step: float) -> int:
    """Multiples of a step between two numbers."""
    return math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1


def decades(low: float, high: float) -> list[float]:
    """Powers of ten in a range, with its ends where there are fewer than two."""
    found = [10.0**at for at in range(math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9) + 1)]
    return found if len(found) > 1 else sorted({low, *found, high})


def bounds(values: Iterable[float]) -> Bounds:
    """A stretch of the scale that holds all values, with a little room around them."""
    known = [value for value in values if math.isfinite(value)] or [0.0]
    low, high = min(known), max(known)
    room = 0.04 * (high - low) or 0.05 * max(abs(high), 1e-6)
    return (low if low >= 0 > low - room else low - room), (high if high <= 1 < high + room else high + room)
