"""Perception: the picture that each participant has of where every other stands."""

import math

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats, Ints
from wgig_sim.core.statement import clip


class Perception(NamedTuple):
    """A picture moves towards what is heard, the more so the more its owner heeds the speaker (delta rule).

    alpha = attention * standing * sqrt(trust);  picture += alpha * (statement - picture)
    first day: picture = stereotype + false_polarisation * (stereotype - own position) for other camps
    """

    attention: Annotated[
        float, Constant("weight of one statement in a picture, fully trusted and recognised", 0, 1, mute=0,
                        unit="per statement")
    ] = 0.83  # fmt: skip
    stereotyping: Annotated[
        float, Constant("how far the first picture of somebody is that of the camp", 0, 1, mute=0,
                        source="form: Robinson et al. 1995; value: calibrated")
    ] = 0.8  # fmt: skip
    false_polarisation: Annotated[
        float, Constant("how far other camps are first pictured away from oneself, per distance", 0, 2, mute=0,
                        source="form: Lees & Cikara 2020; value: calibrated")
    ] = 1.9  # fmt: skip


@kernel
def heed(attention: float, standing: float, trust: float) -> float:
    """alpha: the weight that a listener gives to one statement, in [0, 1].

    >>> heed(0.5, 1.0, 0.25)
    0.25
    """
    return attention * standing * math.sqrt(trust)


@kernel
def revised(picture: float, said: float, alpha: float) -> float:
    """The picture after a statement (delta rule).

    >>> revised(-0.5, 0.5, 0.25)
    -0.25
    """
    return picture + alpha * (said - picture)


@kernel
def first_pictures(position: Floats, camp: Ints, stereotyping: float, false_polarisation: float, picture: Floats) -> None:
    """Fill `picture` (K, N, N) [issue, subject, holder] as on the first day.

    A holder sees the camp rather than the person, and sees other camps further from itself than they are
    (false polarisation: Robinson et al. 1995; Lees & Cikara 2020). A picture of oneself is exact.
    """
    issues, n = position.shape
    camps = 0
    for i in range(n):
        camps = max(camps, camp[i] + 1)
    for k in range(issues):
        for c in range(camps):
            total, members = 0.0, 0
            for s in range(n):
                if camp[s] == c:
                    total += position[k, s]
                    members += 1
            for s in range(n):
                if camp[s] == c:
                    seen = position[k, s] + stereotyping * (total / members - position[k, s])
                    for i in range(n):
                        away = false_polarisation * (seen - position[k, i]) if camp[i] != c else 0.0
                        picture[k, s, i] = clip(seen + away, -1.0, 1.0)
                    picture[k, s, s] = position[k, s]
