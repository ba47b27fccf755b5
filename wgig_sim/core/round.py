"""Round: one issue is discussed, positions move once, and a text is drafted and decided on."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constituencies import drawn, give_input, hear_in_public
from wgig_sim.core.decision import draft_and_decide
from wgig_sim.core.discussion import hear, note, trust_in
from wgig_sim.core.floor import BY_STANDING, EQUAL_TURNS, GOVERNMENTS_FIRST, RAISED_HANDS, floor_key, take_the_floor
from wgig_sim.core.forum import Forum
from wgig_sim.core.persuasion import integrate, pulls
from wgig_sim.core.state import Draws, Floats, Ints, Process
from wgig_sim.core.statement import statement


@kernel
def line_up(forum: Forum, draws: Draws, process: Process, step: int, issue: int, present: Floats) -> int:
    """Fill the workspace's queue with the round's speakers and return their number."""
    state, calendar = process.state, forum.calendar
    group, text, standing = state.group, state.text[issue], state.standing
    position, salience = state.position[issue], state.salience[issue]
    speaks, floor, floor_time, spoken_today = calendar.speaks[step], draws.floor[step], state.floor_time, state.spoken_today
    n = group.shape[0]
    rule, wishes = calendar.floor[step], forum.constants.floor
    key = process.workspace.key
    for i in range(n):
        weight, had = 1.0, 0
        if rule == RAISED_HANDS:
            distance = abs(position[i] - text)
            weight = salience[i] * (wishes.courtesy + distance)
        elif rule == BY_STANDING:
            weight = 0.0
            for listener in range(n):
                weight += present[listener] * standing[i, listener]
        elif rule == EQUAL_TURNS:
            had = floor_time[i]
        elif rule == GOVERNMENTS_FIRST:
            had = spoken_today[i]
        key[i] = floor_key(rule, floor[i], weight, had, group[i] == forum.procedure.first_group)
        if present[i] == 0.0 or not speaks[group[i]]:
            key[i] = np.inf
    return take_the_floor(key, int(wishes.voice * calendar.turns[step] + 0.5), process.workspace.queue)


@kernel
def discuss(
    forum: Forum, draws: Draws, process: Process, step: int, issue: int, present: Floats, queue: Ints, said: Floats
) -> None:
    """Speakers take the floor in turn, and every listener updates pictures, trust and knowledge after each statement."""
    state, own, calendar = process.state, forum.constants.statement, forum.calendar
    for turn in range(said.shape[0]):
        s = queue[turn]
        position = state.position[issue, s]
        trusted = trust_in(state.trust[s], present, s)
        said[turn] = statement(
            position,
            state.text[issue],
            calendar.publicity[step],
            trusted,
            state.knowledge[issue, s],
            draws.abstraction[step, turn],
            own.posturing,
            own.abstraction,
        )
        hear(state, forum.constants, issue, s, said[turn], present)
        note(process.log, step, turn, s, issue, position, said[turn], False)
        state.floor_time[s] += 1
        state.spoken_today[s] += 1
        state.heard_sum[issue] += said[turn]
        state.heard_count[issue] += 1
    admitted = forum.constants.floor.voice * forum.constants.constituencies.admitted
    if forum.world.kind.shape[0] > 0:
        for voice in range(int(admitted * calendar.voices[step] + 0.5)):
            m = drawn(draws.voices[step, voice], 0, forum.world.kind.shape[0])
            opinion = process.public.position[issue, m]
            give_input(state, forum.world, process.public, forum.constants, issue, m, present)
            note(process.log, step, said.shape[0] + voice, -1 - m, issue, opinion, opinion, False)


@kernel
def move_positions(forum: Forum, process: Process, issue: int, present: Floats, queue: Ints, said: Floats) -> None:
    """Integration: positions move once, from all that was heard in the round."""
    state, own = process.state, forum.constants.persuasion
    if own.rate == 0.0:
        return
    pull = process.workspace.pull
    pulls(
        state.position[issue],
        state.trust,
        state.standing,
        queue,
        said,
        said.shape[0],
        present,
        own.confidence,
        own.fading,
        own.repulsion,
        process.workspace.weight,
        pull,
    )
    integrate(
        state.position,
        state.mandate,
        state.susceptibility,
        pull,
        forum.procedure.logic,
        forum.procedure.has_logic,
        issue,
        present,
        own.rate,
    )


@kernel
def hold_round(forum: Forum, draws: Draws, process: Process, step: int, issue: int, present: Floats) -> int:
    """One round on one issue: discussion, integration, drafting, decision. Returns the number of statements."""
    state, calendar, workspace = process.state, forum.calendar, process.workspace
    speakers = line_up(forum, draws, process, step, issue, present)
    queue, said = workspace.queue[:speakers], workspace.said[:speakers]
    discuss(forum, draws, process, step, issue, present, queue, said)
    move_positions(forum, process, issue, present, queue, said)
    hear_in_public(forum, process, issue, queue, said, calendar.publicity[step])
    state.rounds[issue] += 1
    state.session_rounds[issue] += 1
    draft_and_decide(forum, process, step, issue, present, said)
    return speakers
