"""A scenario and what it extends, laid over each other in turn: mappings merge key by key, everything else replaces."""

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

from wgig_sim.scenario import library
from wgig_sim.scenario.graph_file import read_graphml
from wgig_sim.scenario.parse import parse, read_text
from wgig_sim.scenario.problems import Problem, ScenarioError, problem_at, quoted
from wgig_sim.scenario.spreadsheet import read_pairs, read_positions, read_seats, read_weights
from wgig_sim.scenario.tree import Block, Leaf, Node, Series

GENERATIONS = 20
OF_TRUST = ("pairs", "weights")


@dataclass
class Reading:
    """What comes up while files are read: problems, files in the order of reading, and keys whose CSV file failed."""

    problems: list[Problem] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def load(path: Path, shown: str, reading: Reading, trail: tuple[tuple[Path, str], ...] = ()) -> Block:
    """The scenario of a file with everything it inherits. Problems that leave something to check go to `reading`."""
    reading.files.append(shown)
    block = parse(read_text(path, shown), shown, reading.problems)
    _in_date_order(block, reading.problems)
    block = inline_files(block, (path.parent, os.path.dirname(shown)), reading)
    named = block.entries.pop("extends", None)
    if named is None:
        return block
    trail = (*trail, (path.resolve(), shown))
    layers = []
    try:
        for name in named.items if isinstance(named, Series) and named.items else (named,):
            base_path, base_shown = _base(name, path, shown, trail)
            layers.append(load(base_path, base_shown, reading, trail))
    except ScenarioError as error:
        known = [problem for problem in reading.problems if problem not in error.problems]
        raise ScenarioError([*known, *error.problems]) from error
    return reduce(merge, [*layers, block])


def _base(named: Node, path: Path, shown: str, trail: tuple[tuple[Path, str], ...]) -> tuple[Path, str]:
    """The file that `extends` names: a shipped scenario, or a path relative to the file that says so."""
    if not isinstance(named, Leaf) or not isinstance(named.value, str):
        message = "should be the name of a scenario or the path of a file relative to this one, or a list of them."
        raise ScenarioError([problem_at(named.mark, "extends", message)])
    name = named.text
    beside = path.parent / name
    by_name = library.lookup(name)
    if not name.endswith(library.SUFFIXES) and by_name is not None:
        base, base_shown = by_name, library.shown(by_name) or str(by_name)
    else:
        base, base_shown = beside, os.path.normpath(os.path.join(os.path.dirname(shown), name))
    if not os.path.exists(base):
        looked = f"there is no file {quoted(base_shown)}." if name.endswith(library.SUFFIXES) else library.no_such(name)
        raise ScenarioError([problem_at(named.mark, "extends", looked)])
    if base.resolve() in [known for known, _ in trail]:
        circle = " -> ".join([*(name for _, name in trail), base_shown])
        raise ScenarioError([problem_at(named.mark, "extends", f"goes round in a circle: {circle}.")])
    if len(trail) > GENERATIONS:
        raise ScenarioError([problem_at(named.mark, "extends", f"more than {GENERATIONS} files extend each other.")])
    return base, base_shown


def merge(base: Block, over: Block) -> Block:
    """`over` laid on `base`. A null takes the inherited entry away; nothing is inherited into a `replace: true`."""
    if over.replace:
        gone = over.gone | (base.entries.keys() - over.entries.keys())
        return Block(over.entries, over.mark, over.keys, replace=True, gone=gone)
    entries = dict(base.entries)
    keys = dict(base.keys)
    for key, node in over.entries.items():
        below = entries.get(key)
        if isinstance(node, Block) and isinstance(below, Block):
            entries[key] = merge(below, node)
        elif below is not None and isinstance(node, Leaf) and node.value is None:
            entries[key] = replace(node, removes=True)
        else:
            entries[key] = node
        if key in over.keys:
            keys[key] = over.keys[key]
    return Block(entries, over.mark, keys, replace=base.replace, gone=(base.gone | over.gone) - entries.keys())


def inline_files(block: Block, folder: tuple[Path, str], reading: Reading, win: bool = False) -> Block:
    """The rows of seats_file, positions_file and the files of trust in place of their names, read from a folder.

    What the file itself lists wins over the rows, unless the names come from outside (`win`).
    """
    entries = dict(block.entries)
    keys = dict(block.keys)
    for key, target, reader in (("seats_file", "seats", read_seats), ("positions_file", "positions", read_positions)):
        rows = _inlined(Block(entries, block.mark, keys), key, target, folder, reading, reader, win)
        if rows is not None:
            own = entries.get(target)
            if isinstance(rows, Block) and isinstance(own, Block):
                rows = merge(own, rows) if win else merge(rows, own)
            entries[target] = rows
            keys[target] = keys[key]
        entries.pop(key, None)
    for key, target, reader in (("file", "pairs", _read_network), ("weights_file", "weights", read_weights)):
        trust = entries.get("trust")
        if isinstance(trust, Block) and key in trust.entries:
            rows = _inlined(trust, key, target, folder, reading, reader, win)
            inner = {name: node for name, node in trust.entries.items() if name != key}
            if rows is not None:
                inner[target] = rows
            entries["trust"] = Block(inner, trust.mark, {**trust.keys, target: trust.keys[key]}, trust.replace)
    return Block(entries, block.mark, keys, block.replace)


Reader = Callable[[Path, str, list[Problem]], Node]


def _inlined(
    block: Block, key: str, target: str, folder: tuple[Path, str], reading: Reading, reader: Reader, win: bool
) -> Node | None:
    """What stands in the file that `key` names; null where the key says null; nothing where there is no such key."""
    named = block.entries.get(key)
    written = f"trust.{key}" if target in OF_TRUST else key
    if named is None:
        return None
    if isinstance(named, Leaf) and named.value is None:
        return None if target in block.entries or target == "positions" else named
    if not isinstance(named, Leaf) or not isinstance(named.value, str):
        reading.problems.append(problem_at(named.mark, written, "should be the path of a file, relative to this one."))
        reading.broken.add(target)
        return None
    if not win and target != "positions" and target in block.entries and not _null(block.entries[target]):
        mark = block.keys[target]
        where = f"line {mark.line}" if mark.line else mark.file
        message = f"{target} are listed too ({where}). Keep one of the two."
        reading.problems.append(problem_at(named.mark, written, message))
        return None
    shown = os.path.normpath(os.path.join(folder[1], named.text))
    reading.files.append(shown)
    found: list[Problem] = []
    try:
        return reader(folder[0] / named.text, shown, found)
    except ScenarioError as error:
        unread = [problem for problem in error.problems if not problem.line]
        found.extend(problem for problem in error.problems if problem.line)
        found.extend(problem_at(named.mark, written, f"{shown} {problem.message}") for problem in unread)
        reading.broken.add(target)
        return None
    finally:
        section = f"trust.{target}" if target in OF_TRUST else target
        reading.problems.extend(replace(problem, key=problem.key or section) for problem in found)


def _read_network(path: Path, shown: str, problems: list[Problem]) -> Series:
    return (read_pairs if path.suffix.lower() in (".csv", ".tsv") else read_graphml)(path, shown, problems)


def _null(node: Node) -> bool:
    return isinstance(node, Leaf) and node.value is None


def start_of(event: Node) -> datetime.date | None:
    """The first day of an entry of the calendar, where it is a date."""
    start = event.entries.get("start") if isinstance(event, Block) else None
    try:
        return datetime.date.fromisoformat(start.text) if isinstance(start, Leaf) else None
    except ValueError:
        return None


def _in_date_order(block: Block, problems: list[Problem]) -> None:
    """Within one file the calendar is written in the order of its days."""
    calendar = block.entries.get("calendar")
    last: tuple[datetime.date, str] | None = None
    for name, event in calendar.entries.items() if isinstance(calendar, Block) else ():
        start = start_of(event)
        if start is None:
            continue
        if last and start < last[0]:
            assert isinstance(event, Block)
            message = f"{start} is before {last[0]}, the start of {last[1]} above it. Put the calendar in date order."
            problems.append(problem_at(event.entries["start"].mark, f"calendar.{name}.start", message))
        last = (max(start, last[0]) if last else start, name)


def by_date(root: Block) -> Block:
    """The calendar in date order, so that a variant can add an event anywhere; equal days keep their order."""
    calendar = root.entries.get("calendar")
    if not isinstance(calendar, Block):
        return root
    starts = {name: start_of(event) for name, event in calendar.entries.items() if isinstance(event, Block)}
    known = [start for start in starts.values() if start is not None]
    if len(known) < len(starts) or known == sorted(known):
        return root
    order = sorted(calendar.entries, key=lambda name: starts.get(name) or datetime.date.max)
    ordered = Block({name: calendar.entries[name] for name in order}, calendar.mark, calendar.keys)
    return Block({**root.entries, "calendar": ordered}, root.mark, root.keys)
