"""Constituency: somebody outside, who may be heard, hears what is public, and accepts the report or not."""

import math
from typing import TYPE_CHECKING

import mesa

from benchmarks.reference_mesa.issue import Issue
from benchmarks.reference_mesa.numbers import clip
from wgig_sim.core.consensus import ROUNDING

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation
    from benchmarks.reference_mesa.participant import Participant


class Constituency(mesa.Agent):  # type: ignore[misc]
    """One of the many outside."""

    model: "Deliberation"

    def __init__(self, model: "Deliberation", number: int) -> None:
        """Hold positions, and come to trust the process later."""
        super().__init__(model)
        profiles, kind = model.forum.world.profiles, model.forum.world.kind[number]
        self.group: int = profiles.group[kind]
        self.position: dict[Issue, float] = {}
        self.salience: dict[Issue, float] = {}
        self.competence: dict[Issue, float] = {}
        self.latitude: dict[Issue, float] = {}
        for k, issue in enumerate(model.issues):
            belief = profiles.mean[k][kind] + profiles.spread[k][kind] * model.draws.world_beliefs[k][number]
            self.position[issue] = clip(belief, -1.0, 1.0)
            self.salience[issue] = profiles.salience[k][kind]
            self.competence[issue] = profiles.competence[k][kind]
            own = profiles.latitude[k][kind]
            self.latitude[issue] = model.constants.acceptance.latitude if math.isnan(own) else own
        self.confidence = model.constants.constituencies.confidence
        self.inputs = 0
        self.contacts: list[Constituency] = []
        self.seat: Participant | None = None

    def distance(self, participant: "Participant", position: dict[Issue, float]) -> float:
        """Distance to the positions of a participant, weighted by one's own salience."""
        apart = 0.0
        for issue, salience in self.salience.items():
            apart += salience * abs(self.position[issue] - position[issue])
        return apart

    def find_seat(self) -> None:
        """The member of one's own group who is nearest on what matters to oneself, if there is one."""
        members = [participant for participant in self.model.participants if participant.group == self.group]
        self.seat = min(members, key=lambda member: self.distance(member, member.position), default=None)

    def is_represented(self) -> bool:
        """Whether a member of one's own group came with positions near to one's own."""
        nearness = self.model.constants.composition.nearness
        return any(
            member.group == self.group and self.distance(member, member.first_position) <= nearness
            for member in self.model.participants
        )

    def be_consulted(self, publicity: float) -> None:
        """Be heard on the scope, before the group exists."""
        self.inputs += 1
        self.confidence += self.model.constants.constituencies.voice * publicity * (1.0 - self.confidence)
        for issue, salience in self.salience.items():
            issue.voiced += salience

    def contribute(self, issue: Issue, listeners: mesa.agent.AgentSet, attention: float = 1.0) -> None:
        """Be heard on an issue: listeners learn, the seat nearest to oneself takes note, one's confidence grows."""
        own, position = self.model.constants.constituencies, self.position[issue]
        listeners.do("learn", issue, self.model.constants.perception.attention * attention, self.competence[issue])
        if self.seat is not None:
            self.seat.mandate[issue] += own.input * (position - self.seat.mandate[issue])
        self.confidence += own.voice * (1.0 - self.confidence)
        self.inputs += 1
        issue.take_note(position)

    def follow(self, issue: Issue, seated: set[int], means: dict[int, float], rate: float) -> None:
        """Hear in public what one's own group said, on average: `means` has the groups that spoke, `seated` those with seats."""
        if self.group not in seated:
            self.confidence -= rate * self.confidence
        elif self.group in means:
            near = 1.0 - 0.5 * abs(means[self.group] - self.position[issue])
            self.confidence += rate * (near - self.confidence)

    def ask_contacts(self) -> None:
        """Make up one's mind from the confidence of one's contacts; nobody's confidence changes yet."""
        theirs = 0.0
        for contact in self.contacts:
            theirs += contact.confidence
        contagion = self.model.constants.constituencies.contagion
        self.next_confidence = self.confidence + contagion * (theirs / len(self.contacts) - self.confidence)

    def adopt_confidence(self) -> None:
        """Confidence as one has made up one's mind."""
        self.confidence = self.next_confidence

    def could_accept(self, issue: Issue, text: float) -> bool:
        """Whether an option lies within one's latitude."""
        return abs(text - self.position[issue]) <= self.latitude[issue]

    def accepts(self, issue: Issue) -> bool:
        """Whether one can live with what was agreed; confidence in the process widens that."""
        constants = self.model.constants
        reach = self.latitude[issue] + constants.constituencies.goodwill * self.confidence
        blur = constants.acceptance.ambiguity * issue.vagueness
        return abs(issue.text - self.position[issue]) - (reach + blur) <= 0.0

    def accepts_report(self, agreed: list[Issue]) -> bool:
        """Whether enough of the agreed items, by salience, is acceptable."""
        accepted = weight = 0.0
        for issue in agreed:
            weight += self.salience[issue]
            if self.accepts(issue):
                accepted += self.salience[issue]
        return weight > 0.0 and accepted >= self.model.constants.constituencies.endorsement * weight - ROUNDING
