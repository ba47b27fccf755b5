"""Symmetry: a forum in the mirror, and a forum whose people sit in another order, with their chance."""

from collections.abc import Iterator

import numpy as np

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.draws import draw, stream
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.forum import Forum
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import Draws, Ints
from wgig_sim.scenario.read import read
from wgig_sim.study.verify.arrays import Array, arrays, play
from wgig_sim.study.verify.check import Check, near

FORUM = "wgig-2005/first-meeting-only"
SUMS = 1e-9
"""Sums over people are taken in another order when they are reseated."""

TURNS_AROUND = {
    "state.position", "state.mandate", "state.picture", "state.first_position", "state.text", "state.heard_sum",
    "ledger.side", "ledger.text", "public.position", "log.position", "log.said",
}  # fmt: skip
OVER_PAIRS = {"picture", "trust", "base_trust", "standing", "tie"}
OVER_ISSUES = {
    "text", "vagueness", "status", "drafted", "heard_sum", "heard_count", "rounds", "session_rounds", "objectors", "agreed_step",
}  # fmt: skip
ROW_NUMBERS = {"profile", "pending"}


def checks() -> Iterator[Check]:
    """The first meeting of the working group, with all its mechanisms, in the mirror and reseated."""
    setup = compile_scenario(read(FORUM, vocabulary=vocabulary()))
    draws = draw(setup.forum, setup.seats, 0)
    here = arrays(play(setup.forum, draws))
    there = arrays(play(mirrored_forum(setup.forum), mirrored_draws(draws)))
    what = f"{FORUM}: arrays unlike their mirror image"
    yield near(what, 0, len(unlike_in_the_mirror(here, there)), 0.0, "bit for bit")
    order = stream(0, "verify-seats", 0).permutation(setup.seats)
    again = arrays(play(reseated_forum(setup.forum, order), reseated_draws(draws, order)))
    yield near(f"{FORUM}: people reseated at random", *_states(here, again, order), SUMS, "sums in another order")


def _states(here: dict[str, Array], there: dict[str, Array], order: Ints) -> tuple[Array, Array]:
    """All numbers of the two last states, in the order of the second."""
    names = [path.partition(".")[2] for path in here if path.startswith("state.")]
    kept = [name for name in names if name not in ROW_NUMBERS]
    expected = [reseated(name, here[f"state.{name}"], order).ravel() for name in kept]
    return np.concatenate(expected), np.concatenate([there[f"state.{name}"].ravel() for name in kept])


def mirrored_forum(forum: Forum) -> Forum:
    """The forum with every opinion turned around."""
    profiles, world, procedure = forum.profiles, forum.world, forum.procedure
    return forum._replace(
        profiles=profiles._replace(mean=-profiles.mean),
        world=world._replace(profiles=world.profiles._replace(mean=-world.profiles.mean)),
        procedure=procedure._replace(chair_position=-procedure.chair_position, reference=-procedure.reference),
    )


def mirrored_draws(draws: Draws) -> Draws:
    """The chance with every draw of an opinion turned around."""
    return draws._replace(beliefs=-draws.beliefs, abstraction=-draws.abstraction, world_beliefs=-draws.world_beliefs)


def unlike_in_the_mirror(here: dict[str, Array], there: dict[str, Array]) -> list[str]:
    """The arrays of a run that are not, bit for bit, what the mirrored run has.

    Esteban and Ray's classes hold their left bound only, so somebody exactly on a bound changes class in the mirror.
    """
    column = Moment._fields.index("polarisation")
    unlike = []
    for path, values in here.items():
        one, other = values, -there[path] if path in TURNS_AROUND else there[path]
        if path == "trace.measures":
            one, other = np.delete(one, column, axis=1), np.delete(other, column, axis=1)
        if not np.array_equal(one, other):
            unlike.append(path)
    return unlike


def reseated(name: str, values: Array, order: Ints) -> Array:
    """An array of the state with its people in another order: person order[i] in seat i."""
    if name in OVER_ISSUES:
        return values
    if name in OVER_PAIRS:
        values = values[..., order, :]
    return np.ascontiguousarray(values[..., order])


def reseated_forum(forum: Forum, order: Ints) -> Forum:
    """The forum with its people in another order."""
    profiles = forum.profiles
    rows = {name: np.ascontiguousarray(getattr(profiles, name)[..., order]) for name in profiles._fields}
    return forum._replace(profiles=profiles._replace(**rows))


def reseated_draws(draws: Draws, order: Ints) -> Draws:
    """The chance of everybody in the new seat."""
    return draws._replace(
        rank=np.argsort(order)[draws.rank],
        beliefs=np.ascontiguousarray(draws.beliefs[:, order]),
        limits=draws.limits[order],
        trust=reseated("trust", draws.trust, order),
        acquaintance=draws.acquaintance[order],
        floor=np.ascontiguousarray(draws.floor[:, order]),
    )
