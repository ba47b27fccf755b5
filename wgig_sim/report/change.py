"""What changed between the first day and the last: views, knowledge of each other, knowledge of the facts, trust."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wgig_sim.engines.record import Record, Snapshot
from wgig_sim.report.names import Names
from wgig_sim.report.wording import course, figure

Floats = NDArray[np.float64]

NOTICEABLE = 0.05
"""A picture counts as corrected, or as worse, when its error changed by more than this."""
MOVED = 0.1
"""A member counts as having moved beyond this."""


@dataclass(frozen=True)
class Change:
    """Start and end of a run side by side. K issues, N members."""

    start: Snapshot
    end: Snapshot
    group: NDArray[np.int64]
    """(N,) group of each member as a number."""

    @cached_property
    def moves(self) -> Floats:
        """(K, N) signed change of every position."""
        return self.end.position - self.start.position

    @cached_property
    def opinion(self) -> Floats:
        """(K,) mean distance moved."""
        distance: Floats = np.abs(self.moves).mean(axis=1)
        return distance

    @cached_property
    def corrected(self) -> NDArray[np.int64]:
        """(K, 2) how many pictures of others came noticeably closer to the truth, and how many moved away from it."""
        better = self._errors(self.start) - self._errors(self.end)
        return np.stack([(better > NOTICEABLE).sum(axis=(1, 2)), (better < -NOTICEABLE).sum(axis=(1, 2))], axis=1)

    @property
    def pictures(self) -> int:
        """Pictures of others on one issue: everybody's of everybody else."""
        n = len(self.group)
        return n * (n - 1)

    @staticmethod
    def _errors(moment: Snapshot) -> Floats:
        """(K, N, N) distance of each picture from the truth; 0 for the picture of oneself."""
        errors = np.abs(moment.picture - moment.position[:, :, None])
        diagonal = np.arange(errors.shape[1])
        errors[:, diagonal, diagonal] = 0.0
        result: Floats = errors
        return result

    def trust(self, moment: Snapshot, within: bool | None = None) -> float | None:
        """Mean trust in others: of all, within groups or between groups; None where there are no such pairs."""
        pairs = ~np.eye(len(self.group), dtype=bool)
        if within is not None:
            pairs &= (self.group[:, None] == self.group[None, :]) == within
        return float(moment.trust[pairs].mean()) if pairs.any() else None

    def trust_of(self, moment: Snapshot, truster: int, trusted: int) -> float | None:
        """Mean trust of one group in another, or among its own."""
        pairs = (self.group[:, None] == trusted) & (self.group[None, :] == truster) & ~np.eye(len(self.group), dtype=bool)
        return float(moment.trust[pairs].mean()) if pairs.any() else None


def change(record: Record) -> Change:
    """Start and end of a run, with groups numbered in the order of `groups(record)`."""
    order = {id: number for number, id in enumerate(groups(record))}
    return Change(record.start, record.end, np.array([order[seat.group] for seat in record.seats], dtype=np.int64))


def groups(record: Record) -> list[str]:
    """The groups that have a seat, in the order of the scenario."""
    present = dict.fromkeys(seat.group for seat in record.seats)
    return [id for id in record.scenario.groups if id in present] + [id for id in present if id not in record.scenario.groups]


def rows_by_group(record: Record) -> dict[str, list[int]]:
    """The rows of each group's seats."""
    return {id: [row for row, seat in enumerate(record.seats) if seat.group == id] for id in groups(record)}


def views_moved(mean: float) -> str:
    """How far views moved overall, on a line that is two long."""
    if mean < 0.005:
        return "Views did not move"
    if mean < 0.05:
        return f"Views hardly moved: {figure(mean)} on average, on a line that is two long"
    if mean < 0.15:
        return f"Views moved a little: {figure(mean)} on average, on a line that is two long"
    return f"Views moved a good deal: {figure(mean)} on average, on a line that is two long"


def in_short(names: Names, changes: Change) -> str:
    """Views, understanding and trust over the whole process, in two sentences."""
    sentences = [f"{views_moved(float(changes.opinion.mean()))}."]
    before, after = float(changes.start.understanding.mean()), float(changes.end.understanding.mean())
    trust = changes.trust(changes.start), changes.trust(changes.end)
    if trust[0] is None or trust[1] is None:
        return sentences[0]
    knew = f"Understanding of each other's views {course(before, after)}"
    trusted = f"trust in each other {course(trust[0], trust[1])}"
    same = (after > before) == (trust[1] > trust[0])
    sentences.append(f"{knew}, {'and' if same else 'while'} {trusted} (both on a scale from nought to one).")
    return " ".join(sentences)
