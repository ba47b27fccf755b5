"""Reputation: whom those I trust trust."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats

TRIFLE = 1e-9
"""Trust in all third parties together that counts as none: a difference of sums is not exact."""


class Reputation(NamedTuple):
    """People come to trust those whom the people they trust trust.

    T_ij += weight * ( sum_l T_il T_lj / sum_l T_il - T_ij ), l other than i and j, once a session
    """

    weight: Annotated[
        float, Constant("how far third-party trust replaces one's own in one session", 0, 1, mute=0, unit="per session",
                        source="form: Golbeck 2005; Kamvar et al. 2003; value: calibrated")
    ] = 0.16  # fmt: skip


@kernel
def spread_reputation(trust: Floats, weight: float) -> None:
    """Move trust (N, N) [trusted, truster] towards the trust-weighted opinion of third parties, synchronously.

    Third parties of the pair (i, j) are all l other than i and j; trust in oneself does not change. Golbeck (2005),
    Kamvar et al. (2003).
    """
    n = trust.shape[0]
    if weight == 0.0 or n < 3:
        return
    wide = n + -n % 4  # seats to make it a multiple of four trust nobody
    before, opinion, total = np.zeros((wide, wide)), np.empty((4, wide)), np.zeros(wide)
    for third in range(n):
        for i in range(n):
            before[third, i] = trust[third, i] if third != i else 0.0
            total[i] += before[third, i]
    for first in range(0, wide, 4):
        ask_about_four(before, first, opinion)
        for j in range(first, min(first + 4, n)):
            for i in range(n):
                others = total[i] - before[j, i]
                if i != j and others > TRIFLE:
                    trust[j, i] += weight * (opinion[j - first, i] / others - before[j, i])


@kernel
def ask_about_four(given: Floats, first: int, opinion: Floats) -> None:
    """Fill `opinion` (4, N) with sum_l T_il T_lj of four people j, from `first` on; `given` (N, N) has nothing in oneself.

    N is a multiple of four. Four people and four third parties at a time, since what each gives is then fetched once for all.
    """
    n = given.shape[0]
    p, q, r, s = opinion[0], opinion[1], opinion[2], opinion[3]
    in_p, in_q, in_r, in_s = given[first], given[first + 1], given[first + 2], given[first + 3]
    for i in range(n):
        p[i], q[i], r[i], s[i] = 0.0, 0.0, 0.0, 0.0
    for k in range(0, n, 4):
        one, two, three, four = given[k], given[k + 1], given[k + 2], given[k + 3]
        p1, p2, p3, p4 = in_p[k], in_p[k + 1], in_p[k + 2], in_p[k + 3]
        q1, q2, q3, q4 = in_q[k], in_q[k + 1], in_q[k + 2], in_q[k + 3]
        r1, r2, r3, r4 = in_r[k], in_r[k + 1], in_r[k + 2], in_r[k + 3]
        s1, s2, s3, s4 = in_s[k], in_s[k + 1], in_s[k + 2], in_s[k + 3]
        for i in range(n):
            p[i] = p[i] + one[i] * p1 + two[i] * p2 + three[i] * p3 + four[i] * p4
            q[i] = q[i] + one[i] * q1 + two[i] * q2 + three[i] * q3 + four[i] * q4
            r[i] = r[i] + one[i] * r1 + two[i] * r2 + three[i] * r3 + four[i] * r4
            s[i] = s[i] + one[i] * s1 + two[i] * s2 + three[i] * s3 + four[i] * s4
