"""A time axis on which meetings have room: days of talk are stretched, weeks between them shrink to their square root."""

import datetime
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.show.figures.common import event_title
from wgig_sim.show.figures.palette import BAND, MUTED, RULE
from wgig_sim.show.figures.sheet import Floats, Sheet, shorten
from wgig_sim.show.words import as_date, short_day

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

SHORTEST = 0.5
"""Width of an event without meeting days, in days."""
GAP = 0.22
"""Width of a pause of one day, in days; longer pauses grow with the square root."""


SLANT = 32
"""Degrees by which the names of events rise or fall."""
APART = 15.5
"""Least distance between two of them, so that slanted lines do not touch."""


@dataclass(frozen=True)
class Band:
    """An event's stretch of the axis, in [0, 1]."""

    event: str
    left: float
    right: float
    date: datetime.date

    @property
    def middle(self) -> float:
        """Where its label points."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Timeline:
    """Where each step of the calendar lies between the first (0) and the last (1)."""

    steps: Floats
    bands: tuple[Band, ...]


def timeline(record: "Record") -> Timeline:
    """The time axis of a run, from its table of rounds."""
    events, dates = record.rounds["event"], record.rounds["date"]
    count = len(events)
    if not count:
        return Timeline(np.zeros(0), ())
    starts = [0, *(at for at in range(1, count) if events[at] != events[at - 1])]
    raw: list[tuple[int, int, float, float]] = []
    x, last = 0.0, as_date(dates[0])
    for first, end in zip(starts, [*starts[1:], count], strict=True):
        opens = as_date(dates[first])
        x += GAP * math.sqrt(max((opens - last).days, 1)) if first else 0.0
        width = max(float(len(set(dates[first:end].tolist()))), SHORTEST) if record.rounds["issue"][first] else SHORTEST
        raw.append((first, end, x, x + width))
        x, last = x + width, as_date(dates[end - 1])
    steps = np.zeros(count)
    for first, end, left, right in raw:
        steps[first:end] = left + (right - left) * (np.arange(end - first) + 0.5) / (end - first)
    bands = tuple(Band(str(events[first]), left / x, right / x, as_date(dates[first])) for first, _, left, right in raw)
    return Timeline(steps / x, bands)


def shade(sheet: Sheet, time: Timeline, left: float, width: float, top: float, height: float) -> None:
    """A pale band behind each event."""
    boxes = [(left + band.left * width, top, (band.right - band.left) * width, height) for band in time.bands]
    sheet.boxes(boxes, BAND)


def name_events(
    sheet: Sheet, record: "Record", time: Timeline, left: float, width: float, y: float, room: float, up: bool
) -> None:
    """Slanted names and dates above or below the bands.

    Where there is no room for all, events that brought an agreement come first, then long ones.
    """
    way, longest = (-1 if up else 1), room / math.sin(math.radians(SLANT))
    named: list[Band] = []
    fruitful = {item.event for item in record.items if item.status == "agreed"}
    for band in sorted(time.bands, key=lambda band: (band.event not in fruitful, band.left - band.right)):
        if all(abs(band.middle - other.middle) * width >= APART for other in named):
            named.append(band)
    for band in named:
        x = left + band.middle * width
        space = min(longest, (sheet.width - 6 - x) / math.cos(math.radians(SLANT)))
        name = shorten(event_title(record, band.event), 7.5, space - 58)
        sheet.rule(x, y, x, y + 4 * way, RULE)
        angle = SLANT if up else -SLANT
        sheet.words(x + 1 - way, y + (-6 if up else 11), f"{name}, {short_day(band.date)}", 7.5, MUTED, angle=angle)
