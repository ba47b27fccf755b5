"""Discovery: in which ranges of the factors cases of interest lie, by the patient rule induction method (PRIM).

Friedman & Fisher (1999), Bryant & Lempert (2010); the library `prim`, from the extra `discovery`.
"""

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wgig_sim.scenario.problems import unknown
from wgig_sim.study.analysis.outcomes import Outcomes, means
from wgig_sim.study.factors import Floats
from wgig_sim.study.store import StudyError

if TYPE_CHECKING:
    import pandas as pd

_CASES = re.compile(r"\s*([\w.-]+)\s*(<=|>=|<|>)\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*")
_COMPARE: dict[str, Callable[[Floats, float], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
SMALLEST = 0.05
"""Least share of the points in a box."""


class Cases(NamedTuple):
    """What is looked for: points at which a measure's mean is above or below a number."""

    measure: str
    compare: str
    number: float


def cases(text: str, measures: tuple[str, ...]) -> Cases:
    """Cases as they are written; a StudyError where they cannot be read.

    >>> cases("share_agreed > 0.5", ("share_agreed",))
    Cases(measure='share_agreed', compare='>', number=0.5)
    """
    found = _CASES.fullmatch(text)
    if not found:
        raise StudyError(f'cases should be a measure and a number, such as "share_agreed > 0.5", are "{text}".')
    if found[1] not in measures:
        raise StudyError(unknown("measure", found[1], measures, "Measures"))
    try:
        return Cases(found[1], found[2], float(found[3]))
    except ValueError:
        raise StudyError(f'cases should compare with a number, such as 0.5, not with "{found[3]}".') from None


def discover(outcomes: Outcomes, wanted: Cases) -> "dict[str, pd.DataFrame]":
    """The box of the factors in which the cases are densest and most of them lie (`box`), and all boxes on the way (`peeling`).

    Of the boxes on the way, `box` is the one with the largest harmonic mean of coverage (share of the cases that lie in it)
    and density (share of its points that are cases).
    """
    import pandas as pd

    prim = _library()
    numeric = [factor for factor in outcomes.factors if factor.numeric and len(outcomes.levels(factor)) > 1]
    if not numeric:
        raise StudyError("boxes are ranges of numbers, and no factor of this study is one.")
    table = pd.DataFrame({factor.name: np.array(outcomes.values(factor), dtype=np.float64) for factor in numeric})
    centre = means(outcomes.matrix(wanted.measure)).mean
    known = ~np.isnan(centre)
    hit = _COMPARE[wanted.compare](centre[known], wanted.number)
    if not hit.any() or hit.all():
        which = "every point is" if hit.all() else "no point is"
        raise StudyError(f"{which} a case of {wanted.measure} {wanted.compare} {wanted.number:g}. Choose another number.")
    inside = table[known].reset_index(drop=True)
    search = prim.Prim(inside, hit.astype(np.float64), threshold=float(hit.mean()), threshold_type=">", mass_min=SMALLEST)
    box = search.find_box()
    if box is None:
        raise StudyError(f"no range of the factors has more cases of {wanted.measure} {wanted.compare} {wanted.number:g}.")
    way = box.peeling_trajectory
    coverage, density = (way[name].to_numpy(dtype=np.float64) for name in ("coverage", "density"))
    best = int(np.argmax(2 * coverage * density / np.maximum(coverage + density, 1e-300)))
    box.select(best)
    return {"box": _limits(box, inside, (coverage[best], density[best])), "peeling": way[["coverage", "density", "mass"]]}


def _limits(box: Any, inside: "pd.DataFrame", found: tuple[float, float]) -> "pd.DataFrame":
    import pandas as pd

    limits = box.limits
    rows = [
        {
            "factor": name, "low": float(limits.loc[name, "min"]), "high": float(limits.loc[name, "max"]),
            "lowest": float(inside[name].min()), "highest": float(inside[name].max()),
            "p": float(limits.loc[name, "qp values"]), "coverage": found[0], "density": found[1],
        }
        for name in limits.index
    ]  # fmt: skip
    columns = ["factor", "low", "high", "lowest", "highest", "p", "coverage", "density"]
    return pd.DataFrame(rows, columns=columns)


def _library() -> Any:
    try:
        import prim
    except ImportError:
        raise StudyError('PRIM is not installed. Install the extra: pip install "wgig-sim[discovery]".') from None
    return prim
