"""A run in a notebook cell: a small picture of each item and a table of the main measures, without any plotting library."""

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.show.figures.common import groups, hues, issue_title
from wgig_sim.show.figures.outcome import finding, in_order
from wgig_sim.show.figures.palette import INK, MUTED, QUIET, RULE, TEXT, tint
from wgig_sim.show.figures.sheet import Sheet, shorten
from wgig_sim.show.figures.svg import svg
from wgig_sim.show.words import figure, plain, things

if TYPE_CHECKING:
    from wgig_sim.engines.record import Item, Record

WIDTH = 560.0
TITLES = 170.0
PITCH = 15.0
MEASURES = {
    "understanding": "understanding",
    "understanding_between": "understanding between groups",
    "trust": "trust",
    "trust_between": "trust between groups",
    "opinion_change": "opinion change",
    "agreed": "items agreed",
}


def html(record: "Record") -> str:
    """The whole card: title, picture, measures from start to end."""
    title = f"<strong>{escape(plain(record.scenario.title))}</strong>"
    head = f"{title} · {things(len(record.seats), 'seat')} · seed {record.seed} · {escape(finding(record.items))}"
    return f'<div style="font-family:sans-serif;max-width:600px"><p>{head}</p>{picture(record)}{_table(record)}</div>'


def picture(record: "Record") -> str:
    """The drawing as inline SVG."""
    return svg(sheet(record))


def sheet(record: "Record") -> Sheet:
    """Each item on its axis: the positions of all seats as ticks, and the text or the options as lines."""
    items = in_order(record.items)
    drawn = Sheet(WIDTH, 22 + PITCH * len(items), f"Positions at the end: {finding(record.items)}")
    hue, x = hues(record), TITLES
    for group in groups(record):
        x = drawn.words(x, 11, group.replace("-", " "), 8, hue[group]) + 12
    for row, item in enumerate(items):
        _item(drawn, record, item, 18 + PITCH * row)
    return drawn


def _item(sheet: Sheet, record: "Record", item: "Item", top: float) -> None:
    """One item: its title, a tick a seat, its text."""
    left, right, middle = TITLES, WIDTH - 84, top + PITCH / 2
    sheet.words(0, middle + 3, shorten(issue_title(record, item.id), 8.5, TITLES - 12), 8.5, INK)
    sheet.rule(left, middle, right, middle, RULE)
    hue = hues(record)
    xs = left + (right - left) * (np.clip(record.end.position[record.issues.index(item.id)], -1, 1) + 1) / 2
    colours = [tint(hue[seat.group], 0.75) for seat in record.seats]
    sheet.strokes([[(x, middle - 3), (x, middle + 3)] for x in xs], colours, 1.2)
    texts = [option.text for option in item.options] or ([] if item.text is None else [item.text])
    agreed = item.status == "agreed"
    upright = [left + (right - left) * (text + 1) / 2 for text in texts]
    sheet.strokes([[(x, middle - 6), (x, middle + 6)] for x in upright], TEXT if agreed or item.options else MUTED, 1.8)
    words = things(len(item.options), "option") if item.options else item.status.replace("dropped", "out of scope")
    sheet.words(WIDTH, middle + 3, words, 8, TEXT if agreed else INK if item.options else QUIET, align="right")


def _table(record: "Record") -> str:
    """Main measures from the first to the last row of the calendar."""
    if not len(record.rounds["step"]):
        return ""
    rows = "".join(
        f"<tr><td style='text-align:left'>{words}</td><td>{_number(name, record.rounds[name][0])}</td>"
        f"<td>{_number(name, record.rounds[name][-1])}</td></tr>"
        for name, words in MEASURES.items()
    )
    return f"<table><tr><th></th><th>first round</th><th>last round</th></tr>{rows}</table>"


def _number(name: str, value: float) -> str:
    return f"{value:.0f}" if name == "agreed" else figure(float(value))
