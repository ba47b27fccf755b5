"""The notebook's side of the program: load a scenario, change it, run it, look at it; run many, and compare; study.

>>> import wgig_sim
>>> wgig = wgig_sim.load("wgig-2005", "capacity=instructed")
>>> record = wgig_sim.simulate(wgig, seed=7)
>>> record.frame("rounds")
>>> wgig_sim.compare("wgig-2005", wgig)
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from wgig_sim.bridge import networks
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import muted, vocabulary
from wgig_sim.engines.ahead import compile_ahead
from wgig_sim.engines.meeting import Meeting
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.library import names
from wgig_sim.scenario.problems import EXPERIMENT, ScenarioError
from wgig_sim.scenario.read import read
from wgig_sim.scenario.schema import Scenario
from wgig_sim.show import notebook
from wgig_sim.study.manifest import StudyError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import xarray as xr

    from wgig_sim.study.experiment_schema import Experiment
    from wgig_sim.study.store import Study
    from wgig_sim.study.sweep import Progress

PATIENCE = 600.0
"""Seconds after which a batch of a sweep, about one second of work, counts as hanging."""
Forum = Scenario | str | Path
"""A scenario, or the name or file of one."""


def load(source: str | Path, *settings: str) -> Scenario:
    """A scenario by name or file, changed by settings such as "rules.start=text-first"; raises ScenarioError."""
    return read(source, settings, vocabulary())


def simulate(scenario: Forum, seed: int = 0, replicate: int = 0, after_step: Callable[[int], None] | None = None) -> Record:
    """Run a scenario to its end. Equal scenario, seed and replicate give equal records."""
    run = Replicate(_compiled(scenario), seed, replicate)
    run.finish(after_step)
    return record(run)


def _compiled(scenario: Forum) -> Setup:
    setup = compile_scenario(scenario if isinstance(scenario, Scenario) else load(scenario))
    compile_ahead(setup)
    return setup


@overload
def ensemble(
    scenario: Forum,
    replicates: int = 100,
    seed: int = 0,
    threads: int | None = None,
    per_round: Literal[False] = False,
    measures: Sequence[str] | None = None,
) -> "pd.DataFrame": ...


@overload
def ensemble(
    scenario: Forum, replicates: int = 100, seed: int = 0, threads: int | None = None, *, per_round: Literal[True]
) -> "xr.Dataset": ...


def ensemble(
    scenario: Forum,
    replicates: int = 100,
    seed: int = 0,
    threads: int | None = None,
    per_round: bool = False,
    measures: Sequence[str] | None = None,
) -> "pd.DataFrame | xr.Dataset":
    """Run a scenario many times: a frame with a row a replicate and a column a measure, all of them or those named.

    With `per_round`, an xarray Dataset of the measures of each moment over the axes (replicate, step): after each step of the
    calendar, whose event and date stand beside it. Replicate r is the same run as `simulate(scenario, seed, r)`.
    """
    import pandas as pd

    from wgig_sim.engines.ensemble import sample
    from wgig_sim.engines.measures import measure_names
    from wgig_sim.scenario.problems import unknown

    setup = _compiled(scenario)
    for name in measures or ():
        if name not in measure_names(setup):
            raise ValueError(unknown("measure", name, measure_names(setup), "Measures"))
    taken = sample(setup, seed, range(replicates), threads, per_round, measures)
    if taken.rounds is None:
        return pd.DataFrame(taken.values, columns=list(taken.names), index=pd.Index(taken.replicates, name="replicate"))
    import xarray as xr

    from wgig_sim.core.measures import Moment

    event = [setup.names.events[at] for at in setup.forum.calendar.event]
    axes = {"replicate": taken.replicates, "step": range(len(event))}
    beside = {"event": ("step", event), "date": ("step", pd.to_datetime(list(setup.names.step_date)))}
    moments = {name: (("replicate", "step"), taken.rounds[:, :, column]) for column, name in enumerate(Moment._fields)}
    return xr.Dataset(moments, axes | beside, {"scenario": setup.scenario.title, "seed": seed})


def compare(
    *scenarios: Forum,
    replicates: int = 200,
    seed: int = 0,
    until: float | None = None,
    measure: str = "share_agreed",
    threads: int | None = None,
) -> "pd.DataFrame":
    """Scenarios over the same people and the same chance: a row for each one but the first, and each measure that all have.

    Means of both, the paired difference from the first with its 95% interval, and the effect: the difference in standard
    deviations of single runs. With `until`, replicates are added until half of the interval in `measure` is at most that.
    """
    from wgig_sim.scenario.problems import unknown
    from wgig_sim.study.compare import common
    from wgig_sim.study.compare import compare as run_all

    if len(scenarios) < 2:
        raise ValueError("compare needs two scenarios or more")
    setups: dict[str, Setup] = {}
    for scenario in scenarios:
        setup = _compiled(scenario)
        name = setup.scenario.title if isinstance(scenario, Scenario) else str(scenario)
        setups[name if name not in setups else f"{name} ({len(setups) + 1})"] = setup
    known = common(setups)
    if measure not in known:
        raise ValueError(unknown("measure", measure, known, "Measures that all have"))
    return run_all(setups, replicates, seed, until=until, measure=measure, threads=threads).frame()


def rivals(scenario: Forum, replicates: int = 200, seed: int = 0) -> "pd.DataFrame":
    """The full model and its rivals over the same people and chance: a row a model, limits and measure that has a value.

    Columns: model ("full", "compromise", "median", "standstill", "degroot", "friedkin-johnsen", "hegselmann-krause",
    "deffuant-weisbuch"), limits ("latitude", "goodwill"; "" for the full model), measure, mean with its 95% interval, median,
    and the runs that have a value.
    """
    from wgig_sim.study.rivals.contest import contest

    return contest(_compiled(scenario), replicates, seed).frame()


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

    from wgig_sim.study.means import means
    from wgig_sim.study.tip import tip as searched

    found = searched(_experiment(source), factor, measure, tolerance)
    told, tipping = means(found.search.values), found.search.tip
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
]
