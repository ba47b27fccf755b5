"""A terminal for the program: 80 columns wide, and what stays on it when the program has ended."""

import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Callable
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

from tests.cli.program import MODULE, environment

Watch = Callable[[str, int], object]
WIDTH, HEIGHT = 80, 50
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
"""A change to a colour, in front or behind; bold and dim are none."""
_PIECE = re.compile(
    r"\x1b\[(?P<numbers>[\d;?]*)(?P<command>[A-Za-z])|(?P<control>[\r\n])|(?P<text>[^\x1b\r\n]+)|(?P<other>.)", re.DOTALL
)


@dataclass(frozen=True)
class Shown:
    """A program that has ended, and what its terminal got from it."""

    code: int
    sent: str
    """Everything that the terminal got, commands included."""
    piped: str
    """What went into a pipe instead."""

    @property
    def lines(self) -> list[str]:
        """What a person sees in the end, without blanks at the ends of lines."""
        return [line.rstrip() for line in displayed(self.sent)]


def in_terminal(
    *arguments: str, cwd: Path, errors_only: bool = False, watch: Watch | None = None, **changes: str | None
) -> Shown:
    """Run the program in a terminal; with `errors_only` its output goes into a pipe.

    `watch` is called whenever something was shown, with all that was shown so far and the number of the process.
    """
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    output = subprocess.PIPE if errors_only else theirs
    env = environment(**{"TERM": "xterm-256color", **changes})
    command = [*MODULE, *arguments]
    with subprocess.Popen(
        command, cwd=cwd, env=env, stdin=theirs, stdout=output, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        sent = b""
        while part := _read(ours):
            sent += part
            if watch:
                watch(sent.decode("utf-8", "replace"), process.pid)
        os.close(ours)
        piped = process.stdout.read().decode() if process.stdout else ""
    return Shown(process.returncode, sent.decode("utf-8"), piped)


def _read(terminal: int) -> bytes:
    """What comes next; nothing when nobody is left to write."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""


def displayed(sent: str) -> list[str]:
    """The lines on a terminal that got this. Knows the commands that this program has a use for, and fails at any other."""
    lines: list[list[str]] = [[]]
    row = column = 0
    for piece in _PIECE.finditer(sent):
        if piece["text"]:
            line = lines[row]
            line.extend(" " * (column - len(line)))
            line[column : column + len(piece["text"])] = piece["text"]
            column += len(piece["text"])
            assert column <= WIDTH, f"a line of {column} letters: {''.join(line)}"
        elif piece["control"] == "\r":
            column = 0
        elif piece["control"] == "\n":
            row, column = row + 1, 0
            if row == len(lines):
                lines.append([])
        elif piece["command"] == "A":
            row = max(0, row - int(piece["numbers"] or 1))
        elif piece["command"] == "K" and piece["numbers"] == "2":
            lines[row] = []
        else:
            assert piece["command"] in ("m", "h", "l"), f"what is {piece[0]!r}?"
    return ["".join(line) for line in lines]
