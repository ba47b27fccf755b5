"""The contest: the same people for all, the model's own test at the end, and the full model as it always is."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

import wgig_sim
from tests.forums import scenario, seats_at, setup, talks
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.core.state import Floats
from wgig_sim.engines.recorder import all_measures
from wgig_sim.engines.replicate import Replicate
from wgig_sim.study.rivals.contest import CONTESTED, FULL, MEASURES, RIVALS, Arena, contest
from wgig_sim.study.rivals.ending import GOODWILL, LATITUDE
from wgig_sim.study.rivals.patterns import patterns, reproduces


def column(measure: str) -> int:
    return MEASURES.index(measure)


def two_who_differ(latitude: float, **changes: Any) -> Setup:
    """Two at -.5 and .5 who go this far, red line .7, and some meetings for drafting."""
    limits = {"issue-0": {"latitude": latitude, "red_line": max(0.7, latitude)}}
    seats = [{**seat, "limits": limits} for seat in seats_at(np.array([[-0.5, 0.5]]))]
    rules = {"rounds": {"per_day": 1, "turns": 2}, **talks(8, kind="meeting")}
    return compile_scenario(scenario(size=2, items=1, parties=1, seats=seats, **rules, **changes))


def values(where: Setup, model: str, limits: str) -> Floats:
    return Arena(where, [model]).meet(0, 0)[model, limits]


@pytest.mark.parametrize("model", ["compromise", "median", "standstill"])
def test_agreed_where_both_can_live_with_the_middle(model: str) -> None:
    agreed, left = (values(two_who_differ(latitude), model, LATITUDE) for latitude in (0.5, 0.49))
    assert agreed[column("share_agreed")] == 1.0
    assert np.isnan(agreed[column("options_per_open_item")])
    assert left[column("share_agreed")] == 0.0
    assert left[column("options_per_open_item")] == 2.0


@pytest.mark.parametrize(("trust", "agreed"), [(1.0, 1.0), (0.0, 0.0)])
def test_goodwill_of_the_first_day_is_lent_where_there_is_some(trust: float, agreed: float) -> None:
    """With .4 of latitude each lacks .1; on the first day both see the camp's mean, half a point from themselves."""
    alone = {"acceptance": {"goodwill": 0.3, "deadline": 0.0, "ambiguity": 0.0}, "perception": {"false_polarisation": 0.0}}
    trusting = {"same_camp": trust, "spread": 0.0}
    where = two_who_differ(0.4, mechanisms=alone, trust=trusting)
    assert values(where, "standstill", LATITUDE)[column("share_agreed")] == 0.0
    assert values(where, "standstill", GOODWILL)[column("share_agreed")] == agreed


def test_the_red_line_holds_against_any_goodwill() -> None:
    alone = {"acceptance": {"goodwill": 2.0, "deadline": 1.0, "ambiguity": 0.0}}
    limits = {"issue-0": {"latitude": 0.3, "red_line": 0.45}}
    seats = [{**seat, "limits": limits} for seat in seats_at(np.array([[-0.5, 0.5]]))]
    where = compile_scenario(scenario(size=2, items=1, parties=1, seats=seats, mechanisms=alone, **talks(8, kind="meeting")))
    assert values(where, "compromise", GOODWILL)[column("share_agreed")] == 0.0


def test_the_compromise_is_put_to_the_vote_as_it_is_and_other_texts_are_drafted() -> None:
    """Whom it matters to most pulls the compromise out of the other's reach; drafting from the mean finds the common text."""
    saliences = [{"issue-0": 1.0}, {"issue-0": 0.1, "issue-1": 0.9}]
    limits = {"default": {"latitude": 0.55, "red_line": 0.55}}
    pair = seats_at(np.array([[-0.5, 0.5], [0.0, 0.0]]))
    seats = [{**seat, "limits": limits, "salience": own} for seat, own in zip(pair, saliences, strict=True)]
    rules = {"rounds": {"per_day": 2, "turns": 2}, **talks(30, kind="meeting")}
    where = compile_scenario(scenario(size=2, items=2, parties=1, seats=seats, **rules))
    assert values(where, "compromise", LATITUDE)[column("share_agreed")] == 0.5
    assert values(where, "standstill", LATITUDE)[column("share_agreed")] == 1.0


@pytest.mark.parametrize(("motion", "agreed"), [(0.1, 1.0), (0.9, 0.0)])
def test_a_chair_with_a_motion_of_its_own_puts_that_to_the_vote(motion: float, agreed: float) -> None:
    """Bias 1 and skill 0: nobody revises what the chair has written, whatever the mean of positions."""
    where = two_who_differ(0.65, chair={"bias": 1.0, "skill": 0.0, "positions": {"issue-0": motion}})
    assert values(where, "standstill", LATITUDE)[column("share_agreed")] == agreed
    assert values(where, "compromise", LATITUDE)[column("share_agreed")] == 1.0


def test_the_full_model_is_the_one_that_always_runs() -> None:
    where = setup(size=5, items=3)
    for number in (0, 3):
        alone = Replicate(where, 2, number)
        alone.finish()
        told = all_measures(alone)
        found = dict(zip(MEASURES, Arena(where, []).meet(2, number)[FULL, ""], strict=True))
        for name in ("share_agreed", "opinion_change", "variance_ratio"):
            assert found[name] == told[name]


def test_replicates_do_not_depend_on_each_other() -> None:
    where = setup(size=5, items=2)
    together, arena = contest(where, 3, seed=4), Arena(where)
    alone = arena.meet(4, 2)
    for model, row in zip(together.models, together.values[:, 2], strict=True):
        assert np.array_equal(row, alone[model], equal_nan=True)


@pytest.mark.parametrize("model", ["compromise", "median", "standstill"])
def test_nobody_moves_where_nobody_is_moved(model: str) -> None:
    found = values(setup(size=5, items=3), model, GOODWILL)
    assert found[column("opinion_change")] == 0.0
    assert found[column("variance_ratio")] == 1.0


def test_more_goodwill_agrees_on_no_less() -> None:
    """Of a text that is not revised, replicate by replicate."""
    found = contest(setup(size=4, items=4), 12, rivals=["compromise", "median"])
    share = dict(zip(found.models, found.values[:, :, column("share_agreed")], strict=True))
    for model in ("compromise", "median"):
        assert (share[model, GOODWILL] >= share[model, LATITUDE]).all()
    assert any((share[model, GOODWILL] > share[model, LATITUDE]).any() for model in ("compromise", "median"))


def test_one_frame_for_notebooks() -> None:
    found = wgig_sim.rivals(scenario(size=4, items=2), replicates=3)
    assert set(found["model"]) == {FULL, *RIVALS}
    assert set(found.loc[found["model"] == FULL, "limits"]) == {""}
    assert not found["mean"].isna().any()
    assert f"agreed_{CONTESTED}" not in set(found["measure"])
    assert (found["runs"] <= 3).all()


def estimates(**means: float) -> pd.DataFrame:
    return pd.DataFrame({"measure": list(means), "mean": list(means.values()), "median": 4.0})


def test_a_pattern_is_reproduced_where_all_its_bands_are_met() -> None:
    known = {**patterns("wgig-2005"), **patterns("wsis-2003")}
    assert set(known) == {"P1", "P2", "P4", "P5"}
    assert reproduces(estimates(agreed_others=0.85, agreed_oversight=0.25), known["P1"])
    assert not reproduces(estimates(agreed_others=0.85, agreed_oversight=0.26), known["P1"])
    assert not reproduces(estimates(agreed_others=0.9), known["P1"]), "what has no value meets no band"
    assert reproduces(estimates(share_agreed=0.5, agreed_oversight=0.0), known["P4"]), "trust is left out"
    assert not reproduces(estimates(share_agreed=0.5, agreed_oversight=0.01), known["P4"])
    assert reproduces(estimates(options_oversight=9.0), known["P5"]), "its median is 4"
