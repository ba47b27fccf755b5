"""Reason: do people who see a matter alike also want alike? The Deliberative Reason Index of a group at one moment.

Of each pair of people two rank correlations are taken, of their considerations and of their preferences; the index falls with
the distance of the pairs from the diagonal, where both are equal (Niemeyer & Veri 2022; Niemeyer et al. 2024). It is also high
where everybody agrees with everybody on everything, so it is to be read beside its null: the same with preferences dealt out
to people at random.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.draws import stream
from wgig_sim.core.state import Floats, Ints

LEAST = 3
"""Items to rank; of two, every correlation is 1 or -1."""
SHUFFLES = 200
"""Ways of dealing out preferences over which the null is a mean."""


class Reason(NamedTuple):
    """The intersubjective correlations of N people; NaN on the diagonal, and for who makes no difference between items."""

    considerations: Floats
    """(N, N) rank correlations of how they see the matter."""
    preferences: Floats
    """(N, N) of what they prefer."""

    @property
    def individual(self) -> Floats:
        """The index of each person (N,): 1 - 2 * mean over the others of |r - q|; 1 = fully consistent, at least -3.

        As published: d = |r - q| / sqrt(2) is the distance from the diagonal, L = 1 - sqrt(2) / 2, and the index is
        2 * (1 - mean(d) - L) / (1 - L) - 1, which is the same.
        """
        apart = np.abs(self.considerations - self.preferences)
        known = ~np.isnan(apart)
        with np.errstate(invalid="ignore"):
            found: Floats = 1.0 - 2.0 * np.where(known, apart, 0.0).sum(axis=1) / known.sum(axis=1)
        return found

    @property
    def dri(self) -> float:
        """The Deliberative Reason Index of the group: the mean over pairs; NaN without a pair."""
        return _index(self.considerations, self.preferences)

    @property
    def agreement(self) -> float:
        """Mean correlation of considerations over pairs: how far people see the matter alike; NaN without a pair."""
        return _mean(self.considerations)

    def null(self, orders: Ints) -> float:
        """Mean index when preferences are dealt out in other orders (S, N): what shared agreement alone would give."""
        dealt = [_index(self.considerations, self.preferences[np.ix_(order, order)]) for order in orders]
        return float(np.mean(dealt))


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def _index(considerations: Floats, preferences: Floats) -> float:
    return 1.0 - 2.0 * _mean(np.abs(considerations - preferences))


def orders(seed: int, replicate: int, people: int) -> Ints:
    """The ways in which a run's preferences are dealt out (SHUFFLES, N): the same before and after."""
    dealt: Ints = stream(seed, "dri", replicate).permuted(np.tile(np.arange(people), (SHUFFLES, 1)), axis=1)
    return dealt


def ranks(values: Floats) -> Floats:
    """Ranks from 1 of one person's ratings (items,); equal ratings share the mean of their ranks.

    SciPy has the same, but takes longer to load than a run takes.

    >>> ranks(np.array([0.5, -1.0, 0.5, 2.0])).tolist()
    [2.5, 1.0, 2.5, 4.0]
    """
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    found: Floats = (np.cumsum(count) - (count - 1) / 2)[place]
    return found


def correlations(ratings: Floats) -> Floats:
    """Spearman's rank correlation of each pair of people (N, N), whose ratings are (items, N); NaN as in `Reason`.

    With fewer than LEAST items there is none.

    >>> correlations(np.array([[1.0, 10.0, 3.0], [2.0, 20.0, 2.0], [3.0, 90.0, 1.0]])).round(9)
    array([[nan,  1., -1.],
           [ 1., nan, -1.],
           [-1., -1., nan]])
    """
    if len(ratings) < LEAST:
        return np.full((ratings.shape[1],) * 2, np.nan)
    ranked = np.column_stack([ranks(own) for own in ratings.T])
    centred = ranked - ranked.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = centred.T @ centred / np.outer(length, length)
    np.fill_diagonal(found, np.nan)
    return found


def considerations(position: Floats, picture: Floats) -> Floats:
    """How each person sees the matter (2 K, N): what it holds on each issue, and where on average it sees the others.

    position (K, N), picture (K, N, N) [issue, subject, holder].

    >>> considerations(np.array([[1.0, 0.0, -1.0]]), np.array([[[9.0, 0.5, 0.0], [0.0, 9.0, -0.5], [-0.5, -0.5, 9.0]]])).tolist()
    [[1.0, 0.0, -1.0], [-0.25, 0.0, -0.25]]
    """
    people = position.shape[1]
    others = picture * (1.0 - np.eye(people))
    return np.concatenate([position, others.sum(axis=1) / max(1, people - 1)])


def preferences(position: Floats, limit: Floats, texts: Sequence[tuple[int, float]]) -> Floats:
    """How well each person can live with each text (texts, N): how much nearer it is than the farthest that is accepted.

    position and limit (K, N), texts as (issue, text); negative = beyond acceptance.

    >>> preferences(np.array([[0.0, 1.0]]), np.array([[0.25, 0.5]]), [(0, 0.5), (0, 1.0)]).tolist()
    [[-0.25, 0.0], [-0.75, 0.5]]
    """
    rows = [limit[issue] - np.abs(text - position[issue]) for issue, text in texts]
    return np.array(rows).reshape(len(texts), position.shape[1])
