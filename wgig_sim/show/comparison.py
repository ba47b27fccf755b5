"""A comparison for eyes: a table for the terminal, a figure, and all numbers as CSV."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.show.figures.common import MARGIN, WIDTH, headline
from wgig_sim.show.figures.palette import GROUPS, INK, MUTED, QUIET, RULE, WORDS
from wgig_sim.show.figures.sheet import Floats, Sheet, shorten
from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import capital, figure
from wgig_sim.study.compare import HEADLINES, Comparison

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

BLOCKS = "▁▂▃▄▅▆▇█"
BINS = 8
NUMBERS = ("mean_first", "mean_other", "difference", "low", "high", "effect")
COUNTS = ("options_per_open_item", "objections_sustained")
"""Measures whose differences would dwarf those of shares."""
LABELS = {
    "share_agreed": "items agreed",
    "acceptance": "constituencies accept",
    "understanding_between_change": "understanding rises by",
    "trust_between_change": "trust rises by",
    "opinion_change": "opinions move by",
    "options_per_open_item": "options per open item",
    "substance": "substance",
    "objections_sustained": "sustained objections",
    "voice_gini": "inequality of voice",
    "representation": "representation",
}


def label(measure: str) -> str:
    """A measure in words."""
    return LABELS.get(measure, measure.replace("_", " "))


def distribution(values: Floats) -> str:
    """The distribution of values from its least to its most, as a row of blocks.

    >>> distribution(np.array([0.0, 0.5, 0.5, 1.0]))
    '▄▁▁▁█▁▁▄'
    """
    found = values[~np.isnan(values)]
    if not len(found) or found.min() == found.max():
        return ""
    counts, _ = np.histogram(found, BINS)
    return "".join(BLOCKS[round(7 * count / counts.max())] if count else BLOCKS[0] for count in counts)


def table(found: Comparison, titles: Mapping[str, str], everything: bool = False) -> "RenderableType":
    """Paired differences from the first scenario, one block of rows for each other one."""
    from rich.console import Group
    from rich.text import Text

    frame = found.frame()
    shown = found.measures if everything else [name for name in HEADLINES if name in found.measures]
    first = found.names[0]
    parts: list[RenderableType] = [
        Text(f"\n  {titles[first]}", style="head"),
        Text(f"  {found.replicates} replicates of each: the same people, the same chance", style="quiet"),
    ]
    for at, name in enumerate(found.names[1:], 1):
        rows = frame[frame["other"] == name].set_index("measure")
        parts += [Text(f"\n  against {titles[name]}", style="head"), _rows(found, at, rows, list(shown))]
    return Group(*parts)


def _rows(found: Comparison, at: int, rows: "pd.DataFrame", shown: list[str]) -> "RenderableType":
    from rich.text import Text

    lines = grid()
    lines.add_column("mean", max_width=24, overflow="fold")
    for head in ("first", "other", "difference (95% interval)", "effect", "spread"):
        lines.add_column(head, justify="left" if head == "spread" else "right", no_wrap=True)
    differences = found.differences(at)
    for measure in shown:
        row = rows.loc[measure, list(NUMBERS)].astype(float).to_dict()
        certain = row["low"] > 0 or row["high"] < 0
        span = f"{figure(row['difference'])} ({figure(row['low'])} … {figure(row['high'])})"
        effect = "" if np.isnan(row["effect"]) else f"{row['effect']:.1f}".replace("-", "\N{MINUS SIGN}")
        lines.add_row(
            "",
            label(measure),
            figure(row["mean_first"]),
            figure(row["mean_other"]),
            Text(span, style="head" if certain else "quiet"),
            effect,
            Text(distribution(differences[:, found.measures.index(measure)]), style="quiet"),
        )
    return lines


def picture(found: Comparison) -> Sheet:
    """Paired differences with their intervals, a row a measure."""
    frame = found.frame()
    shown = [
        name for name in HEADLINES if name in found.measures and name not in ("options_per_open_item", "objections_sustained")
    ]
    rows = frame[frame["measure"].isin(shown)]
    reach = max(0.05, float(np.nanmax(np.abs(rows[["low", "high"]].to_numpy()))) * 1.05)
    others = found.names[1:]
    pitch = 14.0 + 9.0 * len(others)
    sheet = Sheet(WIDTH, 0.0, f"What differs from {found.names[0]}")
    note = f"Paired over {found.replicates} replicates with the same people and the same chance; lines are 95% intervals."
    y = headline(sheet, f"What differs from {found.names[0]}", note) + 8
    for at, name in enumerate(others):
        sheet.dots([(MARGIN + 3 + 200 * (at % 3), y + 12 * (at // 3) - 3)], 3.2, GROUPS[at % len(GROUPS)])
        sheet.words(MARGIN + 11 + 200 * (at % 3), y + 12 * (at // 3), shorten(name, 8.5, 180), 8.5, WORDS[at % len(WORDS)])
    top = y + 12 * ((len(others) + 2) // 3) + 12
    left, right = MARGIN + 170, WIDTH - MARGIN - 30
    middle = (left + right) / 2

    def place(value: float) -> float:
        return middle + value / reach * (right - left) / 2

    bottom = top + pitch * len(shown)
    sheet.rule(middle, top - 4, middle, bottom, QUIET, 0.8)
    for tick in (-reach, -reach / 2, 0.0, reach / 2, reach):
        sheet.words(place(tick), top - 8, figure(tick), 7.5, MUTED, align="center")
    for row, measure in enumerate(shown):
        line = top + pitch * row
        sheet.rule(MARGIN, line, WIDTH - MARGIN, line, RULE, 0.4)
        sheet.words(MARGIN, line + pitch / 2 + 3, capital(label(measure)), 8.5, INK)
        for at, name in enumerate(others):
            cell = rows[(rows["measure"] == measure) & (rows["other"] == name)].iloc[0]
            if np.isnan(cell["difference"]):
                continue
            y = line + 11.5 + 9 * at
            colour = GROUPS[at % len(GROUPS)]
            sheet.strokes([[(place(cell["low"]), y), (place(cell["high"]), y)]], colour, 1.6)
            sheet.dots([(place(cell["difference"]), y)], 2.8, colour)
    sheet.height = bottom + 14
    return sheet


def write(found: Comparison, folder: Path) -> None:
    """comparison.csv, comparison.svg and comparison.png in a folder."""
    from wgig_sim.show.figures.canvas import png
    from wgig_sim.show.figures.svg import svg

    folder.mkdir(parents=True, exist_ok=True)
    sheet = picture(found)
    found.frame().to_csv(folder / "comparison.csv", index=False)
    (folder / "comparison.svg").write_text(svg(sheet), encoding="utf-8")
    (folder / "comparison.png").write_bytes(png(sheet))
