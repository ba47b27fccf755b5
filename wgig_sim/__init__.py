"""Simulate deliberation among stakeholders with entrenched positions.

The first forum is the Working Group on Internet Governance (Geneva, 2004-05). Importing this package is light: the
heavy libraries are loaded by the parts that need them, when a name of `wgig_sim.api` is first used.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

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

if TYPE_CHECKING:
    from wgig_sim.api import (
        Meeting,
        Record,
        Scenario,
        ScenarioError,
        StudyError,
        analyse,
        compare,
        ensemble,
        experiment,
        experiments,
        load,
        load_study,
        muted,
        names,
        plan,
        query,
        rivals,
        rounds,
        simulate,
        sweep,
        tip,
        trust_graph,
        validate,
    )


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module("wgig_sim.api"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
