"""Decision: one text on an issue is tabled, revised, objected to, and agreed or not; or all of them as a package."""

import numpy as np

from wgig_sim.core.acceptance import excess, limits
from wgig_sim.core.compiled import kernel
from wgig_sim.core.consensus import ROUNDING, is_agreed
from wgig_sim.core.drafting import mean_excess, revised_text, vaguer
from wgig_sim.core.forum import Forum
from wgig_sim.core.objection import close_objections, cost_of_objections, enter_objections
from wgig_sim.core.readiness import common_understanding
from wgig_sim.core.state import AGREED, OPEN, OVERRULED, TABLED, Floats, Process


@kernel
def table_a_text(forum: Forum, process: Process, issue: int, said: Floats) -> None:
    """The first text: what the chair has heard so far, leant by a bias; without a chair, what the round's first speaker said."""
    state, procedure = process.state, forum.procedure
    text = state.text[issue]
    if procedure.has_chair and state.heard_count[issue] > 0:
        heard = state.heard_sum[issue] / state.heard_count[issue]
        text = heard + procedure.chair_bias * (procedure.chair_position[issue] - heard)
    elif said.shape[0] > 0:
        text = said[0]
    state.text[issue] = text
    state.status[issue] = TABLED
    state.drafted[issue] = 1


@kernel
def how_many(flags: Floats) -> int:
    """How many of flags (N,), 1 or 0, are set."""
    count = 0
    for i in range(flags.shape[0]):
        count += 1 if flags[i] > 0.0 else 0
    return count


@kernel
def voice_objections(forum: Forum, process: Process, event: int, issue: int, present: Floats) -> None:
    """Fill the workspace's `beyond` (N,), the excess over its `limit`, `votes` and `objects` (N,): who decides, who objects."""
    state, procedure, workspace = process.state, forum.procedure, process.workspace
    limit, beyond, votes, objects = workspace.limit, workspace.beyond, workspace.votes, workspace.objects
    position, text, vagueness, group = state.position[issue], state.text[issue], state.vagueness[issue], state.group
    ambiguity = forum.constants.acceptance.ambiguity
    decides, borne = procedure.decides[event], procedure.silence[event] + ROUNDING
    for i in range(present.shape[0]):
        beyond[i] = excess(position[i], text, limit[i], ambiguity, vagueness)
        votes[i] = present[i] if decides[group[i]] else 0.0
        objects[i] = votes[i] if beyond[i] > borne else 0.0


@kernel
def revise(forum: Forum, process: Process, issue: int) -> None:
    """The chair moves the text towards the objectors, and makes it vaguer while there are any."""
    state, procedure, own = process.state, forum.procedure, forum.constants.drafting
    beyond, objects = process.workspace.beyond, process.workspace.objects
    shift = mean_excess(state.position[issue], state.text[issue], beyond, objects)
    if own.skill > 0.0 and how_many(objects) > 0:
        skill = own.skill * (procedure.chair_skill if procedure.has_chair else own.leaderless)
        bias = procedure.chair_bias if procedure.has_chair else 0.0
        state.text[issue] = revised_text(state.text[issue], shift, skill, procedure.chair_position[issue], bias)
        state.vagueness[issue] = vaguer(state.vagueness[issue], own.vagueness, own.vagueness_cap)


@kernel
def settle(process: Process, step: int, issue: int, objects: Floats, votes: Floats) -> None:
    """An item is agreed; those who still object, or are not there to withdraw, are overruled; votes (N,): who has a say now."""
    state = process.state
    state.status[issue] = AGREED
    state.agreed_step[issue] = step
    close_objections(state, process.ledger, step, issue, objects, votes, OVERRULED)


@kernel
def understood(process: Process, issue: int) -> float:
    """Common understanding of an issue now."""
    return common_understanding(process.state.picture[issue], process.state.position[issue], process.workspace.understood)


@kernel
def draft_and_decide(forum: Forum, process: Process, step: int, issue: int, present: Floats, said: Floats) -> None:
    """Drafting and decision on one issue: table or revise the text, raise objections, apply the rule."""
    state, calendar = process.state, forum.calendar
    event = calendar.event[step]
    tabled = state.status[issue] == TABLED
    if calendar.drafts[event] and not tabled:
        ready = forum.constants.readiness.understanding
        if forum.procedure.text_first or understood(process, issue) >= ready:
            table_a_text(forum, process, issue, said)
    if state.status[issue] != TABLED or not (calendar.decides[event] or calendar.drafts[event]):
        return
    set_limits(forum, process, calendar.elapsed[step], issue, process.workspace.limit)
    if calendar.drafts[event] and tabled:
        voice_objections(forum, process, event, issue, present)
        revise(forum, process, issue)
    if calendar.decides[event]:
        voice_objections(forum, process, event, issue, present)
        decide(forum, process, step, issue, present)


@kernel
def set_limits(forum: Forum, process: Process, elapsed: float, issue: int, limit: Floats) -> None:
    """Fill limit (N,): how far from the own position each can go on an issue, when `elapsed` in [0, 1] of the process is over."""
    state, own = process.state, forum.constants.acceptance
    limits(
        state.trust,
        state.picture[issue],
        state.position[issue],
        state.latitude[issue],
        state.red_line[issue],
        own.goodwill,
        own.deadline,
        elapsed,
        limit,
    )


@kernel
def decide(forum: Forum, process: Process, step: int, issue: int, present: Floats) -> None:
    """Objections are entered, and the rule is applied; where it is not met, objections cost trust."""
    state, workspace, ambiguity = process.state, process.workspace, forum.constants.acceptance.ambiguity
    votes, objects, beyond, accepts = workspace.votes, workspace.objects, workspace.beyond, workspace.accepts
    procedure, event = forum.procedure, forum.calendar.event[step]
    state.objectors[issue] = how_many(objects)
    blur = ambiguity * state.vagueness[issue]
    enter_objections(state, process.ledger, step, issue, votes, objects, beyond, workspace.limit, blur)
    for i in range(present.shape[0]):
        accepts[i] = beyond[i] <= ROUNDING
    if not procedure.package and is_agreed(procedure, event, state.group, present, accepts, objects):
        settle(process, step, issue, objects, votes)
    else:
        friction = forum.constants.objection.friction
        cost_of_objections(state.trust, state.position[issue], state.text[issue], objects, present, friction)


@kernel
def judge_the_package(forum: Forum, process: Process, step: int, present: Floats) -> None:
    """Nothing is agreed until everything is: each seat weighs all texts by salience; a crossed red line cannot be outweighed."""
    state, acceptance, procedure, event = process.state, forum.constants.acceptance, forum.procedure, forum.calendar.event[step]
    n = present.shape[0]
    limit, balance, refuses = np.empty(n), np.zeros(n), np.zeros(n)
    complete = True
    for k in range(state.status.shape[0]):
        complete = complete and state.status[k] != OPEN
        if state.status[k] == TABLED:
            set_limits(forum, process, forum.calendar.elapsed[step], k, limit)
            blur = acceptance.ambiguity * state.vagueness[k]
            for i in range(n):
                beyond = excess(state.position[k, i], state.text[k], limit[i], acceptance.ambiguity, state.vagueness[k])
                balance[i] -= state.salience[k, i] * beyond
                if abs(state.text[k] - state.position[k, i]) > state.red_line[k, i] + blur + ROUNDING:
                    refuses[i] = 1.0
    if not complete and event != forum.calendar.last_decision:
        return
    accepts, votes, objects = np.zeros(n, dtype=np.bool_), np.zeros(n), np.zeros(n)
    for i in range(n):
        accepts[i] = refuses[i] == 0.0 and balance[i] >= -ROUNDING
        votes[i] = present[i] if procedure.decides[event, state.group[i]] else 0.0
        objects[i] = votes[i] if not accepts[i] else 0.0
    if is_agreed(procedure, event, state.group, present, accepts, objects):
        for k in range(state.status.shape[0]):
            if state.status[k] == TABLED:
                settle(process, step, k, objects, votes)
