"""How the process runs: the table's issues, the calendar, who has the floor, and the rule of decision."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from wgig_sim.scenario.entry import Day, Entry, Number, Opinion, Share, Sourced, Whole, Words, YesNo


class Cluster(Sourced):
    """A heading under which the report lists issues."""

    title: Words


class Issue(Sourced):
    """One item that the process may agree on: a line between two poles."""

    title: Words
    question: Words
    poles: tuple[Words, Words]
    """What -1 and +1 stand for, in words that a report can print."""
    cluster: Words
    kind: Literal["question", "area"] = "area"
    text: Opinion = 0.0
    """Where the talk starts from before there is a draft: the point that posturing is measured against."""
    text_source: Words | None = None


class Chair(Sourced):
    """The chair drafts the single negotiating text; skill scales the global drafting skill."""

    title: Words = "Chair"
    skill: Share = 1.0
    bias: Share = 0.0
    """Weight of the chair's own position in the draft (Tallberg 2010)."""
    positions: dict[str, Opinion] = {}


class Secretariat(Sourced):
    """The secretariat writes fact papers before the events whose `papers` ask for them."""

    title: Words = "Secretariat"
    skill: Share = 1.0


class Format(Sourced):
    """How a meeting day is held: who has the floor, who is in the room, and who watches."""

    title: Words | None = None
    publicity: Share
    """0 = behind closed doors, nothing is attributed; 1 = every word is public."""
    floor: Literal["equal-turns", "proportional", "by-standing", "governments-first", "raised-hands"] = "raised-hands"
    speaks: tuple[Words, ...] | None = None
    """Groups whose seats may take the floor; all when absent. Those who may not speak listen."""
    room: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Groups whose seats are in the room; all when absent. Those outside neither speak nor hear."""
    outside_voices: Annotated[Whole, Field(ge=0, le=100)] = 0
    """Statements from outside stakeholders in each round."""


RuleName = Literal[
    "unanimity",
    "consensus",
    "rough-consensus",
    "qualified-majority",
    "concurrent-majorities",
    "governments-only",
    "silence-procedure",
]


class OwnConsensus(Sourced):
    """The rule of decision at one event, laid on that of the forum."""

    rule: RuleName | None = None
    """An event that names a rule starts from its row, one that names none from the rule of the forum as it stands."""
    share: Share | None = None
    """Least share of those who decide who have to accept."""
    objectors: Annotated[Whole, Field(ge=0, le=10_000)] | None = None
    """Most sustained objections that the rule bears."""
    chamber_share: Share | None = None
    """Least share within each deciding group."""
    voices: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Groups that decide; all when absent."""
    silence: Annotated[Number, Field(ge=0, le=2)] | None = None
    """How far beyond acceptance a text must lie before a seat breaks its silence."""


class Consensus(OwnConsensus):
    """The rule of decision of a forum."""

    rule: RuleName = "consensus"
    """A row of defaults; the other keys change single cells of that row."""


EventKind = Literal["consultation", "meeting", "drafting", "plenary", "conference", "comments", "report"]
DECIDING: tuple[EventKind, ...] = ("meeting", "drafting")
"""Kinds of events at which items can be agreed."""


class Event(Sourced):
    """One entry of the calendar."""

    title: Words
    kind: EventKind
    start: Day
    end: Day | None = None
    place: Words | None = None
    days: tuple[Words, ...] = ()
    """The format of each day in the order of the days, e.g. [closed, open]; may be empty for comments and report."""
    rounds_per_day: Annotated[Whole, Field(ge=1, le=200)] | None = None
    turns: Annotated[Whole, Field(ge=0, le=2000)] | None = None
    """Statements in a round. rounds_per_day and turns come from `rounds` of the scenario where absent."""
    agenda: Literal["rotate", "salient", "closest", "least-understood"] | None = None
    issues: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Restricts the agenda to these issues."""
    attend: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Regions whose seats attend; all when absent."""
    papers: YesNo = False
    """Fact papers on the issues of the agenda are distributed before the event."""
    before_group: YesNo = False
    """Part of the preparation, before the group exists: stakeholders are heard on scope and composition."""
    document: Literal["preliminary-report", "report"] | None = None
    consensus: OwnConsensus | None = None
    """The rule of decision at this event, where it is not that of the forum."""

    @model_validator(mode="after")
    def _in_order(self) -> "Event":
        if self.end is not None and self.end < self.start:
            raise ValueError(f"end should not be before the start, {self.start}")
        if self.kind not in ("comments", "report") and not self.days:
            raise ValueError(f"days should name the format of each day of a {self.kind}, for example [closed, open]")
        if self.consensus is not None and (self.before_group or self.kind not in DECIDING):
            where = "before the group exists" if self.before_group else f"at a {self.kind}"
            raise ValueError(f"consensus belongs to a {' or a '.join(DECIDING)}: nothing is decided {where}")
        return self


class Rounds(Entry):
    """How a day divides: rounds a day, statements a round, and the rule that picks each round's issue."""

    per_day: Annotated[Whole, Field(ge=1, le=200)] = 15
    turns: Annotated[Whole, Field(ge=0, le=2000)] = 8
    agenda: Literal["rotate", "salient", "closest", "least-understood"] = "rotate"


class Rules(Sourced):
    """The procedure of the process."""

    consensus: Consensus = Consensus()
    scope: Literal["item", "package"] = "item"
    start: Literal["issues-first", "text-first"] = "issues-first"
    """issues-first: no text before the group understands its own disagreement (readiness); text-first: at once."""


def rule_of(event: Event, rules: Rules) -> Consensus:
    """The rule of decision at an event: its own cells, laid on the rule that it names or else on that of the forum."""
    own, forum = event.consensus, rules.consensus
    if own is None:
        return forum
    base = forum if own.rule is None else Consensus(rule=own.rule, voices=forum.voices)
    return base.model_copy(update={**own.model_dump(exclude_none=True), "source": own.source, "note": own.note})
