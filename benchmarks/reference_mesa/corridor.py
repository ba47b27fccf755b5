"""Corridor: people talk in pairs, sincerely, with those whom they trust and can talk to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import mesa

from benchmarks.reference_mesa.issue import Issue
from benchmarks.reference_mesa.numbers import chosen
from benchmarks.reference_mesa.participant import Participant

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation


def talk_in_the_corridor(model: "Deliberation", chance: Sequence[Sequence[float]], present: mesa.agent.AgentSet) -> None:
    """Conversations among those present on what is on the table, one for each row of `chance`: who, with whom, about what."""
    topics = [issue for issue in model.issues if issue.is_on_the_table]
    people = [participant for participant in model.by_rank if participant in present]
    sociability = dict(zip(present, present.map("sociability", present), strict=True)) if chance else {}
    for who, whom, what in chance:
        one = chosen(people, [sociability[person] for person in people], who)
        if one is None:
            return
        other = chosen(people, [one.contact_weight(person) for person in people], whom)
        if other is not None:
            issue = chosen(topics, [one.salience[topic] + other.salience[topic] for topic in topics], what)
            if issue is not None:
                converse(issue, one, other)


def converse(issue: Issue, one: Participant, other: Participant) -> None:
    """Two people tell each other what they hold on an issue."""
    statements = [(one, one.position[issue]), (other, other.position[issue])]
    for speaker, said in statements:
        one.hear(speaker, issue, said)
        other.hear(speaker, issue, said)
    one.integrate(issue, statements)
    other.integrate(issue, statements)
