"""What is wrong with a scenario, where, what is allowed and what to do: one line a problem, all of them at once."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MANUAL = "docs/scenarios.md"
LINES_SHOWN = 100
NAMES_SHOWN = 40

SECTIONS = {
    "": "files",
    **dict.fromkeys(("title", "question", "summary", "source", "note"), "title"),
    **dict.fromkeys(("seats", "seats_file"), "seats"),
    **dict.fromkeys(("positions", "positions_file"), "positions"),
    **dict.fromkeys(("calendar", "last_event"), "calendar"),
    **dict.fromkeys(("extends", "replace"), "extends"),
    **{key: key for key in ("groups", "camps", "clusters", "issues", "salience", "competence", "limits", "logic")},
    **{key: key for key in ("pool", "capacity", "composition", "constituencies", "trust", "knowledge", "standing")},
    **{key: key for key in ("chair", "secretariat", "formats", "rounds", "rules", "mechanisms")},
    "muted": "mechanisms",
}
"""The section of the manual for each top-level key."""


class Subject(NamedTuple):
    """What a file describes, as messages speak of it."""

    noun: str
    keys: str
    """Some of the keys that such a file has."""
    folder: str
    """Where such files lie: at the top of a checkout, and with an underscore before it in the installed package."""
    manual: str
    sections: Mapping[str, str]
    """The section of the manual for each top-level key; empty where messages name the manual alone."""

    @property
    def a(self) -> str:
        """The noun with its article."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"


SCENARIO = Subject("scenario", "title, groups, issues, seats, calendar", "scenarios", MANUAL, SECTIONS)
EXPERIMENT = Subject("experiment", "title, scenario, factors, design", "experiments", "docs/experiments.md", {})
CALIBRATION = Subject("calibration", "title, constants, discrepancy", "experiments", "docs/calibration.md", {})
SUBJECTS = (SCENARIO, EXPERIMENT, CALIBRATION)


@dataclass(frozen=True)
class Mark:
    """A place: a file with line and column (both from 1), or only a name such as `--set 1` (line 0)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One thing to put right. In a CSV file, `column` counts cells, as a spreadsheet does."""

    file: str
    line: int
    column: int
    key: str
    message: str

    @property
    def place(self) -> str:
        """file:line:column, or the file alone where no line can be named."""
        return str(Mark(self.file, self.line, self.column))

    @property
    def text(self) -> str:
        """The problem without its place."""
        return f"{self.key}: {self.message}" if self.key else self.message


class ScenarioError(Exception):
    """A scenario, or another file, that cannot be used; `problems` holds every reason that was found."""

    def __init__(self, problems: Iterable[Problem], subject: Subject = SCENARIO) -> None:
        self.problems = tuple(problems)
        self.subject = subject
        super().__init__(self.problems)

    def __str__(self) -> str:
        shown = self.problems[:LINES_SHOWN]
        width = max((len(problem.place) for problem in shown), default=0)
        lines = [f"{problem.place.ljust(width)}  {problem.text}" for problem in shown]
        if len(self.problems) > len(shown):
            lines.append(f"... and {len(self.problems) - len(shown)} more.")
        named = self.problems if self.subject.sections else ()
        sections = ", ".join(dict.fromkeys(f"#{section(problem.key)}" for problem in named))
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}."
        return "\n".join([*lines, f"{count} See {self.subject.manual}{sections}."])


def problem_at(mark: Mark, key: str, message: str) -> Problem:
    """A problem at a place."""
    return Problem(mark.file, mark.line, mark.column, key, message)


def section(key: str) -> str:
    """The section of the manual that explains a key path."""
    top = re.split(r"[.\[]", key, maxsplit=1)[0]
    return SECTIONS.get(top, "keys")


def quoted(value: object) -> str:
    """A value as a message shows it, cut where it is long."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return str(value)


def listed(names: Iterable[str]) -> str:
    """Names with commas, cut where there are many."""
    names = list(names)
    if not names:
        return "none"
    rest = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(names[:NAMES_SHOWN]) + rest


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    plain = {name.lower().replace("_", "-").replace(" ", "-"): name for name in known}
    close = difflib.get_close_matches(word.lower().replace("_", "-").replace(" ", "-"), plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else None


def unknown(thing: str, word: str, known: Sequence[str], label: str) -> str:
    """`unknown group "x". Did you mean "y"? Groups: ...`"""
    meant = nearest(word, known)
    hint = f' Did you mean "{meant}"?' if meant else ""
    return f"unknown {thing} {quoted(word)}.{hint} {label}: {listed(known)}."
