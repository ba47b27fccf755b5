"""Compare: the same people and the same chance under different rules, and what differs, with how much certainty."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.uncertain import Region
from wgig_sim.core.state import Floats
from wgig_sim.engines.measures import measure_names
from wgig_sim.study.means import Means, means
from wgig_sim.study.uncertain import sample

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
LEAST = 100
"""Replicates before an interval may stop the sampling: from fewer, its width is too uncertain itself."""
MOST = 100_000
CHUNK = 500
"""Replicates between two signs of life."""


class Comparison(NamedTuple):
    """Runs of several scenarios, paired by replicate."""

    names: tuple[str, ...]
    """The scenarios; differences are taken from the first."""
    measures: tuple[str, ...]
    """What all of them measure."""
    values: Floats
    """(scenarios, R, measures); NaN where a run has no such value."""

    @property
    def replicates(self) -> int:
        """Replicates of each scenario."""
        return int(self.values.shape[1])

    def differences(self, scenario: int) -> Floats:
        """(R, measures): a scenario minus the first, replicate by replicate."""
        found: Floats = self.values[scenario] - self.values[0]
        return found

    def interval(self, scenario: int) -> Means:
        """Mean difference of a scenario from the first, with its 95% interval, for each measure."""
        return means(self.differences(scenario))

    def half_width(self, measure: str) -> float:
        """The largest half-width of the intervals of all scenarios in a measure; infinite where there is no interval."""
        column = self.measures.index(measure)
        return max(float(means(self.differences(at)[:, column]).half) for at in range(1, len(self.names)))

    def frame(self) -> "pd.DataFrame":
        """A row a scenario and measure: both means, the paired difference from the first scenario, its 95% interval, its size.

        Everything is of the `pairs` of replicates in which both scenarios have a value. `effect` is the difference in
        standard deviations of single runs (Cohen's d, both scenarios pooled); NaN where runs do not differ at all. Nine of ten
        pairs differ by `pairs_low` to `pairs_high`: the interval of the mean narrows with more replicates, these do not.
        """
        import pandas as pd

        parts = []
        for at in range(1, len(self.names)):
            told = self.interval(at)
            both = ~np.isnan(self.differences(at))
            first, other = (means(np.where(both, self.values[one], np.nan)) for one in (0, at))
            with np.errstate(invalid="ignore", divide="ignore"):
                spread = np.sqrt((first.sd**2 + other.sd**2) / 2)
                effect = np.where(spread > 0, told.mean / spread, np.nan)
            pairs_low, pairs_high = middle(self.differences(at))
            columns = {
                "first": self.names[0],
                "other": self.names[at],
                "measure": self.measures,
                "mean_first": first.mean,
                "mean_other": other.mean,
                "difference": told.mean,
                "low": told.low,
                "high": told.high,
                "effect": effect,
                "pairs_low": pairs_low,
                "pairs_high": pairs_high,
                "pairs": told.n,
            }
            parts.append(pd.DataFrame(columns))
        return pd.concat(parts, ignore_index=True)


def middle(values: Floats) -> Floats:
    """Where the middle nine tenths of values (R, ...) end, below and above (2, ...); NaN = no value, and where there is none.

    >>> middle(np.append(np.arange(101.0), np.nan)[:, None]).ravel().tolist()
    [5.0, 95.0]
    """
    found = np.full((2, *values.shape[1:]), np.nan)
    some = ~np.isnan(values).all(axis=0)
    found[:, some] = np.nanquantile(values[:, some], (0.05, 0.95), axis=0)
    return found


def compare(
    setups: Mapping[str, Setup],
    replicates: int,
    seed: int = 0,
    *,
    until: float | None = None,
    measure: str = "share_agreed",
    most: int = MOST,
    threads: int | None = None,
    after: Callable[[int, int], None] | None = None,
    region: Region | None = None,
) -> Comparison:
    """Run all scenarios over the same replicates; `after` is told how many are done, and how many wanted as far as is known.

    With `until`, more are run until half of the 95% interval of the paired difference in `measure` is at most that for every
    scenario: from LEAST replicates on, at most `most`. An interval at which one has stopped because it was narrow covers the
    truth slightly less often than it says: 93 to 95 times in 100, and some 90 times where only one pair in twenty differs.
    With a region, the constants of each replicate are drawn from it, the same for all scenarios.
    """
    shared = common(setups)
    parts: list[list[Floats]] = [[] for _ in setups]
    done, wanted = 0, replicates if until is None else min(most, max(replicates, LEAST))
    while done < wanted:
        size = min(CHUNK, wanted - done)
        for part, setup in zip(parts, setups.values(), strict=True):
            taken = sample(setup, seed, range(done, done + size), threads, region=region)
            part.append(taken.values[:, [taken.names.index(name) for name in shared]])
        done += size
        if until is not None and done == wanted:
            wanted = enough(gathered(setups, shared, parts).half_width(measure), until, done, most)
        if after:
            after(done, wanted)
    return gathered(setups, shared, parts)


def common(setups: Mapping[str, Setup]) -> tuple[str, ...]:
    """The measures that all scenarios have, in the order of the first; what only some have cannot be compared."""
    first, *others = (measure_names(setup) for setup in setups.values())
    return tuple(name for name in first if all(name in names for names in others))


def gathered(names: Mapping[str, Setup], measures: tuple[str, ...], parts: Sequence[Sequence[Floats]]) -> Comparison:
    """The comparison as far as it has come."""
    return Comparison(tuple(names), measures, np.stack([np.concatenate(part) for part in parts]))


def enough(half: float, until: float, done: int, most: int) -> int:
    """How many replicates there should be, when after `done` of them half of the interval is `half`; `done` if that will do.

    As many as the spread so far calls for, at most twice as many as now, since that spread is uncertain. Where no replicate
    has differed from another yet, enough of them to have seen what happens in a share of `until` of all.

    >>> [enough(half, 0.01, 100, 1000) for half in (0.02, 0.013, 0.01, 0.0)], enough(9, 1, 80, 100)
    ([200, 169, 100, 200], 100)
    """
    called_for = math.ceil(2 / until) if half == 0 else done if half <= until else math.ceil(done * min(2, half / until) ** 2)
    if called_for <= done:
        return done
    return max(done, min(most, 2 * done, max(called_for, done + LEAST // 2)))
