"""Session: what precedes and follows the rounds of an event: the time between, the corridor, the package, the end."""

import numpy as np

from wgig_sim.core.agenda import is_on_the_table
from wgig_sim.core.compiled import kernel
from wgig_sim.core.constituencies import drawn, give_input, talk_among_neighbours
from wgig_sim.core.corridor import chosen, meet_in_the_corridor
from wgig_sim.core.decision import judge_the_package
from wgig_sim.core.forum import Forum
from wgig_sim.core.intersession import DAYS_PER_MONTH, faded, forget, recall
from wgig_sim.core.objection import close_objections
from wgig_sim.core.reputation import spread_reputation
from wgig_sim.core.state import OPTIONS, SUSTAINED, Draws, Floats, Ints, Process


@kernel
def talk_in_the_corridor(forum: Forum, rank: Ints, process: Process, step: int, chance: Floats, present: Floats) -> None:
    """As many conversations as there are rows in `chance`, on issues still on the table."""
    state = process.state
    on_the_table = np.zeros(state.status.shape[0])
    for k in range(on_the_table.shape[0]):
        if is_on_the_table(state.status[k]):
            on_the_table[k] = 1.0
    if chance.shape[0] > 0:
        meet_in_the_corridor(forum, process, step, chance, rank, on_the_table, present)


@kernel
def receive_papers_from_the_website(forum: Forum, draws: Draws, process: Process, event: int) -> None:
    """Constituencies write between events, each on an issue drawn from what matters to it."""
    world, own, state = forum.world, forum.constants.constituencies, process.state
    if not world.website:
        return
    months = forum.calendar.gap[event] / DAYS_PER_MONTH
    written = int(own.written * world.kind.shape[0] * months + 0.5)
    attention = np.empty(state.group.shape[0])
    for i in range(attention.shape[0]):
        attention[i] = own.reading
    kinds, salience, status, start = world.kind, world.profiles.salience, state.status, draws.written[event]
    matters = np.zeros(status.shape[0])
    for turn in range(written):
        m = drawn(start, turn, kinds.shape[0])
        kind = kinds[m]
        total = 0.0
        for k in range(matters.shape[0]):
            total += salience[k, kind] if is_on_the_table(status[k]) else 0.0
            matters[k] = total
        issue = chosen(matters, (start + 0.5 * turn) % 1.0)
        if issue >= 0:
            give_input(state, world, process.public, forum.constants, issue, m, attention)


@kernel
def open_event(forum: Forum, draws: Draws, process: Process, step: int) -> None:
    """Intersession: trust fades, capitals call, papers arrive, people meet; then the fact papers for the agenda."""
    state, constants, calendar = process.state, forum.constants, forum.calendar
    event, n = calendar.event[step], state.group.shape[0]
    gap = calendar.gap[event]
    forget(state.trust, state.base_trust, faded(constants.intersession.forgetting, gap))
    recall(state.position, state.mandate, state.personal, faded(constants.intersession.mandate, gap))
    receive_papers_from_the_website(forum, draws, process, event)
    chance = draws.contacts[event, : calendar.met_before[event]]
    talk_in_the_corridor(forum, draws.rank, process, step, chance, np.ones(n))
    if calendar.papers[event]:
        learnt = constants.learning.papers * forum.procedure.paper_skill
        for k in range(state.status.shape[0]):
            if calendar.on_agenda[event, k] and is_on_the_table(state.status[k]):
                knowledge = state.knowledge[k]
                for i in range(n):
                    knowledge[i] += learnt * (1.0 - knowledge[i])
    for k in range(state.status.shape[0]):
        state.session_rounds[k] = 0


@kernel
def close_event(forum: Forum, draws: Draws, process: Process, step: int, present: Floats) -> None:
    """The end of a session: the package if there is one, corridor, reputation, and the talk among constituencies."""
    state, constants, calendar = process.state, forum.constants, forum.calendar
    event = calendar.event[step]
    if forum.procedure.package and calendar.decides[event]:
        judge_the_package(forum, process, step, present)
    met = calendar.met_before[event]
    chance = draws.contacts[event, met : met + calendar.met_during[event]]
    talk_in_the_corridor(forum, draws.rank, process, step, chance, present)
    if calendar.days[event] > 0:
        spread_reputation(state.trust, constants.reputation.weight)
    talk_among_neighbours(process.public, constants.constituencies.contagion, process.workspace.confidence)


@kernel
def adjourn(process: Process, step: int) -> None:
    """The end of the process: what was taken up without agreement ends in options, and objections still open are sustained."""
    state = process.state
    everybody = np.ones(state.group.shape[0])
    for k in range(state.status.shape[0]):
        if is_on_the_table(state.status[k]):
            close_objections(state, process.ledger, step, k, everybody, everybody, SUSTAINED)
            if state.rounds[k] > 0:
                state.status[k] = OPTIONS
