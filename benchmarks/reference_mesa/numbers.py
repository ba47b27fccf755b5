"""Numbers: small functions over plain Python numbers and lists, shared by all kinds of agents.

Sums are explicit loops: from Python 3.12 on, `sum` adds floats in another way, and its last bit differs.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np

from wgig_sim.core.constituencies import STRIDE

Option = TypeVar("Option")


def as_lists(values: Any) -> Any:
    """A NamedTuple of arrays (of NamedTuples) with lists in the place of arrays, nested as deep as the array had axes."""
    if isinstance(values, np.ndarray):
        return values.tolist()
    return type(values)(*map(as_lists, values)) if isinstance(values, tuple) else values


def clip(value: float, low: float, high: float) -> float:
    """`value` held within [low, high]."""
    return min(max(value, low), high)


def sign(value: float) -> int:
    """-1, 0 or +1."""
    return (value > 0.0) - (value < 0.0)


def total(values: Iterable[float]) -> float:
    """The sum of floats, added one after the other."""
    result = 0.0
    for value in values:
        result += value
    return result


def chosen(options: Sequence[Option], weights: Sequence[float], uniform: float) -> Option | None:
    """The option at which the running sum of weights passes `uniform` (in [0, 1)) of their total; None if all are 0."""
    threshold = uniform * total(weights)
    reached, last = 0.0, None
    for option, weight in zip(options, weights, strict=True):
        reached += weight
        if weight > 0.0:
            last = option
            if reached > threshold:
                break
    return last


def systematic(options: Sequence[Option], start: float, turn: int = 0) -> Option:
    """Who comes in `turn` of a systematic sample from the random start in [0, 1)."""
    at = start + turn * STRIDE
    return options[min(int((at - math.floor(at)) * len(options)), len(options) - 1)]


def faded(rate: float, months: float) -> float:
    """Share that has faded after some months at `rate` a month, in [0, 1]."""
    kept: float = (1.0 - rate) ** months
    return 1.0 - kept


def small_world(order: Sequence[int], draws: Sequence[Sequence[Sequence[float]]], rewire: float) -> list[list[int]]:
    """Whom each node knows (Watts & Strogatz 1998): first the ties that it made, then the ring behind it."""
    n = len(order)
    links: list[list[int]] = [[] for _ in order]
    for place, node in enumerate(order):
        for hop, (chance, whom) in enumerate(draws[node]):
            other = order[min(int(whom * n), n - 1)]
            links[node].append(other if chance < rewire and other != node else order[(place + hop + 1) % n])
        for hop in range(len(draws[node])):
            links[node].append(order[(place - hop - 1) % n])
    return links
