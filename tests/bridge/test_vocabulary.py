"""The global constants as words: every one is described, lies in its range, and can be overridden by name."""

import pytest

from tests.forums import merged, setup
from wgig_sim.bridge.vocabulary import MECHANISMS, constants, muted, vocabulary
from wgig_sim.core.constants import Described
from wgig_sim.core.forum import Constants

ALL = [constant for mechanism in MECHANISMS.values() for constant in mechanism.constants]


@pytest.mark.parametrize("constant", ALL, ids=lambda c: f"{c.mechanism}.{c.name}")
def test_default_and_mute_value_lie_in_the_range(constant: Described) -> None:
    assert constant.low <= constant.default <= constant.high
    assert constant.mute is None or constant.low <= constant.mute <= constant.high
    assert constant.text
    assert constant.source
    assert constant.unit


def test_every_mechanism_says_what_it_does() -> None:
    assert tuple(MECHANISMS) == Constants._fields
    for mechanism in MECHANISMS.values():
        assert mechanism.summary
        assert mechanism.constants


def test_overrides_change_what_they_name_and_nothing_else() -> None:
    changed = constants({"trust": {"gain": 0.125}})
    assert changed.trust.gain == 0.125
    assert changed._replace(trust=Constants().trust) == Constants()
    assert changed.trust._replace(gain=Constants().trust.gain) == Constants().trust
    assert constants({}) == Constants()


def test_vocabulary_is_that_of_the_declarations() -> None:
    known = vocabulary()
    assert {(m, name) for m, names in known.items() for name in names} == {(c.mechanism, c.name) for c in ALL}
    assert all(known[c.mechanism][c.name] == (c.low, c.high) for c in ALL)


def test_muting_all_mutes_each() -> None:
    for name in MECHANISMS:
        assert muted(name) == {key: values for key, values in muted().items() if key == name}


def test_a_muted_scenario_keeps_what_it_says_itself() -> None:
    said = {"persuasion": {"rate": 1.0}, "acceptance": {"latitude": 0.5}}
    quiet = constants(said, mute=True)
    assert quiet == constants(merged(muted(), said))
    assert setup(muted=True, mechanisms=said).forum.constants == quiet
