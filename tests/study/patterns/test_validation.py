"""Verdicts: when a pattern holds, when its estimate is close to an edge, when a claim is broken."""

import math

import pytest

from wgig_sim.study.patterns.estimate import Estimate
from wgig_sim.study.patterns.pattern import PREDICTION, Band, Pattern
from wgig_sim.study.patterns.runs import Runs
from wgig_sim.study.patterns.validation import Verdict, frame, judge


def band(value: float, low: float = 0.3, high: float = math.inf, half: float = 0.01, alternative: bool = False) -> Band:
    return Band("items", low, high, lambda runs: Estimate(value, value - half, value + half, runs.replicates), alternative)


def verdict(*bands: Band, claimed: bool = True, replicates: int = 7) -> Verdict:
    return judge(Pattern("P1", "It holds", "somebody", PREDICTION, bands, claimed=claimed), Runs(replicates))


@pytest.mark.parametrize(("value", "holds"), [(0.3, True), (0.29, False), (0.9, True), (math.nan, False)])
def test_in_the_band_or_not(value: float, holds: bool) -> None:
    assert verdict(band(value)).holds is holds
    assert verdict(band(0.1), band(value, alternative=True)).holds is holds
    assert verdict(band(value), band(0.5)).holds is holds


def test_an_alternative_stands_in_for_the_band_before_it_only() -> None:
    good, bad = band(0.5), band(0.1)
    instead = band(0.5, alternative=True)
    assert verdict(good, bad, instead).holds
    assert not verdict(bad, good, instead).holds
    assert verdict(bad, instead, bad, instead).holds
    assert verdict(good, band(0.1, alternative=True)).holds


@pytest.mark.parametrize(
    ("value", "low", "high", "close"),
    [(0.305, 0.3, 0.5, True), (0.295, 0.3, 0.5, True), (0.4, 0.3, 0.5, False), (0.505, 0.3, 0.5, True), (0.995, 0.3, 1.0, False)],
)
def test_close_to_an_edge(value: float, low: float, high: float, close: bool) -> None:
    """An edge that the interval reaches across; not the end of all shares."""
    assert verdict(band(value, low, high)).findings[0].close is close


def test_only_what_is_claimed_can_be_broken() -> None:
    assert verdict(band(0.1)).breaks_a_claim
    assert not verdict(band(0.1), claimed=False).breaks_a_claim
    assert not verdict(band(0.5)).breaks_a_claim


@pytest.mark.parametrize(
    ("value", "half", "unsure"),
    [(0.29, 0.02, True), (0.31, 0.02, True), (0.27, 0.02, False), (0.33, 0.02, False), (0.5, math.nan, True)],
)
def test_few_replicates_refute_a_claim_only_where_the_interval_does(value: float, half: float, unsure: bool) -> None:
    few, enough = (verdict(band(value, half=half), replicates=count) for count in (199, 200))
    assert few.unsure is unsure
    assert few.breaks_a_claim is (value < 0.3 and not unsure)
    assert not enough.unsure
    assert enough.breaks_a_claim is (value < 0.3)


def test_what_a_sure_band_or_alternative_decides_is_not_unsure() -> None:
    near, bad, good = band(0.29, half=0.02), band(0.1), band(0.5)
    assert not verdict(near, bad).unsure
    assert not verdict(near, band(0.5, alternative=True)).unsure
    assert verdict(bad, band(0.29, half=0.02, alternative=True)).unsure
    assert verdict(near, good).unsure


def test_frame_has_a_row_a_band() -> None:
    found = frame([verdict(band(0.1), band(0.5, alternative=True)), verdict(band(0.1))])
    assert found["in_band"].tolist() == [False, True, False]
    assert found["holds"].tolist() == [True, True, False]
    assert found["alternative"].tolist() == [False, True, False]
    assert found["replicates"].tolist() == [7, 7, 7]
    assert found[["estimate", "low", "high"]].to_numpy()[0] == pytest.approx([0.1, 0.09, 0.11])
