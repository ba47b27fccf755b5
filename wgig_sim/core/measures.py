"""Measures: what one can read off a process. A new measure is one function here and one line in `look` or `conclude`."""

from typing import NamedTuple

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.readiness import understanding
from wgig_sim.core.state import AGREED, TABLED, Floats, Ints, Process

POLARISATION_SENSITIVITY = 1.6
POLARISATION_BINS = 10


class Moment(NamedTuple):
    """Measures of one moment, taken every round."""

    understanding: float
    """Mean over issues and ordered pairs of 1 - |picture - position|, in [0, 1]."""
    understanding_within: float
    """The same over pairs of the same group."""
    understanding_between: float
    """The same over pairs of different groups."""
    trust: float
    """Mean trust over ordered pairs, in [0, 1]."""
    trust_within: float
    trust_between: float
    knowledge: float
    """Mean grasp of the facts, in [0, 1]."""
    opinion_change: float
    """Mean |position - first position|, in [0, 2]."""
    polarisation: float
    """Esteban & Ray (1994), alpha = 1.6, ten classes, mean over issues; 1 = two equal camps at the poles."""
    false_polarisation: float
    """How much further apart than they are people of different camps picture each other; 0 = rightly."""
    meta_consensus: float
    """Do the participants see the same dividing lines? 1 - mean standard deviation, over holders, of the pictures of a person."""
    agreed: float
    """Issues agreed so far."""
    tabled: float
    """Issues with a text on the table, not agreed."""
    objections: float
    """Objections open now."""


@kernel
def by_relation(within: float, between: float, pairs_within: float, pairs_between: float) -> tuple[float, float, float]:
    """Means over (all, within, between) pairs from sums and counts; 0 where there is no pair."""
    pairs = pairs_within + pairs_between
    everything = (between + within) / pairs if pairs > 0.0 else 0.0
    inside = within / pairs_within if pairs_within > 0.0 else 0.0
    outside = between / pairs_between if pairs_between > 0.0 else 0.0
    return everything, inside, outside


@kernel
def pairs_of_one_group(group: Ints) -> float:
    """Ordered pairs of two seats of one group; group (N,).

    >>> import numpy as np
    >>> pairs_of_one_group(np.array([0, 0, 0, 1]))
    6.0
    """
    pairs = 0
    for s in range(group.shape[0]):
        for i in range(group.shape[0]):
            pairs += 1 if group[i] == group[s] and i != s else 0
    return float(pairs)


@kernel
def look_at_one(
    subject: int, pictured: Floats, at: Floats, group: Ints, camp: Ints, understood: Floats, within: Floats, further: Floats
) -> None:
    """What is made of one subject, as pictured (N,); all arrays (N,), the last three are filled.

    How well each other holder understands the subject, the same for those of its group and 0 for others, and how much
    further away than it is holders of other camps picture it.
    """
    here, own_group, own_camp = at[subject], group[subject], camp[subject]
    for i in range(pictured.shape[0]):
        u = understanding(pictured[i], here)
        misjudged = abs(pictured[i] - at[i]) - abs(here - at[i])
        understood[i] = u
        within[i] = u if group[i] == own_group else 0.0
        further[i] = misjudged if camp[i] != own_camp else 0.0
    understood[subject], within[subject] = 0.0, 0.0


@kernel
def square_apart(subject: int, pictured: Floats, mean: float, square: Floats) -> None:
    """Fill square (N,): how far each other holder's picture of the subject, pictured (N,), is from their mean, squared."""
    for i in range(pictured.shape[0]):
        square[i] = (pictured[i] - mean) ** 2
    square[subject] = 0.0


@kernel
def sums_over_pictures(process: Process) -> tuple[float, float, float, float]:
    """Over issues, subjects and holders: understanding within and between groups, false polarisation, standard deviations.

    One walk through all pictures, since those of many people are more than a cache holds. What is of one subject is first
    worked out and then summed up, because only sums have to be taken one after the other.
    """
    state, paper = process.state, process.workspace
    understood, within, further, square = paper.understood, paper.weight, paper.apart, paper.pull
    picture, position, group, camp = state.picture, state.position, state.group, state.camp
    issues, n = position.shape
    inside, outside, gap, deviation = 0.0, 0.0, 0.0, 0.0
    for k in range(issues):
        for s in range(n):
            pictured = picture[k, s]
            look_at_one(s, pictured, position[k], group, camp, understood, within, further)
            everybody, same, total = 0.0, 0.0, 0.0
            for i in range(n):
                everybody += understood[i]
                same += within[i]
                total += pictured[i] if i != s else 0.0
            inside += same
            outside += everybody - same
            square_apart(s, pictured, total / max(1, n - 1), square)
            squares = 0.0
            for i in range(n):
                gap += further[i]
                squares += square[i]
            deviation += (squares / max(1, n - 1)) ** 0.5
    return inside, outside, gap, deviation


@kernel
def of_pictures(process: Process) -> tuple[float, float, float, float, float]:
    """Understanding of all pairs, within groups and between groups; false polarisation; meta-consensus.

    Dryzek & Niemeyer (2006): meta-consensus is agreement on what the options and the dividing lines are, whatever one prefers.
    """
    state = process.state
    issues, n = state.position.shape
    inside, outside, gap, deviation = sums_over_pictures(process)
    pairs, of_one_group, of_one_camp = n * (n - 1), pairs_of_one_group(state.group), pairs_of_one_group(state.camp)
    everybody, within, between = by_relation(inside, outside, issues * of_one_group, issues * (pairs - of_one_group))
    across_camps = issues * (pairs - of_one_camp)
    false_polarisation = gap / across_camps if across_camps > 0.0 else 0.0
    return everybody, within, between, false_polarisation, 1.0 - deviation / (issues * n) if n > 2 else 1.0


@kernel
def mean_trust(trust: Floats, group: Ints) -> tuple[float, float, float]:
    """Trust over all pairs, within groups and between groups; trust (N, N), group (N,)."""
    n = group.shape[0]
    within, between = 0.0, 0.0
    for s in range(n):
        for i in range(n):
            held = trust[s, i] if i != s else 0.0
            within += held if group[i] == group[s] else 0.0
            between += held if group[i] != group[s] else 0.0
    pairs = pairs_of_one_group(group)
    return by_relation(within, between, pairs, n * (n - 1) - pairs)


@kernel
def mean_change(one: Floats, other: Floats) -> float:
    """Mean absolute difference of two arrays (K, N).

    >>> import numpy as np
    >>> mean_change(np.array([[0.0, 1.0]]), np.array([[0.5, 1.0]]))
    0.25
    """
    total = 0.0
    for k in range(one.shape[0]):
        for i in range(one.shape[1]):
            total += abs(one[k, i] - other[k, i])
    return total / (one.shape[0] * one.shape[1])


@kernel
def mean_of(values: Floats) -> float:
    """Mean of an array (K, N), summed row by row."""
    total = 0.0
    for k in range(values.shape[0]):
        for i in range(values.shape[1]):
            total += values[k, i]
    return total / (values.shape[0] * values.shape[1])


@kernel
def esteban_ray(position: Floats) -> float:
    """Polarisation of one issue's positions (N,): K sum_a sum_b p_a^(1 + alpha) p_b |a - b| over classes of width 0.2.

    Scaled so that two equal camps in the outermost classes have 1. Esteban & Ray (1994).

    >>> import numpy as np
    >>> esteban_ray(np.array([-1.0, 1.0])), esteban_ray(np.array([0.3, 0.3]))
    (1.0, 0.0)
    """
    bins, alpha = POLARISATION_BINS, POLARISATION_SENSITIVITY
    share = np.zeros(bins)
    for i in range(position.shape[0]):
        share[min(bins - 1, int((position[i] + 1.0) * 0.5 * bins))] += 1.0 / position.shape[0]
    total = 0.0
    for a in range(bins):
        if share[a] > 0.0:
            weight = share[a] ** (1.0 + alpha)
            for b in range(bins):
                total += weight * share[b] * abs(a - b) / (bins - 1.0)
    return total / (0.5 ** (1.0 + alpha))


@kernel
def mean_polarisation(position: Floats) -> float:
    """Esteban-Ray polarisation, mean over issues (K, N)."""
    total = 0.0
    for k in range(position.shape[0]):
        total += esteban_ray(position[k])
    return total / position.shape[0]


@kernel
def count_status(status: Ints, wanted: int) -> int:
    """How many issues (K,) have a status."""
    count = 0
    for k in range(status.shape[0]):
        count += 1 if status[k] == wanted else 0
    return count


@kernel
def open_objections(pending: Ints) -> int:
    """Objections (K, N) that are open."""
    count = 0
    for k in range(pending.shape[0]):
        for i in range(pending.shape[1]):
            count += 1 if pending[k, i] >= 0 else 0
    return count


@kernel
def look(process: Process) -> Moment:
    """All measures of this moment."""
    state = process.state
    everybody, within, between, false_polarisation, meta_consensus = of_pictures(process)
    trust, trust_within, trust_between = mean_trust(state.trust, state.group)
    return Moment(
        everybody,
        within,
        between,
        trust,
        trust_within,
        trust_between,
        mean_of(state.knowledge),
        mean_change(state.position, state.first_position),
        mean_polarisation(state.position),
        false_polarisation,
        meta_consensus,
        float(count_status(state.status, AGREED)),
        float(count_status(state.status, TABLED)),
        float(open_objections(state.pending)),
    )
