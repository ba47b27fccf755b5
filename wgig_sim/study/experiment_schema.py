"""The experiment: a question, what is varied to answer it, and how often each point is run. Frozen, validated, no arrays."""

import math
from typing import Annotated, Literal

from pydantic import Field, model_validator

from wgig_sim.scenario.entry import Entry, Number, Whole, Words, YesNo
from wgig_sim.study.factor_schema import Cell, FactorEntry, repeated

Seed = Annotated[Whole, Field(ge=0, le=2**63 - 1)]

MOST_POINTS = 200_000
RESERVED = ("point", "scenario", "replicate", "run_id", "error", "step")
"""Columns of the tables of a study, which no factor may be called."""

DESIGN_KEYS: dict[str, tuple[str, ...]] = {
    "grid": ("steps",),
    "list": ("file", "rows"),
    "one-at-a-time": ("steps",),
    "latin-hypercube": ("points", "seed"),
    "sobol": ("points", "seed"),
    "morris": ("trajectories", "levels", "seed"),
}
"""What each kind of design has to say beside its kind."""
_NEEDED = {"latin-hypercube": "points", "sobol": "points", "morris": "trajectories"}


class DesignEntry(Entry):
    """Which points of the space of factors are run."""

    kind: Literal["grid", "list", "one-at-a-time", "latin-hypercube", "sobol", "morris"]
    points: Annotated[Whole, Field(ge=1, le=MOST_POINTS)] | None = None
    """latin-hypercube: points. sobol: base points N, a power of two; D factors give N (D + 2) points."""
    steps: Annotated[Whole, Field(ge=2, le=1000)] = 5
    """grid, one-at-a-time: values of each range."""
    file: Words | None = None
    """list: CSV with a column for each factor, relative to this file. Reading turns it into `rows`."""
    rows: Annotated[tuple[dict[str, Cell], ...], Field(min_length=1, max_length=MOST_POINTS)] | None = None
    """list: the points, each {factor: value}."""
    trajectories: Annotated[Whole, Field(ge=2, le=10_000)] | None = None
    """morris: walks through the space; D factors give D + 1 points each."""
    levels: Annotated[Whole, Field(ge=2, le=1000)] = 4
    """morris: levels of each range, an even number."""
    seed: Seed = 0
    """Chance of the design itself, which is not that of the runs."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "DesignEntry":
        allowed = DESIGN_KEYS[self.kind]
        fields = {name: field for name, field in DesignEntry.model_fields.items() if name not in ("kind", *allowed)}
        for key in (name for name, field in fields.items() if getattr(self, name) != field.default):
            raise ValueError(f"{key} has no use in the design {self.kind}, which takes {', '.join(allowed)}. Delete it")
        needed = _NEEDED.get(self.kind)
        if needed and getattr(self, needed) is None:
            raise ValueError(f"the design {self.kind} needs {needed}")
        if self.kind == "list" and (self.file is None) == (self.rows is None):
            raise ValueError("the design list needs a file or rows, one of the two")
        if self.kind == "morris" and self.levels % 2:
            raise ValueError(f"levels should be even, is {self.levels}. Use {self.levels - 1} or {self.levels + 1}")
        if self.kind == "sobol" and self.points and self.points & (self.points - 1):
            below = 2 ** int(math.log2(self.points))
            raise ValueError(f"points should be a power of two for sobol, is {self.points}. Use {below} or {2 * below}")
        return self


class Until(Entry):
    """Replicates until the 95% confidence interval of a measure's mean is narrow enough, at every point."""

    until: Annotated[Number, Field(gt=0)]
    """Half-width of the interval."""
    measure: Words
    """The measure whose interval it is, such as share_agreed."""
    least: Annotated[Whole, Field(ge=2, le=10_000_000)] = 50
    most: Annotated[Whole, Field(ge=2, le=10_000_000)] = 2000

    @model_validator(mode="after")
    def _ordered(self) -> "Until":
        if self.most < self.least:
            raise ValueError(f"most should be at least {self.least}, the least, is {self.most}")
        return self


class Experiment(Entry):
    """A study of one question over many points. docs/experiments.md describes every key."""

    title: Words
    question: Words
    summary: Words | None = None
    source: Words | None = None
    note: Words | None = None
    scenario: Words | None = None
    scenarios: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Several scenarios: one more factor, called "scenario"."""
    settings: tuple[Words, ...] = ()
    """Applied at every point, as after --set: rules.start=text-first."""
    factors: dict[str, FactorEntry] = Field(default_factory=dict)
    constraints: tuple[Words, ...] = ()
    """Comparisons of factors, such as "a + b <= 1"; points that break one are left out."""
    design: DesignEntry
    """Which points are run: a kind (grid, list, one-at-a-time, latin-hypercube, sobol or morris) and what it needs."""
    replicates: Annotated[Whole, Field(ge=1, le=10_000_000)] | Until = 100
    measures: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """What is kept of each run; everything when absent."""
    seed: Seed = 0
    per_round: YesNo = False
    """Whether the measures of every round are kept too."""
    traces: tuple[Annotated[Whole, Field(ge=0)], ...] = ()
    """Replicates whose whole record is kept, at every point."""

    @model_validator(mode="after")
    def _says_once(self) -> "Experiment":
        if (self.scenario is None) == (self.scenarios is None):
            raise ValueError("an experiment needs a scenario or scenarios, one of the two")
        for key in ("scenarios", "measures", "traces", "constraints"):
            twice = repeated(getattr(self, key) or ())
            if twice is not None:
                raise ValueError(f"{key} should differ; {twice} is there twice")
        beyond = [number for number in self.traces if number >= self.most]
        if beyond:
            raise ValueError(f"traces should be replicates from 0 to {self.most - 1}, one is {beyond[0]}")
        if self.measures and isinstance(self.replicates, Until) and self.replicates.measure not in self.measures:
            raise ValueError(f"measures should have {self.replicates.measure}, by which the replicates are counted")
        return self

    @property
    def bases(self) -> tuple[str, ...]:
        """The scenarios that the factors change."""
        return self.scenarios or (self.scenario or "",)

    @property
    def least(self) -> int:
        """The fewest replicates that a point may need."""
        return self.replicates.least if isinstance(self.replicates, Until) else self.replicates

    @property
    def most(self) -> int:
        """The most replicates that a point may need."""
        return self.replicates.most if isinstance(self.replicates, Until) else self.replicates
