"""Effects: what a change does over many pairs of runs with the same people and the same chance, as far as they have come."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wgig_sim.classroom.orders import MEASURES
from wgig_sim.study.means import Means, means

Values = NDArray[np.float64]


class Told(NamedTuple):
    """How a measure is told: its name, its unit, which is better ("more", "less" or neither), and what it means."""

    title: str
    unit: str
    best: str | None
    help: str


TOLD = {
    "share_agreed": Told("items agreed", "share", "more", "Items agreed, as a share of those in scope."),
    "understanding_change": Told(
        "gain in understanding",
        "scale",
        "more",
        "How much nearer pictures of each other came to the truth, on a scale from 0 to 1.",
    ),
    "trust_change": Told("gain in trust", "scale", "more", "How much mean trust grew, on a scale from 0 to 1."),
    "opinion_change": Told(
        "opinion change", "scale", None, "How far positions moved on average; an axis from pole to pole has the length 2."
    ),
    "acceptance": Told("acceptance outside", "share", "more", "Share of the constituencies outside that accept the report."),
    "options_per_open_item": Told("options for an open item", "count", "less", "Texts that an item without agreement ends in."),
    "substance": Told(
        "substance of agreed texts", "scale", "more", "How clear agreed texts are: 1 says it all, 0 can mean anything."
    ),
    "objections_sustained": Told("objections that stand", "count", "less", "Objections that were neither met nor overruled."),
    "voice_gini": Told("inequality of floor time", "scale", "less", "Gini coefficient: 0 where all spoke equally often."),
    "representation": Told(
        "representation", "share", "more", "Share of constituencies with a member of their group who thinks alike."
    ),
}
BINS, FEW = 24, 40
"""Bars of a histogram of many different values; different values up to which each has a bar of its own."""


def effect(first: Values, other: Values) -> list[dict[str, Any]]:
    """The effect on each measure, of values (R, measures) of pairs of runs; measures that no pair has are left out."""
    both = ~np.isnan(first) & ~np.isnan(other)
    columns = [column for column in range(len(MEASURES)) if both[:, column].any()]
    return [_measure(MEASURES[at], first[both[:, at], at], other[both[:, at], at]) for at in columns]


def _measure(name: str, first: Values, other: Values) -> dict[str, Any]:
    told = TOLD[name]
    change = np.round(other - first, 12)
    found = means(np.column_stack([first, other, change]))
    value_edges = edges(np.concatenate([first, other]))
    change_edges = edges(change)
    return {
        "id": name,
        **told._asdict(),
        "first": _mean(found, 0),
        "other": _mean(found, 1),
        "difference": {
            **_mean(found, 2),
            "effect": _cohens_d(found),
            "n": len(change),
            "below": int((change < 0).sum()),
            "same": int((change == 0).sum()),
            "above": int((change > 0).sum()),
        },
        "histogram": {"edges": _numbers(change_edges), "counts": np.histogram(change, change_edges)[0].tolist()},
        "value_edges": _numbers(value_edges),
        "first_histogram": np.histogram(first, value_edges)[0].tolist(),
        "other_histogram": np.histogram(other, value_edges)[0].tolist(),
    }


def _mean(found: Means, column: int) -> dict[str, float | None]:
    """Mean and 95% interval; None where there are too few values."""
    return {name: number(float(getattr(found, name)[column])) for name in ("mean", "low", "high")}


def _cohens_d(found: Means) -> float | None:
    """The mean difference in standard deviations of single runs, both pooled; None where runs do not differ at all."""
    spread = float(np.sqrt((found.sd[0] ** 2 + found.sd[1] ** 2) / 2))
    return number(float(found.mean[2]) / spread) if spread > 0 else None


def edges(values: Values) -> Values:
    """Edges of bars: around each value where there are few, such as counts; of equal width where there are many.

    >>> edges(np.array([2.0, 3.0, 3.0])).tolist()
    [1.5, 2.5, 3.5]
    """
    known = np.unique(np.round(values, 9))
    low, high = float(values.min()), float(values.max())
    if len(known) == 1:
        return np.array([low - 0.005, high + 0.005])
    step = float(np.diff(known).min())
    bars = round((high - low) / step) + 1
    if len(known) <= FEW and bars <= FEW:
        return np.linspace(low - step / 2, high + step / 2, bars + 1, dtype=np.float64)
    return np.linspace(low, high, BINS + 1, dtype=np.float64)


def number(value: float) -> float | None:
    """A number for JSON: seven digits, None for what is none."""
    return float(f"{value:.7g}") if np.isfinite(value) else None


def _numbers(values: Values) -> list[float]:
    return [float(f"{value:.7g}") for value in values]


def band(curves: Values, names: Sequence[str]) -> dict[str, Any]:
    """Mean and the middle nine tenths of curves (R, S + 1, measures), for each measure."""
    low, high = np.quantile(curves, (0.05, 0.95), axis=0)
    lines = {"mean": curves.mean(axis=0), "low": low, "high": high}
    measures = {
        name: {line: np.round(values[:, column].astype(float), 5).tolist() for line, values in lines.items()}
        for column, name in enumerate(names)
    }
    return {"replicates": len(curves), "steps": curves.shape[1] - 1, "measures": measures}
