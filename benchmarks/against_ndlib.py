"""Row 9: the limits of Hegselmann & Krause and of Deffuant et al., 1,000 people, against NDlib 6.0.1.

Ours are the shipped kernels with all mechanisms mute but persuasion, as in wgig_sim/study/verify/bounded.py, where they are
shown to be these models: whole runs with drawing, arrival and measures, one issue, everybody connected with everybody.
NDlib runs on the complete graph; the making of its graph and start is left out. Ours is in, and weighs little: runs are long.

Hegselmann & Krause: an opinion is made of those of all 999 others. A step of ours renews all 1,000. An iteration of NDlib's
HKModel works out 1,000 new opinions, of people drawn at random, but keeps the last one only (its issue 263): it updates one
person. So the time for an update is compared, 1 of NDlib's iterations against 1/1,000 of a step; and, kinder to NDlib, the time
for an opinion worked out, 1/1,000 of an iteration against 1/1,000 of a step.

Deffuant: two people meet and go half way if they are near enough. An iteration of NDlib's AlgorithmicBiasModel with gamma = 0,
which is this model, has 1,000 meetings. The time for a meeting is compared. In both, the partner is drawn by weights over all
others, which are equal here. Ours sums them once and again when they have changed, which trust does not do here; NDlib each time.
"""

import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.clock import in_turns, ratios
from benchmarks.table import Line, Target
from wgig_sim.bridge.compile import Setup
from wgig_sim.core.state import Floats, Profiles
from wgig_sim.engines.replicate import run
from wgig_sim.study.verify.bounded import confident, meeting_by_chance
from wgig_sim.study.verify.rooms import room

TITLE = "Bounded confidence, 1,000 people, against NDlib 6.0.1"
PEOPLE, CONFIDENCE = 1000, 0.2
STEPS, MONTHS = 30, 60
TARGET = Target(100)


def doubled(setup: Setup, start: Floats) -> Setup:
    """The same room with twice as many people, at the positions `start` (K, 2 N): a scenario file lists at most 640."""
    calendar, profiles = setup.forum.calendar, setup.forum.profiles
    twice = {name: np.concatenate([array, array], axis=-1) for name, array in profiles._asdict().items()}
    more = {name: 2 * getattr(calendar, name) for name in ("turns", "met_before", "met_during")}
    forum = setup.forum._replace(profiles=Profiles(**twice | {"mean": start}), calendar=calendar._replace(**more))
    return setup._replace(forum=forum, seats=2 * setup.seats)


def averaging(start: Floats, steps: int) -> Setup:
    """A room of Hegselmann & Krause, at the positions `start` (1, people)."""
    return doubled(room(start[:, ::2], steps, confident(CONFIDENCE)).setup, start)


def meeting(start: Floats, months: int) -> Setup:
    """A room of Deffuant et al."""
    return doubled(meeting_by_chance(start[:, ::2], CONFIDENCE, months).setup, start)


def theirs(name: str, **parameters: float) -> Any:
    """A model of NDlib on the complete graph. Its first iteration, which only counts, is behind it."""
    import networkx as nx

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NDlib's own, about its syntax
        from ndlib.models import ModelConfig, opinions
    model = getattr(opinions, name)(nx.complete_graph(PEOPLE))
    configuration = ModelConfig.Configuration()
    for key, value in {"epsilon": CONFIDENCE, **parameters}.items():
        configuration.add_model_parameter(key, value)
    model.set_initial_status(configuration)
    model.iteration(node_status=False)
    return model


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    if find_spec("ndlib") is None:
        yield Line("not measured: NDlib is not installed (make bench does it)")
        return
    start = np.random.default_rng(0).uniform(-1, 1, (1, PEOPLE))
    repetitions = 2 if quick else 7
    yield from hegselmann_krause(averaging(start, STEPS), repetitions)
    yield from deffuant(meeting(start, MONTHS), repetitions)


def hegselmann_krause(setup: Setup, repetitions: int) -> Iterator[Line]:
    """Iterations of NDlib against steps of ours."""
    model = theirs("HKModel")
    found = in_turns({"theirs": lambda: model.iteration(node_status=False), "ours": lambda: run(setup)}, repetitions)
    iteration = [1000 * second for second in found["theirs"]]
    step = [1000 * second / STEPS for second in found["ours"]]
    yield Line("HK: ms an iteration, NDlib", iteration)
    yield Line("HK: ms a step, ours", step)
    yield Line("HK: times as fast, an update", [PEOPLE * times for times in ratios(iteration, step)], TARGET)
    yield Line("HK: times as fast, an opinion", ratios(iteration, step), TARGET)


def deffuant(setup: Setup, repetitions: int) -> Iterator[Line]:
    """Meetings of NDlib against meetings of ours."""
    meetings = int(setup.forum.calendar.met_before.sum())
    model = theirs("AlgorithmicBiasModel", gamma=0.0)
    found = in_turns({"theirs": lambda: model.iteration(node_status=False), "ours": lambda: run(setup)}, repetitions)
    one = {"theirs": [1e6 * second / PEOPLE for second in found["theirs"]]}
    one["ours"] = [1e6 * second / meetings for second in found["ours"]]
    yield Line("Deffuant: µs a meeting, NDlib", one["theirs"])
    yield Line("Deffuant: µs a meeting, ours", one["ours"])
    yield Line("Deffuant: times as fast", ratios(one["theirs"], one["ours"]), TARGET)
