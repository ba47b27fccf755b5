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
    before, held, opinion, others = np.empty((n, n)), np.empty(n), np.empty(n), np.empty(n)
    for third in range(n):
        for i in range(n):
            before[third, i] = trust[third, i] if third != i else 0.0
    for j in range(n):
        own = before[j]
        for i in range(n):
            held[i] = own[i]
            own[i] = 0.0
        ask_third_parties(before, held, opinion, others)
        for i in range(n):
            own[i] = held[i]
            if i != j and others[i] > 0.0:
                trust[j, i] = held[i] + weight * (opinion[i] / others[i] - held[i])


@kernel
def ask_third_parties(given: Floats, held: Floats, opinion: Floats, others: Floats) -> None:
    """Fill (N,): `others`, the sum of the trust given to all (N, N), and `opinion`, the sum weighted with what they hold (N,)."""
    n = held.shape[0]
    for i in range(n):
        opinion[i], others[i] = 0.0, 0.0
    whole = n - n % 4
    for third in range(0, whole, 4):  # the sums are those of one at a time, and are fetched and stored once for four
        one, two, three, four = given[third], given[third + 1], given[third + 2], given[third + 3]
        a, b, c, d = held[third], held[third + 1], held[third + 2], held[third + 3]
        for i in range(n):
            opinion[i] = opinion[i] + one[i] * a + two[i] * b + three[i] * c + four[i] * d
            others[i] = others[i] + one[i] + two[i] + three[i] + four[i]
    for third in range(whole, n):
        for i in range(n):
            opinion[i] += given[third, i] * held[third]
            others[i] += given[third, i]
