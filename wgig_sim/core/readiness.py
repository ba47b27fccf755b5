"""Readiness: a shared view of the problem comes before a text."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats


class Readiness(NamedTuple):
    """A shared view of the problem comes first: no text is tabled on an issue that the group does not understand itself on.

    table a text on k only if mean over i != j of max(0, 1 - |P_ijk - x_jk|) >= understanding; 0 = text first
    """

    understanding: Annotated[
        float, Constant("common understanding that a first text waits for", 0, 1, mute=0,
                        source="form: WGIG book 2005 (a shared problem before a solution); value: calibrated")
    ] = 0.82  # fmt: skip


@kernel
def understanding(picture: float, position: float) -> float:
    """How well somebody's position is understood: 1 - |picture - position|, at least 0.

    >>> understanding(0.25, 0.75)
    0.5
    >>> understanding(-1.0, 1.0)
    0.0
    """
    return max(0.0, 1.0 - abs(picture - position))


@kernel
def common_understanding(picture: Floats, position: Floats, by_holder: Floats) -> float:
    """Mean understanding of an issue over ordered pairs of participants; picture (N, N) [subject, holder], position (N,).

    `by_holder` (N,) is left with the sum of each holder's understanding of all, oneself included.
    """
    n = position.shape[0]
    for i in range(n):
        by_holder[i] = 0.0
    for s in range(n):
        at = position[s]
        for i in range(n):
            by_holder[i] += understanding(picture[s, i], at)
    total = 0.0
    for i in range(n):
        total += by_holder[i] - understanding(picture[i, i], position[i])
    return total / (n * (n - 1)) if n > 1 else 1.0
