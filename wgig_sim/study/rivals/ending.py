"""Ending: what comes of positions and texts, whoever has predicted them. The model's own kernels decide.

All mechanisms are muted but acceptance and drafting, so that people stay where they are; the texts are put to the rule of the
scenario at each of its meetings.
"""

from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.forum import Forum
from wgig_sim.core.options import fewest_texts
from wgig_sim.core.state import OPTIONS, Floats, State
from wgig_sim.study.rivals.opinions import keeping

LATITUDE, GOODWILL = "latitude", "goodwill"
LIMITS = (LATITUDE, GOODWILL)
"""How far people go from where they stand: their latitude of acceptance, or as much more as first-day goodwill adds, with the
deadline and with ambiguous words, up to the red line. The second is lent to a rival by the model."""


class Ending(NamedTuple):
    """The forum in which texts are only decided on, and the one in which they are drafted as well."""

    decided: Forum
    drafted: Forum


def ending(setup: Setup, limits: str) -> Ending:
    """How a scenario ends, within one of LIMITS."""
    lent = ("acceptance",) if limits == GOODWILL else ()
    return Ending(keeping(setup, *lent).forum, keeping(setup, *lent, "drafting").forum)


def options(state: State) -> Floats:
    """Number of options of each item (K,); NaN for what is not left with options."""
    found = np.full(state.status.shape[0], np.nan)
    for k in np.flatnonzero(state.status == OPTIONS):
        found[k] = len(fewest_texts(state.position[k], state.latitude[k]))
    return found
