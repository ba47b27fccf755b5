"""Figure: understanding, trust and opinion change over the calendar, all on one scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.show.figures.common import MARGIN, WIDTH, headline
from wgig_sim.show.figures.palette import INK, MUTED, QUIET, RULE, TEXT
from wgig_sim.show.figures.sheet import Floats, Sheet
from wgig_sim.show.figures.timeline import Timeline, name_events, shade, timeline
from wgig_sim.show.words import capital, figure, things

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

LEFT = MARGIN + 24
RIGHT = WIDTH - MARGIN - 104
NAMES = 96.0
"""Height of the slanted names below the curves."""
TALL = 270.0
"""Height of all panels together."""


@dataclass(frozen=True)
class Curve:
    """One measure over the calendar."""

    name: str
    values: Floats
    colour: str
    width: float


@dataclass(frozen=True)
class Panel:
    """Curves with one title, and the stretch of the scale that they need."""

    title: str
    curves: tuple[Curve, ...]
    low: float
    high: float


def move(noun: str, before: float, after: float) -> str:
    """What a measure did, in a phrase.

    >>> move("trust", 0.31, 0.52), move("understanding", 0.5, 0.502)
    ('trust rose by .21', 'understanding stayed')
    """
    if round(abs(after - before), 2) == 0:
        return f"{noun} stayed"
    return f"{noun} {'rose' if after > before else 'fell'} by {figure(abs(after - before))}"


def finding(record: "Record") -> str:
    """What the curves show, in a sentence."""
    table = record.rounds
    if not len(table["step"]):
        return "No round was held"
    understanding, trust = (move(name, table[name][0], table[name][-1]) for name in ("understanding", "trust"))
    change = float(table["opinion_change"][-1])
    opinions = f"opinions moved {figure(change)}" if round(change, 2) else "opinions did not move"
    return f"{capital(understanding)} and {trust}; {opinions}"


def draw(record: "Record") -> Sheet:
    """The three panels, one above the other."""
    panels = _panels(record)
    scale = TALL / sum(panel.high - panel.low for panel in panels)
    sheet = Sheet(WIDTH, 0.0, finding(record))
    note = "Time is stretched on meeting days and shrunk between them. One unit is equally high in all three panels."
    y = headline(sheet, sheet.title, note) + 18
    time = timeline(record)
    for panel in panels:
        y = _panel(sheet, panel, time, y, scale) + 24
    y = _agreements(sheet, record, time, y - 4) + 6
    name_events(sheet, record, time, LEFT, RIGHT - LEFT, y, NAMES, up=False)
    sheet.height = y + NAMES + 12
    return sheet


def _panels(record: "Record") -> list[Panel]:
    """The curves to draw; split by within and between groups where there are both."""
    table = record.rounds
    split = len({seat.group for seat in record.seats}) > 1

    def curve(name: str, label: str, colour: str, width: float) -> Curve:
        return Curve(label, np.asarray(table[name], dtype=np.float64), colour, width)

    panels = []
    for name, title in (("understanding", "Understanding of each other's positions"), ("trust", "Trust in each other")):
        curves = [curve(name, "all", INK, 1.7)]
        within = np.asarray(table[f"{name}_within"])
        if split and within.any():
            curves.insert(0, curve(f"{name}_within", "within groups", QUIET, 1.2))
            curves.append(curve(f"{name}_between", "between groups", MUTED, 1.2))
        panels.append(_fit(title, curves))
    change = curve("opinion_change", "mean move", INK, 1.7)
    return [*panels, _fit("Opinion change since the first day, on a line that is two long", [change], 0.0)]


def _fit(title: str, curves: Sequence[Curve], floor: float | None = None) -> Panel:
    """The curves with the tenths of the scale around them."""
    values = np.concatenate([curve.values for curve in curves])
    least, most = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    low = floor if floor is not None else math.floor(10 * least - 1e-9) / 10
    return Panel(title, tuple(curves), low, max(math.ceil(10 * most + 1e-9) / 10, low + 0.1))


def _panel(sheet: Sheet, panel: Panel, time: Timeline, top: float, scale: float) -> float:
    """Draw one panel and return the y of its floor."""
    height = (panel.high - panel.low) * scale
    shade(sheet, time, LEFT, RIGHT - LEFT, top, height)
    steps = round(10 * (panel.high - panel.low))
    every = 1 if steps <= 6 else 2
    for tenth in range(0, steps + 1, every):
        y = top + height - tenth / 10 * scale
        sheet.rule(LEFT, y, RIGHT, y, RULE, 0.5)
        sheet.words(LEFT - 5, y + 2.6, figure(panel.low + tenth / 10), 7, MUTED, align="right")
    sheet.words(LEFT, top - 5, panel.title, 9, bold=True)
    xs = LEFT + time.steps * (RIGHT - LEFT)
    for curve in panel.curves:
        ys = top + height - (curve.values - panel.low) * scale
        if len(xs):
            sheet.strokes([np.stack([xs, ys], axis=1)], curve.colour, curve.width)
    _name_curves(sheet, panel, top + height, scale)
    return top + height


def _name_curves(sheet: Sheet, panel: Panel, floor: float, scale: float) -> None:
    """Names and last values at the right ends, pushed apart where they would touch."""
    ends = [(floor - (curve.values[-1] - panel.low) * scale, curve) for curve in panel.curves if len(curve.values)]
    last = -math.inf
    for y, curve in sorted(ends, key=lambda end: end[0]):
        last = max(y + 2.6, last + 10)
        bold = curve.colour == INK
        end = sheet.words(RIGHT + 6, last, figure(curve.values[-1]), 8, MUTED if not bold else INK, bold=bold)
        sheet.words(end + 4, last, curve.name, 8, MUTED if not bold else INK)


def _agreements(sheet: Sheet, record: "Record", time: Timeline, y: float) -> float:
    """A dot whenever an item was agreed, stacked where several came in one round."""
    steps = sorted(item.step for item in record.items if item.status == "agreed" and item.step is not None)
    sheet.words(LEFT, y, f"{things(len(steps), 'item')} agreed", 9, TEXT, bold=True)
    floor = y + 10
    xs = [LEFT + time.steps[step] * (RIGHT - LEFT) for step in steps]
    placed: list[tuple[float, float]] = []
    for x in xs:
        level = 0
        while any(abs(x - other) < 5.2 and at == level for other, at in placed):
            level += 1
        placed.append((x, level))
    base = floor + 5.6 * max((level for _, level in placed), default=0)
    sheet.dots([(x, base - 5.6 * level) for x, level in placed], 2.5, TEXT)
    sheet.rule(LEFT, base + 4, RIGHT, base + 4, RULE, 0.5)
    return base + 4
