"""Relabelling: seat the same people, with their chance, in another order, and the same run happens to them.

Sums over people are then taken in another order, so equality is to 1e-9 and not to the last bit. Two people exactly alike (both
at a pole, say) would be told apart by their order; the random forums here have none.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.core.state import Ints, Ledger, State
from wgig_sim.scenario.schema import Scenario
from wgig_sim.study.verify.arrays import arrays, play
from wgig_sim.study.verify.symmetry import ROW_NUMBERS, SUMS, reseated, reseated_draws, reseated_forum


def objections(ledger: Ledger, seat_of: Ints) -> list[tuple[int, ...]]:
    """Who objected to what, when, and what became of it, in an order that does not depend on seats."""
    rows = slice(0, int(ledger.size[0]))
    columns = (seat_of[ledger.seat[rows]], ledger.issue[rows], ledger.raised[rows], ledger.closed[rows], ledger.fate[rows])
    return sorted(tuple(int(cell) for cell in row) for row in zip(*columns, strict=True))


def check_states(here: State, there: State, order: Ints) -> None:
    for name, values in arrays(here).items():
        if name not in ROW_NUMBERS:
            assert np.allclose(reseated(name, values, order), getattr(there, name), rtol=0, atol=SUMS), name


@settings(max_examples=60)
@given(forums(wide=False, listed=True), constants(), st.integers(0, 2**32), st.data())
def test_reseated_run(scenario: Scenario, overrides: dict[str, dict[str, float]], seed: int, data: st.DataObject) -> None:
    setup = compile_scenario(scenario.model_copy(update={"mechanisms": overrides}))
    order = np.array(data.draw(st.permutations(range(setup.seats))))
    seat_of = np.argsort(order)  # where each person sits now
    draws = draw(setup.forum, setup.seats, seed)
    here = play(setup.forum, draws)
    there = play(reseated_forum(setup.forum, order), reseated_draws(draws, order))
    check_states(here.state, there.state, order)
    assert objections(here.ledger, seat_of) == objections(there.ledger, np.arange(setup.seats))
    rows = slice(0, int(here.log.size[0]))
    speaker = here.log.speaker[rows]
    assert here.log.size[0] == there.log.size[0]
    assert np.array_equal(np.where(speaker < 0, speaker, seat_of[np.maximum(speaker, 0)]), there.log.speaker[rows])
    assert np.allclose(here.log.said[rows], there.log.said[rows], rtol=0, atol=SUMS)
    assert np.allclose(here.public.confidence, there.public.confidence, rtol=0, atol=SUMS)
