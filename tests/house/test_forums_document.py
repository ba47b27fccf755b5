"""The document of the six other forums holds what the model says today."""

import numpy as np
import pytest

from docs import forums
from tests.house.markdown import text
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.state import AGREED
from wgig_sim.scenario.read import read


def test_the_tables_are_fresh() -> None:
    assert forums.document() == text(forums.DOCUMENT), "run: python -m docs.forums"


@pytest.mark.parametrize("name", ["wcit-2012", "world-commission-on-dams"])
def test_who_accepts_as_the_process_saw_it(name: str) -> None:
    """What was agreed by consensus can still be accepted by nearly all; a package with too few signatures is not agreed."""
    for end in forums.ends(name)[:20]:
        agreed = end.result.process.state.status == AGREED
        if name == "wcit-2012":
            assert agreed.all() == (end.signs.mean() >= 0.5)
        else:
            assert end.accepts[agreed].mean() > 0.9


def test_who_accepts_by_hand() -> None:
    """Texts so vague that no red line is crossed: only the seat for which one lies far beyond its limit does not sign."""
    setup = compile_scenario(read("world-commission-on-dams"))
    end = forums.end_of(setup, 0)
    issues, seats = len(end.issues), setup.seats
    beyond = np.full((issues, seats), -0.1)
    beyond[0, 0] = 5.0
    signs = forums.signing(end.result.process, beyond, np.full((issues, 1), 2.0))
    assert signs.tolist() == [False] + [True] * (seats - 1)


def test_numbers_as_they_are_written() -> None:
    assert [forums.number(value) for value in (-0.004, 0.125, -1.0)] == ["0.00", "0.12", "−1.00"]
    assert forums.number(0.5, signed=True) == "+0.50"
    assert forums.interval(np.array([1.0, 1.0])) == "1.00 (1.00 to 1.00)"
