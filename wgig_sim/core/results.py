"""Results: all measures of a run in one row of numbers, which is what a sample of runs keeps of each.

The row holds the Outcome, the Moment at the start, the Moment at the end, and then for each group its share of the floor,
the trust that it receives and the acceptance by its constituencies, and for each issue whether it was agreed.
"""

from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.core.compiled import entry, kernel
from wgig_sim.core.measures import Moment, look
from wgig_sim.core.outcome import Outcome, conclude
from wgig_sim.core.state import AGREED, Floats, Ints, Process, State

if TYPE_CHECKING:
    from wgig_sim.core.forum import Forum

OUTCOME = len(Outcome._fields)
MOMENT = len(Moment._fields)


def width(groups: int, issues: int) -> int:
    """Numbers in the row of a forum with so many groups and issues."""
    return OUTCOME + 2 * MOMENT + 3 * groups + issues


def no_moments() -> tuple[Ints, Floats]:
    """The steps after which moments are taken, and the rows for them, of a run of which none are kept."""
    return np.empty(0, dtype=np.int64), np.empty((0, MOMENT))


@kernel
def of_groups(forum: "Forum", state: State, report: Floats, row: Floats) -> None:
    """Fill row (3 G,): each group's share of floor time, mean trust received, share of constituencies that accept the report.

    report (M,) is 1 for each constituency that accepts it. NaN where a group has nobody, or nothing was said.
    """
    groups = row.shape[0] // 3
    voice, trusted, accepting = row[:groups], row[groups : 2 * groups], row[2 * groups :]
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
    kind, group_of = forum.world.kind, forum.world.profiles.group
    members = np.zeros(voice.shape[0])
    for m in range(report.shape[0]):
        accepting[group_of[kind[m]]] += report[m]
        members[group_of[kind[m]]] += 1.0
    for g in range(voice.shape[0]):
        accepting[g] = accepting[g] / members[g] if members[g] > 0.0 else np.nan


@entry
def note_moment(process: Process, row: Floats) -> None:
    """Fill a row (MOMENT,) with the measures of this moment."""
    for at, value in enumerate(look(process)):
        row[at] = value


@entry
def sum_up(forum: "Forum", process: Process, row: Floats) -> None:
    """Fill the row of a run that is over; the Moment at its start stands there already."""
    report = np.empty(process.public.confidence.shape[0])
    for place, value in enumerate(conclude(forum, process, report)):
        row[place] = value
    note_moment(process, row[OUTCOME + MOMENT : OUTCOME + 2 * MOMENT])
    groups, status = forum.procedure.decides.shape[1], process.state.status
    at = OUTCOME + 2 * MOMENT
    of_groups(forum, process.state, report, row[at : at + 3 * groups])
    at += 3 * groups
    for k in range(status.shape[0]):
        row[at + k] = 1.0 if status[k] == AGREED else 0.0
