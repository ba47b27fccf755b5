"""Constraints between factors: comparisons such as `a + b <= 1`, read as arithmetic and as nothing else."""

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wgig_sim.scenario.problems import quoted, unknown

LENGTH = 300

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_EXAMPLE = 'Write a comparison, such as "a + b <= 1".'
SLACK = 1e-9
"""Sums such as 0.1 + 0.2 count as 0.3."""


class ConstraintError(ValueError):
    """What is wrong with a constraint, in words."""


def parse(text: str) -> ast.Compare:
    """The comparison that a text is; a ConstraintError says what else stands in it."""
    if len(text) > LENGTH:
        raise ConstraintError(f"has {len(text)} characters; a constraint has at most {LENGTH}.")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ConstraintError(f"{quoted(text)} cannot be read. {_EXAMPLE}") from None
    if not isinstance(tree, ast.Compare):
        raise ConstraintError(f"{quoted(text)} is no comparison. {_EXAMPLE}")
    for operation in tree.ops:
        if type(operation) not in _COMPARISONS:
            raise ConstraintError(f"compares with something else than <, <=, >, >=, == and !=. {_EXAMPLE}")
    for side in (tree.left, *tree.comparators):
        _check(side)
    return tree


def _check(node: ast.expr) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        _check(node.left)
        _check(node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        _check(node.operand)
    elif isinstance(node, ast.Constant):
        number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        if not number or not math.isfinite(_float(node.value)):
            raise ConstraintError(f"{ast.unparse(node)} is no number. {_EXAMPLE}")
    elif _name(node) is None:
        raise ConstraintError(f"{quoted(ast.unparse(node))} is neither arithmetic, nor a name, nor a number. {_EXAMPLE}")


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _name(node: ast.expr) -> str | None:
    """The factor that a name stands for; `trust.gain` is one name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _name(node.value)
        return f"{before}.{node.attr}" if before is not None else None
    return None


def names(tree: ast.expr) -> list[str]:
    """The factors that a constraint speaks of."""
    own = _name(tree)
    if own is not None:
        return [own]
    return [name for part in ast.iter_child_nodes(tree) if isinstance(part, ast.expr) for name in names(part)]


def complaint(text: str, numeric: Iterable[str], others: Iterable[str] = (), noun: str = "factor") -> str | None:
    """What is wrong with a constraint between factors that are numbers, given that others are not; None if it is right.

    `noun`: what a message calls them.
    """
    numeric, others = list(numeric), set(others)
    try:
        used = names(parse(text))
    except ConstraintError as error:
        return str(error)
    for name in used:
        if name in others:
            return f"{name} has words for values; a constraint compares numbers."
        if name not in numeric:
            known = "Factors with numbers" if noun == "factor" else f"Free {noun}s"
            return unknown(noun, name, numeric, known)
    return None if used else f"{quoted(text)} speaks of no {noun}. {_EXAMPLE}"


def fulfilled(text: str, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Which points fulfil a constraint: columns (P,) by factor -> (P,). A point where it is undefined does not."""
    tree = parse(text)
    sides = [tree.left, *tree.comparators]
    size = len(next(iter(columns.values()), ()))
    kept = np.ones(size, dtype=np.bool_)
    with np.errstate(all="ignore"):
        values = [_value(side, columns) for side in sides]
        for left, operation, right in zip(values, tree.ops, values[1:], strict=False):
            slack = SLACK if isinstance(operation, ast.LtE) else -SLACK if isinstance(operation, ast.GtE) else 0.0
            near = np.abs(left - right) <= SLACK
            exact = _COMPARISONS[type(operation)](left, right + slack)
            kept &= near if isinstance(operation, ast.Eq) else exact & ~near if slack == 0.0 else exact
    return kept


def _value(node: ast.expr, columns: Mapping[str, NDArray[np.float64]]) -> Any:
    if isinstance(node, ast.BinOp):
        return _ARITHMETIC[type(node.op)](_value(node.left, columns), _value(node.right, columns))
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, columns)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Constant):
        return np.float64(_float(node.value))
    return columns[_name(node) or ""]
