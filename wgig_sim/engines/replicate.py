"""Replicate: one run in motion, and one run in a single compiled call. Both call the same schedule."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.draws import draw
from wgig_sim.core.allocate import allocate
from wgig_sim.core.arrival import arrive
from wgig_sim.core.handles import hand_over
from wgig_sim.core.measures import Moment
from wgig_sim.core.outcome import Outcome
from wgig_sim.core.results import MOMENT, OUTCOME, no_moments, note_moment, sum_up, width
from wgig_sim.core.schedule import advance, run_calendar, stand
from wgig_sim.core.state import Floats, Process
from wgig_sim.engines.record import Snapshot


def copied(values: Any) -> Any:
    """A NamedTuple of arrays (of NamedTuples) with every array copied."""
    if isinstance(values, np.ndarray):
        return values.copy()
    return type(values)(*(copied(field) for field in values)) if isinstance(values, tuple) else values


def refill(target: Any, source: Any) -> None:
    """Copy every array of `source` into the same array of `target`."""
    for into, out in zip(target, source, strict=True):
        if isinstance(into, np.ndarray):
            into[...] = out
        elif isinstance(into, tuple):
            refill(into, out)


class Saved(NamedTuple):
    """A state that can be gone back to."""

    step: int
    process: Process


class Replicate:
    """One run, step by step. `step` is the next step of the calendar, `moment` the measures now; it is over at `steps`."""

    def __init__(self, setup: Setup, seed: int = 0, number: int = 0) -> None:
        """Draw the chance of replicate `number` of study `seed`, and let everybody arrive."""
        self.setup, self.seed, self.number = setup, seed, number
        self.forum = setup.forum
        self.draws = draw(self.forum, setup.seats, seed, number)
        self.process: Process = allocate(self.forum, setup.seats, traced=True)
        self._handles = hand_over(self.forum), hand_over(self.draws), hand_over(self.process)
        self.step = 0
        self.steps = int(self.forum.calendar.event.shape[0])
        arrive(*self._handles)
        self.start, self.first = self.snapshot(), self.look()
        self.moment = self.first

    @property
    def is_over(self) -> bool:
        """Whether every step has been taken."""
        return self.step >= self.steps

    def advance(self) -> None:
        """Take one step: a round, or an event without rounds."""
        if self.is_over:
            raise StopIteration("the process is over: its calendar has no further step")
        advance(*self._handles, self.step)
        self.moment = self.look()
        self.process.trace.measures[self.step] = self.moment
        self.step += 1

    def finish(self, after_step: Callable[[int], None] | None = None) -> None:
        """Take all remaining steps; `after_step` is told the number of each step taken."""
        while not self.is_over:
            self.advance()
            if after_step:
                after_step(self.step - 1)

    def look(self) -> Moment:
        """The measures of this moment."""
        row = np.empty(MOMENT)
        note_moment(self._handles[2], row)
        return Moment(*row.tolist())

    def conclude(self) -> Outcome:
        """The measures of the run as if it ended now."""
        row = np.empty(width(len(self.setup.names.groups), len(self.setup.names.issues)))
        sum_up(self._handles[0], self._handles[2], row)
        return Outcome(*row[:OUTCOME].tolist())

    def snapshot(self) -> Snapshot:
        """Where everybody stands now."""
        state = self.process.state
        limit, understanding = np.empty_like(state.position), np.empty(state.position.shape[0])
        elapsed: Floats = self.forum.calendar.elapsed
        stand(self._handles[0], self._handles[2], float(elapsed[min(self.step, self.steps - 1)]), limit, understanding)
        return Snapshot(
            position=state.position.copy(),
            limit=limit,
            picture=state.picture.copy(),
            trust=state.trust.copy(),
            knowledge=state.knowledge.copy(),
            understanding=understanding,
        )

    def save(self) -> Saved:
        """The whole state, to go back to."""
        return Saved(self.step, copied(self.process))

    def restore(self, saved: Saved) -> None:
        """Go back to a saved state of the same run; what follows is the same again, bit for bit."""
        refill(self.process, saved.process)
        self.step, self.moment = saved.step, self.look()


class Result(NamedTuple):
    """What a compiled run gives back."""

    start: Moment
    end: Moment
    outcome: Outcome
    process: Process


def run(setup: Setup, seed: int = 0, number: int = 0) -> Result:
    """A whole replicate in one compiled call, without a trace: the unit of ensembles."""
    process: Process = allocate(setup.forum, setup.seats)
    draws = draw(setup.forum, setup.seats, seed, number)
    row = np.empty(width(len(setup.names.groups), len(setup.names.issues)))
    run_calendar(hand_over(setup.forum), hand_over(draws), hand_over(process), row, *no_moments())
    start, end = (Moment(*row[at : at + MOMENT].tolist()) for at in (OUTCOME, OUTCOME + MOMENT))
    return Result(start, end, Outcome(*row[:OUTCOME].tolist()), process)
