"""The scenario: one forum as a diplomat would describe it. Frozen, validated, no arrays."""

from typing import Annotated

from pydantic import Field

from wgig_sim.scenario.entry import Entry, Number, Opinion, Share, Sourced, Words, YesNo
from wgig_sim.scenario.people import (
    Belief,
    Camp,
    Capacity,
    Composition,
    Constituencies,
    Degree,
    Emphasis,
    Group,
    InitialTrust,
    Kind,
    Limits,
    Seat,
    Weight,
)
from wgig_sim.scenario.procedure import Chair, Cluster, Event, Format, Issue, Rounds, Rules, Secretariat

Pull = Annotated[Number, Field(ge=-1, le=1)]


class Scenario(Sourced):
    """A forum: its people, its procedure, its calendar. docs/scenarios.md describes every key."""

    title: Words
    question: Words
    summary: Words | None = None

    groups: dict[str, Group] = Field(min_length=1)
    camps: dict[str, Camp] = Field(min_length=1)
    clusters: dict[str, Cluster] = Field(min_length=1)
    issues: dict[str, Issue] = Field(min_length=1)

    positions: dict[str, dict[str, Opinion | Belief]]
    """camp -> issue -> belief; `default` stands for every issue of the camp that is not named."""
    salience: dict[str, dict[str, Degree | Emphasis]] = {}
    """camp -> issue -> emphasis (default 1)."""
    competence: dict[str, dict[str, Share | Weight]] = {}
    """camp -> issue -> competence in [0, 1]; `default` as in positions (0.5 where nothing is said)."""
    limits: dict[str, dict[str, Limits]] = {}
    """camp -> issue -> latitude and red line, where they differ from the global constants; `default` too."""
    logic: dict[str, dict[str, Pull]] = {}
    """issue -> issue -> how far a move on the second moves the first (off-diagonal cells of the logic matrix)."""

    seats: Annotated[tuple[Seat, ...], Field(max_length=640)] = ()
    seats_file: Words | None = None
    """CSV with the columns of a seat, beside the scenario file. Reading a scenario turns it into `seats`."""
    positions_file: Words | None = None
    """CSV with the columns camp,issue,mean,spread,source; cells of `positions` win. Reading turns it into these."""
    pool: tuple[Kind, ...] = ()
    capacity: Capacity = "personal"
    composition: Composition = Composition()
    constituencies: Constituencies = Constituencies()
    trust: InitialTrust = InitialTrust()
    knowledge: Share = 0.3
    """Grasp of the facts on the first day."""
    standing: dict[str, dict[str, Share | Weight]] = {}
    """group -> group -> how far the first recognises the second as a participant; 1 = equal footing (default)."""

    chair: Chair | None = Chair()
    secretariat: Secretariat | None = Secretariat()
    formats: dict[str, Format] = Field(min_length=1)
    rounds: Rounds = Rounds()
    calendar: dict[str, Event] = Field(min_length=1)
    last_event: Words | None = None
    """The process ends after this event; the whole calendar when absent."""
    rules: Rules = Rules()
    mechanisms: dict[str, dict[str, Number]] = {}
    """Overrides of global constants: mechanism -> constant -> value. For studies; a forum holds facts and rules."""
    muted: YesNo = False
    """Every mechanism is switched off, but for what `mechanisms` says: for limit cases."""


__all__ = ["Entry", "Scenario"]
