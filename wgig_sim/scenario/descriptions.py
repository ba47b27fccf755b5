"""What each key means, in the words that stand below it in the schema's source: read only when somebody asks."""

import ast
import inspect
import sys
from functools import cache

from pydantic import BaseModel


@cache
def _described(module: str) -> dict[str, dict[str, str]]:
    """class -> field -> text, from the string below each field."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError, SyntaxError):
        return {}
    found: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = _fields(node)
    return found


def _fields(node: ast.ClassDef) -> dict[str, str]:
    texts = {}
    for field, after in zip(node.body, node.body[1:], strict=False):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            texts[field.target.id] = inspect.cleandoc(str(after.value.value))
    return texts


def description(model: type[BaseModel], field: str) -> str | None:
    """What a key of a model means, or None where its name says it all."""
    for parent in model.__mro__:
        text = _described(parent.__module__).get(parent.__name__, {}).get(field) if parent is not object else None
        if text:
            return text
    return None
