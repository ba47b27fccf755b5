"""Compare: the same people and the same chance under different rules, and what differs, with how much certainty."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.state import Floats
from wgig_sim.engines.ensemble import sample

if TYPE_CHECKING:
    import pandas as pd

HEADLINES = (
    "share_agreed",
    "acceptance",
    "understanding_between_change",
    "trust_between_change",
    "opinion_change",
    "options_per_open_item",
    "substance",
    "objections_sustained",
    "voice_gini",
    "representation",
)
"""The measures that a reader asks for first."""
CHUNK = 50


class Comparison(NamedTuple):
    """Runs of several scenarios, paired by replicate."""

    names: tuple[str, ...]
    """The scenarios; differences are taken from the first."""
    measures: tuple[str, ...]
    """What all of them measure."""
    values: Floats
    """(scenarios, R, measures)"""

    @property
    def replicates(self) -> int:
        """Replicates of each scenario."""
        return int(self.values.shape[1])

    def differences(self, scenario: int) -> Floats:
        """(R, measures): a scenario minus the first, replicate by replicate."""
        found: Floats = self.values[scenario] - self.values[0]
        return found

    def frame(self) -> "pd.DataFrame":
        """A row a scenario and measure: means, paired difference from the first scenario, 95% interval, effect size.

        `effect` is the mean difference in units of its standard deviation over replicates (Cohen's d_z); NaN where all
        replicates differ alike.
        """
        import pandas as pd

        rows = []
        for scenario in range(1, len(self.names)):
            mean, low, high, spread = interval(self.differences(scenario))
            with np.errstate(invalid="ignore", divide="ignore"):
                effect = np.where(spread > 0, mean / spread, np.nan)
            first, own = (means(self.values[at]) for at in (0, scenario))
            for column, measure in enumerate(self.measures):
                numbers = (array[column] for array in (first, own, mean, low, high, effect))
                rows.append((self.names[0], self.names[scenario], measure, *map(float, numbers), self.replicates))
        names = ["first", "other", "measure", "mean_first", "mean_other", "difference", "low", "high", "effect", "replicates"]
        return pd.DataFrame(rows, columns=names)


def means(values: Floats) -> Floats:
    """Means (measures,) of values (R, measures) without NaN."""
    count = (~np.isnan(values)).sum(axis=0)
    with np.errstate(invalid="ignore"):
        found: Floats = np.nansum(values, axis=0) / np.where(count > 0, count, np.nan)
    return found


def interval(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean, 95% interval (Student's t) and standard deviation of each column of (R, measures), NaN left out."""
    from scipy.special import stdtrit

    count = (~np.isnan(values)).sum(axis=0)
    mean = means(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt(np.nansum((values - mean) ** 2, axis=0) / np.where(count > 1, count - 1, np.nan))
        half = stdtrit(np.maximum(count - 1, 1), 0.975) * spread / np.sqrt(count)
    return mean, mean - half, mean + half, spread


def compare(
    setups: Mapping[str, Setup],
    replicates: int,
    seed: int = 0,
    *,
    until: float | None = None,
    measure: str = "share_agreed",
    most: int = 100_000,
    threads: int | None = None,
    after: Callable[[int], None] | None = None,
) -> Comparison:
    """Run all scenarios over the same replicates.

    With `until`, more replicates are run, up to `most`, until half of the 95% interval of every paired difference in
    `measure` is under it; `after` is told how many are done.
    """
    names = tuple(setups)
    parts: list[list[Floats]] = [[] for _ in names]
    columns: list[tuple[str, ...]] = [() for _ in names]
    done, wanted = 0, replicates
    while done < wanted:
        size = min(CHUNK * 10, wanted - done)
        for at, setup in enumerate(setups.values()):
            taken = sample(setup, seed, range(done, done + size), threads)
            columns[at] = taken.names
            parts[at].append(taken.values)
        done += size
        if after:
            after(done)
        if until is not None and done == wanted and done < most:
            found = common(names, columns, parts)
            if widest(found, measure) > until:
                wanted = min(most, done + max(CHUNK, needed(found, measure, until) - done))
    return common(names, columns, parts)


def common(names: tuple[str, ...], columns: Sequence[tuple[str, ...]], parts: Sequence[Sequence[Floats]]) -> Comparison:
    """The measures that all scenarios have."""
    shared = tuple(name for name in columns[0] if all(name in other for other in columns))
    picked = [np.concatenate(part)[:, [own.index(name) for name in shared]] for own, part in zip(columns, parts, strict=True)]
    return Comparison(names, shared, np.stack(picked))


def widest(found: Comparison, measure: str) -> float:
    """The largest half-width of the intervals of all paired differences in a measure."""
    column = found.measures.index(measure)
    halves = []
    for scenario in range(1, len(found.names)):
        _, low, high, _ = interval(found.differences(scenario)[:, [column]])
        halves.append(float(high[0] - low[0]) / 2)
    return max(halves, default=0.0)


def needed(found: Comparison, measure: str, until: float) -> int:
    """Replicates after which the interval should be narrow enough, from the spread so far; at most twice as many as now."""
    ratio = widest(found, measure) / until
    return min(2 * found.replicates, math.ceil(found.replicates * ratio * ratio)) if math.isfinite(ratio) else 0
