"""The rules written in plain C give the results of the core: a comparison of speed that compares the same work."""

from typing import Any

import numpy as np
import pytest

from benchmarks import reference_c, shipped
from tests.forums import CALENDAR, setup
from wgig_sim.api import load
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.core.consensus import RULES as CONSENSUS
from wgig_sim.core.floor import FLOORS
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import Floats

pytestmark = pytest.mark.skipif(
    not reference_c.available(), reason="NO C COMPILER (cc) HERE: nobody checks that reference.c follows the rules of the core"
)
FORUMS = ("wgig-2005", "wsis-2003")
REPLICATES = (0, 1, 2)


def in_core(compiled: Setup, seed: int, number: int) -> Floats:
    """All measures of a replicate, from the core."""
    rules = shipped.Rules(compiled)
    rules.row[:] = np.inf
    return rules(rules.hand_over(draw(compiled.forum, compiled.seats, seed, number)))


def in_c(compiled: Setup, seed: int, number: int, *flags: str) -> Floats:
    """All measures of a replicate, from C."""
    rules = reference_c.Rules(compiled, *flags)
    rules.row[:] = np.inf
    return rules(rules.hand_over(draw(compiled.forum, compiled.seats, seed, number)))


@pytest.mark.parametrize("name", FORUMS)
def test_all_measures_are_equal(name: str) -> None:
    compiled = compile_scenario(load(name))
    rows = [in_core(compiled, 7, number) for number in REPLICATES]
    for number, row in zip(REPLICATES, rows, strict=True):
        np.testing.assert_array_equal(in_c(compiled, 7, number, reference_c.SAME_BITS), row)
        np.testing.assert_allclose(in_c(compiled, 7, number), row, rtol=0.0, atol=1e-12)
    assert np.isfinite(rows[0]).sum() > len(Moment._fields)
    assert not np.array_equal(rows[0], rows[1], equal_nan=True)


def test_replicates_on_the_same_arrays_know_nothing_of_each_other() -> None:
    compiled = compile_scenario(load("wgig-2005"))
    rules = reference_c.Rules(compiled, reference_c.SAME_BITS)
    chances = [rules.hand_over(draw(compiled.forum, compiled.seats, 3, number)) for number in REPLICATES]
    first = [rules(chance).copy() for chance in chances]
    for chance, row in reversed(list(zip(chances, first, strict=True))):
        np.testing.assert_array_equal(rules(chance), row)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7])
def test_any_number_of_seats(size: int) -> None:
    """Loops over four rows at a time take the rows that are left over, too."""
    compiled = setup(size=size, parties=1)
    np.testing.assert_array_equal(in_c(compiled, 1, 0, reference_c.SAME_BITS), in_core(compiled, 1, 0))


OWN: tuple[dict[str, Any], ...] = ({"rule": "qualified-majority"}, {"voices": ["private-sector"]}, {"silence": 0.25})
RULES: list[dict[str, Any]] = [
    {"mechanisms": {"persuasion": {"fading": 0.5, "repulsion": 0.25, "rate": 0.5}}},
    {"mechanisms": {"persuasion": {"rate": 0.0}, "acceptance": {"involvement": 0.0}, "objection": {"friction": 0.0}}},
    {"rounds": {"per_day": 4, "turns": 9, "agenda": "least-understood"}, "rules": {"start": "text-first"}},
    {"rounds": {"per_day": 4, "turns": 3, "agenda": "salient"}, "chair": None},
    *({"formats": {name: {"publicity": 0.5, "floor": floor} for name in ("open", "closed")}} for floor in FLOORS),
    *({"rules": {"consensus": {"rule": rule}}} for rule in CONSENSUS),
    *({"calendar": {**CALENDAR, "second": {**CALENDAR["second"], "consensus": own}}} for own in OWN),
]


@pytest.mark.parametrize("changes", RULES)
def test_any_rule(changes: dict[str, Any]) -> None:
    compiled = setup(size=9, items=3, parties=3, **changes)
    np.testing.assert_array_equal(in_c(compiled, 2, 0, reference_c.SAME_BITS), in_core(compiled, 2, 0))


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="packages"):
        in_c(setup(rules={"scope": "package"}), 0, 0)
