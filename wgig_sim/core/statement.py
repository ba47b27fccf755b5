"""Statement: what a speaker says is not quite what the speaker holds."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple


class Statement(NamedTuple):
    """Exaggeration before an audience, and abstract talk while the facts are not known.

    z = clip( x + posturing * publicity * (1 - trust in the speaker) * sign(x - y) + abstraction * (1 - knowledge) * eps )
    """

    posturing: Annotated[
        float,
        Constant("exaggeration before a full and distrustful audience", 0, 1, mute=0, unit="position",
                 source="form: Fearon 1994; Stasavage 2004; value: calibrated"),
    ] = 0.13  # fmt: skip
    abstraction: Annotated[
        float,
        Constant("standard deviation of what is said by somebody without a grasp of the facts", 0, 1, mute=0,
                 unit="position", source="form: Naurin 2007; value: calibrated"),
    ] = 0.3  # fmt: skip


@kernel
def clip(value: float, low: float, high: float) -> float:
    """`value` held within [low, high].

    >>> clip(1.5, -1.0, 1.0)
    1.0
    """
    return min(max(value, low), high)


@kernel
def sign(value: float) -> float:
    """-1, 0 or +1.

    >>> sign(-0.2)
    -1.0
    """
    if value > 0.0:
        return 1.0
    if value < 0.0:
        return -1.0
    return 0.0


@kernel
def statement(
    position: float,
    text: float,
    publicity: float,
    trusted: float,
    knowledge: float,
    eps: float,
    posturing: float,
    abstraction: float,
) -> float:
    """What is said on an issue, in [-1, 1].

    A speaker leans away from the text on the table, the more so the more public the session and the less the room trusts
    the speaker; without facts the words scatter. Fearon (1994), Stasavage (2004), Naurin (2007).

    >>> statement(0.5, 0.0, 1.0, 0.6, 1.0, 0.3, 0.25, 0.5)  # posturing only: 0.5 + 0.25 * 0.4
    0.6
    >>> statement(0.5, 0.0, 0.0, 0.6, 0.5, -1.0, 0.25, 0.5)  # behind closed doors, half the facts: 0.5 - 0.25
    0.25
    """
    posture = posturing * publicity * (1.0 - trusted) * sign(position - text)
    vague = abstraction * (1.0 - knowledge) * eps
    return clip(position + posture + vague, -1.0, 1.0)


__all__ = ["Statement", "clip", "sign", "statement"]
