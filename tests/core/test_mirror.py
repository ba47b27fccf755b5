"""Mirror: turn every opinion and every draw of an opinion around, and the whole run turns around, to the last bit."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from tests.forums import arrays, play
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw
from wgig_sim.core.forum import Forum
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import Draws
from wgig_sim.scenario.schema import Scenario

TURNS_AROUND = {
    "state.position", "state.mandate", "state.picture", "state.first_position", "state.text", "state.heard_sum",
    "ledger.side", "ledger.text", "public.position", "log.position", "log.said",
}  # fmt: skip


def mirrored_forum(forum: Forum) -> Forum:
    profiles, world, procedure = forum.profiles, forum.world, forum.procedure
    return forum._replace(
        profiles=profiles._replace(mean=-profiles.mean),
        world=world._replace(profiles=world.profiles._replace(mean=-world.profiles.mean)),
        procedure=procedure._replace(chair_position=-procedure.chair_position, reference=-procedure.reference),
    )


def mirrored_draws(draws: Draws) -> Draws:
    return draws._replace(beliefs=-draws.beliefs, abstraction=-draws.abstraction, world_beliefs=-draws.world_beliefs)


@settings(max_examples=60)
@given(forums(), constants(), st.integers(0, 2**32))
def test_mirrored_run(scenario: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    setup = compile_scenario(scenario.model_copy(update={"mechanisms": overrides}))
    draws = draw(setup.forum, setup.seats, seed)
    here = arrays(play(setup.forum, draws))
    there = arrays(play(mirrored_forum(setup.forum), mirrored_draws(draws)))
    # Esteban and Ray's classes hold their left bound only, so somebody exactly on a bound changes class in the mirror.
    column = Moment._fields.index("polarisation")
    for path, values in here.items():
        other = -there[path] if path in TURNS_AROUND else there[path]
        if path == "trace.measures":
            assert np.array_equal(np.delete(values, column, axis=1), np.delete(other, column, axis=1))
        else:
            assert np.array_equal(values, other), path
