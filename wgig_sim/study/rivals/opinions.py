"""Opinions: the four classic models of opinion dynamics, as the model itself with the rest muted.

They run through the calendar of the scenario, with its agenda and its speakers, but nothing is tabled or decided, and nobody
learns to know or to trust anybody: only positions move, by whole steps. Everybody says what they hold.
"""

from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup, with_constants
from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.core.forum import Forum
from wgig_sim.core.state import State

EVERYTHING = 2.0
"""The whole scale of positions: a confidence that nothing lies beyond."""


class Dynamics(NamedTuple):
    """What one of the four keeps of the model."""

    talk: str
    """Who is heard: all who take the `floor`, or in pairs in the `corridor`."""
    bounded: bool
    """Whether nobody is moved by what lies beyond the confidence of the scenario."""
    equal: bool
    """Whether all count equally for each other, instead of by first-day trust and standing."""
    stubborn: bool
    """Whether people are drawn back to where they began as the scenario says, instead of not at all."""


DEGROOT = Dynamics("floor", bounded=False, equal=False, stubborn=False)
FRIEDKIN_JOHNSEN = Dynamics("floor", bounded=False, equal=False, stubborn=True)
HEGSELMANN_KRAUSE = Dynamics("floor", bounded=True, equal=True, stubborn=False)
DEFFUANT_WEISBUCH = Dynamics("corridor", bounded=True, equal=True, stubborn=False)


def keeping(setup: Setup, *mechanisms: str) -> Setup:
    """The same scenario with all mechanisms muted but these, which keep their constants."""
    return with_constants(setup, muted(*(name for name in MECHANISMS if name not in mechanisms)))


def only_talk(setup: Setup, dynamics: Dynamics) -> Forum:
    """The forum in which opinions move in this way, and in which nothing else happens."""
    own = setup.forum.constants.persuasion
    confidence = own.confidence if dynamics.bounded else EVERYTHING
    step = {"rate": 1.0, "confidence": confidence, "fading": 0.0, "repulsion": 0.0}
    forum = with_constants(keeping(setup, dynamics.talk), {"persuasion": step}).forum
    never = np.zeros_like(forum.calendar.decides)
    return forum._replace(calendar=forum.calendar._replace(drafts=never, decides=never))


def prepare(state: State, dynamics: Dynamics) -> None:
    """Make the people of a first day those that one of the four speaks of."""
    if dynamics.equal:
        state.trust[...] = 1.0
        state.standing[...] = 1.0
    if not dynamics.stubborn:
        state.susceptibility[...] = 1.0
