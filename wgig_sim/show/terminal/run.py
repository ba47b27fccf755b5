"""One run in a terminal: who met, what each event brought, what became of the items, and where the documents lie."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from wgig_sim.bridge.calendar import rules_in_turn
from wgig_sim.show.figures.common import event_title, groups, issue_title
from wgig_sim.show.figures.outcome import finding, in_order
from wgig_sim.show.terminal.console import grid, say
from wgig_sim.show.words import MONTHS, as_date, figure, plain, short_day, things

if TYPE_CHECKING:
    from wgig_sim.engines.record import Item, Record, Snapshot

ARROW = "\N{RIGHTWARDS ARROW}"
FULL, EMPTY = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"
BAR = 8
OPEN = 0.5
"""A day whose publicity reaches this counts as open."""


def header(record: "Record") -> RenderableType:
    """What is run, in one or two lines."""
    seats = record.seats
    counts = ", ".join(f"{sum(seat.group == id for seat in seats)} {id.replace('-', ' ')}" for id in groups(record))
    capacity = float(np.mean([seat.capacity for seat in seats])) if seats else 1.0
    words = "personal capacity" if capacity > 0.75 else "instructed" if capacity < 0.25 else "mixed capacity"
    rules = rules_in_turn(record.scenario).values() or [record.scenario.rules.consensus]
    rule = ", then ".join(dict.fromkeys(rule.rule.replace("-", " ") for rule in rules))
    drawn = " · constants drawn from what the calibration left" if record.drawn else ""
    drawn = " · no constant drawn: all are muted or set" if record.drawn == {} else drawn
    rest = f" · {things(len(seats), 'seat')} ({plain(counts)}) · {words} · {rule} · seed {record.seed}{drawn}"
    return Padding(Text.assemble((plain(record.scenario.title), "head"), rest), (0, 0, 0, 2))


@dataclass(frozen=True)
class Passage:
    """One event of the calendar as a stretch of the table of rounds."""

    event: str
    first: int
    end: int


def passages(record: "Record") -> Iterator[Passage]:
    """The events in their order."""
    names = record.rounds["event"]
    starts = [at for at in range(len(names)) if not at or names[at] != names[at - 1]]
    for first, end in zip(starts, [*starts[1:], len(names)], strict=True):
        yield Passage(str(names[first]), first, end)


def events(record: "Record", screen: Console) -> RenderableType:
    """A line an event; in a terminal with a bar that fills as items are agreed."""
    table = grid()
    wide = screen.is_terminal
    table.add_column("", no_wrap=True)
    table.add_column("event", no_wrap=True, overflow="ellipsis", max_width=max(screen.width - (61 if wide else 55), 8))
    table.add_column("agreed", no_wrap=True, justify="left" if wide else "right")
    table.add_column("days", no_wrap=True)
    table.add_column("under-\nstanding", no_wrap=True)
    table.add_column("trust", no_wrap=True)
    scope = max(sum(item.status != "dropped" for item in record.items), 1)
    before = (float(record.start.understanding.mean()), mean_trust(record.start))
    for passage in passages(record):
        last = passage.end - 1
        after = (float(record.rounds["understanding"][last]), float(record.rounds["trust"][last]))
        agreed = round(float(record.rounds["agreed"][last]))
        bar = _bar(agreed / scope) if wide else Text("")
        date = short_day(record.rounds["date"][passage.first])
        changes = (_change(*pair) for pair in zip(before, after, strict=True))
        name = Text(event_title(record, passage.event))
        table.add_row("", date, name, Text.assemble(bar, str(agreed)), _days(record, passage), *changes)
        before = after
    return table


def _bar(share: float) -> Text:
    filled = round(BAR * share)
    return Text.assemble((FULL * filled, "mark"), (EMPTY * (BAR - filled), "quiet"), " ")


def _days(record: "Record", passage: Passage) -> str:
    """How many meeting days, and how many of them open."""
    rows = range(passage.first, passage.end)
    held = {str(record.rounds["date"][at]): float(record.rounds["publicity"][at]) for at in rows
            if record.rounds["issue"][at]}  # fmt: skip
    public = sum(value >= OPEN for value in held.values())
    return f"{len(held)} ({public} open)" if public and len(held) > 1 else f"{len(held) or ''}{' open' if public else ''}"


def _change(before: float, after: float) -> str:
    return f"{figure(before)} {ARROW} {figure(after)}"


def mean_trust(moment: "Snapshot") -> float:
    """Mean trust of each in every other."""
    n = len(moment.trust)
    return float(moment.trust[~np.eye(n, dtype=bool)].mean()) if n > 1 else 0.0


def outcome(record: "Record", screen: Console) -> RenderableType:
    """What became of the items."""
    table = grid()
    table.add_column("item", no_wrap=True, overflow="ellipsis", max_width=max(screen.width - 56, 10))
    table.add_column("outcome", no_wrap=True)
    table.add_column("after", no_wrap=True, overflow="ellipsis", max_width=14)
    table.add_column("sub-\nstance", justify="right", no_wrap=True)
    table.add_column("objections", no_wrap=True)
    red_lines = Counter(record.ledger["issue"][np.asarray(record.ledger["red_line"], dtype=bool)].tolist())
    for item in in_order(record.items):
        after = Text(event_title(record, item.event)) if item.event else Text("—", style="quiet")
        substance = figure(item.substance) if item.substance is not None else "—"
        objections = _objections(item, red_lines[item.id])
        table.add_row("", Text(issue_title(record, item.id)), _status(item), after, substance, objections)
    return Group(Padding(Text(f"Outcome: {finding(record.items)}", style="head"), (0, 0, 0, 2)), table)


def _status(item: "Item") -> Text:
    words = {"agreed": "agreed", "options": things(len(item.options), "option"), "dropped": "out of scope"}
    style = {"agreed": "good", "dropped": "quiet"}.get(item.status, "left")
    return Text(words.get(item.status, item.status), style=style)


def _objections(item: "Item", red_lines: int) -> Text:
    """How many objections there were, and what became of the gravest; red lines where there is no agreement."""
    total = sum(item.objections.values())
    if not total:
        return Text("none", style="quiet")
    gravest = next(fate for fate in ("sustained", "overruled", "addressed", "accommodated") if item.objections.get(fate))
    count = item.objections[gravest]
    words = f"{count} {gravest}" if count == total else f"{total}, {count} {gravest}"
    return Text(words if item.status == "agreed" or not red_lines else f"{words}\n{things(red_lines, 'red line')}")


def closing(record: "Record") -> RenderableType:
    """The main measures from start to end, in a sentence."""
    change = float(np.abs(record.end.position - record.start.position).mean()) if record.issues else 0.0
    moved = f"Opinions moved {figure(change)} on average" if round(change, 2) else "Opinions did not move"
    knows = float(record.end.understanding.mean() - record.start.understanding.mean())
    trusts = mean_trust(record.end) - mean_trust(record.start)
    dates = record.rounds["date"]
    since = f"in {MONTHS[as_date(dates[0]).month - 1]} {as_date(dates[0]).year}" if len(dates) else "at the start"
    rest = f"the group understands itself {_more(knows, 'better', 'worse')} and trusts itself {_more(trusts, 'more', 'less')}"
    return Padding(Text(f"{moved}; {rest} than {since}."), (0, 0, 0, 2))


def _more(change: float, up: str, down: str) -> str:
    """How much better or worse.

    >>> _more(0.13, "better", "worse"), _more(-0.2, "more", "less"), _more(0.001, "more", "less")
    ('.13 better', '.20 less', 'no more')
    """
    if not round(change, 2):
        return f"no {up}"
    return f"{figure(abs(change))} {up if change > 0 else down}"


def where(path: str | os.PathLike[str], files: Sequence[str]) -> Text:
    """The folder and what lies in it: the line that is left with --quiet."""
    pages = [file for file in files if file.endswith(".html")]
    papers = [file for file in files if file.endswith(".md")]
    rest = [f"{papers[0]} and {len(papers) - 1} more"] if len(papers) > 1 else papers
    listed = [*pages, *rest, *dict.fromkeys(f"{file.split('/')[0]}/" for file in files if "/" in file)]
    return Text.assemble((f"{os.fspath(path).rstrip('/')}/", "head"), "  " + " · ".join(listed))


def run(record: "Record", screen: Console, path: str | os.PathLike[str], files: Sequence[str], *, quiet: bool = False) -> None:
    """Everything that a reader of the terminal gets to know about a run."""
    if not quiet:
        say(screen, "", header(record), "", events(record, screen), "", outcome(record, screen), "", closing(record), "")
    say(screen, where(path, files) if quiet else Padding(where(path, files), (0, 0, 0, 2)))
