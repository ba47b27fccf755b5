"""The arrays that a process is made of. Axes: K issues, N seats, G groups, R regions, M constituencies, E events, S steps.

The axis over participants who hear comes last everywhere, so that loops over listeners run along contiguous memory:
`trust[s, i]` is how far i trusts s, `picture[k, s, i]` is i's picture of where s stands on k. What is annotated with axes is
allocated by `allocate`.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

OPEN, TABLED, AGREED, OPTIONS, DROPPED = 0, 1, 2, 3, 4
STATUS = ("open", "tabled", "agreed", "options", "dropped")

PENDING, ACCOMMODATED, ADDRESSED, SUSTAINED, OVERRULED = 0, 1, 2, 3, 4
FATE = ("pending", "accommodated", "addressed", "sustained", "overruled")


class Profiles(NamedTuple):
    """Kinds of people, Q of them: what is fixed before chance has its say. NaN in limits means: the global constant."""

    group: Ints  # (Q,)
    camp: Ints  # (Q,)
    region: Ints  # (Q,)
    development: Ints  # (Q,)
    languages: Ints  # (Q,) one bit a language
    personal: Floats  # (Q,) 1 personal capacity, 0 instructed
    susceptibility: Floats  # (Q,) NaN: the global constant
    mean: Floats  # (K, Q) in [-1, 1]
    spread: Floats  # (K, Q) >= 0
    salience: Floats  # (K, Q) columns sum to 1
    competence: Floats  # (K, Q) in [0, 1]
    latitude: Floats  # (K, Q)
    red_line: Floats  # (K, Q)


class Arrival(NamedTuple):
    """What the first day looks like: trust by block, earlier acquaintance, knowledge."""

    trust: Floats  # (G, G) [trusted, truster] between camps
    same_camp: float
    spread: float
    given: Floats  # (N, N) [trusted, truster], NaN where no file names the pair; (0, 0) without a file
    neighbours: int
    rewire: float
    bonus: float
    knowledge: float
    standing: Floats  # (G, G) [recognised, recogniser]


class Selection(NamedTuple):
    """How members are found. rule: 0 listed, 1 random, 2 balanced, 3 coverage."""

    rule: int
    size: int
    quota: Ints  # (G,) seats of each group (balanced)


class World(NamedTuple):
    """The constituencies outside: how many of each kind, and how they are connected."""

    profiles: Profiles
    kind: Ints  # (M,) row of profiles
    group: Ints  # (M,)
    run: Ints  # (R + 1,) where runs of one group begin; the last is M
    neighbours: int
    rewire: float
    website: bool


class Calendar(NamedTuple):
    """Steps of the calendar (rounds, and one step for an event without rounds) and the events that they belong to."""

    event: Ints  # (S,)
    day: Ints  # (S,) day within the event, from 0
    opens: Flags  # (S,) first step of its event
    closes: Flags  # (S,) last step of its event
    new_day: Flags  # (S,)
    turns: Ints  # (S,) statements; 0 in a step without a round
    voices: Ints  # (S,) statements from outside
    floor: Ints  # (S,)
    publicity: Floats  # (S,)
    speaks: Flags  # (S, G)
    room: Flags  # (S, G)
    elapsed: Floats  # (S,) share of the process that is over, 0..1
    gap: Floats  # (E,) days since the event before
    days: Ints  # (E,)
    drafts: Flags  # (E,) a text may be tabled and revised
    decides: Flags  # (E,)
    papers: Flags  # (E,)
    agenda: Ints  # (E,)
    on_agenda: Flags  # (E, K)
    attends: Flags  # (E, R)
    met_before: Ints  # (E,) corridor conversations in the days before the event
    met_during: Ints  # (E,) the same in its corridors
    last_decision: int  # last event that decides, -1 if none does


class Preparation(NamedTuple):
    """What happens before the group exists: public consultations on scope and composition."""

    voices: Ints  # (E0,) stakeholders heard at each event
    publicity: Floats  # (E0,)


class Procedure(NamedTuple):
    """The rules of the process, as numbers."""

    share: Floats  # (E,) a rule of decision for each event; the cells are those of `consensus.Rule`
    objectors: Ints  # (E,)
    chamber_share: Floats  # (E,)
    decides: Flags  # (E, G)
    everyone: Flags  # (E,)
    silence: Floats  # (E,)
    package: bool
    text_first: bool
    has_chair: bool
    chair_skill: float
    chair_bias: float
    chair_position: Floats  # (K,)
    reference: Floats  # (K,) what posturing is measured against before there is a text
    paper_skill: float
    logic: Floats  # (K, K)
    has_logic: bool
    first_group: int  # the group that "governments-first" puts first, -1 if none


class Draws(NamedTuple):
    """All chance of one replicate, made by `bridge.draws`, one named stream each."""

    rank: Ints  # (N,) the order in which draws scan people; relabels with them
    beliefs: Floats  # (K, N) standard normal
    limits: Floats  # (N,) standard normal
    trust: Floats  # (N, N) standard normal
    acquaintance: Floats  # (N, neighbours / 2, 2) uniform
    floor: Floats  # (S, N) standard exponential
    abstraction: Floats  # (S, turns) standard normal
    contacts: Floats  # (E, contacts, 3) uniform; zeros behind the last conversation of an event
    world_beliefs: Floats  # (K, M) standard normal
    world_links: Floats  # (M, neighbours / 2, 2) uniform
    voices: Floats  # (S, voices) uniform
    written: Floats  # (E,) uniform
    preparation: Floats  # (E0,) uniform
    world_order: Ints  # (M,) a random order of the constituencies: their ring, and the order of candidates


class State(NamedTuple):
    """Everything that a process can change, or that chance fixed on the first day."""

    group: Annotated[Ints, "N"]
    camp: Annotated[Ints, "N"]
    region: Annotated[Ints, "N"]
    languages: Annotated[Ints, "N"]
    constituency: Annotated[Ints, "N"]  # the constituency that the member was selected from, -1 if listed
    profile: Annotated[Ints, "N"]
    personal: Annotated[Floats, "N"]
    susceptibility: Annotated[Floats, "N"]
    position: Annotated[Floats, "K N"]
    mandate: Annotated[Floats, "K N"]
    salience: Annotated[Floats, "K N"]
    latitude: Annotated[Floats, "K N"]
    red_line: Annotated[Floats, "K N"]
    competence: Annotated[Floats, "K N"]
    knowledge: Annotated[Floats, "K N"]
    picture: Annotated[Floats, "K N N"]
    trust: Annotated[Floats, "N N"]
    base_trust: Annotated[Floats, "N N"]
    standing: Annotated[Floats, "N N"]
    tie: Annotated[Floats, "N N"]  # 1 where two share a language or a region
    first_position: Annotated[Floats, "K N"]
    floor_time: Annotated[Ints, "N"]  # statements made
    spoken_today: Annotated[Ints, "N"]
    text: Annotated[Floats, "K"]
    vagueness: Annotated[Floats, "K"]  # ambiguity of the text
    status: Annotated[Ints, "K"]
    drafted: Annotated[Ints, "K"]  # 1 once a text was tabled
    heard_sum: Annotated[Floats, "K"]  # what the chair heard
    heard_count: Annotated[Ints, "K"]
    rounds: Annotated[Ints, "K"]  # rounds spent on the issue
    session_rounds: Annotated[Ints, "K"]  # the same in the current event
    objectors: Annotated[Ints, "K"]  # at the last decision
    agreed_step: Annotated[Ints, "K"]  # -1 if not agreed
    pending: Annotated[Ints, "K N"]  # row of the ledger, -1 if no objection is open


class Ledger(NamedTuple):
    """Every objection ever raised; `size[0]` rows are in use, and there is one for each seat and round."""

    size: Annotated[Ints, "one"]
    seat: Annotated[Ints, "objections"]
    issue: Annotated[Ints, "objections"]
    raised: Annotated[Ints, "objections"]  # step
    closed: Annotated[Ints, "objections"]  # step, -1 while pending
    fate: Annotated[Ints, "objections"]
    red_line: Annotated[Flags, "objections"]
    excess: Annotated[Floats, "objections"]  # > 0
    side: Annotated[Floats, "objections"]  # +1 the seat wants the text higher, -1 lower
    text: Annotated[Floats, "objections"]
    limit: Annotated[Floats, "objections"]  # acceptance limit of the seat when it objected


class Public(NamedTuple):
    """The constituencies' state."""

    position: Annotated[Floats, "K M"]
    confidence: Annotated[Floats, "M"]  # trust in the process
    links: Annotated[Ints, "M links"]  # who knows whom
    seat: Annotated[Ints, "M"]  # the member nearest to it within its own group, -1 if none
    apart: Annotated[Floats, "M"]  # distance from that member on the first day, infinite if there is none
    inputs: Annotated[Ints, "M"]  # contributions made
    scope: Annotated[Floats, "K"]  # salience voiced in the preparation, summed


class Log(NamedTuple):
    """Statements as they were made; capacity 0 keeps none."""

    size: Annotated[Ints, "one"]
    step: Annotated[Ints, "statements"]
    turn: Annotated[Ints, "statements"]
    speaker: Annotated[Ints, "statements"]  # -1 - m for constituency m
    issue: Annotated[Ints, "statements"]
    position: Annotated[Floats, "statements"]
    said: Annotated[Floats, "statements"]
    corridor: Annotated[Flags, "statements"]


class Trace(NamedTuple):
    """Per-step values; capacity 0 keeps none. Who steps through the calendar looks after each step and keeps the measures."""

    issue: Annotated[Ints, "traced"]  # -1 without a round
    statements: Annotated[Ints, "traced"]
    measures: Annotated[Floats, "traced measures"]


class Workspace(NamedTuple):
    """Scratch paper: arrays that a round fills and reads, and that mean nothing after it. Asking for new ones takes longer."""

    present: Annotated[Floats, "N"]  # 1 in the room, else 0
    key: Annotated[Floats, "N"]  # the smallest speak first, an infinite one never
    queue: Annotated[Ints, "turns"]  # speakers
    said: Annotated[Floats, "turns"]
    weight: Annotated[Floats, "N"]  # of all that was heard; of somebody in the corridor
    pull: Annotated[Floats, "N"]
    understood: Annotated[Floats, "N"]
    limit: Annotated[Floats, "N"]  # distance still accepted
    beyond: Annotated[Floats, "N"]  # excess over it
    votes: Annotated[Floats, "N"]  # 1 for those present whose group decides, else 0
    objects: Annotated[Floats, "N"]  # 1 or 0
    accepts: Annotated[Flags, "N"]
    matters: Annotated[Floats, "K"]  # running sums of what issues weigh
    partners: Annotated[Floats, "N N"]  # running sums of what others weigh as partners of each person in the corridor
    summed: Annotated[Flags, "N"]  # whether those of a person are up to date
    members: Annotated[Ints, "N"]  # seats of one group
    theirs: Annotated[Floats, "K N"]  # their positions
    apart: Annotated[Floats, "N"]  # their distance from somebody
    confidence: Annotated[Floats, "M"]  # before neighbours talk
    seated: Annotated[Floats, "G"]  # 1 where the group has a seat
    heard: Annotated[Floats, "G"]  # mean of what the group said
    informed: Annotated[Floats, "G"]  # 1 unless a group with a seat was silent


class Process(NamedTuple):
    """One replicate in motion."""

    state: State
    ledger: Ledger
    public: Public
    workspace: Workspace
    log: Log
    trace: Trace
