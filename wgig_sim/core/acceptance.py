"""Acceptance: what a participant can live with, which is more than what it would choose."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats


class Acceptance(NamedTuple):
    """People can live with more than they would choose: the more so, the more common ground they see with those they trust.

    i accepts (y, v) iff |y - x_i| <= min(R_i, a_i + goodwill * G_i + deadline * elapsed^2) + ambiguity * v
    G_i = mean over j of T_ij * max(0, 1 - |P_ij - x_i|): trust-weighted perceived common ground
    first day: a_ik = latitude drawn * (K w_ik)^-involvement, and the red line's margin beyond it likewise
    """

    goodwill: Annotated[
        float, Constant("latitude gained from full trust and full perceived common ground", 0, 2, mute=0, unit="position")
    ] = 1.9
    ambiguity: Annotated[
        float, Constant("latitude gained from a text that is ambiguous through and through", 0, 1, mute=0, unit="position",
                        source="constructive ambiguity; value: calibrated")
    ] = 0.075  # fmt: skip
    deadline: Annotated[
        float, Constant("latitude gained at the very end of the process", 0, 1, mute=0, unit="position",
                        source="form: Roth et al. 1988; value: calibrated")
    ] = 0.29  # fmt: skip
    latitude: Annotated[
        float, Constant("latitude of acceptance of somebody about whom nothing is said", 0, 2, unit="position",
                        source="form: Sherif & Hovland 1961; value: calibrated")
    ] = 0.36  # fmt: skip
    involvement: Annotated[
        float, Constant("how far latitude and red line narrow with salience: exponent of salience over its mean", 0, 1, mute=0,
                        source="form: Sherif & Hovland 1961 (ego-involvement); value: calibrated")
    ] = 0.4  # fmt: skip
    latitude_spread: Annotated[
        float, Constant("standard deviation of the latitude between participants", 0, 1, unit="position")
    ] = 0.055
    margin_personal: Annotated[float, Constant("red line beyond the latitude in personal capacity", 0, 2, unit="position")] = 1.1
    margin_instructed: Annotated[
        float, Constant("red line beyond the latitude under instructions", 0, 2, unit="position",
                        source="form: Putnam 1988 (small win-set); value: calibrated")
    ] = 0.13  # fmt: skip


@kernel
def involved(salience: float, issues: int, involvement: float) -> float:
    """Factor on the latitude of an issue of this salience (which sums to 1 over `issues`): below 1 for what matters more.

    People accept less on what they are involved in (Sherif & Hovland 1961). At most 4.

    >>> involved(0.25, 4, 0.5), involved(1.0, 4, 0.5), involved(0.5, 4, 0.0)
    (1.0, 0.5, 1.0)
    """
    return min(max(salience * issues, 1e-6) ** -involvement, 4.0) if involvement > 0.0 else 1.0


@kernel
def common_ground(trust: Floats, picture: Floats, position: Floats, ground: Floats) -> None:
    """Fill `ground` (N,), G in [0, 1]; trust and picture (N, N) [other, self], position (N,)."""
    n = position.shape[0]
    for i in range(n):
        ground[i] = 0.0
    for j in range(n):
        for i in range(n):
            near = trust[j, i] * max(0.0, 1.0 - abs(picture[j, i] - position[i]))
            ground[i] += near if j != i else 0.0
    for i in range(n):
        ground[i] = ground[i] / (n - 1) if n > 1 else 0.0


@kernel
def limit(latitude: float, red_line: float, goodwill: float, ground: float, deadline: float, elapsed: float) -> float:
    """Distance from the own position at which a text without ambiguity is still accepted.

    >>> limit(0.25, 2.0, 0.5, 0.5, 0.0, 0.0)
    0.5
    >>> limit(0.25, 0.375, 0.5, 0.5, 0.0, 0.0)  # the red line holds
    0.375
    """
    return min(red_line, latitude + goodwill * ground + deadline * elapsed * elapsed)


@kernel
def excess(position: float, text: float, limit: float, ambiguity: float, vagueness: float) -> float:
    """How far a text lies beyond acceptance; at most 0 when it is accepted.

    >>> excess(-0.5, 0.5, 0.75, 0.25, 0.0)
    0.25
    """
    return abs(text - position) - (limit + ambiguity * vagueness)


@kernel
def limits(
    trust: Floats,
    picture: Floats,
    position: Floats,
    latitude: Floats,
    red_line: Floats,
    goodwill: float,
    deadline: float,
    elapsed: float,
    result: Floats,
) -> None:
    """Fill `result` (N,): the limits of all participants on one issue."""
    common_ground(trust, picture, position, result)
    for i in range(position.shape[0]):
        result[i] = limit(latitude[i], red_line[i], goodwill, result[i], deadline, elapsed)
