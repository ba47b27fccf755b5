"""One run: load a scenario, change it, run it, look at it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wgig_sim.bridge import networks
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.ahead import compile_ahead
from wgig_sim.engines.meeting import Meeting
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import read
from wgig_sim.scenario.schema import Scenario
from wgig_sim.show import notebook
from wgig_sim.study.uncertain import at

if TYPE_CHECKING:
    import networkx as nx

    from wgig_sim.bridge.uncertain import Region

Forum = Scenario | str | Path
"""A scenario, or the name or file of one."""


def load(source: str | Path, *settings: str) -> Scenario:
    """A scenario by name or file, changed by settings such as "rules.start=text-first"; raises ScenarioError."""
    return read(source, settings, vocabulary())


def simulate(
    scenario: Forum,
    seed: int = 0,
    replicate: int = 0,
    after_step: Callable[[int], None] | None = None,
    uncertain: bool = False,
) -> Record:
    """Run a scenario to its end. Equal scenario, seed and replicate give equal records.

    If `uncertain`, the constants are drawn from what the calibration has left: `record.drawn`.
    """
    run = Replicate(at(compiled(scenario), region(uncertain), seed, replicate), seed, replicate)
    run.finish(after_step)
    return record(run)


def region(uncertain: bool) -> "Region | None":
    """What constants are drawn from, if they are."""
    if not uncertain:
        return None
    from wgig_sim.study.calibration.region import shipped

    return shipped()


def compiled(scenario: Forum) -> Setup:
    """A scenario, by name or file or as it is, turned into arrays, with the core compiled."""
    setup = compile_scenario(scenario if isinstance(scenario, Scenario) else load(scenario))
    compile_ahead(setup)
    return setup


def trust_graph(run: Record, moment: str = "end") -> "nx.DiGraph[str]":
    """Trust at the `start` or `end` of a run, as a networkx graph from truster to trusted."""
    return networks.trust_graph(run.seats, {"start": run.start, "end": run.end}[moment].trust)


def _draw_themselves() -> None:
    """Records and meetings draw themselves in a notebook: the drawing lives in `show`, which they must not know."""
    drawn: tuple[tuple[Any, Callable[[Any], str]], ...] = (
        (Record, notebook.html),
        (Meeting, lambda meeting: notebook.html(meeting.record())),
    )
    for kind, draw in drawn:
        kind._repr_html_ = draw


_draw_themselves()
