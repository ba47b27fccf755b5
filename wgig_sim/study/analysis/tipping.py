"""Tipping points: where along a factor a measure changes fastest, and where to look closer."""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from wgig_sim.study.analysis.outcomes import means, still
from wgig_sim.study.analysis.resampling import percentile, resampled
from wgig_sim.study.factors import Floats

LEAST_LEVELS = 4
FIRST = 7
"""Levels with which a search begins."""
MOST_LEVELS = 60
S_SHAPED = 0.9
"""Share of the variance between levels that a logistic curve explains; below it, slopes are read off neighbours instead."""
SURELY_MOVES = 0.01
"""Largest p value of the test that the levels differ."""
TIE = 1e-6
"""Curves that explain this much less than the best one fit as well: between two levels, a jump may be anywhere."""
MIDPOINTS = 120
FINER = 1.2
"""Ratio of each width of a logistic curve that is tried to the next narrower one."""
WINDOW = 1 / 8
"""Share of the range over which slopes are read off neighbours: closer levels differ by chance more than by the factor."""
EVEN = 1.5
"""Steepest slope, in mean slopes, that still counts as an even change without any tipping point."""
FLATTER = 0.5
"""At a tipping point the response is steeper than at both ends of the range: these slopes are under half of its own."""
Shape = Literal["tips", "bends", "even"]


class Tip(NamedTuple):
    """Where a response is steepest."""

    level: float
    low: float
    high: float
    """Ends of the 95% interval, by resampling replicates; never closer than the levels on both sides."""
    how: Literal["logistic", "neighbours"]
    steepness: float
    """Slope there, in mean slopes over all levels: 1 = a straight line, without any tipping point."""
    steepness_low: float
    steepness_high: float
    shape: Shape
    """`tips` where the response surely is steep at one place inside the range and not at its ends; `bends` where it may be
    steep at an end too; `even` where it may be as good as straight, or steep anywhere."""


def locate(levels: Sequence[float] | Floats, values: Floats, resamples: int = 400, seed: int = 0) -> Tip | None:
    """Where the mean of values (R, L) is steepest along ascending levels (L,); None where nothing surely moves.

    Fits a + b / (1 + exp(-(x - m) / s)) to the means by least squares, for each m and s of a grid at once; where that curve
    does not fit, takes the steepest line through the levels within an eighth of the range.
    """
    at = np.asarray(levels, dtype=np.float64)
    if len(at) < 2 or not moves(values):
        return None
    centre = means(values).mean[None]
    drawn = resampled(values, resamples, seed) if len(values) > 1 else centre
    how: Literal["logistic", "neighbours"] = "logistic"
    fitted = _logistic(at, centre)
    if fitted.explained[0] >= S_SHAPED and len(at) >= LEAST_LEVELS:
        again = _logistic(at, drawn)
    else:
        how, fitted, again = "neighbours", _neighbours(at, centre), _neighbours(at, drawn)
    level = float((fitted.low[0] + fitted.high[0]) / 2)
    low = min(float(percentile(again.low)[0]), float(at[at < level].max(initial=at[0])))
    high = max(float(percentile(again.high)[1]), float(at[at > level].min(initial=at[-1])))
    width = float(at[-1] - at[0])
    steepness = float(fitted.slope[0] * width / np.ptp(centre))
    ends = percentile(again.slope * width / np.ptp(drawn, axis=1))
    outer = float(percentile(again.outer)[1])
    shape: Shape = "tips" if outer < FLATTER else "bends"
    if ends[0] <= EVEN or high - low > width / 2:
        shape = "even"
    return Tip(level, low, high, how, steepness, float(ends[0]), float(ends[1]), shape)


def moves(values: Floats) -> bool:
    """Whether the mean of values (R, L) surely differs between levels: F test with replicates as blocks."""
    from scipy import stats

    whole = values[~np.isnan(values).any(axis=1)]
    if not len(whole) or still(whole.mean(axis=0)):
        return False
    rows, count = whole.shape
    if rows < 2:
        return True
    centre = whole.mean(axis=0)
    rest = whole - centre - whole.mean(axis=1, keepdims=True) + whole.mean()
    error = float((rest**2).sum()) / ((rows - 1) * (count - 1))
    between = rows * float(centre.var(ddof=1))
    return error <= 1e-24 or bool(stats.f.sf(between / error, count - 1, (rows - 1) * (count - 1)) < SURELY_MOVES)


class _Fits(NamedTuple):
    """Where each of B responses is steepest, between `low` and `high` (B,)."""

    low: Floats
    high: Floats
    slope: Floats
    outer: Floats
    """Slope at an end of the range, the steeper one, as a share of `slope`."""
    explained: Floats


def _logistic(at: Floats, centre: Floats) -> _Fits:
    """Logistic curves through responses (B, L); for each midpoint and width, a and b come from a linear regression."""
    from scipy.special import expit

    parts = np.linspace(0.0, len(at) - 1.0, max(1, MIDPOINTS // (len(at) - 1)) * min(len(at) - 1, MIDPOINTS) + 1)
    middles = np.interp(parts, np.arange(len(at)), at)
    least, widest = float(np.diff(at).min()) / 20, float(at[-1] - at[0])
    widths = np.geomspace(least, widest, math.ceil(math.log(widest / least, FINER)))
    shapes = expit((at - middles[:, None, None]) / widths[:, None])
    shapes = (shapes - shapes.mean(axis=2, keepdims=True)).reshape(-1, len(at))
    power = (shapes**2).sum(axis=1)
    usable = power > 1e-9
    shapes, power = shapes[usable], power[usable]
    middle, width = (grid.ravel()[usable] for grid in np.meshgrid(middles, widths, indexing="ij"))
    around = centre - centre.mean(axis=1, keepdims=True)
    total = np.maximum((around**2).sum(axis=1), 1e-300)
    product = around @ shapes.T
    explained = product**2 / power / total[:, None]
    best = explained.argmax(axis=1)
    most = explained.max(axis=1)
    tied = explained >= (most - TIE)[:, None]
    low, high = np.where(tied, middle, np.inf).min(axis=1), np.where(tied, middle, -np.inf).max(axis=1)
    rise = np.abs(product[np.arange(len(best)), best]) / power[best]
    nearer = np.minimum(middle[best] - at[0], at[-1] - middle[best]) / width[best]
    return _Fits(low, high, rise / (4 * width[best]), np.cosh(np.minimum(nearer, 1000.0) / 2) ** -2.0, most)


def _neighbours(at: Floats, centre: Floats) -> _Fits:
    """The steepest of the lines through neighbouring levels, three or more, of responses (B, L)."""
    least, reach = min(3, len(at)), WINDOW * float(at[-1] - at[0])
    spans = [(first, max(first + least, int(np.searchsorted(at, at[first] + reach - 1e-12)) + 1)) for first in range(len(at))]
    spans = [span for span in spans if span[1] <= len(at)]
    lines = np.zeros((len(at), len(spans)))
    for column, (first, end) in enumerate(spans):
        x = at[first:end] - at[first:end].mean()
        lines[first:end, column] = x / (x**2).sum()
    slopes = np.abs(centre @ lines)
    best = slopes.argmax(axis=1)
    ends = at[np.array(spans)[best] - [0, 1]]
    outer = slopes[:, [0, -1]].max(axis=1) / slopes.max(axis=1)
    return _Fits(ends[:, 0], ends[:, 1], slopes.max(axis=1), outer, np.full(len(centre), np.nan))


def finest(levels: Floats, found: Tip) -> float:
    """The widest gap between levels in the interval of a tipping point."""
    return max(float(right - left) for left, right in itertools.pairwise(levels) if right > found.low and left < found.high)


def next_points(levels: Sequence[float] | Floats, low: float, high: float, count: int = 4, integer: bool = False) -> list[float]:
    """Levels to try next: the middles of the widest gaps between levels in and at the ends of [low, high].

    >>> next_points([0.0, 0.5, 1.0], 0.4, 0.9, 2)
    [0.25, 0.75]
    """
    tried = sorted(float(level) for level in levels)
    new: list[float] = []
    for _ in range(count):
        known = sorted([*tried, *new])
        gaps = [(left, right) for left, right in itertools.pairwise(known) if right >= low and left <= high]
        wide = [(right - left, (left + right) / 2) for left, right in gaps if not integer or right - left > 1]
        if not wide:
            break
        middle = max(wide, key=lambda gap: (gap[0], -gap[1]))[1]
        new.append(float(round(middle)) if integer else middle)
    return sorted(new)


class Search(NamedTuple):
    """Levels that were tried, and where among them the response tips."""

    levels: Floats
    """(L,) ascending."""
    values: Floats
    """(R, L) of the same replicates at each level."""
    tip: Tip | None
    """None where the response does not surely move."""


def search(
    evaluate: Callable[[float], Floats],
    low: float,
    high: float,
    tolerance: float,
    *,
    most: int = MOST_LEVELS,
    integer: bool = False,
    after: Callable[[Search], None] | None = None,
) -> Search:
    """The tipping point between two levels, with more and more levels tried around it until its interval is short enough.

    `evaluate` gives the measure of the same R replicates at a level. The search ends without that where nothing tips, and
    where closer levels would not help: a shorter interval then takes more replicates. `after` is told of each step.
    """
    ends = np.linspace(low, high, FIRST)
    known: dict[float, Floats] = {}
    new = np.unique(np.round(ends) if integer else ends).tolist()
    while True:
        known |= {level: np.asarray(evaluate(level), dtype=np.float64) for level in new}
        levels = np.array(sorted(known))
        values = np.stack([known[level] for level in levels.tolist()], axis=1)
        found = Search(levels, values, locate(levels, values))
        if after:
            after(found)
        if found.tip is None or found.tip.high - found.tip.low <= tolerance or len(known) >= most:
            return found
        if finest(levels, found.tip) <= tolerance / 2:
            return found
        new = next_points(levels, found.tip.low, found.tip.high, min(4, most - len(known)), integer)
        if not new or (found.tip.shape == "even" and len(known) >= 2 * FIRST):
            return found
