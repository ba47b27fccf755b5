"""Consensus: the rule of decision, as one row of numbers for each event. A new rule is a new row."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import NamedTuple
from wgig_sim.core.state import Flags, Floats, Ints, Procedure

NO_BOUND = 1_000_000
ROUNDING = 1e-9


class Rule(NamedTuple):
    """What has to hold for an item to be agreed; all conditions together."""

    share: float = 0.0
    """Least share of those who decide who accept."""
    objectors: int = NO_BOUND
    """Most sustained objections that are borne."""
    chamber_share: float = 0.0
    """Least share within each deciding group."""
    everyone: bool = False
    """Absent seats count as not accepting."""
    silence: float = 0.0
    """How far beyond acceptance a text lies before a seat breaks its silence and objects."""
    governments: bool = False
    """Only governments decide."""


RULES = {
    "unanimity": Rule(share=1.0, everyone=True),
    "consensus": Rule(objectors=0),
    "rough-consensus": Rule(objectors=2),  # RFC 7282: objections are answered, not counted; the bound is the chair's judgement
    "qualified-majority": Rule(share=2 / 3),
    "concurrent-majorities": Rule(share=2 / 3, chamber_share=0.5),  # FSC: two thirds overall, a majority in each chamber
    "governments-only": Rule(objectors=0, governments=True),
    "silence-procedure": Rule(objectors=0, silence=0.1),
}


@kernel
def is_agreed(procedure: Procedure, event: int, group: Ints, present: Floats, accepts: Flags, objects: Floats) -> bool:
    """Whether the rule of an event is met by acceptances (N,) and objections (N,) of those present (N,); group (N,)."""
    decides, everyone, chamber_share = procedure.decides[event], procedure.everyone[event], procedure.chamber_share[event]
    all_voting, all_yes, objectors, met = 0.0, 0.0, 0, True
    for g in range(decides.shape[0]):
        voting, yes = 0.0, 0.0
        for i in range(group.shape[0]):
            if decides[g] and group[i] == g and (present[i] > 0.0 or everyone):
                voting += 1.0
                yes += 1.0 if present[i] > 0.0 and accepts[i] else 0.0
                objectors += 1 if present[i] > 0.0 and objects[i] > 0.0 else 0
        all_voting += voting
        all_yes += yes
        met = met and yes >= chamber_share * voting - ROUNDING
    enough = all_yes >= procedure.share[event] * all_voting - ROUNDING
    return met and all_voting > 0.0 and enough and objectors <= procedure.objectors[event]
