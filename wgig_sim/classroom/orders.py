"""Orders: what the server asks of its workers, one piece of at most some tenths of a second at a time, and how they do it."""

import gzip
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.classroom.cards import loaded, scenario
from wgig_sim.classroom.lever import Value
from wgig_sim.classroom.levers import settings
from wgig_sim.core.measures import Moment
from wgig_sim.engines.ensemble import sample
from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.scenario.read import vary

MEASURES = (
    "share_agreed",
    "understanding_change",
    "trust_change",
    "opinion_change",
    "acceptance",
    "options_per_open_item",
    "substance",
    "objections_sustained",
    "voice_gini",
    "representation",
)
"""The measures of an effect."""
CURVES = ("understanding", "trust", "opinion_change", "agreed", "understanding_between", "trust_between")
"""The measures of a band."""
SEED = 2005
"""The seed with which the page begins (store.js), and of the runs of every effect and band, whichever run is on show."""
VALUES, CURVED = 50, 25
"""Replicates in a block of values, and in a block of curves, which take longer."""


class Order(NamedTuple):
    """A piece of work. Equal orders have equal results, so that one is enough."""

    kind: str
    scenario: str
    levers: tuple[tuple[str, Value], ...]
    seed: int
    block: int = 0
    """Which of the blocks of replicates, for `values` and `curves`."""


class Unfit(NamedTuple):
    """Levers that do not go together in this forum, and why."""

    why: str


Result = bytes | NDArray[Any] | Unfit


@lru_cache(maxsize=16)
def setup(name: str, levers: tuple[tuple[str, Value], ...]) -> Setup:
    """A forum with its levers moved, compiled."""
    changed = settings(scenario(name), dict(levers))
    return compile_scenario(vary(loaded(name), changed, vocabulary()).scenario)


def perform(_: None, order: Order) -> Result:
    """Do a piece of work."""
    try:
        forum = setup(order.scenario, order.levers)
    except ScenarioError as error:
        return Unfit("; ".join(problem.message for problem in error.problems))
    return WORK[order.kind](forum, order)


def choice(order: Order) -> dict[str, Any]:
    """What was chosen, as it is asked for."""
    return {"scenario": order.scenario, "levers": dict(order.levers)}


def packed(value: Mapping[str, Any]) -> bytes:
    """JSON, compressed; equal values give equal bytes."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 1, mtime=0)


def _replay(forum: Setup, order: Order) -> bytes:
    from wgig_sim.classroom.replay import replay

    return packed(replay(forum, choice(order), order.seed))


def _values(forum: Setup, order: Order) -> NDArray[Any]:
    """(VALUES, measures) of a block of replicates."""
    block = range(order.block * VALUES, (order.block + 1) * VALUES)
    return sample(forum, order.seed, block, threads=1, wanted=MEASURES).values


def _curves(forum: Setup, order: Order) -> NDArray[Any]:
    """(CURVED, steps + 1, curves) of a block of replicates, looked at after each day; `agreed` is a share of the items."""
    block = range(order.block * CURVED, (order.block + 1) * CURVED)
    starts = tuple(f"{name}_start" for name in CURVES if name not in ("opinion_change", "agreed"))
    calendar = forum.forum.calendar
    steps = np.flatnonzero(np.append((calendar.new_day | calendar.opens)[1:], True))
    taken = sample(forum, order.seed, block, threads=1, per_round=True, wanted=starts, steps=steps.tolist())
    assert taken.rounds is not None
    known = np.zeros((len(block), len(steps) + 1, len(CURVES)))
    known[:, 1:] = taken.rounds[:, :, [Moment._fields.index(name) for name in CURVES]]
    for column, name in enumerate(starts):
        known[:, 0, CURVES.index(name.removesuffix("_start"))] = taken.values[:, column]
    known[:, :, CURVES.index("agreed")] /= len(forum.names.issues)
    return along(np.append(0, steps + 1), known).astype(np.float32)


def along(times: NDArray[Any], known: NDArray[Any]) -> NDArray[Any]:
    """Values at all times 0 to the last, in straight lines between those known at some `times`; time is the second axis.

    >>> along(np.array([0, 2, 3]), np.array([[[0.0], [1.0], [5.0]]]))[0, :, 0].tolist()
    [0.0, 0.5, 1.0, 5.0]
    """
    every = np.arange(times[-1] + 1)
    later = np.clip(np.searchsorted(times, every), 1, len(times) - 1)
    share = ((every - times[later - 1]) / (times[later] - times[later - 1]))[None, :, None]
    found: NDArray[Any] = known[:, later - 1] + share * (known[:, later] - known[:, later - 1])
    return found


def _documents(forum: Setup, order: Order) -> bytes:
    from wgig_sim.classroom.documents import fragments

    return packed({"documents": fragments(forum, order.seed)})


def _tables(forum: Setup, order: Order) -> bytes:
    from wgig_sim.classroom.tables import archive

    return archive(forum, order.seed, choice(order))


WORK: Mapping[str, Callable[[Setup, Order], Result]] = {
    "replay": _replay,
    "values": _values,
    "curves": _curves,
    "documents": _documents,
    "tables": _tables,
}
"""Kind of order -> who does it."""
LANES = {"replay": 0, "documents": 1, "tables": 1, "values": 2, "curves": 3}
"""What goes first: a picture that somebody waits for, then the numbers behind it, then the bands."""


def lane(order: Order) -> int:
    """The lane of an order: a first sketch of an effect goes before anybody's whole effect."""
    return 1 if order.kind == "values" and order.block == 0 else LANES[order.kind]
