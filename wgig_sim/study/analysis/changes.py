"""Changes: what a measure does from one end of a factor to the other, and where on the way it changes fastest."""

from typing import TYPE_CHECKING, Any

import numpy as np

from wgig_sim.study.analysis.differences import matched, paired
from wgig_sim.study.analysis.outcomes import Outcomes, means
from wgig_sim.study.analysis.responses import Curve, along
from wgig_sim.study.analysis.tipping import LEAST_LEVELS, locate, moves
from wgig_sim.study.factors import Floats

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
COLUMNS = (
    "factor", "by", "line", "measure", "first", "last", "over", "alike", "n", "start", "end", "change", "low", "high", "p",
    "moves", "least", "least_at", "most", "most_at",
    "shape", "tip", "tip_low", "tip_high", "steepness", "steepness_low", "steepness_high", "how",
)  # fmt: skip


def changes(outcomes: Outcomes, compared: list[Curve]) -> "pd.DataFrame":
    """A row a numeric factor, line and told measure: the change from the lowest to the highest level, and the tipping point.

    The change is between points that are equal in all other factors. `moves`: whether the levels surely differ at all.
    `shape` is `tips` where there surely is a tipping point; `tip`, between `tip_low` and `tip_high`, is where the response is
    steepest, and `steepness` its slope there in mean slopes. None of these where the other factors differ between levels
    (`alike`).
    """
    import pandas as pd

    ranges = [curve for curve in compared if curve.factor.numeric and len(curve.levels) > 1]
    rows = [_row(outcomes, measure, curve) for measure in outcomes.headlines for curve in ranges]
    return pd.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], columns=COLUMNS)


def _row(outcomes: Outcomes, measure: str, curve: Curve) -> Row:
    by, line = curve.labels
    matrix, levels = outcomes.matrix(measure), np.array(curve.levels, dtype=np.float64)
    row: Row = {"factor": curve.factor.name, "by": by, "line": line, "measure": measure, "first": levels[0], "last": levels[-1]}
    row |= {"over": curve.over, "alike": curve.alike}
    if curve.over == "points":
        return row | _between_points(means(matrix).mean, curve)
    end, start = matched(outcomes, curve, curve.levels[-1], curve.levels[0])
    told = paired(matrix[:, end], matrix[:, start])
    row |= {"n": told.n, "start": told.base, "end": told.mean, "change": told.difference}
    row |= {"low": told.low, "high": told.high, "p": told.p}
    values = along(matrix, curve)
    known = ~np.isnan(values).any(axis=0)
    return row | _shape(levels[known], values[:, known]) if curve.alike else row


def _shape(levels: Floats, values: Floats) -> Row:
    """Where the response (R, L) is least, most and steepest."""
    if len(levels) < 2:
        return {"moves": False}
    centre = values.mean(axis=0)
    row: Row = {"moves": moves(values), "least": centre.min(), "least_at": levels[centre.argmin()]}
    row |= {"most": centre.max(), "most_at": levels[centre.argmax()]}
    found = locate(levels, values) if len(levels) >= LEAST_LEVELS else None
    if found is None:
        return row
    return row | {
        "shape": found.shape, "tip": found.level, "tip_low": found.low, "tip_high": found.high, "how": found.how,
        "steepness": found.steepness, "steepness_low": found.steepness_low, "steepness_high": found.steepness_high,
    }  # fmt: skip


def _between_points(centre: Floats, curve: Curve) -> Row:
    """The change of the points' means (P,) between the outer bins of a sampled design: not paired (Welch's interval)."""
    from scipy import stats

    first, last = (values[~np.isnan(values)] for values in (centre[curve.points[0]], centre[curve.points[-1]]))
    found: Row = {"n": min(len(first), len(last))}
    if found["n"] < 2:
        return found | {"moves": False}
    test = stats.ttest_ind(last, first, equal_var=False)
    low, high = test.confidence_interval(0.95)
    groups = [centre[points][~np.isnan(centre[points])] for points in curve.points]
    surely = bool(stats.f_oneway(*groups).pvalue < 0.01) if np.ptp(np.concatenate(groups)) > 0 else False
    change = float(last.mean() - first.mean())
    found |= {"start": first.mean(), "end": last.mean(), "change": change, "low": low, "high": high, "p": test.pvalue}
    means = np.array([group.mean() for group in groups])
    at = np.array(curve.levels, dtype=np.float64)
    found |= {"moves": surely, "least": means.min(), "least_at": at[means.argmin()]}
    return found | {"most": means.max(), "most_at": at[means.argmax()]}
