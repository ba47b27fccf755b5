"""A sheet of paper to draw on: what a picture consists of, before any pen turns it into SVG, PNG or a matplotlib figure.

Coordinates are points (1/72 inch) from the top left corner, y downwards.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wgig_sim.show.figures.palette import INK
from wgig_sim.show.words import plain

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Align = Literal["left", "center", "right"]

_ADVANCE = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
)  # fmt: skip
"""Widths of the letters from space to ~ in DejaVu Sans, thousandths of its size: wider than most, so what fits here fits."""


@dataclass(frozen=True)
class Strokes:
    """Lines of one width; each path is an array (points, 2)."""

    paths: tuple[Floats, ...]
    colours: tuple[str, ...]
    width: float
    opacity: float = 1.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Dots:
    """Filled circles, each with a rim."""

    centres: Floats
    radii: tuple[float, ...]
    fills: tuple[str, ...]
    rims: tuple[str, ...]
    rim_width: float = 0.0


@dataclass(frozen=True)
class Boxes:
    """Filled rectangles: rows of x, y, width, height."""

    corners: Floats
    fills: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """A line of words; (x, y) is the left end, middle or right end of its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool
    align: Align
    angle: float
    """Degrees, counter-clockwise."""


Mark = Strokes | Dots | Boxes | Label


@dataclass
class Sheet:
    """A picture: its size in points, what it says in a sentence, and its marks from back to front."""

    width: float
    height: float
    title: str
    marks: list[Mark] = field(default_factory=list)

    def strokes(
        self,
        paths: Sequence[ArrayLike],
        colours: str | Sequence[str],
        width: float = 1.0,
        opacity: float = 1.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Draw lines, in one colour or each in its own."""
        arrays = tuple(np.asarray(path, dtype=np.float64) for path in paths)
        if arrays:
            self.marks.append(Strokes(arrays, _each(colours, len(arrays)), width, opacity, dash))

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 0.6) -> None:
        """Draw one straight line."""
        self.strokes([[(x, y), (to_x, to_y)]], colour, width)

    def dots(
        self,
        centres: ArrayLike,
        radii: float | Sequence[float],
        fills: str | Sequence[str],
        rims: str | Sequence[str] | None = None,
        rim_width: float = 0.0,
    ) -> None:
        """Draw circles."""
        points = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
        count = len(points)
        if count:
            sizes = (float(radii),) * count if isinstance(radii, int | float) else tuple(map(float, radii))
            filled = _each(fills, count)
            self.marks.append(Dots(points, sizes, filled, filled if rims is None else _each(rims, count), rim_width))

    def boxes(self, corners: ArrayLike, fills: str | Sequence[str]) -> None:
        """Draw rectangles given as x, y, width, height."""
        rows = np.asarray(corners, dtype=np.float64).reshape(-1, 4)
        if len(rows):
            self.marks.append(Boxes(rows, _each(fills, len(rows))))

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8.0,
        colour: str = INK,
        *,
        bold: bool = False,
        align: Align = "left",
        angle: float = 0.0,
    ) -> float:
        """Write a line of words and return the x after its last letter."""
        line = plain(text)
        if line:
            self.marks.append(Label(x, y, line, size, colour, bold, align, angle))
        return x + width_of(line, size, bold)


def _each(colours: str | Sequence[str], count: int) -> tuple[str, ...]:
    return (colours,) * count if isinstance(colours, str) else tuple(colours)


def width_of(text: str, size: float, bold: bool = False) -> float:
    """About how wide a line of words is, in points.

    >>> round(width_of("WGIG", 10), 1)
    28.3
    """
    units = 0
    for mark in text:
        at = ord(mark) - 32
        if 0 <= at < len(_ADVANCE):
            units += _ADVANCE[at]
        else:
            units += 1000 if unicodedata.east_asian_width(mark) in "WF" else 640
    return units * size * (1.14 if bold else 1.0) / 1000


def shorten(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it would not fit."""
    line = plain(text)
    if width_of(line, size, bold) <= room:
        return line
    while line and width_of(line + "…", size, bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;:-") + "…"


def wrap(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """The text in at most that many lines, each within the room."""
    lines: list[str] = []
    rest = plain(text).split()
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size, bold) <= room:
            line = f"{line} {rest.pop(0)}"
        lines.append(shorten(line, size, room, bold))
    if rest:
        lines.append(shorten(" ".join(rest), size, room, bold))
    return lines
