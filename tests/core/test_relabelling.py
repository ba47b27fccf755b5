"""Relabelling: seat the same people, with their chance, in another order, and the same run happens to them.

Sums over people are then taken in another order, so equality is to 1e-9 and not to the last bit. Two people exactly alike (both
at a pole, say) would be told apart by their order; the random forums here have none.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.chance import constants, forums
from tests.forums import arrays, play
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.core.allocate import allocate
from wgig_sim.core.forum import Forum
from wgig_sim.core.state import Draws, Profiles
from wgig_sim.scenario.schema import Scenario

TOLERANCE = 1e-9
Order = NDArray[np.int64]
PER_PERSON = {"rank", "limits", "acquaintance"}


def reseated_profiles(profiles: Profiles, order: Order) -> Profiles:
    return Profiles(*(values[..., order] for values in profiles))


def reseated_draws(draws: Draws, order: Order) -> Draws:
    place = np.argsort(order)  # where each person sits now
    return draws._replace(
        rank=place[draws.rank],
        beliefs=np.ascontiguousarray(draws.beliefs[:, order]),
        limits=draws.limits[order],
        trust=np.ascontiguousarray(draws.trust[np.ix_(order, order)]),
        acquaintance=draws.acquaintance[order],
        floor=np.ascontiguousarray(draws.floor[:, order]),
    )


def reseated(values: NDArray[np.float64], path: str, order: Order, seats: int, probe: dict[str, tuple[int, ...]]) -> object:
    """The array with every axis over people put in the new order; axes over people are those that grow with the seats."""
    for axis, (small, large) in enumerate(zip(values.shape, probe[path], strict=True)):
        if small == seats and large == seats + 1:
            values = values.take(order, axis=axis)
    return values


def shapes_with_one_more(forum: Forum, seats: int) -> dict[str, tuple[int, ...]]:
    state = allocate(forum, seats + 1).state
    return {path: values.shape for path, values in arrays(state).items()}


@settings(max_examples=60)
@given(forums(wide=False, listed=True), constants(), st.integers(0, 2**32), st.data())
def test_reseated_run(scenario: Scenario, overrides: dict[str, dict[str, float]], seed: int, data: st.DataObject) -> None:
    setup = compile_scenario(scenario.model_copy(update={"mechanisms": overrides}))
    forum, seats = setup.forum, setup.seats
    order = np.array(data.draw(st.permutations(range(seats))))
    draws = draw(forum, seats, seed)
    other_forum = forum._replace(profiles=Profiles(*(np.ascontiguousarray(a) for a in reseated_profiles(forum.profiles, order))))
    here, there = play(forum, draws), play(other_forum, reseated_draws(draws, order))
    probe = shapes_with_one_more(forum, seats)
    left, right = arrays(here.state), arrays(there.state)
    for path in left.keys() - {"profile", "pending"}:  # these hold row numbers
        assert np.allclose(reseated(left[path], path, order, seats, probe), right[path], rtol=0, atol=TOLERANCE), path
    assert np.array_equal(here.state.status, there.state.status)
    rows = slice(0, int(here.log.size[0]))
    assert here.log.size[0] == there.log.size[0]
    insiders = here.log.speaker[rows] >= 0
    place = np.argsort(order)
    assert np.array_equal(place[here.log.speaker[rows][insiders]], there.log.speaker[rows][insiders])
    assert np.allclose(here.log.said[rows], there.log.said[rows], rtol=0, atol=TOLERANCE)
    assert here.ledger.size[0] == there.ledger.size[0]
    raised = slice(0, int(here.ledger.size[0]))
    assert sorted(zip(*(a[raised] for a in (place[here.ledger.seat], here.ledger.issue, here.ledger.raised, here.ledger.fate)), strict=True)) == sorted(
        zip(*(a[raised] for a in (there.ledger.seat, there.ledger.issue, there.ledger.raised, there.ledger.fate)), strict=True)
    )  # fmt: skip
