"""What may stand where: the schema read as a tree of kinds, so that a bare word means what its place asks for."""

import datetime
import types
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from wgig_sim.scenario import scalars
from wgig_sim.scenario.problems import Problem, problem_at
from wgig_sim.scenario.tree import Block, Leaf, Node, Path, Series, written


@cache
def members(kind: Any) -> tuple[Any, ...]:
    """The alternatives of a kind: float | Belief -> float, Belief."""
    origin = get_origin(kind)
    if origin is Annotated:
        return members(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return tuple(member for part in get_args(kind) for member in members(part))
    return (kind,)


@lru_cache(maxsize=4096)
def below(kind: Any, part: str | int) -> Any:
    """The kind of an entry, or None where the schema has none."""
    for member in members(kind):
        origin, arguments = get_origin(member), get_args(member)
        if isinstance(part, str):
            if isinstance(member, type) and issubclass(member, BaseModel) and part in member.model_fields:
                return member.model_fields[part].annotation
            if origin is dict:
                return arguments[1]
        elif origin is tuple:
            return arguments[0] if Ellipsis in arguments else arguments[part] if part < len(arguments) else None
    return None


def kind_at(kind: Any, path: Path) -> Any:
    """The kind of what stands at a path, or None where the schema has nothing."""
    for part in path:
        kind = below(kind, part)
    return kind


def model_of(kind: Any) -> type[BaseModel] | None:
    """The model among the alternatives of a kind."""
    for member in members(kind):
        if isinstance(member, type) and issubclass(member, BaseModel):
            return member
    return None


def keys_of(kind: Any) -> tuple[str, ...]:
    """The keys that a mapping may have here; empty where names are free."""
    model = model_of(kind)
    names = list(model.model_fields) if model else []
    return tuple(sorted(names, key=("source", "note").__contains__))


@cache
def choices(kind: Any) -> tuple[str, ...]:
    """The words that a place allows, where it allows only certain words."""
    return tuple(word for member in members(kind) if get_origin(member) is Literal for word in get_args(member))


def takes(kind: Any, what: type) -> bool:
    """Whether a text, number, truth value or date may stand here."""
    return what in members(kind) or (what is str and bool(choices(kind)))


def settled(root: Block, kind: Any, problems: list[Problem]) -> Block:
    """The tree with bare words read as their places ask for, and without the entries that a null takes away."""
    node = _settle(root, kind, (), problems)
    assert isinstance(node, Block)
    return node


def _settle(node: Node, kind: Any, path: Path, problems: list[Problem]) -> Node | None:
    if isinstance(node, Block):
        entries = {}
        for key, inner in node.entries.items():
            kept = _settle(inner, below(kind, key), (*path, key), problems)
            if kept is not None:
                entries[key] = kept
        return Block(entries, node.mark, node.keys)
    if isinstance(node, Series):
        items = (_settle(inner, below(kind, i), (*path, i), problems) for i, inner in enumerate(node.items))
        return Series(tuple(item for item in items if item is not None), node.mark)
    if node.value is None:
        return _null(node, kind, path, problems)
    return _leaf(node, kind)


def _null(node: Leaf, kind: Any, path: Path, problems: list[Problem]) -> Leaf | None:
    if takes(kind, types.NoneType) or (kind is None and not node.removes):  # the schema has to say that a key is unknown
        return node
    if not node.removes:
        message = "is empty, and nothing is inherited that null could take away. Give it a value or delete it."
        problems.append(problem_at(node.mark, written(path), message + scalars.comma_hint(str(path[-1]))))
    return None


def _leaf(node: Leaf, kind: Any) -> Leaf:
    """`id: 7` is the text "7", `papers: no` is false and `chair: no` none, whatever YAML would make of them."""
    if not node.bare or kind is None:
        return node
    if takes(kind, types.NoneType) and model_of(kind) and scalars.says_none(node.text):
        return Leaf(None, node.text, node.mark)
    if isinstance(node.value, str) and takes(kind, bool):
        truth = scalars.yes_or_no(node.value)
        return node if truth is None else Leaf(truth, node.text, node.mark)
    numeric = takes(kind, float) or takes(kind, int)
    if isinstance(node.value, bool):
        textual = str in members(kind) and not takes(kind, bool)
        return Leaf(node.text, node.text, node.mark) if textual else node
    if isinstance(node.value, int | float) and not numeric and (str in members(kind) or takes(kind, datetime.date)):
        return Leaf(node.text, node.text, node.mark)
    return node
