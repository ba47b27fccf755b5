"""Table: what was measured, as lines for a terminal of 80 columns and as a table in Markdown."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

NAME, NUMBER = 31, 8
"""Widths of the columns."""


class Target(NamedTuple):
    """What a figure must reach."""

    bound: float
    at_most: bool = False

    def factor(self, figure: float) -> float:
        """How many times as good as it must be; 1 = just good enough. A figure of nothing where little is allowed: infinite."""
        above, below = (self.bound, figure) if self.at_most else (figure, self.bound)
        return above / below if below > 0 else float("inf")

    def verdict(self, figure: float) -> str:
        """Whether it is met, and by how much.

        >>> Target(1000).verdict(1100), Target(1.0, at_most=True).verdict(2.5)
        ('≥1,000 met ×1.10', '≤1 not met ×0.400')
        """
        factor = self.factor(figure)
        word = "met" if factor >= 1 else "not met"
        return f"{'≤' if self.at_most else '≥'}{self.bound:,g} {word}" + (f" ×{number(factor)}" if factor < 1e6 else "")


class Line(NamedTuple):
    """One figure: what it is, with its unit; its repetitions; what it must reach. Without repetitions it is a remark."""

    what: str
    values: Sequence[float] = ()
    target: Target | None = None

    @property
    def spread(self) -> tuple[float, float, float]:
        """Least, median and most of the repetitions."""
        return min(self.values), statistics.median(self.values), max(self.values)

    @property
    def verdict(self) -> str:
        """The target and whether the median meets it; empty without a target."""
        return self.target.verdict(self.spread[1]) if self.target else ""


def number(value: float) -> str:
    """A number with three digits that count, or all of those before the point.

    >>> [number(value) for value in (12345.6, 56.78, 1.234, 0.01234, -0.5)]
    ['12,346', '56.8', '1.23', '0.012', '-0.500']
    """
    digits = next((digits for least, digits in ((100, 0), (10, 1), (1, 2)) if abs(value) >= least), 3)
    return f"{value:,.{digits}f}"


def heading(title: str) -> str:
    """The title of a row, and of the columns below it."""
    columns = "".join(word.rjust(NUMBER) for word in ("least", "median", "most"))
    return f"\n{title}\n{'':{NAME + 2}}{columns}  target"


def printed(line: Line) -> str:
    """A line for the terminal; a name that is too long has a line of its own."""
    if not line.values:
        return f"  {line.what}"
    name = f"{line.what:<{NAME}}" if len(line.what) <= NAME else f"{line.what}\n{'':{NAME + 2}}"
    figures = "".join(number(value).rjust(NUMBER) for value in line.spread)
    return f"  {name}{figures}  {line.verdict}".rstrip()


def markdown(rows: Iterable[tuple[int, str, Sequence[Line]]]) -> str:
    """A table of all rows, each (number, title, lines)."""
    found = ["| | | least | median | most | target |", "|---|---|---:|---:|---:|---|"]
    for row, title, lines in rows:
        found.append(f"| {row} | **{title}** | | | | |")
        for line in lines:
            figures = " | ".join(map(number, line.spread)) if line.values else " | | "
            found.append(f"| | {line.what} | {figures} | {line.verdict} |")
    return "\n".join(found) + "\n"
