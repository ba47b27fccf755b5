"""Rooms: the base of the classic scenarios with people at given positions, in which one mechanism acts and all else is mute."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from math import ceil
from typing import Any

import numpy as np

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import load, read
from wgig_sim.scenario.schema import Scenario
from wgig_sim.scenario.tree import plain

BASE = "_bases/classics"
Constants = Mapping[str, Mapping[str, float]]


@cache
def _base() -> dict[str, Any]:
    data: dict[str, Any] = plain(load(BASE).root)
    return data


def room(positions: Floats, length: int, only: Constants | None = None, number: int = 0, **facts: Any) -> Replicate:
    """Talks of `length` rounds among people at these positions (K, N), all of whom speak in each; `facts` replace keys.

    `only` are the constants that are not those of the classics. `seats` are cells of all seats, or a mapping for each.
    """
    data = deepcopy(_base())
    topics, seats = positions.shape
    data |= {"title": "A room", "question": "Where do they end?", "rounds": {"turns": seats}}
    data["issues"] = {name: topic(name) for name in names(topics)}
    data["calendar"]["talks"] |= {"days": ["circle"] * length, "rounds_per_day": 1}
    own = facts.pop("seats", {})
    data["seats"] = [
        {"id": f"{i}", "group": "people", "camp": "people", "region": "here"}
        | {"positions": dict(zip(names(topics), positions[:, i].tolist(), strict=True))}
        | dict(own if isinstance(own, Mapping) else own[i])
        for i in range(seats)
    ]
    for mechanism, constants in (only or {}).items():
        data["mechanisms"].setdefault(mechanism, {}).update(constants)
    return Replicate(compile_scenario(Scenario.model_validate(data | facts)), 0, number)


def names(topics: int) -> list[str]:
    """Ids of so many topics."""
    return [f"topic-{k}" for k in range(topics)]


def topic(name: str, text: float = 0.0) -> dict[str, Any]:
    """An issue, and the text that it starts from."""
    return {"title": name, "question": name, "poles": ["no", "yes"], "cluster": "topics", "text": text}


def weighing(weights: Floats) -> dict[str, Any]:
    """The facts that make W (N, N) the weights of a round: row i gives W_ij to j, the diagonal to oneself."""
    seats = weights.shape[0]
    table = [[f"{i}", f"{j}", float(weights[i, j])] for i in range(seats) for j in range(seats)]
    each = ceil(float((weights / np.diag(weights)[:, None]).max()) - 1e-9)
    return {"trust": {"weights": table}, "rounds": {"turns": seats * each}}


def rounds_of(replicate: Replicate) -> Iterator[Floats]:
    """Positions (K, N) after each round."""
    while not replicate.is_over:
        replicate.advance()
        yield replicate.process.state.position.copy()


def settled(replicate: Replicate) -> Floats:
    """Positions (K, N) at the end."""
    replicate.finish()
    result: Floats = replicate.process.state.position.copy()
    return result


def classic_setup(name: str) -> Setup:
    """A classic scenario as it is shipped, compiled."""
    return compile_scenario(read(f"classics/{name}", vocabulary=vocabulary()))


def classic(name: str) -> Replicate:
    """A classic scenario as it is shipped, ready to start."""
    return Replicate(classic_setup(name))
