"""Measures of one moment, in the order in which the core adds them up: by issue, by subject, by holder."""

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from benchmarks.reference_mesa.issue import Issue, Status
from benchmarks.reference_mesa.numbers import total
from benchmarks.reference_mesa.participant import Participant
from wgig_sim.core.measures import POLARISATION_BINS, POLARISATION_SENSITIVITY, Moment

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation


def look(model: "Deliberation") -> Moment:
    """All measures of this moment."""
    people: list[Participant] = list(model.participants)
    issues = model.issues
    return Moment(
        *understanding(people, issues),
        *trust(people),
        mean(one.knowledge[issue] for issue in issues for one in people),
        mean(abs(one.position[issue] - one.first_position[issue]) for issue in issues for one in people),
        mean(polarisation([one.position[issue] for one in people]) for issue in issues),
        mean(polarisation_gaps(people, issues)),
        1.0 - mean(spread_of_pictures(people, issue, subject) for issue in issues for subject in people),
        float(sum(issue.status is Status.AGREED for issue in issues)),
        float(sum(issue.status is Status.TABLED for issue in issues)),
        float(sum(len(one.objections) for one in people)),
    )


def mean(values: Iterable[float]) -> float:
    """The mean of floats, added one after the other; 0 if there are none."""
    added, count = 0.0, 0
    for value in values:
        added += value
        count += 1
    return added / count if count else 0.0


def by_relation(within: float, between: float, pairs_within: int, pairs_between: int) -> tuple[float, float, float]:
    """Means over all pairs, those within a group and those between groups; 0 where there is no pair."""
    pairs = pairs_between + pairs_within
    return (
        (between + within) / pairs if pairs else 0.0,
        within / pairs_within if pairs_within else 0.0,
        between / pairs_between if pairs_between else 0.0,
    )


def pairs_of(people: list[Participant]) -> Iterator[tuple[Participant, Participant]]:
    """Ordered pairs of different people, subject before holder."""
    return ((subject, holder) for subject in people for holder in people if holder is not subject)


def understanding(people: list[Participant], issues: list[Issue]) -> tuple[float, float, float]:
    """How well positions are understood: over all pairs, within groups, between groups."""
    within = between = 0.0
    for issue in issues:
        for subject in people:
            position = subject.position[issue]
            own = everybody = 0.0
            for holder in people:
                if holder is not subject:
                    understood = max(0.0, 1.0 - abs(holder.pictures[issue][subject] - position))
                    everybody += understood
                    if holder.group == subject.group:
                        own += understood
            within += own
            between += everybody - own
    same = [holder.group == subject.group for subject, holder in pairs_of(people)]
    return by_relation(within, between, len(issues) * same.count(True), len(issues) * same.count(False))


def trust(people: list[Participant]) -> tuple[float, float, float]:
    """Trust over all pairs, within groups, between groups."""
    within = [holder.trust[subject] for subject, holder in pairs_of(people) if holder.group == subject.group]
    between = [holder.trust[subject] for subject, holder in pairs_of(people) if holder.group != subject.group]
    return by_relation(total(within), total(between), len(within), len(between))


def polarisation(positions: list[float]) -> float:
    """Polarisation of the positions on one issue (Esteban & Ray 1994)."""
    bins, exponent = POLARISATION_BINS, 1.0 + POLARISATION_SENSITIVITY
    shares = [0.0] * bins
    for position in positions:
        shares[min(bins - 1, int((position + 1.0) * 0.5 * bins))] += 1.0 / len(positions)
    result = 0.0
    for a, share in enumerate(shares):
        if share > 0.0:
            weight: float = share**exponent
            for b, other in enumerate(shares):
                result += weight * other * abs(a - b) / (bins - 1.0)
    return result / math.pow(0.5, exponent)


def polarisation_gaps(people: list[Participant], issues: list[Issue]) -> Iterator[float]:
    """How much further from oneself than they are one pictures people of other camps."""
    for issue in issues:
        for subject in people:
            for holder in people:
                if holder.camp != subject.camp:
                    position = holder.position[issue]
                    yield abs(holder.pictures[issue][subject] - position) - abs(subject.position[issue] - position)


def spread_of_pictures(people: list[Participant], issue: Issue, subject: Participant) -> float:
    """Standard deviation of the pictures that the others have of somebody."""
    pictures = [holder.pictures[issue][subject] for holder in people if holder is not subject]
    middle = total(pictures) / len(pictures)
    return math.sqrt(total((picture - middle) * (picture - middle) for picture in pictures) / len(pictures))
