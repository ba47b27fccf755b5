"""The scenarios, experiments and the calibration that travel with the program: found by name, extended by name."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from wgig_sim.scenario.parse import read_text
from wgig_sim.scenario.problems import (
    CALIBRATION,
    EXPERIMENT,
    SCENARIO,
    SUBJECTS,
    Problem,
    ScenarioError,
    Subject,
    listed,
    nearest,
    quoted,
)

SUFFIXES = (".yaml", ".yml")
_OF_EXPERIMENTS = re.compile(r"^(scenarios?|factors|design|replicates) *:", re.MULTILINE)
"""Keys at the top of an experiment, which no scenario has."""
_OF_CALIBRATIONS = re.compile(r"^(constants|fixed|discrepancy) *:", re.MULTILINE)


def folder(subject: Subject = SCENARIO) -> Path:
    """Where the shipped files lie: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / f"_{subject.folder}"
    return inside if inside.is_dir() else package.parent / subject.folder


@cache
def _files(top: Path) -> dict[str, Path]:
    found = sorted(path for path in top.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return {path.relative_to(top).with_suffix("").as_posix(): path for path in found}


def _files_of(subject: Subject) -> dict[str, Path]:
    """Name -> file. Among the experiments, those whose name begins with "calibration" are calibrations."""
    named, wanted = _files(folder(subject)), subject == CALIBRATION
    return {name: path for name, path in named.items() if subject == SCENARIO or name.startswith("calibration") == wanted}


def names(subject: Subject = SCENARIO) -> tuple[str, ...]:
    """The scenarios that can be run, a base before its variants; a part that starts with `_` is only for extending."""
    public = [name for name in _files_of(subject) if not any(part.startswith("_") for part in name.split("/"))]
    return tuple(sorted(public, key=lambda name: name.split("/")))


def lookup(name: str, subject: Subject = SCENARIO) -> Path | None:
    """The file of a shipped scenario, or None."""
    return _files_of(subject).get(name)


def find(name: str, subject: Subject = SCENARIO) -> Path:
    """The file of a shipped scenario; a ScenarioError suggests what was probably meant."""
    path = lookup(name, subject)
    if path is None:
        raise ScenarioError([Problem(name or '""', 0, 0, "", no_such(name, subject))], subject)
    return path


def locate(source: str | Path, subject: Subject = SCENARIO) -> tuple[Path, str]:
    """The file that is meant by a name or a path, and how messages write it."""
    path = Path(source) if isinstance(source, Path) or is_path(source, subject) else find(source, subject)
    return path, shown(path, subject) or str(path)


def no_such(name: str, subject: Subject = SCENARIO) -> str:
    """What to say of a name that stands for no shipped scenario."""
    known = names(subject)
    other = next((other for other in SUBJECTS if other != subject and lookup(name, other)), None)
    if other:
        return f"{quoted(name)} is {other.a}, not {subject.a}.{_there(known, subject)}"
    meant = nearest(name, known) or nearest(name.rpartition("/")[2], [n for n in known if "/" not in n])
    hint = f' Did you mean "{meant}"?' if meant else ""
    return f"there is no {subject.noun} {quoted(name)}, and no such file.{hint}{_there(known, subject)}"


def _there(known: Sequence[str], subject: Subject) -> str:
    """The names that there are; variants, whose names go on from another's, are many."""
    plain = [name for name in known if "/" not in name]
    more = "" if len(plain) == len(known) else "; `wgig-sim list` has their variants"
    return f" {subject.noun.capitalize()}s: {listed(plain)}{more}." if known else ""


def subject_of(source: str) -> Subject:
    """Whether a name or a file stands for a scenario, an experiment or a calibration, even where the file is broken."""
    for subject in (EXPERIMENT, CALIBRATION):
        if lookup(source, subject):
            return subject
    try:
        text = read_text(Path(source), source)
    except ScenarioError:
        return SCENARIO
    if _OF_CALIBRATIONS.search(text):
        return CALIBRATION
    return EXPERIMENT if _OF_EXPERIMENTS.search(text) else SCENARIO


def is_path(text: str, subject: Subject = SCENARIO) -> bool:
    """Whether a text is meant as a path: it ends in .yaml or .yml, or it exists and is not a shipped scenario."""
    if text.endswith(SUFFIXES):
        return True
    try:
        here = Path(text)
        return here.is_file() or (here.exists() and lookup(text, subject) is None)
    except (OSError, ValueError):
        return False


def shown(path: Path, subject: Subject = SCENARIO) -> str | None:
    """How messages write the path of a shipped file: scenarios/NAME.yaml, wherever the program is installed."""
    try:
        return f"{subject.folder}/" + path.resolve().relative_to(folder(subject).resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):
        return None
