"""Reasoning: the Deliberative Reason Index of many runs, before and after, beside what was found in real forums."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.core.state import Floats
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("dri", "dri_null", "dri_excess", "considerations")
"""The index, the same with preferences dealt out at random, what it has more than that, and how far people see alike."""


class Forums(NamedTuple):
    """What was found in deliberative forums: means before and after, and in how many it rose."""

    before: float
    after: float
    rose: int


FORUMS = 24
FOUND: Mapping[str, Forums] = {
    "dri": Forums(0.292, 0.394, 18),
    "considerations": Forums(0.385, 0.460, 23),
    "dri_excess": Forums(np.nan, np.nan, 14),
}
"""Surveys of FORUMS forums before and after deliberation; the excess is said only to have hardly moved."""


def reasoning(setup: Setup, replicates: int, seed: int = 0, after: Callable[[int], None] | None = None) -> "pd.DataFrame":
    """A row a replicate, with NAME_start and NAME_end of each of NAMES; `after` is told how many are done.

    Runs are made step by step, since an ensemble keeps no pictures: about a twentieth of a second each.
    """
    import pandas as pd

    rows = []
    for number in range(replicates):
        replicate = Replicate(setup, seed, number)
        replicate.finish()
        found = dict(record(replicate).quality)
        for when in ("start", "end"):
            found[f"dri_excess_{when}"] = found.get(f"dri_{when}", np.nan) - found.get(f"dri_null_{when}", np.nan)
        rows.append([found.get(name, np.nan) for name in _columns()])
        if after:
            after(number + 1)
    return pd.DataFrame(rows, columns=_columns(), index=pd.RangeIndex(replicates, name="replicate"))


def _columns() -> list[str]:
    return [f"{name}_{when}" for name in NAMES for when in ("start", "end")]


def changes(found: "pd.DataFrame") -> "pd.DataFrame":
    """From `reasoning`: a row each of NAMES with mean start and end, the paired change with its 95% interval, the share up."""
    import pandas as pd

    from wgig_sim.study.means import means

    values: Floats = found[_columns()].to_numpy(np.float64)
    start, end = values[:, 0::2], values[:, 1::2]
    told = means(end - start)
    with np.errstate(invalid="ignore"):
        up = (end > start).sum(axis=0) / np.maximum(told.n, 1)
    columns = {"start": means(start).mean, "end": means(end).mean, "change": told.mean, "low": told.low, "high": told.high}
    return pd.DataFrame({**columns, "rose": up, "runs": told.n}, index=pd.Index(NAMES, name="measure"))
