"""Schedule: the order of a process, written once. Both drivers call `advance` step by step; nothing else moves the state.

arrive:  preparation, selection of members, first pictures and trust
advance: for each step of the calendar
    first step of an event   intersession: forgetting, mandates, written input, corridor contacts; then fact papers
    round                    agenda -> discussion (sequential) -> integration (synchronous) -> drafting -> decision
    last step of an event    package, corridor, reputation, talk among constituencies
    last step of all         items without agreement end in options; open objections are sustained
conclude: measures of the run, reception by the constituencies
"""

from wgig_sim.core.agenda import next_issue
from wgig_sim.core.arrival import arrive
from wgig_sim.core.compiled import entry
from wgig_sim.core.decision import set_limits, understood
from wgig_sim.core.discussion import who_is_present
from wgig_sim.core.forum import Forum
from wgig_sim.core.results import MOMENT, OUTCOME, note_moment, sum_up
from wgig_sim.core.round import hold_round
from wgig_sim.core.session import adjourn, close_event, open_event
from wgig_sim.core.state import Draws, Floats, Ints, Process


@entry
def advance(forum: Forum, draws: Draws, process: Process, step: int) -> None:
    """One step of the calendar: a round, with what precedes and follows it when its event begins or ends."""
    state, calendar = process.state, forum.calendar
    event = calendar.event[step]
    if calendar.opens[step]:
        open_event(forum, draws, process, step)
    if calendar.new_day[step]:
        for i in range(state.spoken_today.shape[0]):
            state.spoken_today[i] = 0
    present = process.workspace.present
    who_is_present(state, calendar.room[step], calendar.attends[event], present)
    issue, statements = -1, 0
    if calendar.turns[step] > 0:
        issue = next_issue(state, calendar.agenda[event], calendar.on_agenda[event], process.workspace.understood)
        if issue >= 0:
            statements = hold_round(forum, draws, process, step, issue, present)
    if calendar.closes[step]:
        close_event(forum, draws, process, step, present)
    if step == calendar.event.shape[0] - 1:
        adjourn(process, step)
    if step < process.trace.issue.shape[0]:
        process.trace.issue[step] = issue
        process.trace.statements[step] = statements


@entry
def run_calendar(forum: Forum, draws: Draws, process: Process, row: Floats, steps: Ints, moments: Floats) -> None:
    """A whole replicate: the first day, every step, and all measures into `row`; see `results`.

    `moments` (M, MOMENT) takes the measures after each of the `steps` (M,), which go up.
    """
    arrive(forum, draws, process)
    note_moment(process, row[OUTCOME : OUTCOME + MOMENT])
    noted = 0
    for step in range(forum.calendar.event.shape[0]):
        advance(forum, draws, process, step)
        if noted < steps.shape[0] and step == steps[noted]:
            note_moment(process, moments[noted])
            noted += 1
    sum_up(forum, process, row)


@entry
def stand(forum: Forum, process: Process, elapsed: float, limit: Floats, understanding: Floats) -> None:
    """Where everybody stands: fill limit (K, N), the distance still accepted now, and understanding (K,) of each issue."""
    for k in range(understanding.shape[0]):
        set_limits(forum, process, elapsed, k, limit[k])
        understanding[k] = understood(process, k)
