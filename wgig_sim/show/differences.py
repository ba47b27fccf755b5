"""Differences: the figure of a comparison, a row a measure, a dot with its interval for each scenario that is compared."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.show.comparison import digits, label
from wgig_sim.show.figures.common import MARGIN, WIDTH, headline
from wgig_sim.show.figures.palette import GROUPS, INK, MUTED, QUIET, RULE, WORDS, tint
from wgig_sim.show.figures.sheet import Sheet, shorten
from wgig_sim.show.study.frame import ticks
from wgig_sim.show.words import capital, figure, plain
from wgig_sim.study.compare import HEADLINES, Comparison, middle

MOST = len(GROUPS)
"""Scenarios whose colours can be told apart; the rest is in the table."""
NOTE = "Differences over {:,} replicates with the same people and chance. Lines: 95% intervals; pale: nine in ten replicates."
PITCH = 9.0


class Scale(NamedTuple):
    """The horizontal scale: which numbers, from where to where on the paper."""

    low: float
    high: float
    left: float = MARGIN + 140
    right: float = WIDTH - MARGIN - 14

    def place(self, value: float) -> float:
        """Where a number is; what lies beyond the scale is at its end."""
        inside = min(max(value, self.low), self.high)
        return self.left + (self.right - self.left) * (inside - self.low) / (self.high - self.low)


def picture(found: Comparison, titles: Mapping[str, str], measure: str) -> Sheet:
    """Paired differences from the first scenario: `measure`, and the main measures that fit on one scale with it."""
    others = found.names[1 : MOST + 1]
    means = [found.interval(at) for at in range(1, len(others) + 1)]
    every = np.array([middle(found.differences(at)) for at in range(1, len(others) + 1)])
    shown = _shown(found, measure, np.abs(np.nan_to_num(every)).max(axis=(0, 1)))
    columns = [found.measures.index(name) for name in shown]
    bands = every[:, :, columns]
    sheet = Sheet(WIDTH, 0.0, _finding(found, titles, measure))
    y = headline(sheet, sheet.title, NOTE.format(found.replicates)) + 8
    top = _who(sheet, [titles[name] for name in others], y) + 14
    height = 14.0 + PITCH * len(others)
    scale = _scale(bands)
    _rule(sheet, scale, top, top + height * len(shown))
    for row, name in enumerate(shown):
        line = top + height * row
        sheet.rule(MARGIN, line, WIDTH - MARGIN, line, RULE, 0.4)
        sheet.words(MARGIN, line + height / 2 + 3, shorten(capital(label(name)), 8.5, scale.left - MARGIN - 6), 8.5, INK)
        for at, told in enumerate(means):
            interval = [float(part[columns[row]]) for part in (told.mean, told.low, told.high)]
            _dot(sheet, scale, line + 11.5 + PITCH * at, GROUPS[at], interval, bands[at, :, row])
    sheet.height = top + height * len(shown) + 14
    return sheet


def _shown(found: Comparison, measure: str, reach: Floats) -> list[str]:
    """The measure, and with it all main ones whose differences are those of shares; a count would dwarf them, and is alone."""
    share = {name: bool(reach[at] <= 1.0) for at, name in enumerate(found.measures)}
    return [measure, *(name for name in HEADLINES if name != measure and share[measure] and share.get(name))]


def _finding(found: Comparison, titles: Mapping[str, str], measure: str) -> str:
    """A measure in both of two scenarios, in a line; of more scenarios, what they are compared with."""
    first = plain(titles[found.names[0]])
    rows = found.frame().set_index("measure")
    one, other = rows.loc[[measure], ["mean_first", "mean_other"]].to_numpy(np.float64)[0].tolist()
    if len(found.names) > 2 or math.isnan(one):
        return f"What differs from {first}"
    return f"{capital(label(measure))}: {figure(one)} in {first}, {figure(other)} in {plain(titles[found.names[1]])}"


def _who(sheet: Sheet, titles: list[str], y: float) -> float:
    """Which colour is which scenario, three in a line; returns the y of the last line."""
    for at, title in enumerate(titles):
        x, line = MARGIN + 190 * (at % 3), y + 13 * (at // 3)
        sheet.dots([(x + 3, line - 3)], 3.2, GROUPS[at])
        sheet.words(x + 11, line, shorten(plain(title), 8.5, 172), 8.5, WORDS[at])
    return y + 13 * ((len(titles) + 2) // 3)


def _scale(bands: Floats) -> Scale:
    """A scale that holds all bands, and nought."""
    known = bands[np.isfinite(bands)]
    return Scale(min(-0.02, known.min()), max(0.02, known.max())) if len(known) else Scale(-1.0, 1.0)


def _rule(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    for tick in ticks(scale.low, scale.high, 9):
        colour, width = (QUIET, 0.8) if tick == 0 else (RULE, 0.4)
        sheet.rule(scale.place(tick), top - 4, scale.place(tick), bottom, colour, width)
        sheet.words(scale.place(tick), top - 8, figure(tick, digits(abs(tick))), 7.5, MUTED, align="center")


def _dot(sheet: Sheet, scale: Scale, y: float, colour: str, interval: list[float], band: Floats) -> None:
    """A mean with its interval on the band of the replicates; nothing where there is no mean."""
    mean, low, high = interval
    if math.isnan(mean):
        return
    left, right = (scale.place(float(end)) for end in band)
    sheet.boxes([(left, y - 3, right - left, 6)], tint(colour, 0.25))
    if not math.isnan(low):
        sheet.strokes([[(scale.place(low), y), (scale.place(high), y)]], colour, 1.6)
    sheet.dots([(scale.place(mean), y)], 2.4, colour)
