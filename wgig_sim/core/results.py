"""Results: all measures of a run in one row of numbers, which is what a sample of runs keeps of each.

The row holds the Outcome, the Moment at the start, the Moment at the end, and then for each group its share of the floor,
the trust that it receives and the acceptance by its constituencies, and for each issue whether it was agreed.
"""

from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.core.compiled import entry, kernel
from wgig_sim.core.constituencies import receive
from wgig_sim.core.measures import Moment, look
from wgig_sim.core.outcome import Outcome, conclude
from wgig_sim.core.state import AGREED, Floats, Process

if TYPE_CHECKING:
    from wgig_sim.core.forum import Forum

OUTCOME = len(Outcome._fields)
MOMENT = len(Moment._fields)


def width(groups: int, issues: int) -> int:
    """Numbers in the row of a forum with so many groups and issues."""
    return OUTCOME + 2 * MOMENT + 3 * groups + issues


@kernel
def of_groups(forum: "Forum", process: Process, voice: Floats, trusted: Floats, accepting: Floats) -> None:
    """Fill (G,) each: share of floor time, mean trust received, share of constituencies that accept the report.

    NaN where a group has nobody, or nothing was said.
    """
    state, public = process.state, process.public
    group, trust, floor_time = state.group, state.trust, state.floor_time
    n = group.shape[0]
    seats = np.zeros(voice.shape[0])
    spoken = 0.0
    for g in range(voice.shape[0]):
        voice[g], trusted[g], accepting[g] = 0.0, 0.0, 0.0
    for i in range(n):
        g = group[i]
        received = 0.0
        for other in range(n):
            received += trust[i, other] if other != i else 0.0
        trusted[g] += received
        voice[g] += floor_time[i]
        seats[g] += 1.0
        spoken += floor_time[i]
    for g in range(voice.shape[0]):
        trusted[g] = trusted[g] / (seats[g] * (n - 1)) if seats[g] > 0.0 and n > 1 else np.nan
        voice[g] = voice[g] / spoken if seats[g] > 0.0 and spoken > 0.0 else np.nan
    issues, m_count = public.position.shape
    accepts, report = np.zeros((issues, m_count)), np.zeros(m_count)
    receive(forum, process, accepts, report)
    kind, group_of = forum.world.kind, forum.world.profiles.group
    members = np.zeros(voice.shape[0])
    for m in range(m_count):
        accepting[group_of[kind[m]]] += report[m]
        members[group_of[kind[m]]] += 1.0
    for g in range(voice.shape[0]):
        accepting[g] = accepting[g] / members[g] if members[g] > 0.0 else np.nan


@kernel
def note_moment(process: Process, row: Floats) -> None:
    """Fill a row (MOMENT,) with the measures of this moment."""
    for at, value in enumerate(look(process)):
        row[at] = value


@entry
def sum_up(forum: "Forum", process: Process, row: Floats) -> None:
    """Fill the row of a run that is over; the Moment at its start stands there already."""
    for place, value in enumerate(conclude(forum, process)):
        row[place] = value
    note_moment(process, row[OUTCOME + MOMENT : OUTCOME + 2 * MOMENT])
    groups, status = forum.procedure.decides.shape[0], process.state.status
    at = OUTCOME + 2 * MOMENT
    of_groups(forum, process, row[at : at + groups], row[at + groups : at + 2 * groups], row[at + 2 * groups : at + 3 * groups])
    at += 3 * groups
    for k in range(status.shape[0]):
        row[at + k] = 1.0 if status[k] == AGREED else 0.0
