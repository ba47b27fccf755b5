"""docs/cli.md shows what the program really prints; `pytest --update-golden` writes it anew."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.program import MODULE, ROOT, ended, environment, settle
from wgig_sim.cli import main

MANUAL = ROOT / "docs" / "cli.md"
EXAMPLE = re.compile(r"^```console\n\$ (?P<line>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)
LINES = [example["line"] for example in EXAMPLE.finditer(MANUAL.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the manual imagines it."""
    folder = settle(tmp_path_factory.mktemp("manual"))
    (folder / "village.yaml").rename(folder / "myforum.yaml")
    text = "extends: myforum.yaml\nrounds: {per_dya: 3}\ncalendar: {first: {start: 2005-02-31}}\n"
    (folder / "dry-summer.yaml").write_text(text)
    (folder / "text-first.yaml").write_text("extends: myforum.yaml\ntitle: A text first\nrules: {start: text-first}\n")
    study = "title: How long to talk\nquestion: Do more rounds help?\nscenario: myforum.yaml\ndesign: {kind: grid}\n"
    (folder / "talk.yaml").write_text(study + "factors:\n  rounds: {key: rounds.per_day, range: [1, 8]}\n")
    return folder


def printed(line: str, folder: Path) -> str:
    """What a terminal shows after a line of the manual."""
    program = f'wgig-sim() {{ {shlex.join(MODULE)} "$@"; }}'
    done = ended(["bash", "-c", f"{program}; {{ {line}; }} 2>&1"], folder, environment())
    assert "Traceback" not in done.stdout
    return done.stdout


def test_there_is_an_example_for_each_verb() -> None:
    shown = {line.split()[1] for line in LINES}
    assert shown >= {"list", "show", "check", "run", "explain", "compare"}


def test_every_verb_is_named() -> None:
    rows = re.findall(r"^\| (`.*?) \| ", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)", row)}
    assert set(main.commands) <= named


@pytest.mark.parametrize("line", LINES)
def test_example(line: str, forum: Path, update_golden: bool) -> None:
    output = printed(line, forum)
    text = MANUAL.read_text(encoding="utf-8")
    if update_golden:
        text = EXAMPLE.sub(lambda found: f"```console\n$ {line}\n{output}```" if found["line"] == line else found[0], text)
        MANUAL.write_text(text, encoding="utf-8", newline="\n")
    assert f"```console\n$ {line}\n{output}```" in text
