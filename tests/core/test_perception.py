"""First pictures: the camp rather than the person, and other camps further away than they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.kernels import plain
from wgig_sim.core.perception import first_pictures

POSITION = np.array([[-0.4, -0.2, 0.1, 0.5]])
CAMP = np.array([0, 0, 1, 1])


def pictures(stereotyping: float, false_polarisation: float, position: NDArray[np.float64] = POSITION) -> NDArray[np.float64]:
    result = np.full((*position.shape, position.shape[1]), np.nan)
    plain(first_pictures)(position, CAMP, stereotyping, false_polarisation, result)
    return result


def test_by_hand() -> None:
    """Camps at -.3 and .3; person 0, at -.4, sees person 2 half as its camp, at .2, and by half of .6 further off, at .5."""
    seen = pictures(0.5, 0.5)[0]
    assert seen[2, 0] == pytest.approx(0.5)
    assert seen[1, 0] == pytest.approx(-0.25), "one's own camp is not pushed away"
    assert seen[0, 2] == pytest.approx(-0.35 + 0.5 * (-0.35 - 0.1))
    assert (seen.diagonal() == POSITION[0]).all(), "a picture of oneself is exact"


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_other_camps_look_further_away_the_more_so_the_stronger_it_is(stereotyping: float, one: float, other: float) -> None:
    weak, strong = (np.abs(pictures(stereotyping, strength)[0] - POSITION) for strength in sorted((one, other)))
    across = CAMP[:, None] != CAMP[None, :]
    assert (strong[across] >= weak[across] - 1e-12).all()
    assert np.array_equal(strong[~across], weak[~across])


def test_full_stereotypes_show_nothing_of_the_person() -> None:
    seen = pictures(1.0, 0.0)[0]
    assert seen[2, 0] == seen[3, 0] == pytest.approx(0.3)
    assert seen[0, 2] == seen[1, 2] == pytest.approx(-0.3)


def test_pictures_stay_on_the_line() -> None:
    seen = pictures(0.0, 1.0, np.array([[-1.0, -0.9, 0.9, 1.0]]))
    assert np.abs(seen).max() == 1.0
