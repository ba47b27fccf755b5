"""Intersession: between meetings trust fades and capitals call."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats

DAYS_PER_MONTH = 30.0


class Intersession(NamedTuple):
    """Between meetings trust fades back to what it was on the first day, and capitals call their delegates back to the line.

    T = base + (T - base) * (1 - forgetting)^months
    x += (1 - (1 - mandate)^months) * (1 - personal) * (m - x)
    """

    forgetting: Annotated[
        float, Constant("share of the trust above or below its base that fades", 0, 1, mute=0, unit="per month")
    ] = 0.018
    mandate: Annotated[
        float, Constant("pull of an instructed seat back to its mandate", 0, 1, mute=0, unit="per month",
                        source="form: Putnam 1988; value: calibrated")
    ] = 0.1  # fmt: skip


@kernel
def faded(rate: float, days: float) -> float:
    """Share that has faded after `days` at `rate` a month, in [0, 1].

    >>> faded(0.5, 60.0)
    0.75
    >>> faded(0.0, 60.0)
    0.0
    """
    return 1.0 - (1.0 - rate) ** (days / DAYS_PER_MONTH)


@kernel
def forget(trust: Floats, base: Floats, share: float) -> None:
    """Trust (N, N) falls or rises back towards its base by `share`."""
    if share == 0.0:
        return
    for s in range(trust.shape[0]):
        for i in range(trust.shape[1]):
            trust[s, i] += share * (base[s, i] - trust[s, i])


@kernel
def recall(position: Floats, mandate: Floats, personal: Floats, share: float) -> None:
    """Positions (K, N) are pulled to the mandate, the more so the less a seat speaks in personal capacity (N,)."""
    if share == 0.0:
        return
    for k in range(position.shape[0]):
        for i in range(position.shape[1]):
            position[k, i] += share * (1.0 - personal[i]) * (mandate[k, i] - position[k, i])
