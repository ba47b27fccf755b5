"""Outcome: measures of a whole run, taken when it is over."""

from typing import TYPE_CHECKING

from benchmarks.reference_mesa.issue import Fate, Issue, Status
from benchmarks.reference_mesa.measures import mean, pairs_of
from benchmarks.reference_mesa.numbers import total
from benchmarks.reference_mesa.participant import Participant
from wgig_sim.core.outcome import Outcome

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation


def conclude(model: "Deliberation") -> Outcome:
    """All measures of a run that is over."""
    people: list[Participant] = list(model.participants)
    fates = [objection.fate for objection in model.ledger]
    before = variance([one.first_position for one in people], model.issues)
    after = variance([one.position for one in people], model.issues)
    unequal = gini([one.floor_time for one in people])
    public = mean(p for p, turns in zip(model.calendar.publicity, model.calendar.turns, strict=True) if turns > 0)
    represented = sum(model.constituencies.map("is_represented")) / max(1, len(model.public))
    agreed = [issue for issue in model.issues if issue.status is Status.AGREED]
    accepting = total(1.0 / len(model.public) for one in model.public if one.accepts_report(agreed))
    return Outcome(
        *agreement(model, people, agreed),
        after / before if before > 0.0 else 1.0,
        reciprocity(people),
        modularity(people),
        unequal,
        float(fates.count(Fate.ACCOMMODATED)),
        float(fates.count(Fate.ADDRESSED)),
        float(fates.count(Fate.SUSTAINED)),
        float(fates.count(Fate.OVERRULED)),
        float(sum(objection.crosses_red_line for objection in model.ledger)),
        float(sum(one.floor_time for one in people)),
        float(sum(one.inputs for one in model.public)),
        public,
        represented,
        accepting,
        represented,
        0.5 * (public + 1.0 - unequal),
        accepting,
    )


def agreement(model: "Deliberation", people: list[Participant], agreed: list[Issue]) -> tuple[float, float, float, float, float]:
    """Share agreed, the same by salience, time to agreement, options per open item, substance."""
    scope = [issue for issue in model.issues if issue.status is not Status.DROPPED]
    if not scope:
        return 0.0, 0.0, 1.0, 0.0, 0.0
    weight = {issue: mean(one.salience[issue] for one in people) for issue in scope}
    return (
        len(agreed) / len(scope),
        total(weight[issue] for issue in agreed) / total(weight.values()),
        mean(issue.agreed_at for issue in scope),
        mean(float(len(options(people, issue))) for issue in scope if issue.status is Status.OPTIONS),
        mean(1.0 - issue.vagueness for issue in agreed),
    )


def options(people: list[Participant], issue: Issue) -> list[float]:
    """The fewest texts such that every participant can accept one, ascending."""
    unserved = [
        (max(one.position[issue] - one.latitude[issue], -1.0), min(one.position[issue] + one.latitude[issue], 1.0))
        for one in people
    ]
    texts = []
    while unserved:
        end = min(high for _, high in unserved)
        served = [low for low, _ in unserved if low <= end]
        texts.append(0.5 * (max(served) + end))
        unserved = [(low, high) for low, high in unserved if low > end]
    return texts


def variance(positions: list[dict[Issue, float]], issues: list[Issue]) -> float:
    """Variance between participants, mean over issues."""
    squares = []
    for issue in issues:
        middle = mean(held[issue] for held in positions)
        squares += [(held[issue] - middle) * (held[issue] - middle) for held in positions]
    return mean(squares)


def reciprocity(people: list[Participant]) -> float:
    """How far trust is mutual: 1 = all of it."""
    mutual = total(min(holder.trust[subject], subject.trust[holder]) for subject, holder in pairs_of(people))
    trusted = total(holder.trust[subject] for subject, holder in pairs_of(people))
    return mutual / trusted if trusted > 0.0 else 1.0


def modularity(people: list[Participant]) -> float:
    """Newman modularity of trust by group; 0 = no more trust within groups than by chance."""
    received = {one: total(other.trust[one] for other in people if other is not one) for one in people}
    given = {one: total(one.trust[other] for other in people if other is not one) for one in people}
    everything = total(holder.trust[subject] for subject, holder in pairs_of(people))
    if everything <= 0.0:
        return 0.0
    result = 0.0
    for subject in people:
        for holder in people:
            if subject.group == holder.group:
                tie = holder.trust[subject] if holder is not subject else 0.0
                result += tie - received[subject] * given[holder] / everything
    return result / everything


def gini(counts: list[int]) -> float:
    """Gini coefficient of floor time; 0 = everybody spoke equally often."""
    differences = sum(abs(one - other) for one in counts for other in counts)
    return differences / (2.0 * len(counts) * sum(counts)) if sum(counts) else 0.0
