"""Third-party trust against its formula, written out over all triples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernels import plain
from wgig_sim.core.reputation import spread_reputation
from wgig_sim.core.state import Floats


def by_triples(trust: Floats, weight: float) -> Floats:
    """T_ij += weight (sum_l T_il T_lj / sum_l T_il - T_ij) over all l other than i and j; trust is [trusted, truster]."""
    n = trust.shape[0]
    result = trust.copy()
    for i in range(n):
        for j in range(n):
            third = [k for k in range(n) if k not in (i, j)]
            known = sum(trust[k, i] for k in third)
            if i != j and known > 0:
                opinion = sum(trust[k, i] * trust[j, k] for k in third) / known
                result[j, i] += weight * (opinion - trust[j, i])
    return result


@given(st.integers(2, 6), st.floats(0, 1), st.integers(0, 1000), st.booleans())
def test_formula(seats: int, weight: float, seed: int, sparse: bool) -> None:
    numbers = np.random.default_rng(seed)
    trust = numbers.random((seats, seats)) * (numbers.random((seats, seats)) < (0.4 if sparse else 1.0))
    np.fill_diagonal(trust, 1.0)
    expected = by_triples(trust, weight)
    plain(spread_reputation)(trust, weight)
    assert trust == pytest.approx(expected, abs=1e-12)
    assert ((trust >= 0) & (trust <= 1)).all()


def test_trust_that_all_share_stays() -> None:
    trust = np.full((5, 5), 0.3)
    np.fill_diagonal(trust, 1.0)
    plain(spread_reputation)(trust, 1.0)
    assert trust[~np.eye(5, dtype=bool)] == pytest.approx(0.3)


def test_two_people_have_no_third() -> None:
    trust = np.array([[1.0, 0.2], [0.7, 1.0]])
    before = trust.copy()
    plain(spread_reputation)(trust, 1.0)
    assert np.array_equal(trust, before)
