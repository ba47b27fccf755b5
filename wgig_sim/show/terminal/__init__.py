"""Results in a terminal: 80 columns, colour only where there is a terminal that wants it, plain text in a pipe."""

from wgig_sim.show.terminal.console import console, say, waiting
from wgig_sim.show.terminal.explain import explain, mechanisms
from wgig_sim.show.terminal.listing import Entry, catalogue, experiments
from wgig_sim.show.terminal.run import closing, events, header, outcome, run, where
from wgig_sim.show.terminal.scenario import scenario

__all__ = [
    "Entry",
    "catalogue",
    "closing",
    "console",
    "events",
    "experiments",
    "explain",
    "header",
    "mechanisms",
    "outcome",
    "run",
    "say",
    "scenario",
    "waiting",
    "where",
]
