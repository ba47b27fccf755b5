"""Contest: the full model and its rivals over the same people, replicate by replicate."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.handles import hand_over
from wgig_sim.core.schedule import advance
from wgig_sim.core.state import AGREED, DROPPED, Floats, State
from wgig_sim.engines.recorder import all_measures
from wgig_sim.engines.replicate import Replicate, copied, refill
from wgig_sim.study.means import means
from wgig_sim.study.rivals.ending import LIMITS, Ending, ending, options
from wgig_sim.study.rivals.opinions import (
    DEFFUANT_WEISBUCH,
    DEGROOT,
    FRIEDKIN_JOHNSEN,
    HEGSELMANN_KRAUSE,
    Dynamics,
    only_talk,
    prepare,
)
from wgig_sim.study.rivals.spatial import weighted_mean, weighted_median, weights

if TYPE_CHECKING:
    import pandas as pd

FULL = "full"
SPATIAL: Mapping[str, Callable[[Floats, Floats], Floats]] = {"compromise": weighted_mean, "median": weighted_median}
OPINIONS: Mapping[str, Dynamics] = {
    "degroot": DEGROOT,
    "friedkin-johnsen": FRIEDKIN_JOHNSEN,
    "hegselmann-krause": HEGSELMANN_KRAUSE,
    "deffuant-weisbuch": DEFFUANT_WEISBUCH,
}
STANDSTILL = "standstill"
"""Nobody talks and nobody moves; all that is left of the model is drafting and deciding."""
RIVALS = (*SPATIAL, STANDSTILL, *OPINIONS)
CONTESTED = "oversight"
"""The item on which the Working Group did not agree; a scenario may have none of this name."""
MEASURES = (
    "share_agreed",
    "agreed_others",
    f"agreed_{CONTESTED}",
    "opinion_change",
    "variance_ratio",
    "options_per_open_item",
    f"options_{CONTESTED}",
)
SHARES = np.array([measure == f"agreed_{CONTESTED}" for measure in MEASURES])
"""Which of them are yes or no in each run."""
Values = dict[tuple[str, str], Floats]
"""(model, limits) -> MEASURES, NaN where there is none. The full model's limits are its own, and called ''."""


def outcome(replicate: Replicate) -> Floats:
    """MEASURES of a process that is over; an average over no open item, like an item that is not there, has no value."""
    names, state = replicate.setup.names.issues, replicate.process.state
    told: dict[str, float] = dict(all_measures(replicate))
    count = options(state)
    others = np.array([name != CONTESTED for name in names]) & (state.status != DROPPED)
    told["agreed_others"] = float((state.status[others] == AGREED).mean()) if others.any() else np.nan
    told["options_per_open_item"] = float(np.nanmean(count)) if not np.isnan(count).all() else np.nan
    if CONTESTED in names:
        told[f"options_{CONTESTED}"] = float(count[names.index(CONTESTED)])
    return np.array([told.get(name, np.nan) for name in MEASURES])


class Arena:
    """One scenario, compiled once for the full model and for what each rival needs."""

    def __init__(self, setup: Setup, rivals: Sequence[str] = RIVALS) -> None:
        """Compile."""
        self.setup, self.rivals = setup, rivals
        self.steps = setup.forum.calendar.event.shape[0]
        self.full = hand_over(setup.forum)
        self.talks = {name: hand_over(only_talk(setup, OPINIONS[name])) for name in rivals if name in OPINIONS}
        self.endings = {limits: Ending(*map(hand_over, ending(setup, limits))) for limits in LIMITS}

    def meet(self, seed: int, number: int) -> Values:
        """One replicate: everybody's prediction for the same first day."""
        replicate = Replicate(self.setup, seed, number)
        process, first = replicate.process, copied(replicate.process)
        handles = hand_over(replicate.draws), hand_over(process)
        self.play(self.full, handles)
        found: Values = {(FULL, ""): outcome(replicate)}
        for name in self.rivals:
            refill(process, first)
            position, text = self.predict(name, process.state, handles)
            for limits, last in self.endings.items():
                refill(process, first)
                process.state.position[...], process.state.text[...] = position, text
                self.play(last.decided if name in SPATIAL else last.drafted, handles)
                found[name, limits] = outcome(replicate)
        return found

    def play(self, forum: Any, handles: tuple[Any, Any]) -> None:
        """Let a process (handles: its draws, itself) go on from its first day to the end of the calendar."""
        for step in range(self.steps):
            advance(forum, *handles, step)

    def predict(self, name: str, state: State, handles: tuple[Any, Any]) -> tuple[Floats, Floats]:
        """Where people stand in the end (K, N), and a text for each issue (K,), by a rival.

        Only the spatial models predict a text. Elsewhere it is the mean of all positions, leant by a biased chair to its own.
        """
        procedure = self.setup.forum.procedure
        if name in SPATIAL:
            weight = weights(state, procedure.decides[self.setup.forum.calendar.last_decision])
            return state.position.copy(), SPATIAL[name](state.position, weight)
        if name in OPINIONS:
            prepare(state, OPINIONS[name])
            self.play(self.talks[name], handles)
        middle = state.position.mean(axis=1)
        return state.position.copy(), middle + procedure.chair_bias * (procedure.chair_position - middle)


class Contest(NamedTuple):
    """What the full model and its rivals predict."""

    models: tuple[tuple[str, str], ...]
    """(model, limits); the full model is first."""
    values: Floats
    """(models, R, MEASURES)"""

    def frame(self) -> "pd.DataFrame":
        """A row a model, limits and measure that has a value: mean with its 95% interval, median, and how many runs have one."""
        import pandas as pd

        parts = []
        for (model, limits), values in zip(self.models, self.values, strict=True):
            told = means(values, shares=SHARES)
            known = told.n > 0
            median = np.array([np.nanmedian(column) if some else np.nan for column, some in zip(values.T, known, strict=True)])
            columns = {"mean": told.mean, "low": told.low, "high": told.high, "median": median, "runs": told.n}
            part = pd.DataFrame({"model": model, "limits": limits, "measure": MEASURES, **columns})
            parts.append(part[known])
        return pd.concat(parts, ignore_index=True)


def contest(
    setup: Setup,
    replicates: int,
    seed: int = 0,
    rivals: Sequence[str] = RIVALS,
    after: Callable[[int], None] | None = None,
) -> Contest:
    """Let the full model and its rivals predict `replicates` runs of a scenario; `after` is told how many are done."""
    arena = Arena(setup, rivals)
    rows: list[Values] = []
    for number in range(replicates):
        rows.append(arena.meet(seed, number))
        if after:
            after(number + 1)
    models = tuple(rows[0])
    return Contest(models, np.array([[row[model] for row in rows] for model in models]))
