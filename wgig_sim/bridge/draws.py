"""Draws: all chance of a replicate, made in this one place; one named stream for each purpose.

A stream is numpy's counter-based Philox generator: its key comes from the study's seed and the name of the purpose, its
counter starts at the replicate's number. So replicate r has the same draws alone, in any batch and on any worker, adding a
mechanism shifts nobody's noise, and paired scenarios share their random numbers. Arrays that may grow with a parameter have
the growing axis first, so that a longer array begins with the shorter one.
"""

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wgig_sim.core.forum import Forum
from wgig_sim.core.state import Draws, Floats, Ints


def stream(seed: int, purpose: str, replicate: int, event: int = 0) -> np.random.Generator:
    """The generator of one purpose, replicate and, where it has its own, event; seed and replicate are integers >= 0."""
    return turned_to(np.random.Generator(np.random.Philox(0)), seed, purpose, replicate, event)


def turned_to(generator: np.random.Generator, seed: int, purpose: str, replicate: int, event: int = 0) -> np.random.Generator:
    """The same generator at the beginning of another stream, which is faster than a new one."""
    generator.bit_generator.state = {
        "bit_generator": "Philox",
        "state": {"counter": np.array([0, 0, event, replicate], dtype=np.uint64), "key": _key(seed, purpose)},
        "buffer": _EMPTY,
        "buffer_pos": len(_EMPTY),
        "has_uint32": 0,
        "uinteger": 0,
    }
    return generator


_EMPTY = np.zeros(4, dtype=np.uint64)


@lru_cache(maxsize=256)
def _key(seed: int, purpose: str) -> NDArray[np.uint64]:
    return np.random.SeedSequence([seed, zlib.crc32(purpose.encode())]).generate_state(2, np.uint64).astype(np.uint64)


def rows(flat: Floats, lengths: Ints) -> Floats:
    """A row for each of `lengths`, filled one after the other from `flat`; zeros behind. A longer list begins alike."""
    table = np.zeros((lengths.shape[0], int(lengths.max())))
    table[np.arange(table.shape[1]) < lengths[:, None]] = flat
    return table


def draw(forum: Forum, seats: int, seed: int, replicate: int = 0) -> Draws:
    """All draws of a replicate for a forum with `seats` participants."""
    calendar, world = forum.calendar, forum.world
    steps, events = calendar.event.shape[0], calendar.gap.shape[0]
    issues, constituencies = forum.procedure.reference.shape[0], world.kind.shape[0]

    generator = np.random.Generator(np.random.Philox(0))

    def of(purpose: str, event: int = 0) -> np.random.Generator:
        return turned_to(generator, seed, purpose, replicate, event)

    conversations = (int((calendar.met_before + calendar.met_during).max()), 3)

    return Draws(
        rank=np.argsort(of("rank").random(seats)),
        beliefs=of("beliefs").standard_normal((issues, seats)),
        limits=of("limits").standard_normal(seats),
        trust=of("trust").standard_normal((seats, seats)),
        acquaintance=of("acquaintance").random((seats, forum.arrival.neighbours // 2, 2)),
        floor=of("floor").standard_exponential((steps, seats)),
        abstraction=rows(of("abstraction").standard_normal(calendar.turns.sum()), calendar.turns),
        contacts=np.stack([of("contacts", event).random(conversations) for event in range(events)], axis=1),
        world_beliefs=of("world-beliefs").standard_normal((issues, constituencies)),
        world_links=of("world-links").random((constituencies, world.neighbours // 2, 2)),
        voices=rows(of("voices").random(calendar.voices.sum()), calendar.voices),
        written=of("written").random((events,)),
        preparation=of("preparation").random((forum.preparation.voices.shape[0],)),
        world_order=np.argsort(of("world-order").random(constituencies)),
    )
