"""From the name or the file of an experiment to the validated experiment: everything that is wrong comes out at once."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from wgig_sim.scenario import library, settings, shape
from wgig_sim.scenario.messages import problems_of
from wgig_sim.scenario.parse import beside, parse, read_text
from wgig_sim.scenario.problems import EXPERIMENT, Mark, Problem, ScenarioError, problem_at, quoted
from wgig_sim.scenario.read import fingerprint, in_order
from wgig_sim.scenario.references import Facts
from wgig_sim.scenario.spreadsheet import Cell, Table, read_table
from wgig_sim.scenario.tree import Block, Leaf, Node, Series, written
from wgig_sim.scenario.tree import Path as Trail
from wgig_sim.study.checks import check, parts
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.factors import Factor


def names() -> tuple[str, ...]:
    """The experiments that travel with the program."""
    return library.names(EXPERIMENT)


def read(source: str | Path, given: Sequence[str] = ()) -> Experiment:
    """The experiment of a name (`composition`) or a file, changed by settings such as replicates=20.

    Raises ScenarioError with every problem found, each at its place.
    """
    problems: list[Problem] = []
    files: list[str] = []
    try:
        path, shown = library.locate(source, EXPERIMENT)
        files.append(shown)
        root = parse(read_text(path, shown, EXPERIMENT), shown, problems, EXPERIMENT)
        root = settings.apply(root, given, Experiment, problems)
        found = _scenario_files(root, (), path.parent, problems)
        assert isinstance(found, Block)
        root = _rows_inline(found, (path, shown), problems, files)
        return _validated(shape.settled(root, Experiment, problems), problems)
    except ScenarioError as error:
        raise ScenarioError(in_order(error.problems, files), EXPERIMENT) from error


def experiment_hash(experiment: Experiment) -> str:
    """A fingerprint: equal for experiments that say the same."""
    return fingerprint(experiment.model_dump(mode="json"))


def _validated(root: Block, problems: list[Problem]) -> Experiment:
    facts = Facts(root)
    experiment: Experiment | None = None
    try:
        experiment = Experiment.model_validate(facts.data)
    except ValidationError as error:
        problems.extend(problems_of(error, root, Experiment))
    check(parts(facts), experiment if not problems else None)
    problems.extend(facts.problems)
    if problems or experiment is None:
        raise ScenarioError(problems)
    return experiment


def _scenario_files(node: Node, path: Trail, folder: Path, problems: list[Problem]) -> Node:
    """The tree in which scenarios that are files, named relative to the experiment, are found from anywhere."""
    if isinstance(node, Block):
        below = {key: _scenario_files(inner, (*path, key), folder, problems) for key, inner in node.entries.items()}
        return replace(node, entries=below)
    if isinstance(node, Series):
        items = (_scenario_files(inner, (*path, index), folder, problems) for index, inner in enumerate(node.items))
        return replace(node, items=tuple(items))
    names_one = path[-1] == "scenario" and (len(path) == 1 or path[-3:-2] == ("levels",))
    if not (names_one or path[0] == "scenarios") or not node.text.endswith(library.SUFFIXES):
        return node
    file = ((folder if node.mark.line else Path()) / node.text).resolve()
    if not file.is_file():
        problems.append(problem_at(node.mark, written(path), f"there is no file {quoted(node.text)}.{beside(file)}"))
    return replace(node, value=str(file), text=str(file))


def _rows_inline(root: Block, source: tuple[Path, str], problems: list[Problem], files: list[str]) -> Block:
    """The rows of `design.file` in its place, read from the folder of the experiment."""
    design = root.entries.get("design")
    named = design.entries.get("file") if isinstance(design, Block) else None
    if not isinstance(design, Block) or not isinstance(named, Leaf) or "rows" in design.entries:
        return root
    folder, shown = (source[0].parent, os.path.dirname(source[1])) if named.mark.line else (Path(), "")
    file = os.path.normpath(os.path.join(shown, named.text))
    files.append(file)
    own = parts(Facts(shape.settled(root, Experiment, [])))
    if not own.whole:
        return root  # which columns there should be is not known
    columns = own.columns
    wanted = [factor.name for factor in columns]
    try:
        table = read_table(folder / named.text, file, wanted, wanted, ())
    except ScenarioError as error:
        for problem in error.problems:
            here = problem_at(named.mark, "design.file", f"{quoted(named.text)} {problem.message}")
            problems.append(problem if problem.line else here)
        return root
    rows = tuple(_row(table, row, columns) for row in table.rows)
    entries = {key: node for key, node in design.entries.items() if key != "file"} | {"rows": Series(rows, named.mark)}
    inlined = Block(entries, design.mark, design.keys | {"rows": design.keys["file"]})
    return replace(root, entries=root.entries | {"design": inlined})


def _row(table: Table, row: dict[str, Cell], columns: Sequence[Factor]) -> Block:
    """A row of a table as the mapping that `design.rows` would have."""
    entries: dict[str, Node] = {
        factor.name: table.leaf(row[factor.name], factor.numeric) for factor in columns if factor.name in row
    }
    start = next(iter(row.values())).mark
    return Block(entries, Mark(start.file, start.line, 1), {name: row[name].mark for name in entries})


__all__ = ["Experiment", "ScenarioError", "experiment_hash", "names", "read"]
