"""Texts: one text that is revised until all accept it, and the fewest texts of which everybody accepts one."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.options import fewest_texts
from wgig_sim.core.state import AGREED, OPTIONS, Floats
from wgig_sim.study.verify.check import Check, near
from wgig_sim.study.verify.rooms import room, topic

DRAFTS = 100
REVISIONS = 200
UNANIMITY = {"consensus": {"rule": "unanimity"}}
GROUPS = 300
COUNT = "a count"


def drafting() -> Iterator[Check]:
    """Random groups: those whose latitudes intersect agree, on a text in the intersection, and no others."""
    known, found, outside = 0, 0, 0.0
    wrong = 0
    for number in range(DRAFTS):
        possible, agreed, beyond = _draft(number)
        known, found, wrong = known + possible, found + agreed, wrong + (possible != agreed)
        outside = max(outside, beyond)
    yield near(f"of {DRAFTS} random groups, those that agree after {REVISIONS} revisions", known, found, 0.0, COUNT)
    yield near("groups that agree though they cannot, or the reverse", 0, wrong, 0.0, COUNT)
    yield near(
        "how far an agreed text lies outside somebody's latitude", 0, outside, 2 * ROUNDING, "the rule of decision forgives half"
    )


def _draft(number: int) -> tuple[bool, bool, float]:
    """Whether a text is possible, whether one was agreed, and how far it lies outside the latitudes."""
    numbers = stream(0, "verify-drafting", number)
    seats = int(numbers.integers(2, 8))
    positions, latitudes = numbers.uniform(-1, 1, seats), numbers.uniform(0, 1.2, seats)
    lowest, highest = float((positions - latitudes).max()), float((positions + latitudes).min())
    start, skill = float(numbers.uniform(-1, 1)), float(numbers.uniform(0.2, 1.0))
    limits = [{"limits": {"topic-0": {"latitude": width, "red_line": width}}} for width in latitudes.tolist()]
    meeting = {"title": "talks", "kind": "meeting", "start": "2000-01-01", "days": ["circle"], "rounds_per_day": REVISIONS}
    only = {"floor": {"voice": 0.0}, "drafting": {"skill": skill}}
    replicate = room(
        positions[None, :], 1, only, seats=limits, issues={"topic-0": topic("topic-0", start)},
        calendar={"talks": meeting}, rules=UNANIMITY, chair={},
    )  # fmt: skip
    replicate.finish()
    state = replicate.process.state
    text, status = float(state.text[0]), int(state.status[0])
    if status not in (AGREED, OPTIONS):
        raise AssertionError("a process ends with agreement or with options")
    agreed = status == AGREED
    return lowest <= highest, agreed, max(0.0, lowest - text, text - highest) if agreed else 0.0


def options() -> Iterator[Check]:
    """Random groups of up to seven, against trying all sets of texts."""
    wrong, left_out, known, found = 0, 0, 0, 0
    for number in range(GROUPS):
        numbers = stream(0, "verify-options", number)
        seats = int(numbers.integers(1, 8))
        position, latitude = numbers.uniform(-1, 1, seats), numbers.uniform(0, 0.6, seats)
        low, high = np.maximum(position - latitude, -1), np.minimum(position + latitude, 1)
        texts = fewest_texts(position, latitude)
        least = fewest_by_trying_all(low, high)
        accepts = (low[:, None] - ROUNDING <= texts) & (texts <= high[:, None] + ROUNDING)
        known, found, wrong = known + least, found + len(texts), wrong + (len(texts) != least)
        left_out += int((~accepts.any(axis=1)).sum())
    yield near(f"options of {GROUPS} random groups, all together", known, found, 0.0, COUNT)
    yield near("groups with more or fewer options than by trying all sets", 0, wrong, 0.0, COUNT)
    yield near("people who can accept none of the options", 0, left_out, 0.0, COUNT)


def fewest_by_trying_all(low: Floats, high: Floats) -> int:
    """Some smallest set has each text at somebody's right end: try all sets of right ends, small ones first."""
    for size in range(1, len(high) + 1):
        for texts in combinations(high, size):
            if all(any(low[i] <= text <= high[i] for text in texts) for i in range(len(high))):
                return size
    raise AssertionError("everybody accepts the own right end")
