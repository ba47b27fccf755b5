"""From the name or the file of a scenario to the validated scenario: everything that is wrong comes out at once."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from wgig_sim.scenario import layers, library, settings, shape
from wgig_sim.scenario.feasibility import check_fit
from wgig_sim.scenario.messages import once, problems_of
from wgig_sim.scenario.parse import parse, read_text
from wgig_sim.scenario.problems import SCENARIO, Problem, ScenarioError, Subject
from wgig_sim.scenario.references import Facts, Vocabulary, check_names
from wgig_sim.scenario.removal import without_removed
from wgig_sim.scenario.schema import Scenario
from wgig_sim.scenario.tree import Block, Leaf, plain, walk, written


@dataclass(frozen=True)
class Resolved:
    """A scenario with everything that it was made from."""

    scenario: Scenario
    data: dict[str, Any]
    """The scenario as one self-contained mapping, ready for JSON: bases merged, settings applied, CSV rows in place."""
    root: Block
    """The same with the place of every value."""
    files: tuple[str, ...]
    """Every file that was read, the named one first."""

    @cached_property
    def origins(self) -> dict[str, str]:
        """Where each fact comes from: `issues.spam.title` -> `scenarios/wgig-2005.yaml:12`, or `--set 1`."""
        leaves = ((path, node.mark) for path, node in walk(self.root) if isinstance(node, Leaf))
        return {written(path): f"{mark.file}:{mark.line}" if mark.line else mark.file for path, mark in leaves}


class Loaded(NamedTuple):
    """The files of a scenario, read and laid over each other, before settings."""

    root: Block
    reading: layers.Reading


def read(source: str | Path, settings: Sequence[str] = (), vocabulary: Vocabulary | None = None) -> Scenario:
    """The scenario of a name (`wgig-2005`) or a file, changed by settings (`capacity=instructed`).

    Raises ScenarioError with every problem found. With a vocabulary of mechanisms and their constants,
    `mechanisms` is checked too.
    """
    return resolve(source, settings, vocabulary).scenario


def resolve(source: str | Path, settings: Sequence[str] = (), vocabulary: Vocabulary | None = None) -> Resolved:
    """Like `read`, with the merged data and the origin of every fact."""
    return vary(load(source), settings, vocabulary)


def load(source: str | Path) -> Loaded:
    """The files of a scenario. `vary` makes any number of scenarios of them, in half the time that each would take alone."""
    reading = layers.Reading()
    path, shown = library.locate(source)
    with _in_order(reading):
        return Loaded(layers.load(path, shown, reading), reading)


def vary(loaded: Loaded, settings: Sequence[str] = (), vocabulary: Vocabulary | None = None) -> Resolved:
    """The scenario of these files, changed by settings."""
    reading = deepcopy(loaded.reading)
    with _in_order(reading):
        return _validated(_changed(loaded.root, settings, reading), vocabulary, reading)


@contextmanager
def _in_order(reading: layers.Reading) -> Iterator[None]:
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError(in_order(error.problems, reading.files)) from error


def headline(source: str | Path, subject: Subject = SCENARIO) -> tuple[str, str]:
    """Title and question of a scenario or an experiment, from its own file alone where they stand there."""
    path, shown = library.locate(source, subject)
    own = plain(parse(read_text(path, shown, subject), shown, [], subject))
    if "title" in own and "question" in own:
        return own["title"], own["question"]
    whole = read(source)
    return whole.title, whole.question


def _changed(root: Block, given: Sequence[str], reading: layers.Reading) -> Block:
    root = settings.apply(root, given, Scenario, reading.problems)
    root = layers.inline_files(root, (Path(), ""), reading, win=True)
    return shape.settled(layers.by_date(without_removed(root)), Scenario, reading.problems)


def _validated(root: Block, vocabulary: Vocabulary | None, reading: layers.Reading) -> Resolved:
    facts = Facts(root)
    scenario: Scenario | None = None
    try:
        scenario = Scenario.model_validate(facts.data)
    except ValidationError as error:
        reading.problems.extend(problems_of(error, root, Scenario))
    check_names(facts, vocabulary)
    check_fit(facts, reading.broken)
    reading.problems.extend(facts.problems)
    if reading.problems or scenario is None:
        raise ScenarioError(reading.problems)
    return Resolved(scenario, facts.data, root, tuple(reading.files))


def in_order(problems: Sequence[Problem], files: Sequence[str]) -> list[Problem]:
    """In the order of reading the files and down each file; settings come last."""
    rank = {name: index for index, name in reversed(list(enumerate(files)))}

    def key(problem: Problem) -> tuple[int, int, int, int]:
        number = problem.file.removeprefix("--set ")
        setting = int(number) if number.isdecimal() and problem.file not in rank else 0
        return rank.get(problem.file, len(files)), setting, problem.line, problem.column

    return sorted(once(problems), key=key)


def scenario_hash(scenario: Scenario) -> str:
    """A fingerprint: equal for scenarios that say the same, however many files say it.

    The order of issues, seats and events counts, since it decides the order of draws; the order of keys does not.
    """
    return fingerprint(scenario.model_dump(mode="json"))


def fingerprint(data: dict[str, Any]) -> str:
    """A hash of data that JSON can hold; the order of keys counts."""
    return hashlib.sha256(json.dumps(data, separators=(",", ":"), allow_nan=False).encode()).hexdigest()


def resolved_json(data: dict[str, Any]) -> str:
    """Resolved data as text that `read` accepts again as a file."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


__all__ = ["Resolved", "Scenario", "ScenarioError", "load", "read", "resolve", "resolved_json", "scenario_hash", "vary"]
