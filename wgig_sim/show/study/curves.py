"""Figures: a measure along each factor, and along one factor for each value of another one."""

import math
from typing import TYPE_CHECKING, Any

from wgig_sim.show.figures.common import INNER, MARGIN, WIDTH, headline
from wgig_sim.show.figures.palette import BAND, GROUPS, INK, MUTED, TEXT, WORDS, tint
from wgig_sim.show.figures.sheet import Sheet, shorten
from wgig_sim.show.study.frame import Bounds, Frame, bounds
from wgig_sim.show.study.wording import cell, noun, rows_of
from wgig_sim.show.words import listing
from wgig_sim.study.factors import Factor

if TYPE_CHECKING:
    import pandas as pd

LEFT = MARGIN + 26
SIDE = 100.0
"""Room for names at the right ends of lines."""
MOST_PANELS = 9


def along(measure: str, factors: dict[str, Factor], rows: "pd.DataFrame", tips: "pd.DataFrame", title: str) -> Sheet:
    """A panel a factor, on one vertical scale; rows are those of `responses` without a second factor."""
    names = list(dict.fromkeys(rows["factor"]))[:MOST_PANELS]
    columns = min(3, len(names))
    width = (WIDTH - MARGIN - LEFT - 24 * (columns - 1)) / columns
    height = {1: 190.0, 2: 160.0, 3: 130.0}[columns]
    scale = bounds([*rows["low"], *rows["high"], *rows["mean"]])
    sheet = Sheet(WIDTH, 0.0, title)
    over = "sampled points, so the other factors vary too" if (rows["over"] == "points").any() else "replicates"
    note = f"{noun(measure).capitalize()}: means with 95% intervals over {over}."
    mixed = [name for name in names if not rows[rows["factor"] == name]["alike"].all()]
    if mixed:
        note += f" Along {listing(mixed)} the other factors differ too."
    if len(tips):
        note += " The band is where it tips."
    top = headline(sheet, title, note) + 12
    for at, name in enumerate(names):
        column, row = at % columns, at // columns
        own = rows[rows["factor"] == name]
        frame = _frame(own, factors[name], (LEFT + column * (width + 24), top + row * (height + 42), width, height), scale)
        for tip in rows_of(tips[tips["factor"] == name]):
            _band(sheet, frame, float(tip.tip_low), float(tip.tip_high))
        frame.scale_y(sheet, labels=column == 0)
        frame.scale_x(sheet, name, 6 if columns < 3 else 4)
        _line(sheet, frame, own, INK)
    sheet.height = top + math.ceil(len(names) / columns) * (height + 42) + 2
    return sheet


def lines(measure: str, factors: dict[str, Factor], rows: "pd.DataFrame", title: str) -> Sheet:
    """A line for each value of a second factor; rows are those of one pair in `responses`."""
    sheet = Sheet(WIDTH, 0.0, title)
    name, by = rows["factor"].iloc[0], rows["by"].iloc[0]
    note = f"{noun(measure).capitalize()}: means with 95% intervals over replicates; a line for each value of {by}."
    top = headline(sheet, title, note) + 12
    scale = bounds([*rows["low"], *rows["high"], *rows["mean"]])
    frame = _frame(rows, factors[name], (LEFT, top, INNER - 26 - SIDE, 230.0), scale)
    frame.scale_y(sheet)
    frame.scale_x(sheet, name)
    ends: list[tuple[float, str, int]] = []
    for at, (line, own) in enumerate(rows.groupby("line", sort=False)):
        _line(sheet, frame, own, GROUPS[at % len(GROUPS)])
        ends.append((frame.up(float(own["mean"].iloc[-1])), str(line), at))
    last = -math.inf
    x = frame.left + frame.width + 8
    sheet.words(x, top - 2, shorten(by, 8, SIDE - 8), 8, MUTED)
    for y, line, at in sorted(ends):
        last = max(y + 2.8, last + 10, top + 9)
        sheet.words(x, last, shorten(cell(line), 8, SIDE - 8), 8, WORDS[at % len(WORDS)], bold=True)
    sheet.height = max(top + 230 + 32, last + 8)
    return sheet


def _frame(rows: "pd.DataFrame", factor: Factor, place: tuple[float, float, float, float], scale: Bounds) -> Frame:
    levels = [float(level) for level in rows["level"]]
    log = factor.distribution == "log-uniform"
    low, high = min(levels), max(levels)
    return Frame(*place, (low, high) if high > low else (low - 0.5, low + 0.5), scale, log)


def _line(sheet: Sheet, frame: Frame, rows: "pd.DataFrame", colour: str) -> None:
    """Means, joined, with their intervals."""
    told: list[Any] = [row for row in rows_of(rows) if row.mean == row.mean]
    places = [(frame.across(float(row.level)), row) for row in told]
    whiskers = [[(x, frame.up(row.low)), (x, frame.up(row.high))] for x, row in places if row.low == row.low]
    sheet.strokes(whiskers, tint(colour, 0.5), 1.4)
    centres = [(x, frame.up(row.mean)) for x, row in places]
    if len(centres) > 1:
        sheet.strokes([centres], colour, 1.3)
    sheet.dots(centres, 2.0, colour)


def _band(sheet: Sheet, frame: Frame, low: float, high: float) -> None:
    """The interval of a tipping point."""
    x = frame.across(low)
    sheet.boxes([(x, frame.top, max(1.0, frame.across(high) - x), frame.height)], tint(TEXT, 0.12) if high > low else BAND)
