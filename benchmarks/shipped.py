"""The rules as they are shipped, called as those in C are called: chance in, all measures out, nothing around it."""

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.allocate import allocate
from wgig_sim.core.handles import hand_over
from wgig_sim.core.results import no_moments, width
from wgig_sim.core.schedule import run_calendar
from wgig_sim.core.state import Draws, Floats


class Rules:
    """The compiled core for one forum; its arrays serve every replicate."""

    def __init__(self, setup: Setup) -> None:
        """Allocate the arrays of a process."""
        self.row: Floats = np.empty(width(len(setup.names.groups), len(setup.names.issues)))
        self._forum, self._process = hand_over(setup.forum), hand_over(allocate(setup.forum, setup.seats))
        self._moments = no_moments()

    def hand_over(self, draws: Draws) -> Draws:
        """The draws of a replicate as compiled code takes them."""
        handle: Draws = hand_over(draws)
        return handle

    def __call__(self, chance: Draws) -> Floats:
        """A whole replicate: all measures, in the row that the next replicate will fill."""
        run_calendar(self._forum, chance, self._process, self.row, *self._moments)
        return self.row
