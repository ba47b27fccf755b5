"""Forum: a scenario as numbers, and the one list of mechanisms that there is."""

from typing import NamedTuple

from wgig_sim.core.acceptance import Acceptance
from wgig_sim.core.composition import Composition
from wgig_sim.core.constituencies import Constituencies
from wgig_sim.core.corridor import Corridor
from wgig_sim.core.drafting import Drafting
from wgig_sim.core.floor import Floor
from wgig_sim.core.intersession import Intersession
from wgig_sim.core.learning import Learning
from wgig_sim.core.objection import Objection
from wgig_sim.core.perception import Perception
from wgig_sim.core.persuasion import Persuasion
from wgig_sim.core.readiness import Readiness
from wgig_sim.core.reputation import Reputation
from wgig_sim.core.state import Arrival, Calendar, Preparation, Procedure, Profiles, Selection, World
from wgig_sim.core.statement import Statement
from wgig_sim.core.trust import Trust


class Constants(NamedTuple):
    """The global constants, mechanism by mechanism: the one list of mechanisms that there is."""

    floor: Floor = Floor()
    statement: Statement = Statement()
    perception: Perception = Perception()
    trust: Trust = Trust()
    learning: Learning = Learning()
    persuasion: Persuasion = Persuasion()
    corridor: Corridor = Corridor()
    reputation: Reputation = Reputation()
    intersession: Intersession = Intersession()
    readiness: Readiness = Readiness()
    acceptance: Acceptance = Acceptance()
    drafting: Drafting = Drafting()
    objection: Objection = Objection()
    composition: Composition = Composition()
    constituencies: Constituencies = Constituencies()


class Forum(NamedTuple):
    """A scenario as numbers: everything that is the same in all its replicates."""

    profiles: Profiles
    world: World
    arrival: Arrival
    selection: Selection
    preparation: Preparation
    calendar: Calendar
    procedure: Procedure
    constants: Constants
