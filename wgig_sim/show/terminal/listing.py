"""The scenarios and experiments that there are: each with the question that it asks, variants below their scenario."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import plain


class Entry(NamedTuple):
    """A line of the list."""

    name: str
    """As one types it: wgig-2005 or wgig-2005/no-chair."""
    title: str
    question: str


def catalogue(entries: Iterable[Entry]) -> RenderableType:
    """The list, a base before its variants."""
    families: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.name.split("/")):
        families.setdefault(entry.name.split("/")[0], []).append(entry)
    return Group(*(_family(base, family) for base, family in families.items()))


def experiments(entries: Iterable[Entry]) -> RenderableType:
    """The list of experiments, and what to do with one."""
    table = grid(indent=4)
    table.show_header = False
    table.add_column("name", no_wrap=True)
    table.add_column("question")
    for entry in entries:
        table.add_row("", Text(entry.name, style="mark"), plain(entry.question))
    return Group(Text.assemble(("Experiments", "head"), "  begin with: wgig-sim plan NAME"), table)


def _family(base: str, family: list[Entry]) -> RenderableType:
    """A scenario and its variants, or scenarios that only share a folder, below its name."""
    width = max(len(entry.name.removeprefix(base)) for entry in family) if len(family) > 1 else 0
    lines: list[RenderableType] = [] if any(entry.name == base for entry in family) else [Text(base, style="head")]
    table = grid(indent=4)
    table.show_header = False
    table.add_column("name", no_wrap=True, min_width=width)
    table.add_column("question")
    for entry in family:
        if entry.name == base:
            lines.append(Text.assemble((entry.name, "head"), f"  {plain(entry.title)}"))
            lines.append(Padding(Text(plain(entry.question), style="quiet"), (0, 0, 0, 2)))
        else:
            table.add_row("", Text(entry.name.removeprefix(base), style="mark"), plain(entry.question))
    return Group(*lines, table, Text("")) if table.row_count else Group(*lines, Text(""))
