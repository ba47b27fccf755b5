"""The index over many runs is that of the runs, and its changes are paired."""

import numpy as np
import pandas as pd
import pytest

from tests.forums import setup
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.study.reasoning import NAMES, changes, reasoning


def test_a_row_is_a_run() -> None:
    where, told = setup(size=6, items=4), list[int]()
    found = reasoning(where, 3, seed=5, after=told.append)
    assert told == [1, 2, 3]
    for number in range(3):
        replicate = Replicate(where, 5, number)
        replicate.finish()
        quality = record(replicate).quality
        row = found.loc[number]
        assert {name: row[name] for name in quality} == dict(quality)
        assert row["dri_excess_end"] == pytest.approx(quality["dri_end"] - quality["dri_null_end"])


def test_changes_are_paired() -> None:
    """The index rises by .1, .2 and .3; the null, by as much in two runs, falls in one; nothing else changes."""
    found = pd.DataFrame({f"{name}_{when}": [0.1, 0.2, 0.3] for name in NAMES for when in ("start", "end")})
    found["dri_end"] = [0.2, 0.4, 0.6]
    found["dri_null_end"] = [0.2, 0.4, 0.0]
    told = changes(found)
    assert told.loc[["dri"], ["start", "end", "change", "rose"]].to_numpy()[0] == pytest.approx([0.2, 0.4, 0.2, 1.0])
    half = 4.30265 * 0.1 / 3**0.5  # Student's t with 2 degrees of freedom
    assert told.loc[["dri"], ["low", "high"]].to_numpy()[0] == pytest.approx([0.2 - half, 0.2 + half], abs=1e-5)
    assert told.loc["dri_null", "rose"] == pytest.approx(2 / 3)
    assert told.loc[["considerations"], ["change", "rose"]].to_numpy()[0].tolist() == [0.0, 0.0]


def test_a_run_without_a_value_counts_for_nothing() -> None:
    found = pd.DataFrame({f"{name}_{when}": [0.1, np.nan] for name in NAMES for when in ("start", "end")})
    assert changes(found)["runs"].tolist() == [1] * len(NAMES)
