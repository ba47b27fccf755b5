"""Persuasion: positions move once a round, from all that was heard in it; and the pull of the mandate."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats, Ints
from wgig_sim.core.statement import clip


class Persuasion(NamedTuple):
    """Positions move once a round, a little, towards what was heard from those one trusts, and back towards the mandate.

    x += rate * ( (1 - s) (m - x) + s sum_j W_ij phi(|z_j - x_i|) (z_j - x_i) ), synchronous over the round

    W_ij is proportional to trust * standing over those heard, oneself (weight trust_ii = 1) included, and phi is the
    response to distance: 1 within `confidence`; with `fading` it falls off linearly towards the bound, with `repulsion`
    it is negative beyond it. rate = 1 is the Friedkin-Johnsen step; rate = 0 mutes persuasion and the mandate's pull.
    """

    rate: Annotated[
        float, Constant("share of the Friedkin-Johnsen step taken in one round", 0, 1, mute=0, unit="per round",
                        source="form: Friedkin & Johnsen 1990; value: calibrated")
    ] = 0.011  # fmt: skip
    susceptibility: Annotated[
        float, Constant("1 - stubbornness of somebody about whom nothing is said", 0, 1,
                        source="form: Friedkin & Johnsen 1990; value: calibrated")
    ] = 0.92  # fmt: skip
    confidence: Annotated[
        float, Constant("distance beyond which a statement does not attract", 0, 2, unit="position",
                        source="form: Hegselmann & Krause 2002; value: calibrated")
    ] = 0.43  # fmt: skip
    fading: Annotated[
        float, Constant("how far attraction falls off with distance; 0 = bounded confidence, 1 = linear", 0, 1,
                        source="form: Sherif & Hovland 1961; value: set by hand")
    ] = 0.0  # fmt: skip
    repulsion: Annotated[
        float, Constant("push per unit of distance beyond the confidence bound", 0, 1, mute=0,
                        source="form: Sherif & Hovland 1961 (contrast); value: set by hand")
    ] = 0.0  # fmt: skip


@kernel
def response(distance: float, confidence: float, fading: float, repulsion: float) -> float:
    """phi: how strongly a statement at `distance` >= 0 pulls (1 = fully, 0 = not, negative = pushes away).

    >>> response(0.2, 0.5, 0.0, 0.0), response(0.6, 0.5, 0.0, 0.0)
    (1.0, 0.0)
    >>> response(0.25, 0.5, 1.0, 0.0), response(0.75, 0.5, 0.0, 1.0)
    (0.5, -0.25)
    """
    if distance <= confidence:
        return 1.0 - fading * distance / confidence if confidence > 0.0 else 1.0
    return 0.0 - repulsion * (distance - confidence)


@kernel
def pulls(
    position: Floats,
    trust: Floats,
    standing: Floats,
    speakers: Ints,
    said: Floats,
    heard: int,
    present: Floats,
    confidence: float,
    fading: float,
    repulsion: float,
    weight: Floats,
    pull: Floats,
) -> None:
    """Fill `pull` (N,): the weighted mean of (statement - own position) over the first `heard` statements and oneself.

    position (N,), trust and standing (N, N) [speaker, listener], speakers and said (heard,), present (N,) 1 or 0. A
    participant's own statements count as its own position. Weights, whose sums `weight` (N,) takes, are normalised over those
    that get a response, so a statement out of reach is as if it had not been heard (Hegselmann & Krause 2002).
    """
    n = position.shape[0]
    for i in range(n):
        pull[i] = 0.0
        weight[i] = trust[i, i]
    for turn in range(heard):
        s, z = speakers[turn], said[turn]
        for i in range(n):
            distance = z - position[i]
            phi = response(abs(distance), confidence, fading, repulsion)
            w = trust[s, i] * standing[s, i] * present[i] * phi
            w = w if i != s else 0.0
            pull[i] += w * distance
            weight[i] += abs(w)
    for i in range(n):
        pull[i] = pull[i] / weight[i] if weight[i] > 0.0 else 0.0


@kernel
def moved(position: float, mandate: float, susceptibility: float, pull: float, rate: float) -> float:
    """The position after a round, in [-1, 1]: towards what was heard and back towards the mandate.

    >>> moved(0.0, 1.0, 0.75, 0.5, 1.0)  # 0.25 * 1 + 0.75 * 0.5
    0.625
    >>> moved(0.3, 1.0, 0.75, 0.5, 0.0)
    0.3
    """
    return clip(position + rate * ((1.0 - susceptibility) * (mandate - position) + susceptibility * pull), -1.0, 1.0)


@kernel
def integrate(
    position: Floats,
    mandate: Floats,
    susceptibility: Floats,
    pull: Floats,
    logic: Floats,
    has_logic: bool,
    issue: int,
    present: Floats,
    rate: float,
) -> None:
    """Move all positions (K, N) after a round on `issue`; `pull` is (N,), `logic` (K, K).

    Without a logic matrix only the issue moves. With one, beliefs on linked issues follow: the vector of a person's
    positions, as pulled, is multiplied by C (Parsegov et al. 2017; Friedkin et al. 2016):
    x += rate * ( (1 - s) (m - x) + s (C (x + pull) - x) ).
    """
    if rate == 0.0:
        return
    if not has_logic:
        for i in range(position.shape[1]):
            there = moved(position[issue, i], mandate[issue, i], susceptibility[i], pull[i], rate)
            position[issue, i] = there if present[i] > 0.0 else position[issue, i]
        return
    for i in range(position.shape[1]):
        if present[i] > 0.0:
            integrate_linked(position, mandate, susceptibility[i], pull[i], logic, issue, i, rate)


@kernel
def integrate_linked(
    position: Floats, mandate: Floats, susceptibility: float, pull: float, logic: Floats, issue: int, i: int, rate: float
) -> None:
    """Move the positions (K, N) of participant i on all issues, as far as they are linked to `issue`."""
    issues = position.shape[0]
    pulled = np.empty(issues)
    for k in range(issues):
        pulled[k] = position[k, i]
    pulled[issue] += pull
    for k in range(issues):
        coherent = 0.0
        for other in range(issues):
            coherent += logic[k, other] * pulled[other]
        position[k, i] = moved(position[k, i], mandate[k, i], susceptibility, coherent - position[k, i], rate)
