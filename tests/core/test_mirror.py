"""Mirror: turn every opinion and every draw of an opinion around, and the whole run turns around, to the last bit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.scenario.schema import Scenario
from wgig_sim.study.verify.arrays import arrays, play
from wgig_sim.study.verify.symmetry import mirrored_draws, mirrored_forum, unlike_in_the_mirror


@settings(max_examples=60)
@given(forums(), constants(), st.integers(0, 2**32))
def test_mirrored_run(scenario: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    setup = compile_scenario(scenario.model_copy(update={"mechanisms": overrides}))
    draws = draw(setup.forum, setup.seats, seed)
    here = arrays(play(setup.forum, draws))
    there = arrays(play(mirrored_forum(setup.forum), mirrored_draws(draws)))
    assert unlike_in_the_mirror(here, there) == []
