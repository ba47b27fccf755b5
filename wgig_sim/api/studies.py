"""Studies: experiments by name or file, their sweeps, and what is read off them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wgig_sim.scenario.library import names
from wgig_sim.scenario.problems import EXPERIMENT

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from wgig_sim.study.experiment_schema import Experiment
    from wgig_sim.study.store import Study
    from wgig_sim.study.sweep import Progress

PATIENCE = 600.0
"""Seconds after which a batch of a sweep, about one second of work, counts as hanging."""


def experiments() -> tuple[str, ...]:
    """The experiments that travel with the program."""
    return names(EXPERIMENT)


def experiment(source: str | Path, *settings: str) -> "Experiment":
    """An experiment by name or file, changed by settings such as "replicates=20"; raises ScenarioError."""
    from wgig_sim.study.experiment import read as read_experiment

    return read_experiment(source, settings)


def plan(source: "Experiment | str | Path", workers: int | None = None) -> "pd.DataFrame":
    """How many points and runs an experiment means, how many seconds here and how many bytes: the least and the most of each."""
    import pandas as pd

    from wgig_sim.study.plan import plan as planned

    found = planned(_experiment(source), workers)
    spans = {"points": (found.points,) * 2, "runs": found.runs, "seconds": found.seconds, "bytes": found.bytes}
    return pd.DataFrame.from_dict(spans, orient="index", columns=["least", "most"])


def sweep(
    source: "Experiment | str | Path",
    folder: str | Path,
    workers: int | None = None,
    resume: bool = False,
    after: "Callable[[Progress], None] | None" = None,
) -> "Study":
    """Run an experiment into a folder, with `workers` processes (default: one a core), and return the study in it.

    What is done is kept: after an interruption, `resume=True` goes on from there. `after` is told now and then how far it is.
    Raises ScenarioError or StudyError.
    """
    from wgig_sim.engines.ensemble import cores
    from wgig_sim.study import sweep as sweeping
    from wgig_sim.study.runs import perform
    from wgig_sim.study.workers import LocalCrew

    prepared = sweeping.prepare(_experiment(source))
    writer = sweeping.open_folder(prepared, Path(folder), "wgig_sim.sweep", resume)
    try:
        with LocalCrew(prepared.task, perform, workers or cores(), PATIENCE) as crew:
            sweeping.sweep(prepared, writer, crew, after)
    finally:
        writer.close()
    return load_study(folder)


def load_study(folder: str | Path) -> "Study":
    """The study in a folder: its `experiment`, `design` (a frame with a row a point) and `runs` (a row a run)."""
    from wgig_sim.study.store import load as load_from

    return load_from(folder)


def analyse(study: "Study | str | Path", measures: Sequence[str] = (), cases: str | None = None) -> "Mapping[str, pd.DataFrame]":
    """The tables that the design of a study bears, by name: responses, tipping points and differences, or indices.

    `cases`, such as "share_agreed > 0.5", adds the ranges of the factors in which such cases lie.
    """
    from wgig_sim.study.analysis import analyse as analysed

    return analysed(load_study(study) if isinstance(study, str | Path) else study, measures, cases).tables


def query(folder: str | Path, sql: str) -> "pd.DataFrame":
    """The answer of a study to a question in SQL; tables `runs`, `design`, `study` (runs with their factors) and `rounds`."""
    from wgig_sim.study.query import query as asked

    return asked(Path(folder), sql).frame


def tip(
    source: "Experiment | str | Path", factor: str | None = None, measure: str | None = None, tolerance: float | None = None
) -> "pd.DataFrame":
    """Search for the tipping point along one factor of an experiment: a row a level that was tried, with mean and interval.

    `frame.attrs` has what was found: `shape` ("tips", "bends", "even", or "still" where the measure does not surely move)
    and, unless it is still, `level` with `low` and `high`, and `steepness` (1 = a straight line).
    """
    import pandas as pd

    from wgig_sim.study.means import means, yes_or_no
    from wgig_sim.study.tip import tip as searched

    found = searched(_experiment(source), factor, measure, tolerance)
    told, tipping = means(found.search.values, shares=yes_or_no(found.measure)), found.search.tip
    columns = {found.factor.name: found.search.levels, found.measure: told.mean, "low": told.low, "high": told.high}
    frame = pd.DataFrame(columns)
    frame.attrs.update({"shape": "still"} if tipping is None else tipping._asdict())
    return frame


def rounds(study: "Study | str | Path") -> "xr.Dataset":
    """The measures of every round of a study with `per_round: true`, over the axes (point, replicate, step); NaN = no such run.

    Points are rows of the study's `design`.
    """
    from wgig_sim.study.store import StudyError, table

    own = load_study(study) if isinstance(study, str | Path) else study
    found = table(own.folder, "rounds")
    if found is None:
        raise StudyError(f"{own.folder} has no rounds. They are kept where the experiment says per_round: true.")
    axes = ["point", "replicate", "step"]
    frame: pd.DataFrame = found.drop_columns(["run_id"]).to_pandas().drop_duplicates(axes).set_index(axes)
    return frame.to_xarray()


def _experiment(source: "Experiment | str | Path") -> "Experiment":
    return experiment(source) if isinstance(source, str | Path) else source
