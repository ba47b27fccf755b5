"""Agenda: which issue the next round takes up."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.readiness import common_understanding
from wgig_sim.core.state import OPEN, TABLED, Flags, Floats, State

ROTATE, SALIENT, CLOSEST, LEAST_UNDERSTOOD = 0, 1, 2, 3
AGENDAS = ("rotate", "salient", "closest", "least-understood")


@kernel
def is_on_the_table(status: int) -> bool:
    """Whether an issue can still be talked about.

    >>> is_on_the_table(OPEN), is_on_the_table(2)
    (True, False)
    """
    return status in (OPEN, TABLED)


@kernel
def mean_salience(state: State, issue: int) -> float:
    """Mean of the seats' salience of an issue."""
    total = 0.0
    for i in range(state.salience.shape[1]):
        total += state.salience[issue, i]
    return total / state.salience.shape[1]


@kernel
def urgency(state: State, rule: int, issue: int, scratch: Floats) -> float:
    """The greater, the sooner an issue is taken up; all rules fall with the rounds that it has had, so that none starves.

    rotate: fewest rounds first. salient: rounds in proportion to salience. closest: fewest objectors first, within the
    session. least-understood: lowest common understanding first, within the session.
    """
    had = 1.0 + state.rounds[issue]
    had_now = 1.0 + state.session_rounds[issue]
    if rule == SALIENT:
        return mean_salience(state, issue) / had
    if rule == CLOSEST:
        distance = state.objectors[issue] if state.status[issue] == TABLED else state.position.shape[1]
        return 1.0 / (had_now * (1.0 + distance))
    if rule == LEAST_UNDERSTOOD:
        return (1.001 - common_understanding(state.picture[issue], state.position[issue], scratch)) / had_now
    return 1.0 / had


@kernel
def next_issue(state: State, rule: int, on_agenda: Flags, scratch: Floats) -> int:
    """The most urgent issue on the agenda (K,), the first in order among equals; -1 if all are settled."""
    best, most = -1, -np.inf
    for k in range(state.status.shape[0]):
        if on_agenda[k] and is_on_the_table(state.status[k]):
            u = urgency(state, rule, k, scratch)
            if u > most:
                best, most = k, u
    return best
