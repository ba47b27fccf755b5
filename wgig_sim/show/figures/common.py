"""What all pictures share: the width of the page, the headline, and who is who."""

from typing import TYPE_CHECKING

from wgig_sim.show.figures import palette
from wgig_sim.show.figures.sheet import Sheet, shorten, width_of, wrap
from wgig_sim.show.words import capital, plain

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

WIDTH = 600.0
MARGIN = 18.0
INNER = WIDTH - 2 * MARGIN


def groups(record: "Record") -> list[str]:
    """The groups that have a seat, in the order of the scenario."""
    present = {seat.group for seat in record.seats}
    return [id for id in record.scenario.groups if id in present] + sorted(present - set(record.scenario.groups))


def hues(record: "Record") -> dict[str, str]:
    """The hue of each group with a seat; a group keeps its hue in variants without the others."""
    return palette.hues(list(dict.fromkeys([*record.scenario.groups, *groups(record)])))


def inks(record: "Record") -> dict[str, str]:
    """The hue of each group's name."""
    return palette.words(list(dict.fromkeys([*record.scenario.groups, *groups(record)])))


def group_title(record: "Record", id: str) -> str:
    """A group in words."""
    group = record.scenario.groups.get(id)
    return plain(group.title if group else id)


def issue_title(record: "Record", id: str) -> str:
    """An issue in words, with a capital."""
    issue = record.scenario.issues.get(id)
    return capital(plain(issue.title if issue else id))


def event_title(record: "Record", id: str) -> str:
    """An event in words."""
    event = record.scenario.calendar.get(id)
    return plain(event.title if event else id)


def headline(sheet: Sheet, title: str, note: str) -> float:
    """Write the finding and a line on how to read the picture; returns the y below them."""
    y = 26.0
    for line in wrap(title, 13, INNER, 2, bold=True):
        sheet.words(MARGIN, y, line, 13, bold=True)
        y += 16
    for line in wrap(note, 8, INNER, 2):
        sheet.words(MARGIN, y, line, 8, palette.MUTED)
        y += 11.5
    return y + 1


def who_is_who(sheet: Sheet, record: "Record", y: float) -> float:
    """Write each group's name in its hue, with its number of seats; returns the y below."""
    hue, ink, x = hues(record), inks(record), MARGIN
    for id in groups(record):
        count = sum(seat.group == id for seat in record.seats)
        words = f"{shorten(group_title(record, id), 8.5, 220)} {count}"
        if x > MARGIN and x + 11 + width_of(words, 8.5) > WIDTH - MARGIN:
            x, y = MARGIN, y + 13
        sheet.dots([(x + 3.2, y - 3)], 3.2, hue[id])
        x = sheet.words(x + 10, y, words, 8.5, ink[id]) + 14
    return y + 12
