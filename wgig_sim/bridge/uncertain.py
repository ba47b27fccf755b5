"""Uncertain: constants drawn from the region that the calibration has left, the same for a replicate under every rule."""

from collections.abc import Mapping
from typing import NamedTuple

from wgig_sim.bridge.compile import Setup, by_mechanism, with_constants
from wgig_sim.bridge.draws import stream
from wgig_sim.core.state import Floats

PURPOSE = "constants"


class Region(NamedTuple):
    """What is left of the ranges of the constants: points with equal weight."""

    names: tuple[str, ...]
    """(D,) constants by their whole names, such as trust.gain."""
    points: Floats
    """(P, D) their values."""

    def draw(self, seed: int, replicate: int) -> int:
        """The point at which a replicate is run; it depends on nothing but the seed and the replicate's number."""
        return int(stream(seed, PURPOSE, replicate).integers(len(self.points)))

    def place(self, setup: Setup, point: int) -> Setup:
        """A compiled scenario with the constants of a point; those that it sets itself stay, and if muted all of them do."""
        own = setup.scenario.mechanisms
        values: dict[str, float] = {}
        if not setup.scenario.muted:
            named = dict(zip(self.names, self.points[point].tolist(), strict=True))
            values = {name: value for name, value in named.items() if not _says(own, name)}
        return with_constants(setup, by_mechanism(values))._replace(drawn=values)


def _says(own: Mapping[str, Mapping[str, float]], name: str) -> bool:
    mechanism, _, constant = name.partition(".")
    return constant in own.get(mechanism, {})
