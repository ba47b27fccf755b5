"""Constants drawn from a region: the same for a replicate wherever it is run, over no word of the scenario's own."""

import numpy as np
import pytest

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.uncertain import Region
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.compiled import COMPILED
from wgig_sim.core.measures import Moment
from wgig_sim.engines import ensemble
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import read
from wgig_sim.study.compare import compare
from wgig_sim.study.uncertain import at, sample

REGION = Region(("trust.gain", "corridor.contacts", "acceptance.latitude"), np.array([[0.01, 2.0, 0.3], [0.1, 0.5, 0.5]]))
compiled = pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")


def setup(name: str = "wgig-2005", *settings: str) -> Setup:
    return compile_scenario(read(name, settings, vocabulary()))


def test_what_is_drawn_depends_on_seed_and_replicate_alone() -> None:
    drawn = [REGION.draw(7, number) for number in range(400)]
    assert drawn == [REGION.draw(7, number) for number in range(400)]
    assert drawn != [REGION.draw(8, number) for number in range(400)]
    assert abs(np.mean(drawn) - 0.5) <= 4 * 0.5 / np.sqrt(400)  # 4 standard errors of a fair coin


def test_the_constants_of_a_point_are_those_of_the_forum() -> None:
    own = REGION.place(setup(), 1).forum
    assert (own.constants.trust.gain, own.constants.corridor.contacts, own.constants.acceptance.latitude) == (0.1, 0.5, 0.5)
    told = setup(
        "wgig-2005", "mechanisms.trust.gain=0.1", "mechanisms.corridor.contacts=0.5", "mechanisms.acceptance.latitude=0.5"
    )
    assert own.constants == told.forum.constants
    np.testing.assert_equal(own.calendar._asdict(), told.forum.calendar._asdict())


def test_what_a_scenario_says_itself_stays() -> None:
    placed = REGION.place(setup("wgig-2005", "mechanisms.trust.gain=0"), 1)
    assert placed.forum.constants.trust.gain == 0.0
    assert placed.forum.constants.acceptance.latitude == 0.5
    assert placed.drawn == {"corridor.contacts": 0.5, "acceptance.latitude": 0.5}


def test_nothing_is_drawn_for_a_muted_scenario() -> None:
    muted = setup("classics/degroot")
    placed = REGION.place(muted, 0)
    assert placed.forum.constants == muted.forum.constants
    assert placed.drawn == {}


@compiled
def test_a_replicate_is_the_same_alone_and_in_any_batch() -> None:
    forum = setup()
    whole = sample(forum, 3, range(8), threads=2, region=REGION)
    assert len({REGION.draw(3, number) for number in range(8)}) == 2  # so that both groups are there
    some = sample(forum, 3, [6, 1, 4], threads=1, per_round=True, region=REGION)
    assert some.replicates.tolist() == [6, 1, 4]
    assert np.array_equal(some.values, whole.values[[6, 1, 4]], equal_nan=True)
    assert some.rounds is not None
    for row, number in enumerate((6, 1, 4)):
        run = Replicate(at(forum, REGION, 3, number), 3, number)
        run.finish()
        kept = record(run)
        assert kept.measures["share_agreed"] == some.values[row, some.names.index("share_agreed")]
        assert np.array_equal(kept.rounds["trust"], some.rounds[row, :, Moment._fields.index("trust")])
        assert kept.drawn == dict(zip(REGION.names, REGION.points[REGION.draw(3, number)].tolist(), strict=True))


@compiled
def test_without_a_region_nothing_changes() -> None:
    forum = setup()
    assert np.array_equal(sample(forum, 1, range(3)).values, ensemble.sample(forum, 1, range(3)).values, equal_nan=True)
    assert at(forum, None, 1, 0) is forum


@compiled
def test_pairs_have_the_same_constants() -> None:
    """Two scenarios that differ in a title only do not differ at all, pair by pair, though pairs differ among each other."""
    setups = {"one": setup(), "other": setup("wgig-2005", "title=Another")}
    found = compare(setups, 6, region=REGION)
    assert np.array_equal(found.values[0], found.values[1], equal_nan=True)
    plain = compare(setups, 6)
    assert not np.array_equal(found.values, plain.values, equal_nan=True)
