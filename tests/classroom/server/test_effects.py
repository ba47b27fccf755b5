"""Effects: what the page shows of many pairs is what `compare` says of the same replicates."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import wgig_sim
from tests.classroom.server.stub import WGIG, StubDesk, client
from wgig_sim.classroom.effects import TOLD, edges, effect
from wgig_sim.classroom.orders import CURVED, CURVES, MEASURES, SEED, VALUES, Order, Result, perform
from wgig_sim.classroom.requests import PAIRS
from wgig_sim.core.compiled import COMPILED
from wgig_sim.core.measures import Moment

UNEQUAL = (("footing", "unequal"),)


def values(levers: tuple[tuple[str, str | float], ...] = (), block: int = 0) -> np.ndarray:
    found = perform(None, Order("values", "wgig-2005", levers, SEED, block))
    assert isinstance(found, np.ndarray)
    return found


class EveryBlock(StubDesk):
    """A desk that does each block of replicates, and not the first of them for all."""

    async def ask(self, page: str, order: Order, request: object = None) -> Result:
        return perform(None, order)


def test_an_effect_is_what_compare_says_of_the_same_replicates() -> None:
    unequal, pairs = {**WGIG, "levers": {"footing": "unequal"}}, PAIRS if COMPILED else VALUES
    with client(EveryBlock()) as browser:
        answer = browser.post("/api/effect", json={"first": WGIG, "other": unequal, "replicates": pairs})
    last = json.loads(answer.text.splitlines()[-1])
    assert (last["done"], last["of"]) == (pairs, pairs)
    shown = {measure["id"]: measure for measure in last["effect"]["measures"]}
    truth = wgig_sim.compare("wgig-2005", "wgig-2005/unequal-footing", replicates=pairs, seed=2005).set_index("measure")
    assert list(shown) == list(MEASURES) == list(TOLD)
    for name, measure in shown.items():
        row = truth.loc[name]
        assert measure["first"]["mean"] == pytest.approx(row["mean_first"], rel=1e-6)
        assert measure["other"]["mean"] == pytest.approx(row["mean_other"], rel=1e-6)
        for key, column in (("mean", "difference"), ("low", "low"), ("high", "high"), ("effect", "effect")):
            assert measure["difference"][key] == pytest.approx(row[column], rel=1e-5, abs=1e-9), (name, key)
        assert measure["difference"]["n"] == row["pairs"]


def test_blocks_are_the_replicates_of_an_ensemble() -> None:
    frame = wgig_sim.ensemble("wgig-2005", replicates=2 * VALUES, seed=SEED, measures=MEASURES)
    assert np.array_equal(np.concatenate([values(), values(block=1)]), frame.to_numpy(), equal_nan=True)


def test_curves_are_those_of_every_run_at_the_end_of_each_day() -> None:
    found = perform(None, Order("curves", "wgig-2005", (), SEED, 1))
    assert isinstance(found, np.ndarray)
    assert found.shape == (CURVED, 315, len(CURVES))
    record = wgig_sim.simulate("wgig-2005", seed=SEED, replicate=CURVED)
    days = list(zip(record.rounds["event"], record.rounds["day"], strict=True))
    last = [step for step, day in enumerate(days) if step + 1 == len(days) or days[step + 1] != day]
    assert len(last) > 35
    for column, name in enumerate(CURVES):
        truth = record.rounds[name] / (18 if name == "agreed" else 1)
        assert found[0, 1:, column][last] == pytest.approx(truth[last], abs=1e-6), name
        start = record.measures.get(f"{name}_start", 0.0)
        assert found[0, 0, column] == pytest.approx(start, abs=1e-6)
    assert set(CURVES) <= set(Moment._fields)


def test_a_stream_ends_with_all_pairs_and_counts_up() -> None:
    desk = StubDesk()
    other = {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}
    with client(desk) as browser:
        answer = browser.post("/api/effect", json={"first": WGIG, "other": other, "replicates": 3 * VALUES - 7})
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    done = [line["done"] for line in lines]
    assert done == sorted(done)
    assert (done[-1], lines[-1]["of"]) == (3 * VALUES - 7, 3 * VALUES - 7)
    last = lines[-1]["effect"]["measures"][0]["difference"]
    assert last["n"] == last["below"] + last["same"] + last["above"] == 3 * VALUES - 7
    assert sorted({order.block for _, order in desk.asked}) == [0, 1, 2]


numbers = st.one_of(st.integers(-5, 5).map(lambda whole: whole / 18), st.floats(-1e6, 1e6, allow_subnormal=False))


@given(arrays(np.float64, st.integers(1, 60), elements=numbers))
def test_every_value_is_in_a_bar(found: np.ndarray) -> None:
    bars = edges(found)
    assert np.isfinite(bars).all()
    assert (np.diff(bars) > 0).all()
    assert np.histogram(found, bars)[0].sum() == len(found)


def test_a_measure_without_a_value_in_some_runs_is_told_of_the_others() -> None:
    first, other = values().copy(), values(UNEQUAL).copy()
    first[:10, 0] = np.nan
    other[:, 1] = np.nan
    shown = {measure["id"]: measure for measure in effect(first, other)}
    assert shown[MEASURES[0]]["difference"]["n"] == VALUES - 10
    assert MEASURES[1] not in shown
    json.dumps(shown, allow_nan=False)


def test_runs_that_do_not_differ_have_no_size_of_an_effect() -> None:
    alike = np.zeros((5, len(MEASURES)))
    for measure in effect(alike, alike):
        assert measure["difference"]["effect"] is None
        assert (measure["difference"]["same"], measure["difference"]["mean"]) == (5, 0)
