"""Reputation: whom those I trust trust."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats


class Reputation(NamedTuple):
    """People come to trust those whom the people they trust trust.

    T_ij += weight * ( sum_l T_il T_lj / sum_l T_il - T_ij ), l other than i and j, once a session
    """

    weight: Annotated[
        float, Constant("how far third-party trust replaces one's own in one session", 0, 1, mute=0, unit="per session",
                        source="form: Golbeck 2005; Kamvar et al. 2003; value: set by hand")
    ] = 0.027  # fmt: skip


@kernel
def spread_reputation(trust: Floats, weight: float) -> None:
    """Move trust (N, N) [trusted, truster] towards the trust-weighted opinion of third parties, synchronously.

    Third parties of the pair (i, j) are all l other than i and j; trust in oneself does not change. Golbeck (2005),
    Kamvar et al. (2003).
    """
    n = trust.shape[0]
    if weight == 0.0 or n < 3:
        return
    before = trust.copy()
    opinion, others = np.empty(n), np.empty(n)
    for j in range(n):
        for i in range(n):
            opinion[i], others[i] = 0.0, 0.0
        for third in range(n):
            if third != j:
                held = before[j, third]
                for i in range(n):
                    given = before[third, i] if third != i else 0.0
                    opinion[i] += given * held
                    others[i] += given
        for i in range(n):
            if i != j and others[i] > 0.0:
                trust[j, i] = before[j, i] + weight * (opinion[i] / others[i] - before[j, i])
