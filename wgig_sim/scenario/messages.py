"""What the schema finds, in a person's words and at its place."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wgig_sim.scenario import shape
from wgig_sim.scenario.descriptions import description
from wgig_sim.scenario.problems import Problem, listed, nearest, problem_at, quoted, unknown
from wgig_sim.scenario.scalars import comma_hint, number_hint
from wgig_sim.scenario.tree import Block, Leaf, Node, Path, Series, child, descend, place, plain, written

_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}
_EXPECTED = {
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "a text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list, such as [a, b]",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
    "finite_number": "a finite number",
}


def problems_of(error: ValidationError, root: Block, kind: Any) -> list[Problem]:
    """Every finding of the schema, each once, without the noise of alternatives that nobody meant."""
    found: list[Problem] = []
    for detail in error.errors(include_url=False):
        path, tags = _path(root, detail)
        if all(_meant(tag, descend(root, path[:depth])) for tag, depth in tags):
            found.append(_problem(detail, path, root, kind))
    return list(dict.fromkeys(found))


def _path(root: Block, detail: ErrorDetails) -> tuple[Path, list[tuple[str, int]]]:
    """The path in the file, and the tags of alternatives on the way with the depth at which each stands."""
    node: Node | None = root
    path: list[str | int] = []
    tags: list[tuple[str, int]] = []
    for position, part in enumerate(detail["loc"]):
        below = child(node, part)
        absent = detail["type"] == "missing" and position == len(detail["loc"]) - 1
        if below is not None or absent:
            path.append(part)
            node = below
        elif part != "[key]":
            tags.append((str(part), len(path)))
    return tuple(path), tags


def _meant(tag: str, node: Node | None) -> bool:
    """Whether an alternative is the one that the value was meant for."""
    literal, number = tag.startswith("literal["), "float" in tag or "int" in tag
    if isinstance(node, Block):
        return not literal and not number
    if isinstance(node, Leaf) and isinstance(node.value, str | bool):
        return literal or number
    return number


def _problem(detail: ErrorDetails, path: Path, root: Block, kind: Any) -> Problem:
    what = detail["type"]
    if what == "missing":
        return _missing(path, root, kind)
    if what == "extra_forbidden":
        parent = shape.kind_at(kind, path[:-1])
        key = str(path[-1])
        message = unknown("key", key, shape.keys_of(parent), "Keys here") + comma_hint(key)
        return problem_at(place(root, path, of_key=True), written(path), message)
    if what == "value_error":
        message = str(detail.get("ctx", {}).get("error", detail["msg"]))
        first, _, rest = message.partition(" ")
        if first in shape.keys_of(shape.kind_at(kind, path)):
            path, message = (*path, first), rest
        return problem_at(place(root, path), written(path), message if message.endswith(".") else f"{message}.")
    message = _message(detail, descend(root, path), shape.kind_at(kind, path))
    return problem_at(place(root, path), written(path), message)


def _missing(path: Path, root: Block, kind: Any) -> Problem:
    part = path[-1]
    parent = descend(root, path[:-1])
    if isinstance(part, int):
        message = f"should be a list of {len(shape.members(shape.kind_at(kind, path[:-1])))} or more texts."
        if isinstance(parent, Series):
            message = f"has {_count(len(parent.items), 'entry', 'entries')}, which is too few."
        return problem_at(place(root, path[:-1]), written(path[:-1]), message)
    model = shape.model_of(shape.kind_at(kind, path[:-1]))
    text = description(model, part) if model else None
    words = f" {' '.join(text.split())}" if text else ""
    given = parent.entries if isinstance(parent, Block) else {}
    stray = nearest(part, [key for key in given if model and key not in model.model_fields])
    hint = f' Is "{stray}" meant?' if stray else ""
    return problem_at(place(root, path[:-1], of_key=True), written(path), f"is missing.{hint}{words}")


def _message(detail: ErrorDetails, node: Node | None, kind: Any) -> str:
    what, context = detail["type"], detail.get("ctx", {})
    value = plain(node) if node is not None else detail["input"]
    says = node.text if isinstance(node, Leaf) and isinstance(value, int | float) else quoted(value)
    if what in _BOUNDS:
        name, words = _BOUNDS[what]
        bound = context[name]
        return f"should be {words} {f'{bound:,}' if isinstance(bound, int) else f'{bound:g}'}, is {says}."
    if what == "literal_error":
        return _choice(value, says, kind)
    if what in _EXPECTED:
        return _wrong_kind(_EXPECTED[what], value, says, kind)
    if what in ("too_short", "too_long"):
        word, bound = ("at least", "min_length") if what == "too_short" else ("at most", "max_length")
        number = context.get(bound, 1)
        length = context.get("actual_length", len(value))
        return f"should have {word} {_count(number, 'entry', 'entries')}, has {length}."
    if what == "string_too_short":
        return "should not be empty."
    if what == "string_too_long":
        return f"should have at most {context['max_length']} characters, has {len(str(value))}."
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}, is {says}."


def _choice(value: Any, says: str, kind: Any) -> str:
    words = shape.choices(kind)
    number = " or a number" if shape.takes(kind, float) else ""
    mapping = f", or a mapping with {listed(shape.keys_of(kind))}" if shape.model_of(kind) else ""
    meant = nearest(value, words) if isinstance(value, str) else None
    hint = f' Did you mean "{meant}"?' if meant else ""
    some = "one of " if len(words) > 1 else ""
    return f"should be {some}{listed(words)}{number}{mapping}, is {says}.{hint}"


def _wrong_kind(expected: str, value: Any, says: str, kind: Any) -> str:
    words = shape.choices(kind)
    if words and (isinstance(value, bool) or not isinstance(value, int | float)):
        return _choice(value, says, kind)
    model = shape.model_of(kind)
    if model and expected == "a number":
        expected = f"a number, or a mapping with {listed(shape.keys_of(model))}"
    elif model and expected == "a mapping of keys":
        expected = f"a mapping with keys such as {listed(shape.keys_of(model)[:4])}"
    hint = number_hint(value) if isinstance(value, str) and "number" in expected else ""
    return f"should be {expected}, is {says}.{hint}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: an unknown name in the head of a column is wrong once, not again in every row."""
    seen: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        general = problem.line and problem.message.startswith("unknown ")
        seen.setdefault((problem.place, problem.message if general else problem.text), problem)
    return list(seen.values())
