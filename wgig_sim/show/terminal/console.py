"""The screen: how wide it is, whether it has colours, and what it can spell."""

import contextlib
import io
import sys
from contextlib import AbstractContextManager

from rich.console import Console, RenderableType
from rich.table import Table
from rich.theme import Theme

THEME = Theme(
    {
        "head": "bold",
        "quiet": "dim",
        "good": "green",
        "left": "yellow",
        "mark": "magenta",
        "bad": "red",
    }
)


def console(*, stderr: bool = False) -> Console:
    """A console that obeys NO_COLOR, COLUMNS and pipes, prints scenario texts as they are, and never fails on a letter."""
    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return Console(file=stream, theme=THEME, highlight=False, markup=False, emoji=False)


def say(screen: Console, *parts: RenderableType) -> None:
    """Print, one below the other; in a pipe without blanks at the ends of lines."""
    if screen.is_terminal:
        for part in parts:
            screen.print(part)
        return
    with screen.capture() as written:
        for part in parts:
            screen.print(part)
    screen.file.write("".join(f"{line.rstrip()}\n" for line in written.get().splitlines()))


def waiting(screen: Console, words: str) -> AbstractContextManager[object]:
    """A moving sign while something takes its time; nothing at all in a pipe."""
    return screen.status(words, spinner="dots") if screen.is_terminal else contextlib.nullcontext()


def grid(*, indent: int = 2) -> Table:
    """A table without lines: columns, two blanks between them."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="quiet", show_edge=False)
    if indent:
        table.add_column("", width=max(indent - 2, 0), no_wrap=True)
    return table
