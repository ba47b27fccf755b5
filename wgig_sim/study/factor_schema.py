"""The factor of an experiment as its file says it: a key over a range or some values, labelled levels, or all constants."""

import math
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from wgig_sim.scenario.entry import Entry, Number, Words, YesNo
from wgig_sim.scenario.problems import Mark, ScenarioError, quoted
from wgig_sim.scenario.settings import split
from wgig_sim.scenario.tree import plain

Cell = Number | YesNo | Words
"""A number, true or false, or a word."""


class Normal(Entry):
    """A normal distribution, truncated to the range."""

    mean: Number
    """Where most values lie, in the range."""
    sd: Annotated[Number, Field(gt=0)]
    """The standard deviation, before the range cuts off the ends."""


class Triangular(Entry):
    """A triangular distribution over the range."""

    mode: Number
    """The most likely value, in the range."""


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
    """One labelled state of a factor: another scenario or variant, settings, mechanisms switched off; nothing = as it is."""

    scenario: Words | None = None
    variant: Words | None = None
    """A variant of whatever scenario it is: wgig-rules makes wcit-2012/wgig-rules of wcit-2012."""
    set: dict[str, Cell | None] = Field(default_factory=dict)
    mute: tuple[Words, ...] = ()
    """Mechanisms to switch off."""
    mute_all_but: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    """Mechanisms to leave on; all others are switched off."""

    @model_validator(mode="after")
    def _mutes_once(self) -> "Level":
        if self.mute and self.mute_all_but:
            raise ValueError("mute and mute_all_but exclude each other. Keep one")
        if self.scenario and self.variant:
            raise ValueError("a level names a scenario or a variant, and this one has both. Keep one")
        readable("set", self.set)
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
    """Levels for attribution: all mechanisms at work, each switched off alone, and each at work alone but for the floor."""

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
        readable("key" if self.key else "keys", self.keys or [self.key] * bool(self.key))
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


def readable(where: str, keys: Iterable[str | None]) -> None:
    """Raise a ValueError where a key cannot be read as one after --set; whether a scenario has it is for others to say."""
    for key in keys:
        try:
            whole = plain(split(f"{key}=0", Mark(""), [])[1]) == 0
        except ScenarioError as error:
            whole = bool(error.problems[0].key)  # a key that is no key of a scenario, or must not be set
        if not whole:
            example = "for example trust.other_group or seats[3].capacity"
            raise ValueError(f"{where} has {quoted(key)}, which is no key. Write it as after --set, {example}")


def is_number(value: Any) -> bool:
    """Whether a value counts as a number: true and false do not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_cell(value: Any) -> bool:
    """Whether a value can stand in a table: a text, true or false, or a finite number."""
    return isinstance(value, str | bool) or (is_number(value) and math.isfinite(value))


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
