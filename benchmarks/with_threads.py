"""Row 3: two threads against one, and what two C processes that know nothing of each other gain at the same moment.

The ensemble engine runs the same replicates with one and with two threads. Cores that are shared, or that slow down when both
are at work, may not give twice as much to anybody: two processes of plain C, which share nothing but the machine, say what can
be had. Each has its draws and arrays beforehand and runs for about as long as ours.
"""

import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

from benchmarks import reference_c
from benchmarks.clock import in_turns, ratios
from benchmarks.table import Line, Target
from wgig_sim.api import load
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.engines.ensemble import sample

TITLE = "Two threads against one"
SCENARIO = "wgig-2005"


def serve(pipe: Connection) -> None:
    """A process of its own: whenever told a number, run that many replicates in C, and answer."""
    setup = compile_scenario(load(SCENARIO))
    rules = reference_c.Rules(setup)
    chances = [rules.hand_over(draw(setup.forum, setup.seats, 0, number)) for number in range(20)]
    pipe.send(None)
    while runs := pipe.recv():
        for run in range(runs):
            rules(chances[run % len(chances)])
        pipe.send(None)


class Pair:
    """Two processes of plain C."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipes, self._processes = [], []
        for _ in range(2):
            pipe, theirs = context.Pipe()
            process: Any = context.Process(target=serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(pipe)
            self._processes.append(process)
        for pipe in self._pipes:
            pipe.recv()

    def run(self, runs: int, processes: int) -> None:
        """Let one or both of them do their runs, and wait for all."""
        for pipe in self._pipes[:processes]:
            pipe.send(runs)
        for pipe in self._pipes[:processes]:
            pipe.recv()

    def close(self) -> None:
        """Tell both to end."""
        for pipe, process in zip(self._pipes, self._processes, strict=True):
            pipe.send(0)
            process.join()


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    setup = compile_scenario(load(SCENARIO))
    runs = 40 if quick else 300
    sides: dict[str, Any] = {f"{n} threads": lambda n=n: sample(setup, 0, range(runs), n) for n in (1, 2)}
    pair = Pair() if reference_c.available() else None
    if pair:
        sides |= {f"{n} processes": lambda n=n: pair.run(runs, n) for n in (1, 2)}
    found = in_turns(sides, 3 if quick else 21)
    gain = ratios(found["1 threads"], found["2 threads"])
    yield Line("times as fast, 2 threads", gain, Target(1.8))
    if pair:
        pair.close()
        most = [2 * one / two for one, two in zip(found["1 processes"], found["2 processes"], strict=True)]
        yield Line("two C processes, same moment", most)
        yield Line("of what two C processes gain", ratios(gain, most))
