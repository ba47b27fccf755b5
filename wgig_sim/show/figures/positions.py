"""Figure: what each seat can live with on chosen items, on the first and on the last day, and where the text lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.show.figures.common import (
    MARGIN,
    WIDTH,
    headline,
    hues,
    issue_title,
    who_is_who,
)
from wgig_sim.show.figures.palette import INK, MUTED, QUIET, RULE, TEXT, tint
from wgig_sim.show.figures.sheet import Floats, Ints, Sheet, shorten, width_of, wrap
from wgig_sim.show.words import day, figure, things

if TYPE_CHECKING:
    from wgig_sim.engines.record import Item, Record, Snapshot

GUTTER = 26.0
PANEL = (WIDTH - 2 * MARGIN - GUTTER) / 2


@dataclass(frozen=True)
class Panel:
    """A place for one item at one moment."""

    left: float
    top: float
    inner: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + PANEL

    @property
    def bottom(self) -> float:
        """Where the upright lines end."""
        return self.top + self.inner + 4

    def at(self, value: Floats | float) -> Floats:
        """The x of a point between the poles."""
        return np.asarray(self.left + PANEL * (np.clip(value, -1, 1) + 1) / 2)


@dataclass(frozen=True)
class Stand:
    """How an item stands at one moment. N seats."""

    position: Floats
    low: Floats
    high: Floats

    @property
    def gap(self) -> float:
        """Distance that is missing for one text within everyone's range; negative where there is such a text."""
        return float(self.low.max() - self.high.min())

    def holding(self, text: float) -> int:
        """Number of ranges that hold the text."""
        return int(((self.low <= text + 1e-12) & (text - 1e-12 <= self.high)).sum())


def stand(moment: "Snapshot", k: int) -> Stand:
    """Ranges of acceptance of an item."""
    position, limit = moment.position[k], moment.limit[k]
    return Stand(position, position - limit, position + limit)


def choose(record: "Record") -> list[str]:
    """Three telling items: the most contested, the hardest won, and the one on which ranges opened up most."""
    items = record.items
    chosen: list[str] = []

    def add(candidates: "list[tuple[float, Item]]") -> None:
        left = [(value, item) for value, item in candidates if item.id not in chosen and item.status != "dropped"]
        if left:
            chosen.append(max(left, key=lambda pair: pair[0])[1].id)

    row = {id: k for k, id in enumerate(record.issues)}
    gaps = {item.id: stand(record.end, row[item.id]).gap for item in items}
    add([(gaps[item.id] + 10 * (item.status != "agreed") * (item.text is not None), item) for item in items])
    add([(sum(item.objections.values()) + 1000 * (item.status == "agreed"), item) for item in items])
    gains = [
        (stand(record.end, row[item.id]).holding(item.text) - stand(record.start, row[item.id]).holding(item.text), item)
        for item in items
        if item.text is not None
    ]
    add([(float(gain), item) for gain, item in gains])
    return chosen


def finding(record: "Record", item: "Item") -> str:
    """What the picture of an item shows."""
    k, n = record.issues.index(item.id), len(record.seats)
    first, last = stand(record.start, k), stand(record.end, k)
    if item.status == "agreed" and item.text is not None:
        before, after = first.holding(item.text), last.holding(item.text)
        course = f"{before} on the first day" if before != after else "as on the first day"
        return f"agreed; the text lies within {after} of {n} ranges, {course}"
    left = f"left as {things(len(item.options), 'option')}" if item.options else "left open"
    if last.gap > 0:
        return f"{left}; the ranges miss each other by {figure(last.gap)}"
    return f"{left}, though some texts lie within everyone's range"


def title(record: "Record", item: "Item") -> str:
    """The most contested item in a headline."""
    name = issue_title(record, item.id)
    if item.status == "agreed":
        return f"Even the most contested item was agreed: {name}"
    missing = stand(record.end, record.issues.index(item.id)).gap > 0
    return f"{name}: no text lies within everyone's range" if missing else f"{name} was not agreed"


def draw(record: "Record", ids: Sequence[str] | None = None) -> Sheet:
    """Ranges of acceptance of every seat on these items; on three telling ones where none are named."""
    known = {item.id: item for item in record.items}
    items = [known[id] for id in (choose(record) if ids is None else ids)]
    pitch = min(11.0, max(170.0 / max(len(record.seats), 1), 0.32))
    inner = max(pitch * len(record.seats), 36.0)
    sheet = Sheet(WIDTH, 0.0, "")
    sheet.title = title(record, items[0]) if items else "No item was in scope"
    note = "A line a seat: its position (dot) and the texts that it can live with (bar), in the order of the first day."
    top = who_is_who(sheet, record, headline(sheet, sheet.title, note) + 4)
    for item in items:
        top = _row(sheet, record, item, top, inner, pitch)
    sheet.height = top + 2
    return sheet


def _row(sheet: Sheet, record: "Record", item: "Item", top: float, inner: float, pitch: float) -> float:
    """One item, first and last day side by side; returns the y below."""
    k = record.issues.index(item.id)
    order = np.argsort(record.start.position[k], kind="stable")
    y = top + 14
    end = sheet.words(MARGIN, y, shorten(issue_title(record, item.id), 10, 230, bold=True), 10, bold=True)
    sheet.words(end + 8, y, shorten(finding(record, item), 8.5, WIDTH - MARGIN - end - 8), 8.5, MUTED)
    dates = record.rounds["date"]
    days = (f"first day, {day(dates[0])}", f"last day, {day(dates[-1])}") if len(dates) else ("first day", "last day")
    for column, moment in enumerate((record.start, record.end)):
        panel = Panel(MARGIN + column * (PANEL + GUTTER), y + 28, inner)
        sheet.words(panel.left, y + 14, days[column], 7.5, MUTED)
        _seats(sheet, record, stand(moment, k), order, panel, pitch)
        _texts(sheet, item, panel, bool(column))
        _poles(sheet, record.scenario.issues[item.id].poles, panel)
    return y + inner + 58


def _seats(sheet: Sheet, record: "Record", here: Stand, order: Ints, panel: Panel, pitch: float) -> None:
    """A bar and a dot for every seat."""
    for value, colour in ((-1.0, QUIET), (0.0, RULE), (1.0, QUIET)):
        x = float(panel.at(value))
        sheet.rule(x, panel.top, x, panel.bottom, colour, 0.5)
    y = panel.top + (panel.inner - pitch * len(order)) / 2 + pitch * (np.arange(len(order)) + 0.5)
    hue = hues(record)
    colours = [hue[record.seats[i].group] for i in order]
    ends = [np.stack([panel.at(side[order]), y], axis=1) for side in (here.low, here.high)]
    sheet.strokes(list(np.stack(ends, axis=1)), [tint(colour, 0.38) for colour in colours], max(min(0.62 * pitch, 4.2), 0.4))
    sheet.dots(np.stack([panel.at(here.position[order]), y], axis=1), max(min(0.42 * pitch, 2.4), 0.45), colours)


def _texts(sheet: Sheet, item: "Item", panel: Panel, last: bool) -> None:
    """The agreed text, the options or the last draft, as upright lines."""
    agreed = item.status == "agreed"
    texts = [option.text for option in item.options] or ([] if item.text is None else [item.text])
    colour = TEXT if agreed or item.options else INK
    places = [float(panel.at(text)) for text in texts]
    upright = [[(x, panel.top - 2), (x, panel.bottom)] for x in places]
    sheet.strokes(upright, colour, 1.5 if last else 0.9, dash=None if agreed and last else (2.4, 2.0))
    if not (last and texts):
        return
    if item.options:
        sheet.words(panel.right, panel.top - 14, "seats behind each option", 7.5, TEXT, align="right")
        for x, option in zip(places, item.options, strict=True):
            sheet.words(x, panel.top - 4.5, str(len(option.supporters)), 7.5, TEXT, bold=True, align="center")
    else:
        label = "the agreed text" if agreed else "the last draft"
        half = width_of(label, 7.5) / 2
        x = min(max(places[0], panel.left + half), panel.right - half)
        sheet.words(x, panel.top - 4.5, label, 7.5, colour, align="center")


def _poles(sheet: Sheet, poles: tuple[str, str], panel: Panel) -> None:
    """What the ends of the axis stand for."""
    for number, line in enumerate(wrap(poles[0], 7, PANEL / 2 - 8, 2)):
        sheet.words(panel.left, panel.bottom + 8 + 8.5 * number, line, 7, MUTED)
    for number, line in enumerate(wrap(poles[1], 7, PANEL / 2 - 8, 2)):
        sheet.words(panel.right, panel.bottom + 8 + 8.5 * number, line, 7, MUTED, align="right")
