"""Figure: the strongest ties of trust on the first and on the last day, seats of a group side by side on a circle."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.show.figures.common import (
    INNER,
    MARGIN,
    WIDTH,
    groups,
    headline,
    hues,
    who_is_who,
)
from wgig_sim.show.figures.palette import INK, MUTED, PAPER
from wgig_sim.show.figures.sheet import Floats, Ints, Sheet
from wgig_sim.show.words import day, figure, things

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

TIES_A_SEAT = 5
"""The level above which a tie is drawn lets this many through a seat on the last day."""
MOST_TIES = 900
RADIUS = 118.0


@dataclass(frozen=True)
class Ties:
    """Mutual trust of every pair at one moment. P pairs."""

    first: Ints
    second: Ints
    strength: Floats
    """(P,) mean of the trust in both directions."""

    def above(self, level: float) -> Ints:
        """The pairs whose tie is stronger, weakest first."""
        found = np.flatnonzero(self.strength > level)
        return found[np.argsort(self.strength[found], kind="stable")]


def ties(trust: Floats) -> Ties:
    """All pairs with their mutual trust."""
    first, second = np.triu_indices(len(trust), 1)
    return Ties(first, second, (trust[first, second] + trust[second, first]) / 2)


def level(strength: Floats, seats: int) -> float:
    """The trust above which a tie counts as strong, so that a readable number of them is left on the last day."""
    if not len(strength):
        return 1.0
    wanted = min(TIES_A_SEAT * seats, MOST_TIES, max(len(strength) // 2, 1))
    return math.floor(100 * float(np.sort(strength)[-wanted])) / 100


def draw(record: "Record") -> Sheet:
    """First and last day side by side."""
    moments = (ties(record.start.trust), ties(record.end.trust))
    bar = level(moments[1].strength, len(record.seats))
    group = np.array([groups(record).index(seat.group) for seat in record.seats])
    strong = [moment.above(bar) for moment in moments]
    across = [int((group[m.first[kept]] != group[m.second[kept]]).sum()) for m, kept in zip(moments, strong, strict=True)]
    sheet = Sheet(WIDTH, 0.0, finding(record, [len(kept) for kept in strong], across))
    several = len(groups(record)) > 1
    crossing = "; grey lines cross from group to group" if several else ""
    note = f"A line joins two seats whose mutual trust is above {figure(bar)}{crossing}."
    y = who_is_who(sheet, record, headline(sheet, sheet.title, note) + 4)
    dates = record.rounds["date"]
    days = (f"first day, {day(dates[0])}", f"last day, {day(dates[-1])}") if len(dates) else ("first day", "last day")
    spots = _spots(record, group)
    for column, (moment, kept) in enumerate(zip(moments, strong, strict=True)):
        centre = np.array([MARGIN + INNER * (0.25 + 0.5 * column), y + RADIUS + 20])
        _ties(sheet, record, moment, kept, spots * RADIUS + centre, centre)
        _seats(sheet, record, spots * RADIUS + centre)
        sheet.words(centre[0], y + 4, days[column], 8.5, bold=True, align="center")
        count = things(len(kept), "strong tie") + (f", {across[column]} between groups" if several else "")
        sheet.words(centre[0], y + 2 * RADIUS + 42, count, 8.5, MUTED, align="center")
    sheet.height = y + 2 * RADIUS + 56
    return sheet


def finding(record: "Record", strong: list[int], across: list[int]) -> str:
    """What the two networks show."""
    if len(groups(record)) == 1:
        return f"Strong ties of trust: {strong[0]} on the first day, {strong[1]} on the last"
    return f"Strong ties of trust between groups: {across[0]} on the first day, {across[1]} on the last"


def _spots(record: "Record", group: Ints) -> Floats:
    """Places on a circle of radius 1: an arc a group, in it camp by camp; the first arc starts at the top left."""
    camps = {camp: at for at, camp in enumerate(dict.fromkeys(seat.camp for seat in record.seats))}
    order = sorted(range(len(group)), key=lambda row: (group[row], camps[record.seats[row].camp], row))
    breaks = len(set(group.tolist()))
    gap = 0.32 if breaks > 1 else 0.0
    pitch = (2 * math.pi - gap * breaks) / max(len(order), 1)
    angle, spots = -math.pi + gap / 2, np.zeros((len(order), 2))
    for at, row in enumerate(order):
        if at and group[row] != group[order[at - 1]]:
            angle += gap
        spots[row] = math.cos(angle + pitch / 2), math.sin(angle + pitch / 2)
        angle += pitch
    return spots


def _ties(sheet: Sheet, record: "Record", moment: Ties, kept: Ints, spots: Floats, centre: Floats) -> None:
    """Chords that bend towards the middle: grey ones across, the groups' own on top."""
    if not len(kept):
        return
    hue = hues(record)
    seats = record.seats
    one, two = spots[moment.first[kept]], spots[moment.second[kept]]
    bend = 0.25 + 0.45 * np.linalg.norm(one - two, axis=1, keepdims=True) / (2 * RADIUS)
    middle = centre * bend + (one + two) / 2 * (1 - bend)
    t = np.linspace(0, 1, 11)[None, :, None]
    paths = (1 - t) ** 2 * one[:, None] + 2 * t * (1 - t) * middle[:, None] + t**2 * two[:, None]
    own = np.array([seats[i].group == seats[j].group for i, j in zip(moment.first[kept], moment.second[kept], strict=True)])
    width = max(0.35, min(0.9, 40 / math.sqrt(len(kept) + 1) / 4))
    opacity = max(0.12, min(0.75, 90 / len(kept)))
    sheet.strokes(list(paths[~own]), INK, width, opacity)
    colours = [hue[seats[i].group] for i in moment.first[kept[own]]]
    sheet.strokes(list(paths[own]), colours, width, min(opacity * 1.4, 0.8))


def _seats(sheet: Sheet, record: "Record", spots: Floats) -> None:
    """A dot a seat."""
    hue = hues(record)
    pitch = 2 * math.pi * RADIUS / max(len(spots), 1)
    radius = max(0.8, min(5.0, 0.36 * pitch))
    rim = 1.0 if radius > 2 else 0.0
    sheet.dots(spots, radius, [hue[seat.group] for seat in record.seats], PAPER, rim)
