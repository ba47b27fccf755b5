"""Uncertain: samples in which every replicate has constants of its own, drawn from what the calibration has left."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.uncertain import Region
from wgig_sim.core.state import Ints
from wgig_sim.engines import ensemble
from wgig_sim.engines.ensemble import Sample, cores


def at(setup: Setup, region: Region | None, seed: int, replicate: int) -> Setup:
    """The scenario as a replicate is run: with the constants that are drawn for it, or as it stands."""
    return setup if region is None else region.place(setup, region.draw(seed, replicate))


def sample(
    setup: Setup,
    seed: int,
    replicates: Sequence[int],
    threads: int | None = None,
    per_round: bool = False,
    wanted: Sequence[str] | None = None,
    region: Region | None = None,
) -> Sample:
    """As `ensemble.sample`; with a region, those replicates at one go that have the same point of it."""
    if region is None:
        return ensemble.sample(setup, seed, replicates, threads, per_round, wanted)
    numbers = np.array(replicates, dtype=np.int64)
    points = np.array([region.draw(seed, int(number)) for number in numbers], dtype=np.int64)
    groups = [np.flatnonzero(points == point) for point in np.unique(points)]
    with ThreadPoolExecutor(max(1, min(threads or cores(), len(groups)))) as pool:
        parts = list(pool.map(partial(_group, setup, region, seed, numbers, points, per_round, wanted), groups))
    back = np.argsort(np.concatenate(groups))
    values = np.concatenate([part.values for part in parts])[back]
    rounds = np.concatenate([part.rounds for part in parts if part.rounds is not None])[back] if per_round else None
    return Sample(parts[0].names, numbers, values, rounds)


def _group(
    setup: Setup,
    region: Region,
    seed: int,
    numbers: Ints,
    points: Ints,
    per_round: bool,
    wanted: Sequence[str] | None,
    rows: Ints,
) -> Sample:
    """The replicates in these rows, which share a point."""
    placed = region.place(setup, int(points[rows[0]]))
    return ensemble.sample(placed, seed, numbers[rows].tolist(), 1, per_round, wanted)
