"""Corridor: between sessions people talk in pairs, sincerely, with those whom they trust and can talk to."""

from typing import TYPE_CHECKING

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.discussion import hear_alone, note
from wgig_sim.core.persuasion import Persuasion, integrate_linked, moved, response
from wgig_sim.core.state import Floats, Ints, Process, State, Workspace

if TYPE_CHECKING:
    from wgig_sim.core.forum import Forum


class Corridor(NamedTuple):
    """Outside the sessions people talk in pairs, sincerely, with those whom they trust and can talk to.

    P(i meets j) proportional to T_ij * (1 where the two share a language or a region, else 0)
    both say what they hold, z = x; pictures, trust, knowledge and positions follow as from any statement
    """

    contacts: Annotated[
        float, Constant("conversations of each participant on a meeting day", 0, 4, mute=0, unit="per person and day")
    ] = 1.9
    between: Annotated[
        float, Constant("conversations of each participant between meetings", 0, 10, mute=0, unit="per person and month")
    ] = 0.39


@kernel
def contact_weight(trust: Floats, tie: Floats, one: int, other: int) -> float:
    """Weight of a pair in the draw; trust (N, N) [other, self], tie (N, N), which is mutual."""
    return trust[other, one] * tie[one, other] if one != other else 0.0


@kernel
def add_up(weights: Floats, order: Ints, sums: Floats) -> None:
    """Fill `sums` (N,) with the running sums of weights (N,) in an order (N,)."""
    total = 0.0
    for place in range(order.shape[0]):
        total += weights[order[place]]
        sums[place] = total


@kernel
def chosen(sums: Floats, uniform: float) -> int:
    """The first place at which running sums of weights >= 0 pass `uniform` of their total; -1 if all weights are 0.

    >>> import numpy as np
    >>> chosen(np.array([1.0, 1.0, 4.0]), 0.5), chosen(np.array([1.0, 1.0, 4.0]), 0.2)  # the weights are 1, 0, 3
    (2, 0)
    >>> chosen(np.array([1.0, 1.0]), 1.0), chosen(np.array([0.0, 0.0]), 0.5)
    (0, -1)
    """
    last = sums.shape[0] - 1
    total = sums[last]
    if total <= 0.0:
        return -1
    place, wanted = 0, uniform * total
    for at in range(sums.shape[0]):  # counting all is faster than halving: no processor has to guess
        place += 1 if sums[at] <= wanted else 0
    if place <= last:
        return place
    while last > 0 and sums[last - 1] == total:  # by rounding nothing passed: the last that has any weight
        last -= 1
    return last


@kernel
def pull_between(state: State, own: Persuasion, issue: int, speaker: int, listener: int) -> float:
    """How far somebody is pulled by what one other holds: weighted against the trust in oneself."""
    distance = state.position[issue, speaker] - state.position[issue, listener]
    phi = response(abs(distance), own.confidence, own.fading, own.repulsion)
    weight = state.trust[speaker, listener] * state.standing[speaker, listener] * phi
    total = state.trust[listener, listener] + abs(weight)
    return weight * distance / total if total > 0.0 else 0.0


@kernel
def move_one(forum: "Forum", state: State, issue: int, i: int, pull: float) -> None:
    """One person's position moves by a pull."""
    rate, susceptibility = forum.constants.persuasion.rate, state.susceptibility[i]
    if forum.procedure.has_logic and rate > 0.0:
        integrate_linked(state.position, state.mandate, susceptibility, pull, forum.procedure.logic, issue, i, rate)
    elif rate > 0.0:
        state.position[issue, i] = moved(state.position[issue, i], state.mandate[issue, i], susceptibility, pull, rate)


@kernel
def converse(forum: "Forum", process: Process, step: int, issue: int, one: int, other: int) -> None:
    """Two people tell each other what they hold on an issue; pictures, trust, knowledge and positions follow."""
    state, constants, log = process.state, forum.constants, process.log
    first, second = state.position[issue, one], state.position[issue, other]
    hear_alone(state, constants, issue, one, first, other)
    note(log, step, 0, one, issue, first, first, True)
    hear_alone(state, constants, issue, other, second, one)
    note(log, step, 1, other, issue, second, second, True)
    pull = pull_between(state, constants.persuasion, issue, other, one)
    pull_back = pull_between(state, constants.persuasion, issue, one, other)
    move_one(forum, state, issue, one, pull)
    move_one(forum, state, issue, other, pull_back)


@kernel
def add_up_partners(state: State, rank: Ints, present: Floats, one: int, sums: Floats) -> None:
    """Fill `sums` (N,), in the order `rank`, with the running sums of what others weigh as partners of one person."""
    trust, tie = state.trust, state.tie
    total = 0.0
    for place in range(rank.shape[0]):
        other = rank[place]
        total += present[other] * contact_weight(trust, tie, one, other)
        sums[place] = total


@kernel
def find_people(state: State, rank: Ints, present: Floats, workspace: Workspace) -> None:
    """A session begins: fill the workspace's `key` (N,) with running sums of how sociable people are; forget partners."""
    n = rank.shape[0]
    trust, tie, weight = state.trust, state.tie, workspace.weight  # a tie is mutual: here it is read along the row
    for one in range(n):
        weight[one], workspace.summed[one] = 0.0, False
    for other in range(n):
        for one in range(n):
            weight[one] += present[one] * present[other] * (trust[other, one] * tie[other, one] if one != other else 0.0)
    add_up(weight, rank, workspace.key)


@kernel
def meet_in_the_corridor(
    forum: "Forum", process: Process, step: int, draws: Floats, rank: Ints, open_issues: Floats, present: Floats
) -> int:
    """Conversations among those present, one for each row of draws; returns how many took place.

    draws (conversations, 3) uniform: who, with whom, about what. The first person is drawn from the trust at the start of the
    session, the partner from that person's trust now, the issue from what matters to the two among `open_issues` (K,) 1 or 0.
    """
    state, workspace = process.state, process.workspace
    trust, salience, matters, summed = state.trust, state.salience, workspace.matters, workspace.summed
    find_people(state, rank, present, workspace)
    held = 0
    for c in range(draws.shape[0]):
        place = chosen(workspace.key, draws[c, 0])
        if place < 0:
            return held
        one = rank[place]
        if not summed[one]:
            add_up_partners(state, rank, present, one, workspace.partners[one])
            summed[one] = True
        place = chosen(workspace.partners[one], draws[c, 1])
        if place >= 0:
            other, total = rank[place], 0.0
            for k in range(matters.shape[0]):
                total += open_issues[k] * (salience[k, one] + salience[k, other])
                matters[k] = total
            issue = chosen(matters, draws[c, 2])
            if issue >= 0:
                trusted, trusting = trust[one, other], trust[other, one]
                converse(forum, process, step, issue, one, other)
                summed[one] = summed[one] and trust[other, one] == trusting
                summed[other] = summed[other] and trust[one, other] == trusted
                held += 1
    return held
