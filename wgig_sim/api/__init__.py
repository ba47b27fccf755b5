"""The notebook's side of the program: load a scenario, change it, run it, look at it; run many, and compare; study.

>>> import wgig_sim
>>> wgig = wgig_sim.load("wgig-2005", "capacity=instructed")
>>> record = wgig_sim.simulate(wgig, seed=7)
>>> record.frame("rounds")
>>> wgig_sim.compare("wgig-2005", wgig)
"""

from wgig_sim.api.many import compare, ensemble, rivals, validate
from wgig_sim.api.single import load, simulate, trust_graph
from wgig_sim.api.studies import analyse, experiment, experiments, load_study, plan, query, rounds, sweep, tip
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.engines.meeting import Meeting
from wgig_sim.engines.record import Record
from wgig_sim.scenario.library import names
from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.scenario.schema import Scenario
from wgig_sim.study.manifest import StudyError

__all__ = [
    "Meeting",
    "Record",
    "Scenario",
    "ScenarioError",
    "StudyError",
    "analyse",
    "compare",
    "ensemble",
    "experiment",
    "experiments",
    "load",
    "load_study",
    "muted",
    "names",
    "plan",
    "query",
    "rivals",
    "rounds",
    "simulate",
    "sweep",
    "tip",
    "trust_graph",
    "validate",
]
