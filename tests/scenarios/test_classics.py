"""The classics of opinion dynamics: everything but persuasion is mute, and whoever types in an example finds it again."""

import csv
from pathlib import Path

import numpy as np
import pytest

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario import library
from wgig_sim.scenario.read import read

NAMES = [name for name in library.names() if name.startswith("classics/")]
MOVES = {
    "floor": {"voice"},
    "persuasion": {"rate", "susceptibility", "confidence", "fading", "repulsion"},
    "corridor": {"between"},
}
"""What a classic may set: whether people speak, how they are moved, and how often they meet in pairs."""


def test_the_five_classics_are_there() -> None:
    names = ("degroot", "friedkin-johnsen", "hegselmann-krause", "deffuant-weisbuch", "friedkin-johnsen-two-topics")
    assert {f"classics/{name}" for name in names} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_all_else_is_mute(name: str) -> None:
    scenario = read(name, vocabulary=vocabulary())
    assert scenario.muted
    for mechanism, row in scenario.mechanisms.items():
        assert row.keys() <= MOVES[mechanism]


@pytest.mark.parametrize("name", NAMES)
def test_says_where_its_numbers_come_from(name: str) -> None:
    scenario = read(name, vocabulary=vocabulary())
    assert scenario.source
    assert all(seat.source for seat in scenario.seats)


@pytest.mark.parametrize("name", NAMES)
def test_the_record_shows_where_everybody_ends(name: str) -> None:
    """Nobody drafts or decides, so nothing is agreed, and the positions are the result."""
    replicate = Replicate(compile_scenario(read(name, vocabulary=vocabulary())), seed=0)
    replicate.finish()
    run = record(replicate)
    assert run.measures["share_agreed"] == 0
    assert not np.array_equal(run.end.position, run.start.position)
    assert np.array_equal(run.end.position, replicate.process.state.position)


def test_at_once_is_the_product_of_its_parts() -> None:
    """Weights W_ij C_kl of the scenario with all topics in one round, from the two files that state W and C."""

    def table(name: str) -> np.ndarray:
        rows = list(csv.reader((library.folder() / "classics" / Path(name)).read_text().splitlines()))[1:]
        return np.array([[float(cell) for cell in row[1:]] for row in rows])

    linked = read("classics/friedkin-johnsen-two-topics").logic
    a, b = linked["first"]["second"], linked["second"]["first"]
    expected = np.kron(table("friedkin-johnsen/weights.csv"), np.array([[1 - a, a], [b, 1 - b]]))
    assert table("friedkin-johnsen-at-once/weights.csv") == pytest.approx(expected, abs=1e-15)
