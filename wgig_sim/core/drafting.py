"""Drafting: one text, moved towards those who cannot live with it, and made vaguer while they cannot."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats
from wgig_sim.core.statement import clip, sign


class Drafting(NamedTuple):
    """One text is moved towards those who cannot live with it, and made vaguer while they cannot.

    y += skill * mean over objectors of (excess over their acceptance, signed towards them)
    v = min(vagueness_cap, v + vagueness) while there are objectors; substance of an agreed item = 1 - v
    """

    skill: Annotated[
        float, Constant("share of the objectors' mean excess that one revision takes up", 0, 1, mute=0, unit="per revision",
                        source="form: Fisher & Ury 1981; Raiffa 1982; value: calibrated")
    ] = 0.93  # fmt: skip
    vagueness: Annotated[
        float, Constant("ambiguity added by a revision while objections persist", 0, 1, mute=0, unit="per revision")
    ] = 0.17
    vagueness_cap: Annotated[float, Constant("greatest ambiguity of a text", 0, 1)] = 0.64
    leaderless: Annotated[
        float, Constant("drafting skill of a group without a chair, as a share of the skill with one", 0, 1,
                        source="form: Tallberg 2010; value: set by hand")
    ] = 0.25  # fmt: skip


@kernel
def mean_excess(position: Floats, text: float, excess: Floats, objects: Floats) -> float:
    """Mean over objectors of their excess, signed towards them; 0 without objectors. All arrays (N,), objects 1 or 0.

    >>> import numpy as np
    >>> mean_excess(np.array([-1.0, 1.0]), 0.0, np.array([0.25, 0.5]), np.array([0.0, 1.0]))
    0.5
    """
    total, objectors = 0.0, 0.0
    for i in range(position.shape[0]):
        total += objects[i] * excess[i] * sign(position[i] - text)
        objectors += objects[i]
    return total / objectors if objectors > 0.0 else 0.0


@kernel
def revised_text(text: float, shift: float, skill: float, chair_position: float, chair_bias: float) -> float:
    """The next text in [-1, 1]: towards the objectors by `skill * shift`, and by the chair's bias towards its own position.

    >>> revised_text(0.0, 0.5, 0.5, 1.0, 0.0)
    0.25
    >>> revised_text(0.0, 0.5, 0.5, 1.0, 0.5)  # 0.25 + 0.5 * 0.5 * (1 - 0.25)
    0.4375
    """
    there = text + skill * shift
    return clip(there + skill * chair_bias * (chair_position - there), -1.0, 1.0)


@kernel
def vaguer(vagueness: float, step: float, cap: float) -> float:
    """Ambiguity after one more revision under objection.

    >>> vaguer(0.45, 0.1, 0.5)
    0.5
    """
    return max(vagueness, min(cap, vagueness + step))
