"""By design: which analyses a study bears, and their tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wgig_sim.study.analysis.changes import changes
from wgig_sim.study.analysis.differences import differences
from wgig_sim.study.analysis.discovery import cases, discover
from wgig_sim.study.analysis.outcomes import Outcomes, outcomes
from wgig_sim.study.analysis.responses import curves, points, responses
from wgig_sim.study.analysis.result import Analysis
from wgig_sim.study.analysis.sensitivity import morris, movable, sobol, whole
from wgig_sim.study.store import Study

if TYPE_CHECKING:
    import pandas as pd


def analyse(study: Study, measures: Sequence[str] = (), looked_for: str | None = None) -> Analysis:
    """All tables that the design of a study bears, of some measures or of all (indices: of those told); a StudyError where none.

    A grid, a list, one-at-a-time and a Latin hypercube give responses along each factor, their changes from end to end with
    tipping points, and paired differences between labels; sobol and morris give indices. `looked_for`, such as
    "share_agreed > 0.5", adds the ranges of the factors in which such cases lie.
    """
    found = outcomes(study, measures)
    wanted = cases(looked_for, found.measures) if looked_for else None
    kind = study.experiment.design.kind
    still: list[str] = []
    if kind in ("sobol", "morris"):
        whole(found)
        moving, still = movable(found, measures)
        tables = sobol(found, moving) if kind == "sobol" else {"morris": morris(found, moving)}
    else:
        tables = _along_factors(found)
    if wanted:
        tables |= discover(found, wanted)
    return Analysis(found, tables, tuple(still), wanted)


def _along_factors(found: Outcomes) -> "dict[str, pd.DataFrame]":
    compared = curves(found)
    labelled = [curve for curve in compared if not (curve.factor.numeric or curve.by) and curve.over == "replicates"]
    tables = {"points": points(found)}
    if compared:
        tables |= {"responses": responses(found, compared), "changes": changes(found, compared)}
    if labelled:
        tables["differences"] = differences(found, labelled)
    return {name: table for name, table in tables.items() if len(table)}
