"""A scenario file as a tree in which every value knows its place; the places survive merging."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wgig_sim.scenario.problems import Mark

Path = tuple[str | int, ...]
"""Where a value stands in the tree: ("seats", 3, "group")."""


@dataclass(frozen=True)
class Leaf:
    """A text, number, true/false or null; `text` is what the file says, `bare` whether it stands without quotes."""

    value: str | int | float | bool | None
    text: str
    mark: Mark
    bare: bool = True
    removes: bool = False
    """A null that has met an inherited entry."""


@dataclass(frozen=True)
class Series:
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True)
class Block:
    """A mapping. `replace` asks that nothing be inherited into it; `gone` are the keys that for this reason were not."""

    entries: dict[str, "Node"]
    mark: Mark
    keys: dict[str, Mark] = field(default_factory=dict)
    replace: bool = False
    gone: frozenset[str] = frozenset()


Node = Leaf | Series | Block


def plain(node: Node) -> Any:
    """The tree as ordinary Python data."""
    if isinstance(node, Block):
        return {key: plain(child) for key, child in node.entries.items()}
    if isinstance(node, Series):
        return [plain(child) for child in node.items]
    return node.value


def child(node: Node | None, part: str | int) -> Node | None:
    """One step down, or None where there is nothing."""
    if isinstance(node, Block) and isinstance(part, str):
        return node.entries.get(part)
    if isinstance(node, Series) and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part]
    return None


def descend(root: Node, path: Path) -> Node | None:
    """The value at a path, or None where there is nothing."""
    node: Node | None = root
    for part in path:
        node = child(node, part)
    return node


def place(root: Block, path: Path, of_key: bool = False) -> Mark:
    """Where the value at a path stands, or its key; the nearest parent where there is no such value."""
    node: Node = root
    mark = root.mark
    for part in path:
        below = child(node, part)
        if below is None:
            return mark
        key_mark = node.keys.get(part) if isinstance(node, Block) and isinstance(part, str) else None
        mark = key_mark if key_mark and (of_key or not isinstance(below, Leaf)) else below.mark
        node = below
    return mark


def written(path: Path) -> str:
    """A path as messages and `--set` write it: `seats[3].group`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif re.fullmatch(r'[^.\[\]="]+', part):
            text += f".{part}" if text else part
        else:
            text += f'["{part}"]'
    return text


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every value below a node with its path, parents first."""
    yield path, node
    if isinstance(node, Block):
        for key, below in node.entries.items():
            yield from walk(below, (*path, key))
    elif isinstance(node, Series):
        for index, below in enumerate(node.items):
            yield from walk(below, (*path, index))
