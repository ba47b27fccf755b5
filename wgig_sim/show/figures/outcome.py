"""Figure: what became of every item: when it was agreed, how much substance was left, and what its objections met."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wgig_sim.show.figures.common import (
    MARGIN,
    WIDTH,
    headline,
    issue_title,
)
from wgig_sim.show.figures.palette import INK, MUTED, QUIET, RULE, TEXT, tint
from wgig_sim.show.figures.sheet import Sheet, shorten, width_of
from wgig_sim.show.figures.timeline import Timeline, name_events, shade, timeline
from wgig_sim.show.words import figure, things

if TYPE_CHECKING:
    from wgig_sim.engines.record import Item, Record

TITLES = 168.0
LEFT = MARGIN + TITLES + 8
RIGHT = LEFT + 196
SUBSTANCE = RIGHT + 14
BAR = 44.0
OBJECTIONS = SUBSTANCE + BAR + 40
NAMES = 86.0
FATES = {"accommodated": QUIET, "addressed": tint(MUTED, 0.85), "sustained": TEXT, "overruled": INK}
"""What can become of an objection, with its colour."""


def finding(items: "Sequence[Item]") -> str:
    """What the board shows, in a sentence."""
    scope = [item for item in items if item.status != "dropped"]
    agreed = sum(item.status == "agreed" for item in scope)
    left = [(sum(item.status == status for item in scope), words) for status, words in
            (("options", "left as options"), ("open", "left open"))]  # fmt: skip
    rest = "".join(f", {count} {words}" for count, words in left if count)
    return f"{agreed} of {things(len(scope), 'item')} agreed{rest}"


def in_order(items: "Sequence[Item]") -> "list[Item]":
    """Agreed items as they came, then options, open ones and those out of scope."""
    rank = {"agreed": 0, "options": 1, "open": 2}
    return sorted(items, key=lambda item: (rank.get(item.status, 3), item.step if item.step is not None else 0))


def draw(record: "Record") -> Sheet:
    """The board of items."""
    items = in_order(record.items)
    sheet = Sheet(WIDTH, 0.0, finding(items))
    note = "Dots stand where an item was agreed. Time is stretched on meeting days and shrunk between them."
    top = headline(sheet, sheet.title, note) + NAMES
    pitch = 16.0 if len(items) <= 40 else 11.0
    time = timeline(record)
    if len(time.steps):
        name_events(sheet, record, time, LEFT, RIGHT - LEFT, top, NAMES, up=True)
    shade(sheet, time, LEFT, RIGHT - LEFT, top, pitch * len(items))
    sheet.words(SUBSTANCE, top - 6, "substance", 7.5, MUTED)
    seen = [fate for fate in FATES if any(item.objections.get(fate) for item in items)]
    y = top - 6 - 11 * len(seen)
    sheet.words(OBJECTIONS, y, "objections" if seen else "no objections", 7.5, MUTED)
    for row, fate in enumerate(seen, 1):
        sheet.boxes([(OBJECTIONS, y + 11 * row - 6, 6, 6)], FATES[fate])
        sheet.words(OBJECTIONS + 10, y + 11 * row, fate, 7.5, MUTED)
    most = max((sum(item.objections.values()) for item in items), default=0)
    for row, item in enumerate(items):
        _row(sheet, record, item, time, top + pitch * row, pitch, most)
    sheet.height = top + pitch * len(items) + 12
    return sheet


def _row(sheet: Sheet, record: "Record", item: "Item", time: Timeline, top: float, pitch: float, most: int) -> None:
    """One item."""
    size, middle = (8.5 if pitch > 14 else 7.5), top + pitch / 2
    base = middle + size * 0.34
    agreed = item.status == "agreed"
    sheet.rule(MARGIN, top + pitch, WIDTH - MARGIN, top + pitch, RULE, 0.4)
    title = shorten(issue_title(record, item.id), size, TITLES)
    sheet.words(MARGIN, base, title, size, INK if item.status != "dropped" else QUIET)
    if agreed and item.step is not None and len(time.steps):
        x = LEFT + time.steps[item.step] * (RIGHT - LEFT)
        sheet.rule(LEFT, middle, x, middle, tint(TEXT, 0.35), 1.0)
        sheet.dots([(x, middle)], 3.2, TEXT)
    elif not agreed:
        words = {"options": things(len(item.options), "option"), "open": "open", "dropped": "out of scope"}[item.status]
        sheet.words(RIGHT - 4, base, words, size, INK, bold=item.status == "options", align="right")
    if agreed and item.substance is not None:
        sheet.boxes([(SUBSTANCE, middle - 2.5, BAR, 5), (SUBSTANCE, middle - 2.5, BAR * item.substance, 5)],
                    [tint(TEXT, 0.12), tint(TEXT, 0.6)])  # fmt: skip
        sheet.words(SUBSTANCE + BAR + 5, base, figure(item.substance), 7.5, MUTED)
    _objections(sheet, item, middle, base, most)


def _objections(sheet: Sheet, item: "Item", middle: float, base: float, most: int) -> None:
    """A bar of objections, by what became of them, and their number."""
    total = sum(item.objections.values())
    if not total:
        return
    unit = (WIDTH - MARGIN - 16 - OBJECTIONS) / most
    x = OBJECTIONS
    for fate, colour in FATES.items():
        count = item.objections.get(fate, 0)
        if count:
            sheet.boxes([(x, middle - 3.5, unit * count, 7)], colour)
            x += unit * count
    sheet.words(min(x + 4, WIDTH - MARGIN - width_of(str(total), 7.5)), base, str(total), 7.5, MUTED)
