"""Draws: all chance of a replicate, made in this one place; one named stream for each purpose.

A stream is numpy's counter-based Philox generator: its key comes from the study's seed and the name of the purpose, its
counter starts at the replicate's number. So replicate r has the same draws alone, in any batch and on any worker, adding a
mechanism shifts nobody's noise, and paired scenarios share their random numbers. Arrays that may grow with a parameter have
the growing axis first, or a stream for each row, so that a longer array begins with the shorter one.
"""

import zlib
from functools import lru_cache

import numpy as np

from wgig_sim.core.forum import Forum
from wgig_sim.core.state import Draws, Ints


def stream(seed: int, purpose: str, replicate: int, event: int = 0) -> np.random.Generator:
    """The generator of one purpose, replicate and, where it has its own, event; seed and replicate are integers >= 0."""
    return turned_to(np.random.Generator(np.random.Philox(0)), seed, purpose, replicate, event)


def turned_to(generator: np.random.Generator, seed: int, purpose: str, replicate: int, event: int = 0) -> np.random.Generator:
    """The same generator at the beginning of another stream, which is faster than a new one."""
    generator.bit_generator.state = {
        "bit_generator": "Philox",
        "state": {"counter": (0, 0, event, replicate), "key": _key(seed, purpose)},  # NumPy is slower to read from an array
        "buffer": _EMPTY,
        "buffer_pos": len(_EMPTY),
        "has_uint32": 0,
        "uinteger": 0,
    }
    return generator


_EMPTY = (0, 0, 0, 0)


@lru_cache(maxsize=256)
def _key(seed: int, purpose: str) -> tuple[int, int]:
    first, second = np.random.SeedSequence([seed, zlib.crc32(purpose.encode())]).generate_state(2, np.uint64).tolist()
    return first, second


class Rows:
    """A row for each of `lengths`, zeros behind, filled one after the other from one stream. A longer list begins alike."""

    def __init__(self, lengths: Ints) -> None:
        """Make the table (rows, longest)."""
        self.table = np.zeros((lengths.shape[0], int(lengths.max())))
        self.flat = np.empty(int(lengths.sum()))
        self._filled = np.arange(self.table.shape[1]) < lengths[:, None]

    def fill(self) -> None:
        """Put what lies in `flat` into the table."""
        self.table[self._filled] = self.flat


class Dice:
    """All chance of one forum, thrown for one replicate after the other into the same arrays."""

    def __init__(self, forum: Forum, seats: int) -> None:
        """Make the arrays for a forum with `seats` participants."""
        calendar, world = forum.calendar, forum.world
        steps, events = calendar.event.shape[0], calendar.gap.shape[0]
        issues, constituencies = forum.procedure.reference.shape[0], world.kind.shape[0]
        self._met = (calendar.met_before + calendar.met_during).tolist()
        self._abstraction, self._voices = Rows(calendar.turns), Rows(calendar.voices)
        self._generator = np.random.Generator(np.random.Philox(0))
        self.draws = Draws(
            rank=np.zeros(seats, dtype=np.int64),
            beliefs=np.zeros((issues, seats)),
            limits=np.zeros(seats),
            trust=np.zeros((seats, seats)),
            acquaintance=np.zeros((seats, forum.arrival.neighbours // 2, 2)),
            floor=np.zeros((steps, seats)),
            abstraction=self._abstraction.table,
            contacts=np.zeros((events, max(self._met), 3)),
            world_beliefs=np.zeros((issues, constituencies)),
            world_links=np.zeros((constituencies, world.neighbours // 2, 2)),
            voices=self._voices.table,
            written=np.zeros(events),
            preparation=np.zeros(forum.preparation.voices.shape[0]),
            world_order=np.zeros(constituencies, dtype=np.int64),
        )

    def throw(self, seed: int, replicate: int) -> Draws:
        """Fill the arrays with the draws of a replicate."""
        draws, generator = self.draws, self._generator

        def of(purpose: str, event: int = 0) -> np.random.Generator:
            return turned_to(generator, seed, purpose, replicate, event)

        draws.rank[:] = np.argsort(of("rank").random(draws.rank.shape[0]))
        of("beliefs").standard_normal(out=draws.beliefs)
        of("limits").standard_normal(out=draws.limits)
        of("trust").standard_normal(out=draws.trust)
        of("acquaintance").random(out=draws.acquaintance)
        of("floor").standard_exponential(out=draws.floor)
        of("abstraction").standard_normal(out=self._abstraction.flat)
        for event, met in enumerate(self._met):
            if met > 0:
                of("contacts", event).random(out=draws.contacts[event, :met])
        of("world-beliefs").standard_normal(out=draws.world_beliefs)
        of("world-links").random(out=draws.world_links)
        of("voices").random(out=self._voices.flat)
        of("written").random(out=draws.written)
        of("preparation").random(out=draws.preparation)
        draws.world_order[:] = np.argsort(of("world-order").random(draws.world_order.shape[0]))
        self._abstraction.fill()
        self._voices.fill()
        return draws


def draw(forum: Forum, seats: int, seed: int, replicate: int = 0) -> Draws:
    """All draws of a replicate for a forum with `seats` participants."""
    return Dice(forum, seats).throw(seed, replicate)
