"""Figures with a row for each level or factor: differences, indices, and the ranges of a box."""

from typing import TYPE_CHECKING

from wgig_sim.show.figures.common import MARGIN, WIDTH, headline
from wgig_sim.show.figures.palette import BAND, INK, MUTED, QUIET, RULE, TEXT, tint
from wgig_sim.show.figures.sheet import Sheet, shorten
from wgig_sim.show.study.frame import Frame, bounds, ticks
from wgig_sim.show.study.wording import noun, rows_of, short, span, sure

if TYPE_CHECKING:
    import pandas as pd

PITCH = 15.0
NAMES = 172.0
NUMBERS = 120.0
MOST_ROWS = 40


def differences(measure: str, rows: "pd.DataFrame", title: str) -> Sheet:
    """Each level against the base, in the order of size; rows are those of one factor in `differences`."""
    rows = rows[rows["difference"].notna()].sort_values("difference", ascending=False, kind="stable")
    base = rows.iloc[0]
    note = (
        f"{noun(measure).capitalize()}: paired difference from {base['against']} ({short(base['base'])}), the same people and "
        "chance, with 95% intervals; grey where an interval holds 0."
    )
    sheet, frame = _sheet(title, note, len(rows), bounds([0.0, *rows["low"], *rows["high"], *rows["difference"]]))
    for at, row in enumerate(rows_of(rows)):
        colour = TEXT if sure(row.low, row.high) else QUIET
        _row(sheet, frame, at, str(row.level), span(row.difference, row.low, row.high), faint=colour == QUIET)
        _mark(sheet, frame, at, (row.difference, row.low, row.high), colour)
    return sheet


def indices(measure: str, rows: "pd.DataFrame", key: str, also: str, title: str, note: str) -> Sheet:
    """Each factor's index, the largest first; rows are those of one measure in `sobol` or `morris`."""
    rows = rows.sort_values(key, ascending=False, kind="stable").head(MOST_ROWS)
    ends = [0.0, *rows[key], *rows[f"{key}_high"], *rows[also]]
    sheet, frame = _sheet(title, f"{noun(measure).capitalize()}: {note}", len(rows), bounds(ends))
    for at, (_, row) in enumerate(rows.iterrows()):
        value, low, high = (float(row[name]) for name in (key, f"{key}_low", f"{key}_high"))
        _row(sheet, frame, at, str(row["factor"]), span(value, low, high), faint=not low > 0)
        y = frame.top + PITCH * (at + 0.5)
        sheet.boxes([(frame.across(0), y - 3.5, max(0.0, frame.across(max(value, 0.0)) - frame.across(0)), 7)], tint(TEXT, 0.25))
        _mark(sheet, frame, at, (value, low, high), TEXT if low > 0 else QUIET)
        sheet.dots([(frame.across(float(row[also])), y)], 2.4, "#FFFFFF", INK, 0.9)
    return sheet


def box(rows: "pd.DataFrame", title: str, note: str) -> Sheet:
    """The range of each factor that a box holds, within all that was run; rows are those of `box`."""
    sheet, frame = _sheet(title, note, len(rows), (0.0, 1.0), scale_drawn=False)
    for at, row in enumerate(rows_of(rows)):
        wide = row.highest - row.lowest
        _row(
            sheet,
            frame,
            at,
            f"{row.factor} ({short(row.lowest)} to {short(row.highest)})",
            f"{short(row.low)} to {short(row.high)}",
        )
        y = frame.top + PITCH * (at + 0.5)
        sheet.boxes([(frame.left, y - 3, frame.width, 6)], BAND)
        start, end = ((value - row.lowest) / wide for value in (row.low, row.high))
        sheet.boxes([(frame.across(start), y - 3, frame.across(end) - frame.across(start), 6)], TEXT)
    return sheet


def _sheet(title: str, note: str, count: int, scale: tuple[float, float], *, scale_drawn: bool = True) -> tuple[Sheet, Frame]:
    """A sheet with room for so many rows, and its horizontal scale."""
    sheet = Sheet(WIDTH, 0.0, title)
    top = headline(sheet, title, note) + 20
    frame = Frame(MARGIN + NAMES, top, WIDTH - 2 * MARGIN - NAMES - NUMBERS, PITCH * count, scale, (0.0, 1.0))
    for value in ticks(*scale, 5) if scale_drawn else ():
        x = frame.across(value)
        sheet.rule(x, top - 3, x, top + frame.height, QUIET if value == 0 else RULE, 0.8 if value == 0 else 0.4)
        sheet.words(x, top - 7, short(value), 7, MUTED, align="center")
    sheet.height = top + frame.height + 12
    return sheet, frame


def _row(sheet: Sheet, frame: Frame, at: int, name: str, numbers: str, *, faint: bool = False) -> None:
    """The name of a row on the left and its numbers on the right."""
    y = frame.top + PITCH * (at + 0.5) + 2.8
    ink = MUTED if faint else INK
    sheet.words(MARGIN, y, shorten(name, 8, NAMES - 8), 8, ink)
    sheet.words(WIDTH - MARGIN, y, numbers, 7, ink, align="right")


def _mark(sheet: Sheet, frame: Frame, at: int, numbers: tuple[float, float, float], colour: str) -> None:
    """A value and its interval."""
    value, low, high = numbers
    y = frame.top + PITCH * (at + 0.5)
    if low == low:
        sheet.strokes([[(frame.across(low), y), (frame.across(high), y)]], colour, 1.6)
    sheet.dots([(frame.across(value), y)], 2.6, colour)
