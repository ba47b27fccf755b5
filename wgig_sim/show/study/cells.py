"""Figure: a measure for each pair of values of two factors, as coloured cells with means and half-widths."""

from typing import TYPE_CHECKING

from wgig_sim.show.figures.common import INNER, MARGIN, WIDTH, headline
from wgig_sim.show.figures.palette import INK, MUTED, PAPER, TEXT, tint
from wgig_sim.show.figures.sheet import Sheet, shorten, width_of
from wgig_sim.show.study.wording import cell, noun, rows_of, short
from wgig_sim.show.words import capital

if TYPE_CHECKING:
    import pandas as pd

MOST_WITH_NUMBERS = 12
NAMES = 110.0


def cells(measure: str, rows: "pd.DataFrame", title: str) -> Sheet:
    """A column for each level of a factor, a row for each value of another one; rows are those of one pair in `responses`."""
    across, down = (list(dict.fromkeys(rows[name])) for name in ("level", "line"))
    numbers = len(across) <= MOST_WITH_NUMBERS
    labels = [cell(line) for line in down]
    names = min(NAMES, max(40.0, *(width_of(label, 8) for label in labels)) + 10)
    width, height = (INNER - names) / len(across), 28.0 if numbers else max(8.0, min(28.0, 300.0 / len(down)))
    sheet = Sheet(WIDTH, 0.0, title)
    below = ", below it the half-width of its 95% interval" if numbers else "; all values are in responses.csv"
    top = headline(sheet, title, f"Each cell: {noun(measure)}, mean over replicates{below}. Darker is more.") + 22
    left = MARGIN + names
    sheet.words(left - 8, top - 6, shorten(rows["by"].iloc[0], 8, names), 8, MUTED, align="right")
    sheet.words(left, top - 17, rows["factor"].iloc[0], 8, MUTED)
    every = 1 if numbers else -(-len(across) // MOST_WITH_NUMBERS)
    for at, level in enumerate(across):
        if at % every == 0:
            sheet.words(left + (at + 0.5) * width, top - 6, shorten(short(level), 8, every * width - 2), 8, align="center")
    low, high = float(rows["mean"].min()), float(rows["mean"].max())
    for at, label in enumerate(labels):
        sheet.words(left - 8, top + (at + 0.5) * height + 3, shorten(label, 8, names - 10), 8, align="right")
    for row in rows_of(rows):
        x, y = left + across.index(row.level) * width, top + down.index(row.line) * height
        if row.mean != row.mean:
            continue
        share = (row.mean - low) / (high - low) if high > low else 0.5
        sheet.boxes([(x + 0.5, y + 0.5, width - 1, height - 1)], tint(TEXT, 0.06 + 0.84 * share))
        if numbers:
            ink = PAPER if share > 0.55 else INK
            sheet.words(x + width / 2, y + height / 2 + (0 if row.low == row.low else 3), short(row.mean), 8, ink, align="center")
            if row.low == row.low:
                sheet.words(x + width / 2, y + height - 5, f"± {short((row.high - row.low) / 2)}", 6.5, ink, align="center")
    sheet.height = top + height * len(down) + 12
    return sheet


def extremes(measure: str, rows: "pd.DataFrame") -> str:
    """Where the cells are highest and lowest, in a sentence."""
    known = rows[rows["mean"].notna()]
    if not len(known):
        return f"{capital(noun(measure))} has no value"
    ordered = rows_of(known.sort_values("mean", kind="stable"))
    least, most = ordered[0], ordered[-1]
    where = [f"{row.factor} = {short(row.level)}, {row.by} = {cell(row.line)}" for row in (least, most)]
    return f"{capital(noun(measure))} from {short(least.mean)} ({where[0]}) to {short(most.mean)} ({where[1]})"
