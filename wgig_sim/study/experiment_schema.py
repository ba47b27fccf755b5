"""The experiment: a question, what is varied to answer it, and how often each point is run. Frozen, validated, no arrays."""

import math
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from wgig_sim.scenario.entry import Entry, Number, Whole, Words, YesNo

Seed = Annotated[Whole, Field(ge=0, le=2**63 - 1)]
Cell = Number | YesNo | Words
"""A number, true or false, or a word."""

MOST_POINTS = 200_000
RESERVED = ("point", "scenario", "replicate", "run_id", "error", "step")
"""Columns of the tables of a study, which no factor may be called."""


class Normal(Entry):
    """A normal distribution, truncated to the range."""

    mean: Number
    sd: Annotated[Number, Field(gt=0)]


class Triangular(Entry):
    """A triangular distribution over the range."""

    mode: Number


class Distribution(Entry):
    """How the values of a range are spread, where not evenly: normal or triangular."""

    normal: Normal | None = None
    triangular: Triangular | None = None

    @model_validator(mode="after")
    def _one(self) -> "Distribution":
        if (self.normal is None) == (self.triangular is None):
            raise ValueError("name one distribution: normal with mean and sd, or triangular with mode")
        return self


class Level(Entry):
    """One labelled state of a factor: another scenario, some settings, mechanisms switched off; nothing = as it is."""

    scenario: Words | None = None
    set: dict[str, Cell | None] = Field(default_factory=dict)
    mute: tuple[Words, ...] = ()
    """Mechanisms to switch off."""
    mute_all_but: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Mechanisms to leave on; all others are switched off."""

    @model_validator(mode="after")
    def _mutes_once(self) -> "Level":
        if self.mute and self.mute_all_but:
            raise ValueError("mute and mute_all_but exclude each other. Keep one")
        return self


class FactorEntry(Entry):
    """One thing that is varied: a key over a range or some values, labelled levels, or all constants of the model."""

    key: Words | None = None
    """Where the value goes, as after --set: mechanisms.trust.gain."""
    keys: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Several keys that all get the value."""
    range: tuple[Number, Number] | None = None
    """Lowest and highest value."""
    distribution: Literal["uniform", "log-uniform"] | Distribution = "uniform"
    integer: YesNo = False
    values: Annotated[tuple[Cell, ...], Field(min_length=1)] | None = None
    levels: Annotated[dict[str, Level], Field(min_length=1)] | None = None
    base: Cell | None = None
    """The value that one-at-a-time designs keep; by default the first value or level, the middle of a range, a constant's own."""
    constants: Literal["calibrated"] | None = None
    """Every constant of the model over its declared range, one factor each."""
    mechanisms: Literal["each"] | None = None
    """Levels for attribution: all mechanisms at work, each switched off alone, and each at work alone."""

    @model_validator(mode="after")
    def _of_one_kind(self) -> "FactorEntry":
        kinds = ("range", "values", "levels", "constants", "mechanisms")
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            found = f"this one has {' and '.join(given)}" if given else "this one has none"
            raise ValueError(f"a factor has one of range, values, levels, constants and mechanisms; {found}")
        keyed = [key for key in (self.key, self.keys) if key is not None]
        if given[0] in ("range", "values") and len(keyed) != 1:
            raise ValueError(f"a factor with {given[0]} needs key (or keys): what it sets")
        if given[0] not in ("range", "values") and keyed:
            raise ValueError(f"{'key' if self.key else 'keys'} has no use beside {given[0]}. Delete it")
        if self.range is None and (self.integer or self.distribution != "uniform"):
            raise ValueError(f"{'integer' if self.integer else 'distribution'} is said of a range, and there is none")
        if given[0] in ("constants", "mechanisms") and self.base is not None:
            raise ValueError(f"base has no use beside {given[0]}. Delete it")
        return self

    @model_validator(mode="after")
    def _range_is_one(self) -> "FactorEntry":
        if self.range is None:
            return self
        low, high = self.range
        if not low < high:
            raise ValueError(f"range should be [lowest, highest], is [{low:g}, {high:g}]")
        if self.integer and not (low.is_integer() and high.is_integer()):
            raise ValueError(f"range should be two whole numbers with integer: true, is [{low:g}, {high:g}]")
        if self.distribution == "log-uniform" and low <= 0:
            raise ValueError(f"range should lie above 0 for log-uniform, is [{low:g}, {high:g}]")
        shape = self.distribution if isinstance(self.distribution, Distribution) else Distribution.model_construct()
        peak = shape.normal.mean if shape.normal else shape.triangular.mode if shape.triangular else low
        if not low <= peak <= high:
            raise ValueError(f"distribution should have its {'mean' if shape.normal else 'mode'} in the range, is {peak:g}")
        return self

    @model_validator(mode="after")
    def _values_differ(self) -> "FactorEntry":
        twice = repeated(self.values or ())
        if twice is not None:
            raise ValueError(f"values should differ; {text(twice)} is there twice")
        if self.base is None:
            return self
        if self.range and not (is_number(self.base) and self.range[0] <= float(self.base) <= self.range[1]):
            raise ValueError(f"base should be in the range, is {text(self.base)}")
        known = [text(value) for value in self.values or self.levels or ()]
        if known and text(self.base) not in known:
            raise ValueError(f"base should be one of {', '.join(known)}, is {text(self.base)}")
        return self


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


def is_number(value: Any) -> bool:
    """Whether a value counts as a number: true and false do not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def text(value: Cell | None) -> str:
    """A value as a file or a setting writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def repeated(values: Iterable[Any]) -> Any:
    """The first value that is there twice, or None."""
    seen: list[str] = []
    for value in values:
        if text(value) in seen:
            return value
        seen.append(text(value))
    return None


__all__ = ["DesignEntry", "Experiment", "FactorEntry", "Level"]
