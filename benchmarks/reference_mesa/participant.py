"""Participant: somebody with a seat, who holds positions, pictures the others and trusts them more or less."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import mesa

from benchmarks.reference_mesa.issue import Issue, Objection
from benchmarks.reference_mesa.numbers import clip, sign, total
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.reputation import TRIFLE

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation


class Participant(mesa.Agent):  # type: ignore[misc]
    """A seat at the table."""

    model: "Deliberation"

    def __init__(self, model: "Deliberation", seat: int) -> None:
        """Take a seat with what it brings along: profile, position, salience, competence, latitude and red line."""
        super().__init__(model)
        profiles, draws, constants = model.forum.profiles, model.draws, model.constants
        self.seat = seat
        self.group: int = profiles.group[seat]
        self.camp: int = profiles.camp[seat]
        self.region: int = profiles.region[seat]
        self.languages: int = profiles.languages[seat]
        self.personal: float = profiles.personal[seat]
        own = profiles.susceptibility[seat]
        self.susceptibility: float = constants.persuasion.susceptibility if math.isnan(own) else own
        self.position: dict[Issue, float] = {}
        self.salience: dict[Issue, float] = {}
        self.competence: dict[Issue, float] = {}
        self.knowledge: dict[Issue, float] = {}
        self.latitude: dict[Issue, float] = {}
        self.red_line: dict[Issue, float] = {}
        for k, issue in enumerate(model.issues):
            belief = profiles.mean[k][seat] + profiles.spread[k][seat] * draws.beliefs[k][seat]
            self.position[issue] = clip(belief, -1.0, 1.0)
            self.salience[issue] = profiles.salience[k][seat]
            self.competence[issue] = profiles.competence[k][seat]
            self.knowledge[issue] = 1.0 - (1.0 - model.forum.arrival.knowledge) * (1.0 - self.competence[issue])
            self.set_latitude(issue, profiles.latitude[k][seat], profiles.red_line[k][seat])
        self.first_position = dict(self.position)
        self.mandate = dict(self.position)
        self.trust: dict[Participant, float] = {}
        self.base_trust: dict[Participant, float] = {}
        self.standing: dict[Participant, float] = {}
        self.ties: set[Participant] = set()
        self.pictures: dict[Issue, dict[Participant, float]] = {issue: {} for issue in model.issues}
        self.objections: dict[Issue, Objection] = {}
        self.floor_time = self.spoken_today = 0
        self.limit = self.beyond = 0.0
        self.objects = False

    def set_latitude(self, issue: Issue, latitude: float, red_line: float) -> None:
        """What is accepted on the first day, and at most; NaN stands for what is usual."""
        acceptance, chance = self.model.constants.acceptance, self.model.draws.limits[self.seat]
        weight = max(self.salience[issue] * len(self.model.issues), 1e-6)
        width = min(weight**-acceptance.involvement, 4.0) if acceptance.involvement > 0.0 else 1.0
        if math.isnan(latitude):
            latitude = clip(width * (acceptance.latitude + acceptance.latitude_spread * chance), 0.0, 2.0)
        if math.isnan(red_line):
            personal, instructed = acceptance.margin_personal, acceptance.margin_instructed
            red_line = min(2.0, latitude + width * (instructed + self.personal * (personal - instructed)))
        self.latitude[issue] = latitude
        self.red_line[issue] = max(latitude, red_line)

    def get_acquainted(self, acquaintances: set[frozenset[int]]) -> None:
        """Trust on the first day: by block, plus earlier acquaintance, plus chance; who recognises whom, who can talk to whom."""
        arrival, chance = self.model.forum.arrival, self.model.draws.trust
        for other in self.model.participants:
            block = arrival.same_camp if other.camp == self.camp else arrival.trust[other.group][self.group]
            bonus = arrival.bonus if frozenset((self.seat, other.seat)) in acquaintances else 0.0
            trust = clip(block + bonus + arrival.spread * chance[other.seat][self.seat], 0.0, 1.0)
            self.trust[other] = self.base_trust[other] = 1.0 if other is self else trust
            self.standing[other] = 1.0 if other is self else arrival.standing[other.group][self.group]
            if other is not self and (other.languages & self.languages or other.region == self.region):
                self.ties.add(other)

    def first_picture(self, issue: Issue, camps: dict[int, float]) -> None:
        """See the camp rather than the person, and other camps further away than they are; `camps` has their mean positions."""
        perception, position, pictures = self.model.constants.perception, self.position[issue], self.pictures[issue]
        for other in self.model.participants:
            held = other.position[issue]
            seen = held + perception.stereotyping * (camps[other.camp] - held)
            away = perception.false_polarisation * (seen - position) if other.camp != self.camp else 0.0
            pictures[other] = clip(seen + away, -1.0, 1.0)
        pictures[self] = position

    def statement(self, issue: Issue, publicity: float, trusted: float, chance: float) -> float:
        """What is said in a session: posturing before an audience that does not trust, vague without a grasp of the facts."""
        own = self.model.constants.statement
        position = self.position[issue]
        posture = own.posturing * publicity * (1.0 - trusted) * sign(position - issue.text)
        vague = own.abstraction * (1.0 - self.knowledge[issue]) * chance
        return clip(position + posture + vague, -1.0, 1.0)

    def hear(self, speaker: "Participant", issue: Issue, said: float) -> None:
        """Update picture of, trust in, and knowledge from the speaker."""
        if speaker is self:
            return
        constants = self.model.constants
        position, picture = self.position[issue], self.pictures[issue][speaker]
        standing, trust = self.standing[speaker], self.trust[speaker]
        alpha = constants.perception.attention * standing * math.sqrt(trust)
        revised = picture + alpha * (said - picture)
        nearer = abs(picture - position) - abs(revised - position)
        surprise = clip(nearer / (2.0 * alpha), -1.0, 1.0) if alpha > 0.0 else 0.0
        nearness = 1.0 - 0.5 * abs(said - position)
        evidence = self.evidence(speaker.competence[issue], standing, nearness, surprise)
        rate = constants.trust.gain if evidence > trust else constants.trust.loss
        self.trust[speaker] = trust + rate * standing * (evidence - trust)
        self.learn(issue, alpha, speaker.competence[issue])
        self.pictures[issue][speaker] = revised

    def evidence(self, competence: float, standing: float, nearness: float, surprise: float) -> float:
        """How far a statement shows that its speaker can be trusted, in [0, 1]."""
        own = self.model.constants.trust
        weight = own.competence + own.nearness + own.surprise
        if weight <= 0.0:
            return 0.0
        seen = own.competence * competence * standing
        return (seen + own.nearness * nearness + own.surprise * 0.5 * (1.0 + surprise)) / weight

    def learn(self, issue: Issue, alpha: float, competence: float) -> None:
        """Pick up facts from somebody competent."""
        knowledge = self.knowledge[issue]
        self.knowledge[issue] = knowledge + self.model.constants.learning.rate * alpha * competence * (1.0 - knowledge)

    def read_paper(self, issue: Issue, share: float) -> None:
        """Pick up facts from a paper of the secretariat."""
        self.knowledge[issue] += share * (1.0 - self.knowledge[issue])

    def integrate(self, issue: Issue, statements: Iterable[tuple["Participant", float]]) -> None:
        """Move, once, towards what was heard from those one trusts and back towards the mandate."""
        own = self.model.constants.persuasion
        position = self.position[issue]
        pull, weight = 0.0, self.trust[self]
        for speaker, said in statements:
            if speaker is not self:
                distance = said - position
                w = self.trust[speaker] * self.standing[speaker] * self.response(abs(distance))
                pull += w * distance
                weight += abs(w)
        pull = pull / weight if weight > 0.0 else 0.0
        back = (1.0 - self.susceptibility) * (self.mandate[issue] - position)
        self.position[issue] = clip(position + own.rate * (back + self.susceptibility * pull), -1.0, 1.0)

    def response(self, distance: float) -> float:
        """How strongly a statement at some distance pulls: 1 fully, 0 not, negative pushes away."""
        own = self.model.constants.persuasion
        if distance <= own.confidence:
            return 1.0 - own.fading * distance / own.confidence if own.confidence > 0.0 else 1.0
        return 0.0 - own.repulsion * (distance - own.confidence)

    def common_ground(self, issue: Issue) -> float:
        """Trust-weighted perceived common ground with the others, in [0, 1]."""
        position, pictures = self.position[issue], self.pictures[issue]
        ground = 0.0
        for other, trust in self.trust.items():
            if other is not self:
                ground += trust * max(0.0, 1.0 - abs(pictures[other] - position))
        return ground / (len(self.trust) - 1)

    @property
    def decides(self) -> bool:
        """Whether its group has a say at the event that is held now."""
        return bool(self.model.forum.procedure.decides[self.model.event][self.group])

    def set_limit(self, issue: Issue, elapsed: float) -> None:
        """Distance from the own position at which a text without ambiguity is still accepted today."""
        own = self.model.constants.acceptance
        reach = self.latitude[issue] + own.goodwill * self.common_ground(issue) + own.deadline * elapsed * elapsed
        self.limit = min(self.red_line[issue], reach)

    def judge(self, issue: Issue) -> None:
        """Object to the text on the table or not."""
        blur = self.model.constants.acceptance.ambiguity * issue.vagueness
        self.beyond = abs(issue.text - self.position[issue]) - (self.limit + blur)
        self.objects = self.decides and self.beyond > self.model.forum.procedure.silence[self.model.event] + ROUNDING

    def forget(self, share: float) -> None:
        """Trust fades back towards what it was on the first day."""
        for other, trust in self.trust.items():
            self.trust[other] = trust + share * (self.base_trust[other] - trust)

    def recall(self, share: float) -> None:
        """The capital calls its delegate back to the mandate."""
        for issue, position in self.position.items():
            self.position[issue] = position + share * (1.0 - self.personal) * (self.mandate[issue] - position)

    def ask_third_parties(self) -> None:
        """Make up one's mind about everybody from what those whom one trusts think; nobody's trust changes yet."""
        weight = self.model.constants.reputation.weight
        self.next_trust = dict(self.trust)
        everybody = total(given for third, given in self.trust.items() if third is not self)
        for other, trust in self.trust.items():
            if other is self:
                continue
            opinion = 0.0
            for third, given in self.trust.items():
                if third is not other and third is not self:
                    opinion += given * third.trust[other]
            others = everybody - trust
            if others > TRIFLE:
                self.next_trust[other] = trust + weight * (opinion / others - trust)

    def adopt_reputations(self) -> None:
        """Trust as one has made up one's mind."""
        self.trust = self.next_trust

    def contact_weight(self, other: "Participant") -> float:
        """How likely one is to talk to the other in the corridor."""
        return self.trust[other] if other in self.ties else 0.0

    def sociability(self, present: Iterable["Participant"]) -> float:
        """How likely one is to talk to anybody of those present."""
        return total(self.contact_weight(other) for other in present)
