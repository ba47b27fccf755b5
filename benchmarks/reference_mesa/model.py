"""Model: the deliberation as a Mesa model; one step of the calendar at each `step()`."""

from typing import Any

import mesa

from benchmarks.reference_mesa.arrival import arrive, prepare
from benchmarks.reference_mesa.constituency import Constituency
from benchmarks.reference_mesa.corridor import talk_in_the_corridor
from benchmarks.reference_mesa.decision import draft_and_decide
from benchmarks.reference_mesa.issue import Fate, Issue, Objection, Status
from benchmarks.reference_mesa.numbers import as_lists, chosen, faded, systematic, total
from benchmarks.reference_mesa.participant import Participant
from benchmarks.reference_mesa.scope import refuse_what_is_left_out
from wgig_sim.core.agenda import CLOSEST
from wgig_sim.core.floor import GOVERNMENTS_FIRST, NEVER
from wgig_sim.core.forum import Forum
from wgig_sim.core.intersession import DAYS_PER_MONTH
from wgig_sim.core.state import Draws

Statements = list[tuple[Participant, float]]


class Deliberation(mesa.Model):  # type: ignore[misc]
    """A group that deliberates, and the constituencies outside; all chance comes from the draws, none from Mesa."""

    def __init__(self, forum: Forum, seats: int, draws: Draws) -> None:
        """Let everybody arrive."""
        super().__init__(rng=0)
        refuse_what_is_left_out(forum)
        self.forum, self.draws, self.constants = as_lists(forum), as_lists(draws), forum.constants
        self.calendar = self.forum.calendar
        self.now = 0
        self.issues = [Issue(number, text) for number, text in enumerate(self.forum.procedure.reference)]
        self.ledger: list[Objection] = []
        count = len(self.forum.world.kind)
        self.constituencies = Constituency.create_agents(self, count, list(range(count)))
        self.public: list[Constituency] = list(self.constituencies)
        self.participants = Participant.create_agents(self, seats, list(range(seats)))
        people = list(self.participants)
        self.by_rank: list[Participant] = [people[seat] for seat in self.draws.rank]
        prepare(self)
        arrive(self)

    @property
    def event(self) -> int:
        """The event that is held now."""
        return int(self.calendar.event[self.now])

    def step(self) -> None:
        """A round, with what precedes and follows it when its event begins or ends."""
        calendar, now = self.calendar, self.now
        event = calendar.event[now]
        if calendar.opens[now]:
            self.open_event(event)
        if calendar.new_day[now]:
            self.participants.set("spoken_today", 0)
        room, attends = calendar.room[now], calendar.attends[event]
        present = self.participants.select(lambda one: room[one.group] and attends[one.region])
        issue = self.next_issue(event) if calendar.turns[now] > 0 else None
        if issue is not None:
            self.hold_round(issue, present)
        if calendar.closes[now]:
            self.close_event(event, present)
        self.now += 1
        if self.now == len(calendar.event):
            self.adjourn()

    def open_event(self, event: int) -> None:
        """Intersession: trust fades, capitals call, constituencies write, people meet; then the fact papers for the agenda."""
        months = self.calendar.gap[event] / DAYS_PER_MONTH
        self.participants.do("forget", faded(self.constants.intersession.forgetting, months))
        self.participants.do("recall", faded(self.constants.intersession.mandate, months))
        if self.forum.world.website:
            self.receive_contributions(event, months)
        chance = self.draws.contacts[event][: self.calendar.met_before[event]]
        talk_in_the_corridor(self, chance, self.participants)
        if self.calendar.papers[event]:
            share = self.constants.learning.papers * self.forum.procedure.paper_skill
            for issue in self.agenda(event):
                self.participants.do("read_paper", issue, share)
        for issue in self.issues:
            issue.session_rounds = 0

    def receive_contributions(self, event: int, months: float) -> None:
        """Constituencies write through the website, each on an issue drawn from what matters to it."""
        own, start = self.constants.constituencies, self.draws.written[event]
        for turn in range(int(own.written * len(self.public) * months + 0.5)):
            author = systematic(self.public, start, turn)
            topics = [issue for issue in self.issues if issue.is_on_the_table]
            issue = chosen(topics, [author.salience[issue] for issue in topics], (start + 0.5 * turn) % 1.0)
            if issue is not None:
                author.contribute(issue, self.participants, own.reading)

    def close_event(self, event: int, present: mesa.agent.AgentSet) -> None:
        """The end of a session: corridor, reputation, and the talk among constituencies."""
        met = self.calendar.met_before[event]
        chance = self.draws.contacts[event][met : met + self.calendar.met_during[event]]
        talk_in_the_corridor(self, chance, present)
        if self.calendar.days[event] > 0:
            self.participants.do("ask_third_parties").do("adopt_reputations")
        if self.forum.world.neighbours > 0:
            self.constituencies.do("ask_contacts").do("adopt_confidence")

    def adjourn(self) -> None:
        """The end: what was taken up without agreement ends in options, and objections still open are sustained."""
        for issue in filter(lambda one: one.is_on_the_table, self.issues):
            for participant in self.participants:
                if objection := participant.objections.pop(issue, None):
                    objection.fate = Fate.SUSTAINED
            if issue.rounds > 0:
                issue.status = Status.OPTIONS
        self.running = False

    def agenda(self, event: int) -> list[Issue]:
        """The issues that an event can still talk about."""
        return [issue for issue in self.issues if self.calendar.on_agenda[event][issue.number] and issue.is_on_the_table]

    def next_issue(self, event: int) -> Issue | None:
        """The most urgent issue of an event; the first among equals; None if all are settled."""
        urgency = self.closeness if self.calendar.agenda[event] == CLOSEST else self.neglect
        return max(self.agenda(event), key=urgency, default=None)

    def neglect(self, issue: Issue) -> float:
        """Urgency by turns: the greater, the fewer rounds the issue has had."""
        return 1.0 / (1.0 + issue.rounds)

    def closeness(self, issue: Issue) -> float:
        """Urgency of what is close to agreement: the greater, the fewer objectors and the fewer rounds in this event."""
        distance = issue.objectors if issue.status is Status.TABLED else len(self.participants)
        return 1.0 / ((1.0 + issue.session_rounds) * (1.0 + distance))

    def hold_round(self, issue: Issue, present: mesa.agent.AgentSet) -> None:
        """One round on one issue: discussion, integration, drafting, decision."""
        statements = self.discuss(issue, present)
        self.hear_voices(issue, present)
        present.do("integrate", issue, statements)
        self.broadcast(issue, statements)
        issue.rounds += 1
        issue.session_rounds += 1
        draft_and_decide(self, issue, present, statements)

    def line_up(self, issue: Issue, present: mesa.agent.AgentSet) -> list[Participant]:
        """The speakers of a round, smallest key first; nobody speaks twice before everybody who may has spoken."""
        speaks, voice = self.calendar.speaks[self.now], self.constants.floor.voice
        key = self.turn if self.calendar.floor[self.now] == GOVERNMENTS_FIRST else self.eagerness
        turns = int(voice * self.calendar.turns[self.now] + 0.5)
        queue = present.select(lambda one: speaks[one.group]).sort(lambda one: key(one, issue), ascending=True)
        speakers = list(queue)[:turns]
        return [speakers[turn % len(speakers)] for turn in range(turns)] if speakers else []

    def eagerness(self, one: Participant, issue: Issue) -> float:
        """Key under raised hands: small for those to whom the issue matters and who are far from the text."""
        chance = self.draws.floor[self.now][one.seat]
        distance = abs(one.position[issue] - issue.text)
        weight = one.salience[issue] * (self.constants.floor.courtesy + distance)
        return float(chance / weight if weight > 0.0 else NEVER * (1.0 + chance))

    def turn(self, one: Participant, _: Issue) -> float:
        """Key where governments come first: small for those who have had few turns today."""
        chance = self.draws.floor[self.now][one.seat]
        first = 0.0 if one.group == self.forum.procedure.first_group else 1.0
        return float(2.0 * one.spoken_today + first + chance / (1.0 + chance))

    def discuss(self, issue: Issue, present: mesa.agent.AgentSet) -> Statements:
        """Speakers take the floor in turn, and every listener reacts to each statement."""
        publicity, chances = self.calendar.publicity[self.now], self.draws.abstraction[self.now]
        statements = []
        for speaker, chance in zip(self.line_up(issue, present), chances, strict=False):
            said = speaker.statement(issue, publicity, trust_in(speaker, present), chance)
            present.do("hear", speaker, issue, said)
            speaker.floor_time += 1
            speaker.spoken_today += 1
            issue.take_note(said)
            statements.append((speaker, said))
        return statements

    def hear_voices(self, issue: Issue, present: mesa.agent.AgentSet) -> None:
        """Those of the constituencies who get the floor."""
        admitted = self.constants.floor.voice * self.constants.constituencies.admitted
        voices = int(admitted * self.calendar.voices[self.now] + 0.5)
        for start in self.draws.voices[self.now][:voices]:
            systematic(self.public, start).contribute(issue, present)

    def broadcast(self, issue: Issue, statements: Statements) -> None:
        """The public hears of a round what is public."""
        rate = self.constants.constituencies.hearing * self.calendar.publicity[self.now]
        if rate > 0.0:
            seated = {participant.group for participant in self.participants}
            said = {group: [z for speaker, z in statements if speaker.group == group] for group in seated}
            means = {group: total(heard) / len(heard) for group, heard in said.items() if heard}
            self.constituencies.do("follow", issue, seated, means, rate)

    def release(self) -> None:
        """Let go of the agents: Mesa 3.3 otherwise keeps every model alive."""
        self.remove_all_agents()
        ids: Any = getattr(mesa.Agent, "_ids", None)
        if ids is not None:
            ids.pop(self, None)


def trust_in(speaker: Participant, present: mesa.agent.AgentSet) -> float:
    """Mean trust of the others in the room in the speaker."""
    others = [listener.trust[speaker] for listener in present if listener is not speaker]
    return total(others) / len(others) if others else 0.0
