"""Spatial: the two models that read a text off the positions and let nobody talk: compromise and weighted median."""

import numpy as np

from wgig_sim.core.state import Flags, Floats, State


def capability(state: State, decides: Flags) -> Floats:
    """How much weight each seat has in the decision (N,), in [0, 1]: the mean standing that the other seats grant it.

    Spatial models ask experts for the capability of each actor. A scenario knows standing, how far a group recognises
    another as a rightful participant; where all are equal, so are capabilities. Who has no voice in the decision has none.
    """
    n = state.group.shape[0]
    others = 1.0 - np.eye(n)
    granted: Floats = (state.standing * others).sum(axis=1) / max(1, n - 1)  # standing is [recognised, recogniser]
    return np.where(decides[state.group], granted, 0.0)


def weights(state: State, decides: Flags) -> Floats:
    """Salience times capability (K, N); equal weights on an issue on which nobody who decides has any."""
    found = state.salience * capability(state, decides)
    found[found.sum(axis=1) == 0.0] = 1.0
    return found


def weighted_mean(position: Floats, weight: Floats) -> Floats:
    """The compromise (K,): on each issue the mean of positions (K, N), weighted (Thomson et al. 2006).

    >>> weighted_mean(np.array([[-1.0, 0.0, 1.0]]), np.array([[1.0, 1.0, 2.0]])).tolist()
    [0.25]
    """
    found: Floats = (position * weight).sum(axis=1) / weight.sum(axis=1)
    return found


def weighted_median(position: Floats, weight: Floats) -> Floats:
    """The text (K,) that no weighted majority would move (Black 1948); the middle, where a whole stretch is such.

    >>> weighted_median(np.array([[-1.0, 0.0, 1.0]]), np.array([[1.0, 1.0, 3.0]])).tolist()
    [1.0]
    >>> weighted_median(np.array([[-1.0, 0.0, 1.0]]), np.array([[1.0, 1.0, 2.0]])).tolist()
    [0.5]
    """

    def lower(values: Floats, by: Floats) -> float:
        return float(np.quantile(values, 0.5, weights=by, method="inverted_cdf"))

    return np.array([(lower(row, by) - lower(-row, by)) / 2 for row, by in zip(position, weight, strict=True)])
