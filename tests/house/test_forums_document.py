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


@pytest.mark.parametrize("name", ["irish-citizens-assembly", "ccwg-accountability"])
def test_who_accepts(name: str) -> None:
    """Whoever stands at the text does, whoever has a red line before it does not, and nobody accepts what was never drafted."""
    own = compile_scenario(read(name)).forum.constants.acceptance
    for end in forums.ends(name)[:20]:
        state = end.result.process.state
        apart = abs(state.text[:, None] - state.position)
        assert end.accepts[apart <= state.latitude].all()
        assert not end.accepts[apart > state.red_line + own.ambiguity * state.vagueness[:, None] + 1e-9].any()
        assert end.accepts.any()
        assert not end.accepts.all()


def test_numbers_as_they_are_written() -> None:
    assert [forums.number(value) for value in (-0.004, 0.125, -1.0)] == ["0.00", "0.12", "−1.00"]
    assert forums.number(0.5, signed=True) == "+0.50"
    assert forums.interval(np.array([1.0, 1.0])) == "1.00 (1.00 to 1.00)"
