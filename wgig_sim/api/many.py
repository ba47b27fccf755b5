"""Many runs: ensembles of one scenario, comparisons of several, and rival models over the same people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, overload

from wgig_sim.api.single import Forum, compiled, region
from wgig_sim.bridge.compile import Setup
from wgig_sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


@overload
def ensemble(
    scenario: Forum,
    replicates: int = 100,
    seed: int = 0,
    threads: int | None = None,
    per_round: Literal[False] = False,
    measures: Sequence[str] | None = None,
    uncertain: bool = False,
) -> "pd.DataFrame": ...


@overload
def ensemble(
    scenario: Forum,
    replicates: int = 100,
    seed: int = 0,
    threads: int | None = None,
    *,
    per_round: Literal[True],
    uncertain: bool = False,
) -> "xr.Dataset": ...


def ensemble(
    scenario: Forum,
    replicates: int = 100,
    seed: int = 0,
    threads: int | None = None,
    per_round: bool = False,
    measures: Sequence[str] | None = None,
    uncertain: bool = False,
) -> "pd.DataFrame | xr.Dataset":
    """Run a scenario many times: a frame with a row a replicate and a column a measure, all of them or those named.

    With `per_round`, an xarray Dataset of the measures of each moment over the axes (replicate, step): after each step of the
    calendar, whose event and date stand beside it. Replicate r is the same run as `simulate(scenario, seed, r)`.
    If `uncertain`, the constants of each replicate are drawn from what the calibration has left.
    """
    import pandas as pd

    from wgig_sim.engines.measures import measure_names
    from wgig_sim.scenario.problems import unknown
    from wgig_sim.study.uncertain import sample

    setup = compiled(scenario)
    for name in measures or ():
        if name not in measure_names(setup):
            raise ValueError(unknown("measure", name, measure_names(setup), "Measures"))
    taken = sample(setup, seed, range(replicates), threads, per_round, measures, region(uncertain))
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
    uncertain: bool = False,
) -> "pd.DataFrame":
    """Scenarios over the same people and the same chance: a row for each one but the first, and each measure that all have.

    Means of both, the paired difference from the first with its 95% interval, and the effect: the difference in standard
    deviations of single runs. With `until`, replicates are added until half of the interval in `measure` is at most that. If
    `uncertain`, the constants of each replicate are drawn from what the calibration has left, the same for all scenarios.
    """
    from wgig_sim.scenario.problems import unknown
    from wgig_sim.study.compare import common
    from wgig_sim.study.compare import compare as run_all

    if len(scenarios) < 2:
        raise ValueError("compare needs two scenarios or more")
    setups: dict[str, Setup] = {}
    for scenario in scenarios:
        setup = compiled(scenario)
        name = setup.scenario.title if isinstance(scenario, Scenario) else str(scenario)
        setups[name if name not in setups else f"{name} ({len(setups) + 1})"] = setup
    known = common(setups)
    if measure not in known:
        raise ValueError(unknown("measure", measure, known, "Measures that all have"))
    return run_all(setups, replicates, seed, until=until, measure=measure, threads=threads, region=region(uncertain)).frame()


def rivals(scenario: Forum, replicates: int = 200, seed: int = 0) -> "pd.DataFrame":
    """The full model and its rivals over the same people and chance: a row a model, limits and measure that has a value.

    Columns: model ("full", "compromise", "median", "standstill", "degroot", "friedkin-johnsen", "hegselmann-krause",
    "deffuant-weisbuch"), limits ("latitude", "goodwill"; "" for the full model), measure, mean with its 95% interval, median,
    and the runs that have a value.
    """
    from wgig_sim.study.rivals.contest import contest

    return contest(compiled(scenario), replicates, seed).frame()


def validate(replicates: int = 200, seed: int = 0, patterns: Sequence[str] = (), uncertain: bool = False) -> "pd.DataFrame":
    """The model held against the patterns that it should show, all or those named ("P3"): a row for each band of a pattern.

    Columns: `pattern`, `claim`, `source`, `use` ("calibration" or "prediction"), `seen` (its outcome was known before that was
    said), `claimed` (to hold), `holds` (the whole pattern), `unsure` (whether it does: too few replicates to say), `what` is
    estimated, `alternative` (to the band before it), `band_low`, `band_high`, `estimate` with its 95% interval `low` to `high`,
    `replicates` that have a value, `in_band`, and `close` (the interval reaches across an edge of the band). Raises ValueError
    where there is no such pattern. If `uncertain`, the constants of each replicate are drawn from what the calibration has left.
    """
    from wgig_sim.engines.ahead import compile_ahead
    from wgig_sim.study.patterns import choose
    from wgig_sim.study.patterns.course import WGIG
    from wgig_sim.study.patterns.runs import Runs
    from wgig_sim.study.patterns.validation import frame, judge

    chosen, runs = choose(patterns), Runs(replicates, seed, region=region(uncertain))
    compile_ahead(runs.setup(WGIG))
    return frame([judge(pattern, runs) for pattern in chosen])
