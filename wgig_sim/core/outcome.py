"""Outcome: measures of a whole run, taken when it is over."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wgig_sim.core.agenda import mean_salience
from wgig_sim.core.compiled import kernel
from wgig_sim.core.composition import representation
from wgig_sim.core.constituencies import accept_report, unresolved_texts
from wgig_sim.core.state import (
    ACCOMMODATED,
    ADDRESSED,
    AGREED,
    DROPPED,
    FATE,
    OPTIONS,
    OVERRULED,
    SUSTAINED,
    Calendar,
    Floats,
    Ints,
    Ledger,
    Process,
    State,
)

if TYPE_CHECKING:
    from wgig_sim.core.forum import Forum


class Outcome(NamedTuple):
    """Measures of a run beside the start, end and change of every `Moment`."""

    share_agreed: float
    """Items agreed, as a share of those in scope."""
    share_agreed_salience: float
    """The same, each item weighted by its mean salience."""
    time_to_agreement: float
    """Mean share of the process that had passed when an item was agreed; an item never agreed counts as 1."""
    options_per_open_item: float
    """Mean number of options of the items left with options; 0 if none was."""
    substance: float
    """Mean of 1 - ambiguity over agreed items; 0 if none was agreed."""
    variance_ratio: float
    """Variance of positions at the end over that at the start, pooled over issues; 1 = unchanged."""
    reciprocity: float
    """Weighted reciprocity of the trust network at the end: sum min(T_ij, T_ji) / sum T_ij."""
    modularity_group: float
    """Modularity of the trust network by group at the end (Newman, weighted, directed)."""
    voice_gini: float
    """Gini coefficient of floor time; 0 = everybody spoke equally often."""
    objections_accommodated: float
    objections_addressed: float
    objections_sustained: float
    objections_overruled: float
    objections_red_line: float
    """Objections for which no goodwill would have helped."""
    statements: float
    """Statements made on the floor."""
    contributions: float
    """Contributions heard from constituencies, preparation included."""
    openness: float
    """Share of rounds that were public, each counted by its publicity."""
    representation: float
    """Share of constituencies that a member of their own group is near to."""
    acceptance: float
    """Share of constituencies that accept the report."""
    legitimacy_input: float
    """= representation (Scharpf 1999)."""
    legitimacy_throughput: float
    """Mean of openness and equality of voice, 1 - Gini (Schmidt 2013)."""
    legitimacy_output: float
    """= acceptance."""


@kernel
def pooled_variance(position: Floats) -> float:
    """Variance between participants, mean over issues; position (K, N)."""
    issues, n = position.shape
    total = 0.0
    for k in range(issues):
        mean = 0.0
        for i in range(n):
            mean += position[k, i]
        mean /= n
        for i in range(n):
            total += (position[k, i] - mean) ** 2
    return total / (issues * n)


@kernel
def weighted_reciprocity(trust: Floats) -> float:
    """sum_ij min(T_ij, T_ji) / sum_ij T_ij over i != j; 1 = all trust is mutual. Trust (N, N)."""
    n = trust.shape[0]
    mutual, total = 0.0, 0.0
    for s in range(n):
        for i in range(n):
            if i != s:
                mutual += min(trust[s, i], trust[i, s])
                total += trust[s, i]
    return mutual / total if total > 0.0 else 1.0


@kernel
def group_modularity(trust: Floats, group: Ints) -> float:
    """Newman modularity of the weighted directed trust network by group; 0 = no more trust within than by chance."""
    n = group.shape[0]
    received, given, total = np.zeros(n), np.zeros(n), 0.0
    for s in range(n):
        for i in range(n):
            if i != s:
                received[s] += trust[s, i]
                given[i] += trust[s, i]
                total += trust[s, i]
    if total <= 0.0:
        return 0.0
    modularity = 0.0
    for s in range(n):
        for i in range(n):
            if group[s] == group[i]:
                tie = trust[s, i] if i != s else 0.0
                modularity += tie - received[s] * given[i] / total
    return modularity / total


@kernel
def gini(counts: Ints) -> float:
    """Gini coefficient of counts >= 0 (N,): mean absolute difference over twice the mean; 0 when all are 0.

    >>> import numpy as np
    >>> gini(np.array([1, 1, 1])), gini(np.array([0, 0, 3, 1]))
    (0.0, 0.625)
    """
    n = counts.shape[0]
    total, differences = 0.0, 0.0
    for i in range(n):
        total += counts[i]
        for j in range(n):
            differences += abs(counts[i] - counts[j])
    return differences / (2.0 * n * total) if total > 0.0 else 0.0


@kernel
def count_fates(ledger: Ledger) -> Floats:
    """Objections by fate, in the order of FATE."""
    count = np.zeros(len(FATE))
    for row in range(ledger.size[0]):
        count[ledger.fate[row]] += 1.0
    return count


@kernel
def count_red_lines(ledger: Ledger) -> float:
    """Objections raised because the text lay beyond a red line."""
    count = 0.0
    for row in range(ledger.size[0]):
        count += 1.0 if ledger.red_line[row] else 0.0
    return count


@kernel
def openness(calendar: Calendar) -> float:
    """Mean publicity of the calendar's rounds."""
    total, rounds = 0.0, 0.0
    for step in range(calendar.event.shape[0]):
        if calendar.turns[step] > 0:
            total += calendar.publicity[step]
            rounds += 1.0
    return total / rounds if rounds > 0.0 else 0.0


@kernel
def agreement(calendar: Calendar, state: State) -> tuple[float, float, float, float, float]:
    """Share agreed, the same by salience, time to agreement, options per open item, substance."""
    scope, agreed, weight, weight_agreed, waited, left, texts, clear = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for k in range(state.status.shape[0]):
        if state.status[k] != DROPPED:
            w = mean_salience(state, k)
            scope += 1.0
            weight += w
            if state.status[k] == AGREED:
                agreed += 1.0
                weight_agreed += w
                waited += calendar.elapsed[state.agreed_step[k]]
                clear += 1.0 - state.vagueness[k]
            else:
                waited += 1.0
            if state.status[k] == OPTIONS:
                left += 1.0
                texts += unresolved_texts(state, k).shape[0]
    if scope == 0.0:
        return 0.0, 0.0, 1.0, 0.0, 0.0
    per_item = texts / left if left > 0.0 else 0.0
    return agreed / scope, weight_agreed / weight, waited / scope, per_item, clear / agreed if agreed > 0.0 else 0.0


@kernel
def conclude(forum: "Forum", process: Process, report: Floats) -> Outcome:
    """All measures of a run that is over; fills report (M,), 1 for each constituency that accepts the report."""
    state, public, ledger = process.state, process.public, process.ledger
    m_count = public.confidence.shape[0]
    share, by_salience, waited, options, substance = agreement(forum.calendar, state)
    before = pooled_variance(state.first_position)
    unequal = gini(state.floor_time)
    public_share = openness(forum.calendar)
    nearness = forum.constants.composition.nearness
    represented = representation(public.apart, nearness)
    accept_report(forum, process, report)
    fates = count_fates(ledger)
    accepting, inputs = 0.0, 0.0
    for m in range(m_count):
        accepting += report[m] / m_count
        inputs += public.inputs[m]
    spoken = 0.0
    for i in range(state.floor_time.shape[0]):
        spoken += state.floor_time[i]
    return Outcome(
        share,
        by_salience,
        waited,
        options,
        substance,
        pooled_variance(state.position) / before if before > 0.0 else 1.0,
        weighted_reciprocity(state.trust),
        group_modularity(state.trust, state.group),
        unequal,
        fates[ACCOMMODATED],
        fates[ADDRESSED],
        fates[SUSTAINED],
        fates[OVERRULED],
        count_red_lines(ledger),
        spoken,
        inputs,
        public_share,
        represented,
        accepting,
        represented,
        0.5 * (public_share + 1.0 - unequal),
        accepting,
    )
