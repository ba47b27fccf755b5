"""The Deliberative Reason Index against its published form, examples by hand, and SciPy."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from tests.forums import scenario, setup
from tests.house.markdown import ROOT, section
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.state import Floats
from wgig_sim.engines.reason import SHUFFLES, Reason, considerations, correlations, orders, preferences
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate

NAMES = {f"{name}_{when}" for name in ("dri", "dri_null", "considerations") for when in ("start", "end")}


def pairs(*values: float) -> Floats:
    """A symmetric matrix from the values of its pairs, in the order 12, 13, .., 23, ..; NaN on the diagonal."""
    people = round((1 + (1 + 8 * len(values)) ** 0.5) / 2)
    found = np.full((people, people), np.nan)
    found[np.triu_indices(people, 1)] = values
    return np.where(np.isnan(found), found.T, found)


def ratings(items: int, people: int, seed: int = 3, steps: int = 6) -> Floats:
    """Ratings on a scale of so many steps, so that some are equal."""
    return np.random.default_rng(seed).integers(0, steps, (items, people)).astype(np.float64)


@pytest.fixture(scope="module")
def run() -> Record:
    replicate = Replicate(setup(size=6, items=4), seed=2)
    replicate.finish()
    return record(replicate)


def test_full_consistency_is_one() -> None:
    seen = pairs(0.8, -0.4, 0.1)
    assert Reason(seen, seen).dri == 1.0
    assert Reason(seen, seen).individual.tolist() == [1.0, 1.0, 1.0]


def test_people_who_see_alike_and_want_the_opposite_have_the_least() -> None:
    assert Reason(pairs(1, 1, 1), pairs(-1, -1, -1)).dri == -3.0


def test_three_people_by_hand() -> None:
    """|r - q| of the pairs 12, 13, 23 is .5, 0 and 1: index 1 - 2 * .5 = 0; of each person 1 - (its two distances)."""
    reason = Reason(pairs(0.5, -0.2, 0.6), pairs(0.0, -0.2, -0.4))
    assert reason.dri == pytest.approx(0.0)
    assert reason.individual == pytest.approx([0.5, -0.5, 0.0])
    assert reason.agreement == pytest.approx(0.3)


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=6, max_size=6))
def test_as_published_and_the_mean_of_its_people(rows: list[tuple[float, float]]) -> None:
    """Niemeyer & Veri (2022): distance from the diagonal over sqrt(2), scaled by lambda = 1 - sqrt(2) / 2."""
    r, q = zip(*rows, strict=True)
    reason = Reason(pairs(*r), pairs(*q))
    distance, scale = np.mean([abs(a - b) / 2**0.5 for a, b in rows]), 1 - 2**0.5 / 2
    assert reason.dri == pytest.approx(2 * ((1 - distance) - scale) / (1 - scale) - 1)
    assert reason.individual.mean() == pytest.approx(reason.dri)


@pytest.mark.parametrize(("items", "steps"), [(3, 3), (12, 4), (40, 1000)])
def test_rank_correlations_are_those_of_scipy(items: int, steps: int) -> None:
    given_ = ratings(items, 5, seed=11, steps=steps)
    expected = np.asarray(spearmanr(given_).statistic)
    np.fill_diagonal(expected, np.nan)
    assert correlations(given_) == pytest.approx(expected, nan_ok=True)


def test_who_makes_no_difference_is_left_out() -> None:
    given_ = ratings(8, 4)
    given_[:, 0] = 2.0
    found = correlations(given_)
    assert np.isnan(found[0]).all()
    reason = Reason(found, correlations(ratings(8, 4, seed=4)))
    assert np.isnan(reason.individual[0])
    assert reason.dri == pytest.approx(Reason(found[1:, 1:], reason.preferences[1:, 1:]).dri)


def test_two_items_are_too_few_to_rank() -> None:
    reason = Reason(correlations(ratings(8, 4)), correlations(ratings(2, 4)))
    assert np.isnan([reason.dri, reason.null(orders(0, 0, 4))]).all()


def test_the_null_is_the_mean_over_ways_of_dealing_out() -> None:
    """Of 4 people there are 24 ways: the mean over 200 drawn ones misses theirs by less than 4 standard errors."""
    reason = Reason(correlations(ratings(9, 4)), correlations(ratings(7, 4, seed=8)))
    all_ways = [reason.null(np.array([way])) for way in permutations(range(4))]
    error = float(np.std(all_ways)) / SHUFFLES**0.5
    assert error > 0.0
    assert abs(reason.null(orders(1, 0, 4)) - float(np.mean(all_ways))) <= 4 * error


def test_agreement_alone_has_no_excess() -> None:
    """Where all pairs agree equally, it does not matter who wants what."""
    reason = Reason(pairs(*[0.6] * 6), pairs(*[0.4] * 6))
    assert reason.null(orders(0, 0, 4)) == pytest.approx(reason.dri) == pytest.approx(0.6)


def test_dealing_out_is_a_stream_of_its_own() -> None:
    one = orders(3, 1, 7)
    assert one.shape == (SHUFFLES, 7)
    assert (np.sort(one, axis=1) == np.arange(7)).all()
    assert (one == orders(3, 1, 7)).all()
    assert (one != orders(3, 2, 7)).any()
    assert (one != orders(4, 1, 7)).any()


def test_a_run_is_measured_at_both_ends_by_the_texts_of_its_end(run: Record) -> None:
    texts = [(k, option.text) for k, item in enumerate(run.items) for option in item.options]
    texts += [(k, item.text) for k, item in enumerate(run.items) if item.status == "agreed" and item.text is not None]
    assert len(texts) > 2
    for when, moment in (("start", run.start), ("end", run.end)):
        others = np.array([[np.delete(moment.picture[k, :, i], i).mean() for i in range(6)] for k in range(4)])
        seen = np.concatenate([moment.position, others])
        assert considerations(moment.position, moment.picture) == pytest.approx(seen)
        wanted = np.array([moment.limit[k] - abs(text - moment.position[k]) for k, text in texts])
        assert preferences(moment.position, moment.limit, texts) == pytest.approx(wanted)
        reason = Reason(correlations(seen), correlations(wanted))
        assert run.quality[f"dri_{when}"] == pytest.approx(reason.dri)
        assert run.quality[f"dri_null_{when}"] == pytest.approx(reason.null(orders(2, 0, 6)))
        assert run.quality[f"considerations_{when}"] == pytest.approx(reason.agreement)
    assert set(run.quality) == NAMES
    assert not run.quality.keys() & {**run.measures, **run.network}.keys()


def test_without_texts_there_are_no_preferences() -> None:
    before = record(Replicate(compile_scenario(scenario())))
    assert set(before.quality) == {"considerations_start", "considerations_end"}


def test_the_names_are_defined() -> None:
    document = section(ROOT / "docs" / "model.md", "9 Measures")
    assert [name for name in NAMES if f"`{name}`" not in document] == []
