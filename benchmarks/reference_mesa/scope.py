"""Scope: what the baseline scenarios never use is left out of this model, and refused."""

from wgig_sim.core.agenda import AGENDAS, CLOSEST, ROTATE
from wgig_sim.core.composition import COMPOSITIONS, LISTED
from wgig_sim.core.floor import FLOORS, GOVERNMENTS_FIRST, RAISED_HANDS
from wgig_sim.core.forum import Forum


def refuse_what_is_left_out(forum: Forum) -> None:
    """Raise NotImplementedError if a forum needs a rule that this model does not have."""
    calendar, procedure = forum.calendar, forum.procedure
    agendas = {AGENDAS[rule] for rule in calendar.agenda.tolist() if rule not in (ROTATE, CLOSEST)}
    floors = {
        FLOORS[rule] for rule in calendar.floor[calendar.turns > 0].tolist() if rule not in (GOVERNMENTS_FIRST, RAISED_HANDS)
    }
    left_out = {
        f"composition: {COMPOSITIONS[forum.selection.rule]}": forum.selection.rule != LISTED,
        "a trust network from a file": forum.arrival.given.size > 0,
        f"agenda: {', '.join(sorted(agendas))}": bool(agendas),
        f"floor: {', '.join(sorted(floors))}": bool(floors),
        "decisions on a package": procedure.package,
        "links between issues": procedure.has_logic,
        "a group without a chair": not procedure.has_chair,
        "fewer than three seats": forum.profiles.group.shape[0] < 3,
    }
    for rule, needed in left_out.items():
        if needed:
            raise NotImplementedError(f"the reference model in Mesa leaves out {rule}; the compiled model has it")
