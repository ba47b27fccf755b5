"""Who takes part: groups, camps, seats, the pool of constituencies, what they want and how they know each other."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from wgig_sim.scenario.entry import Entry, Number, Opinion, Share, Sourced, Whole, Words, YesNo

Capacity = Literal["personal", "instructed"] | Share
"""Whether a seat speaks for itself (1 = personal) or for its capital (0 = instructed), or anything between."""


class Group(Sourced):
    """A stakeholder group: governments, private sector, civil society, ..."""

    title: Words
    capacity: Capacity | None = None
    """Capacity of this group's seats; the scenario's `capacity` where absent."""


class Camp(Sourced):
    """People who start from about the same positions. Stereotypes are held about camps."""

    title: Words
    susceptibility: Share | None = None


class Belief(Sourced):
    """What a camp holds on an issue: each replicate draws its members from a normal, clipped to [-1, 1]."""

    mean: Opinion
    spread: Share = 0.15


class Weight(Sourced):
    """A number in [0, 1] that carries its source."""

    value: Share


Degree = Annotated[Number, Field(ge=0, le=100)]
Distance = Annotated[Number, Field(ge=0, le=2)]


class Emphasis(Sourced):
    """How much an issue matters; only the ratio between a person's issues counts."""

    value: Degree


class Limits(Sourced):
    """How far a text may lie from a position: the latitude of acceptance and, beyond it, the red line.

    Absent values come from the global constants of the acceptance mechanism.
    """

    latitude: Distance | None = None
    red_line: Distance | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Limits":
        if self.latitude is not None and self.red_line is not None and self.red_line < self.latitude:
            raise ValueError(f"red_line should be at least the latitude, {self.latitude:g}")
        return self


class Profile(Sourced):
    """What a seat and a constituency have in common: where they come from and what sets them apart from their camp."""

    group: Words
    camp: Words
    region: Words
    development: Literal["developed", "developing", "least-developed", "international"] = "developed"
    languages: tuple[Words, ...] = ("en",)
    sector: Words | None = None
    capacity: Capacity | None = None
    susceptibility: Share | None = None
    positions: dict[str, Opinion | Belief] = {}
    salience: dict[str, Degree | Emphasis] = {}
    competence: dict[str, Share | Weight] = {}
    limits: dict[str, Limits] = {}


class Seat(Profile):
    """One participant, described by group and region, never by name."""

    id: Words
    title: Words | None = None


class Kind(Profile):
    """A kind of outside stakeholder: members are selected from them, and they receive the report."""

    id: Words
    title: Words | None = None
    share: Annotated[Number, Field(gt=0, le=1000)] = 1.0
    """Weight of this kind in the pool; only ratios count."""


class Constituencies(Sourced):
    """The world outside the room: how many stakeholders, on which network."""

    count: Annotated[Whole, Field(ge=0, le=10_000)] = 0
    neighbours: Annotated[Whole, Field(ge=0, le=64)] = 6
    """Contacts of each, even; a small-world ring (Watts & Strogatz 1998)."""
    rewire: Share = 0.1
    website: YesNo = False
    """Whether anyone may send input in writing between events."""


class Composition(Sourced):
    """How the members are found: listed seats, or a selection from the constituencies."""

    rule: Literal["listed", "random", "balanced", "coverage"] = "listed"
    size: Annotated[Whole, Field(ge=2, le=640)] | None = None
    """Number of members, for every rule but `listed`."""
    shares: dict[str, Share] = {}
    """Share of the seats for each group (`balanced`); groups not named share the rest in equal parts."""


class SmallWorld(Entry):
    """Acquaintances from before: a small-world ring whose ties add to the initial trust."""

    neighbours: Annotated[Whole, Field(ge=0, le=64)] = 4
    rewire: Share = 0.2
    bonus: Share = 0.15


class InitialTrust(Sourced):
    """Trust on the first day: by camp and group, plus earlier acquaintance, plus chance; or pairs from a file."""

    same_camp: Share = 0.5
    same_group: Share = 0.4
    other_group: Share = 0.3
    between: dict[str, dict[str, Share | Weight]] = {}
    """Trust of a group in another, where it differs from `other_group`: {truster: {trusted: value}}."""
    spread: Annotated[Number, Field(ge=0, le=0.5)] = 0.1
    acquaintance: SmallWorld | None = None
    file: Words | None = None
    """GraphML, or CSV with the columns from,to,trust; nodes are seat ids. Reading a scenario turns it into `pairs`."""
    pairs: tuple[tuple[Words, Words, Share], ...] = ()
    """The same in place: [from, to, trust]. Pairs not named keep the value of the rules above."""
    weights_file: Words | None = None
    """CSV with a square table of influence weights: columns from, to.SEAT, ... Reading a scenario turns it into `weights`."""
    weights: tuple[tuple[Words, Words, Share], ...] = ()
    """[from, to, weight]: how much of somebody's next position is each one's, the own included; only ratios count.

    Instead of all the above, for models of opinion dynamics whose weights are published. Weights not named are 0.
    """
