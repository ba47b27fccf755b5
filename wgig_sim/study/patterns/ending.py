"""Ending: what patterns need of a run that is over and its row of measures does not hold."""

from collections.abc import Callable, Mapping

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.constituencies import receive
from wgig_sim.core.handles import hand_over
from wgig_sim.core.options import fewest_texts
from wgig_sim.core.schedule import stand
from wgig_sim.core.state import AGREED, DROPPED, OPTIONS, Flags, Process

CONTESTED = "oversight"
"""The item on which the Working Group did not agree."""
GOVERNMENTS = "government"
Reader = Callable[[Setup, Process], float]


def agreed_others(setup: Setup, process: Process) -> float:
    """Share of the items in scope but the contested one that were agreed."""
    status = process.state.status
    others = (np.array(setup.names.issues) != CONTESTED) & (status != DROPPED)
    return float((status[others] == AGREED).mean()) if others.any() else np.nan


def options_contested(setup: Setup, process: Process) -> float:
    """Number of options in which the contested item ends; NaN where it does not end in options."""
    state, issues = process.state, setup.names.issues
    k = issues.index(CONTESTED) if CONTESTED in issues else -1
    if k < 0 or state.status[k] != OPTIONS:
        return np.nan
    return float(len(fewest_texts(state.position[k], state.latitude[k])))


def governments_accept(issue: str) -> Reader:
    """A reader of the share of governments outside that can live with what came out on an issue; NaN where there is none."""

    def read(setup: Setup, process: Process) -> float:
        world, names = setup.forum.world, setup.names
        theirs = np.array([names.groups[g] == GOVERNMENTS for g in world.profiles.group[world.kind]], dtype=np.bool_)
        if issue not in names.issues or not theirs.any():
            return np.nan
        accepts, report = np.zeros((len(names.issues), len(theirs))), np.zeros(len(theirs))
        receive(hand_over(setup.forum), hand_over(process), accepts, report)
        return float(accepts[names.issues.index(issue), theirs].mean())

    return read


def signs(setup: Setup, process: Process) -> Flags:
    """Which seats (N,) can live with all texts as one package on the last day, as the rule of a package weighs them.

    What lies beyond acceptance is balanced by salience; a crossed red line cannot be outweighed.
    """
    state, own = process.state, setup.forum.constants.acceptance
    limit = np.empty_like(state.position)
    stand(hand_over(setup.forum), hand_over(process), 1.0, limit, np.empty(len(setup.names.issues)))
    apart, blur = abs(state.text[:, None] - state.position), own.ambiguity * state.vagueness[:, None]
    drafted = (state.drafted == 1)[:, None]
    balance = (state.salience * (apart - limit - blur) * drafted).sum(axis=0)
    crossed = drafted & (apart > state.red_line + blur + ROUNDING)
    found: Flags = (balance <= ROUNDING) & ~crossed.any(axis=0)
    return found


ENDINGS: Mapping[str, Reader] = {
    "agreed_others": agreed_others,
    "options_oversight": options_contested,
    "governments_accept_definition": governments_accept("definition"),
    "governments_accept_forum": governments_accept("forum"),
    "governments_accept_oversight": governments_accept("oversight"),
    "signing": lambda setup, process: float(signs(setup, process).mean()),
    "all_sign": lambda setup, process: float(signs(setup, process).all()),
}
"""Measure -> how it is read from a run that is over."""
