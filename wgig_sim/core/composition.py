"""Composition: how members are found among the constituencies, and how well these are then represented."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats, Ints, Profiles, Selection, World

LISTED, RANDOM, BALANCED, COVERAGE = 0, 1, 2, 3
COMPOSITIONS = ("listed", "random", "balanced", "coverage")
SHORTLIST = 400
"""Candidates that the secretariat looks at for greedy coverage."""


class Composition(NamedTuple):
    """Members are listed or selected; a constituency is represented by one of its own group who is near enough to it.

    represented iff min over members i of its group of sum_k w_k |x_k - x_ik| <= nearness
    """

    nearness: Annotated[
        float,
        Constant(
            "salience-weighted distance within which a member represents a constituency",
            0,
            2,
            unit="position",
            source="value: set by hand",
        ),
    ] = 0.2


@kernel
def weighted_distance(one: Floats, other: Floats, salience: Floats) -> float:
    """Mean distance between two positions (K,), weighted by salience (K,) that sums to 1.

    >>> import numpy as np
    >>> weighted_distance(np.array([0.0, 1.0]), np.array([0.5, 1.0]), np.array([0.5, 0.5]))
    0.25
    """
    total = 0.0
    for k in range(one.shape[0]):
        total += salience[k] * abs(one[k] - other[k])
    return total


@kernel
def representation(apart: Floats, nearness: float) -> float:
    """Share of constituencies, apart (M,) from the nearest member of their own group, for whom that is at most `nearness`.

    >>> import numpy as np
    >>> representation(np.array([0.1, 0.2, np.inf, 0.3]), 0.2)
    0.5
    """
    represented = 0
    for m in range(apart.shape[0]):
        represented += 1 if apart[m] <= nearness else 0
    return represented / apart.shape[0] if apart.shape[0] > 0 else 0.0


@kernel
def _balanced(profiles: Profiles, kind: Ints, order: Ints, quota: Ints, members: Ints) -> None:
    """Group by group, the candidate whose region and level of development have the fewest members so far, first come first."""
    filled = 0
    taken = np.zeros(kind.shape[0], dtype=np.bool_)
    regions, levels = 0, 0
    for q in range(profiles.region.shape[0]):
        regions, levels = max(regions, profiles.region[q] + 1), max(levels, profiles.development[q] + 1)
    by_region, by_development = np.zeros(regions), np.zeros(levels)
    for place in range(members.shape[0]):
        for g in range(quota.shape[0]):
            if place < quota[g] and filled < members.shape[0]:
                best, best_load = -1, 0.0
                for m in order:
                    q = kind[m]
                    if not taken[m] and profiles.group[q] == g:
                        load = by_region[profiles.region[q]] + by_development[profiles.development[q]] / 4.0
                        if best < 0 or load < best_load:
                            best, best_load = m, load
                if best >= 0:
                    taken[best] = True
                    by_region[profiles.region[kind[best]]] += 1.0
                    by_development[profiles.development[kind[best]]] += 1.0
                    members[filled] = best
                    filled += 1


@kernel
def _coverage(world: World, world_position: Floats, order: Ints, nearness: float, members: Ints) -> None:
    """Each next member is the candidate of the shortlist who represents most constituencies that nobody represents yet."""
    profiles, kind = world.profiles, world.kind
    m_count = kind.shape[0]
    candidates = min(m_count, max(SHORTLIST, members.shape[0]))
    reaches = np.zeros((candidates, m_count), dtype=np.bool_)
    for c in range(candidates):
        for m in range(m_count):
            if profiles.group[kind[order[c]]] == profiles.group[kind[m]]:
                apart = weighted_distance(world_position[:, m], world_position[:, order[c]], profiles.salience[:, kind[m]])
                reaches[c, m] = apart <= nearness
    served = np.zeros(m_count, dtype=np.bool_)
    taken = np.zeros(candidates, dtype=np.bool_)
    for place in range(members.shape[0]):
        best, best_gain = -1, -1
        for c in range(candidates):
            if not taken[c]:
                gain = 0
                for m in range(m_count):
                    if reaches[c, m] and not served[m]:
                        gain += 1
                if gain > best_gain:
                    best, best_gain = c, gain
        taken[best] = True
        members[place] = order[best]
        for m in range(m_count):
            served[m] = served[m] or reaches[best, m]


@kernel
def select_members(
    selection: Selection, world: World, world_position: Floats, order: Ints, nearness: float, members: Ints
) -> None:
    """Fill members (size,) with constituencies; `order` (M,) is the random order in which candidates are looked at."""
    if selection.rule == RANDOM:
        for place in range(members.shape[0]):
            members[place] = order[place]
    elif selection.rule == BALANCED:
        _balanced(world.profiles, world.kind, order, selection.quota, members)
    elif selection.rule == COVERAGE:
        _coverage(world, world_position, order, nearness, members)
