"""In front of a person: colours where they are wanted, 80 columns, a bar that leaves no trace."""

import os
import re
from pathlib import Path

import pytest

from tests.cli.program import LONG, succeeded, wgig_sim

if os.name != "posix":
    pytest.skip("needs a terminal of Unix", allow_module_level=True)

from tests.cli.screen import COLOUR, WIDTH, in_terminal

LOOKS = {"list": ("list",), "show": ("show", "wgig-2005"), "explain": ("explain", "trust"), "mechanisms": ("explain",)}
VILLAGE = ("run", "village.yaml", "--out", "x")


@pytest.mark.parametrize("look", LOOKS)
def test_looks_fit_and_have_colours(look: str, tmp_path: Path) -> None:
    shown = in_terminal(*LOOKS[look], cwd=tmp_path)
    assert shown.code == 0
    assert "\x1b[" in shown.sent
    assert len(shown.lines) > 10
    assert max(map(len, shown.lines)) <= WIDTH


def test_a_run_shows_its_progress_and_then_the_result(village: Path) -> None:
    shown = in_terminal(*VILLAGE, *LONG, cwd=village)
    assert shown.code == 0
    assert COLOUR.search(shown.sent)
    assert "First evening" in shown.sent.partition("Outcome")[0]
    text = "\n".join(shown.lines)
    assert "\N{BOX DRAWINGS HEAVY HORIZONTAL}" in shown.sent
    assert "\N{BOX DRAWINGS HEAVY HORIZONTAL}" not in text
    assert text.lstrip("\n").startswith("  A village pump · 4 seats")
    assert re.search(r"Outcome: \d of 2 items agreed", text)
    assert shown.lines[-2].startswith("  x/  report.html")
    assert max(map(len, shown.lines)) <= WIDTH


def test_progress_goes_to_the_error_stream_only(village: Path) -> None:
    shown = in_terminal(*VILLAGE, *LONG, cwd=village, errors_only=True)
    assert shown.code == 0
    assert "\N{BOX DRAWINGS HEAVY HORIZONTAL}" in shown.sent
    assert "".join(shown.lines) == ""
    assert "\x1b" not in shown.piped
    assert "Outcome: " in shown.piped


def test_no_colour_where_none_is_wanted(village: Path) -> None:
    shown = in_terminal(*VILLAGE, cwd=village, NO_COLOR="1")
    assert shown.code == 0
    assert not COLOUR.search(shown.sent)
    assert "Outcome: " in shown.sent


def test_a_dumb_terminal_gets_plain_text(village: Path) -> None:
    shown = in_terminal(*VILLAGE, *LONG, cwd=village, TERM="dumb")
    assert shown.code == 0
    assert "\x1b" not in shown.sent
    assert "Outcome: " in shown.sent


@pytest.mark.parametrize("look", ["list", "show"])
def test_a_pipe_gets_plain_text(look: str, tmp_path: Path) -> None:
    shown = succeeded(wgig_sim(*LOOKS[look], cwd=tmp_path, TERM="xterm-256color"))
    assert "\x1b" not in shown
    assert [line for line in shown.splitlines() if line != line.rstrip() or len(line) > WIDTH] == []
