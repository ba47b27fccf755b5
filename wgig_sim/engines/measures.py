"""Measures: the names of a run's measures, and their values from the row that the core fills."""

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.measures import Moment
from wgig_sim.core.outcome import Outcome
from wgig_sim.core.results import MOMENT, OUTCOME
from wgig_sim.core.state import Floats

COUNTS = ("agreed", "tabled", "objections")
"""Measures of a moment whose start and change say nothing that the items don't."""


def measure_names(setup: Setup) -> tuple[str, ...]:
    """The measures of a run, in the order of a sample's columns."""
    moments: list[str] = []
    for name in Moment._fields:
        if name == "opinion_change":
            moments.append(name)
        elif name not in COUNTS:
            moments += [f"{name}_start", f"{name}_end", f"{name}_change"]
    groups = [f"{what}_{group}" for what in ("voice", "trust_received", "acceptance") for group in setup.names.groups]
    return (*Outcome._fields, *moments, *groups, *(f"agreed_{issue}" for issue in setup.names.issues))


def measures(rows: Floats) -> Floats:
    """The measures (R, measures) of rows (R, width): the change of each moment measure stands beside its start and end."""
    start, end = rows[:, OUTCOME : OUTCOME + MOMENT], rows[:, OUTCOME + MOMENT : OUTCOME + 2 * MOMENT]
    moments: list[Floats] = []
    for column, name in enumerate(Moment._fields):
        if name == "opinion_change":
            moments.append(end[:, column])
        elif name not in COUNTS:
            moments += [start[:, column], end[:, column], end[:, column] - start[:, column]]
    return np.column_stack([rows[:, :OUTCOME], *moments, rows[:, OUTCOME + 2 * MOMENT :]])
