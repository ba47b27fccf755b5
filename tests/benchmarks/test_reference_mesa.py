"""The reference model in Mesa and the compiled model are the same process: equal to the last bit on the same draws."""

import pytest

from benchmarks import reference_mesa
from wgig_sim.api import load
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.replicate import run


@pytest.mark.parametrize(
    ("scenario", "settings", "seed", "number"),
    [
        ("wgig-2005/first-meeting-only", (), 0, 0),
        ("wgig-2005/first-meeting-only", (), 1, 3),
        ("wgig-2005/unequal-footing", ("rules.consensus.rule=concurrent-majorities",), 0, 0),
        ("wgig-2005", (), 0, 0),
        ("wgig-2005/text-first", ("calendar.retreat.consensus={rule: qualified-majority, voices: [government]}",), 0, 0),
        ("wsis-2003", (), 0, 1),
    ],
)
def test_equal_to_the_last_bit(scenario: str, settings: tuple[str, ...], seed: int, number: int) -> None:
    setup = compile_scenario(load(scenario, *settings))
    whole = run(setup, seed, number)
    start, end, outcome = reference_mesa.run(setup, seed, number)
    assert start._asdict() == whole.start._asdict()
    assert end._asdict() == whole.end._asdict()
    assert outcome._asdict() == whole.outcome._asdict()


@pytest.mark.parametrize("scenario", ["wgig-2005/random-composition", "wgig-2005/no-chair"])
def test_what_is_left_out_is_refused(scenario: str) -> None:
    with pytest.raises(NotImplementedError, match="leaves out"):
        reference_mesa.run(compile_scenario(load(scenario)))
