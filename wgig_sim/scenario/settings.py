"""`--set a.b[2].c=value`: one value of a scenario changed from outside, under the same rules as a file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wgig_sim.scenario import scalars, shape
from wgig_sim.scenario.parse import parse
from wgig_sim.scenario.problems import Mark, Problem, ScenarioError, listed, nearest, problem_at, quoted
from wgig_sim.scenario.tree import Block, Leaf, Node, Path, Series, child, plain, written

_FIRST = re.compile(r'(?P<name>[^.\[\]="]+)|\["(?P<text>[^"]+)"\]')
_NEXT = re.compile(r'\.(?P<name>[^.\[\]="]+)|\[(?P<index>[0-9]{1,9})\]|\["(?P<text>[^"]+)"\]|\[(?P<id>[^\]"=]+)\]')


def apply(root: Block, settings: Sequence[str], kind: Any, problems: list[Problem]) -> Block:
    """The tree after all settings, one after the other; what is wrong with one is noted as `--set 1`, `--set 2`, ..."""
    for number, setting in enumerate(settings, 1):
        mark = Mark(f"--set {number}")
        try:
            path, value = split(setting, mark, problems)
            changed = _put(root, path, value, kind, (), mark)
            assert isinstance(changed, Block)
            root = changed
        except ScenarioError as error:
            problems.extend(error.problems)
    return root


def split(setting: str, mark: Mark, problems: list[Problem]) -> tuple[Path, Node]:
    """The path and the value of one setting."""
    path: list[str | int] = []
    position, pattern = 0, _FIRST
    while match := pattern.match(setting, position):
        path.append(_part(match.groupdict()))
        position, pattern = match.end(), _NEXT
    rest = setting[position:].lstrip()
    if not path or "" in path or not rest.startswith("="):
        message = f"{quoted(setting)} is not a setting. Write KEY=VALUE, for example seats[3].camp=business."
        raise ScenarioError([problem_at(mark, "", message)])
    if path[0] == "extends":
        raise ScenarioError([problem_at(mark, "extends", "cannot be set from outside. Write a file that extends.")])
    return tuple(path), _value(rest[1:].strip(), mark, problems)


def _part(found: dict[str, str | None]) -> str | int:
    """One step of a path: a key, the number of an entry in a list, or in brackets the id of one."""
    if found.get("index"):
        return int(found["index"] or 0)
    return f"[{found['id']}]" if found.get("id") else found.get("text") or (found.get("name") or "").strip()


def _value(text: str, mark: Mark, problems: list[Problem]) -> Node:
    """A bare word means what it means in a file; quotes, [lists] and {mappings} are YAML."""
    if not text:
        raise ScenarioError([problem_at(mark, "", "has no value after the =. Write null to take an entry away.")])
    if text[0] not in "[{\"'":
        return Leaf(scalars.meaning(text), text, mark)
    found: list[Problem] = []
    try:
        node = parse(f"value: {text}", mark.file, found).entries["value"]
    except ScenarioError as error:
        found = list(error.problems)
        node = Leaf(None, "", mark)
    if found:
        raise ScenarioError([replace(problem, line=0, column=0) for problem in found])
    return _remarked(node, mark)


def _remarked(node: Node, mark: Mark) -> Node:
    if isinstance(node, Block):
        entries = {key: _remarked(inner, mark) for key, inner in node.entries.items()}
        return Block(entries, mark, dict.fromkeys(entries, mark), node.replace)
    if isinstance(node, Series):
        return Series(tuple(_remarked(inner, mark) for inner in node.items), mark)
    return replace(node, mark=mark)


def _put(node: Node | None, path: Path, value: Node, kind: Any, done: Path, mark: Mark) -> Node:
    """The node with the value at the path; mappings on the way come into being, lists have to be there."""
    if not path:
        if isinstance(value, Leaf) and value.value is None and node is not None:
            return replace(value, removes=True)
        if isinstance(value, Block) and isinstance(node, Block):
            return replace(value, gone=frozenset(node.entries.keys() - value.entries.keys()))
        return value
    part = path[0]
    if isinstance(node, Series):
        part = _index(node, part, done, mark)
        inner = _put(node.items[part], path[1:], value, shape.below(kind, part), (*done, part), mark)
        return Series((*node.items[:part], inner, *node.items[part + 1 :]), node.mark)
    if isinstance(part, int) or part.startswith("["):
        what = "there is no list here" if node is None else f"is {quoted(plain(node))}, not a list"
        raise ScenarioError([problem_at(mark, written(done), f"{what}, so there is no entry {part}.")])
    block = _opened(node, kind, done, part, mark)
    inner = _put(child(block, part), path[1:], value, shape.below(kind, part), (*done, part), mark)
    keys = {**block.keys, part: block.keys.get(part, mark) if len(path) > 1 else mark}
    return Block({**block.entries, part: inner}, block.mark, keys)


def _opened(node: Node | None, kind: Any, done: Path, part: str, mark: Mark) -> Block:
    """The mapping that a key is set in; `0.4` opens as {mean: 0.4} where a number stands for a longer form."""
    if isinstance(node, Block):
        return node
    if node is None or (isinstance(node, Leaf) and node.value is None):
        return Block({}, mark)
    model = shape.model_of(kind)
    first = next((name for name, field in model.model_fields.items() if field.is_required()), None) if model else None
    if first is None or not isinstance(node, Leaf):
        message = f"is {quoted(plain(node))} and has no key {quoted(part)}."
        raise ScenarioError([problem_at(mark, written(done), message)])
    return Block({first: node}, node.mark, {first: node.mark})


def _index(node: Series, part: str | int, done: Path, mark: Mark) -> int:
    """The place of an entry in a list: by number from 0, or by its id."""
    if isinstance(part, int):
        if part < len(node.items):
            return part
        last = f"[0] to [{len(node.items) - 1}]" if node.items else "none"
        message = f"there is no entry [{part}]. Entries: {last}."
        raise ScenarioError([problem_at(mark, written(done), message)])
    if not part.startswith("["):
        message = f"is a list and has no key {quoted(part)}. Name an entry first, for example {written(done)}[0]."
        raise ScenarioError([problem_at(mark, written(done), message)])
    wanted = part[1:-1].strip()
    ids = [str(plain(item).get("id")) if isinstance(item, Block) else "" for item in node.items]
    if wanted in ids:
        return ids.index(wanted)
    known = [name for name in ids if name and name != "None"]
    meant = nearest(wanted, known)
    hint = f' Did you mean "{meant}"?' if meant else ""
    detail = f" Ids: {listed(known)}." if known else " Count entries from 0."
    raise ScenarioError([problem_at(mark, written(done), f"has no entry {quoted(wanted)}.{hint}{detail}")])
