"""Factors: what an experiment varies, one at a time; which values each can have and what a value does to a scenario."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.scenario.problems import Mark
from wgig_sim.scenario.settings import split
from wgig_sim.scenario.tree import Path
from wgig_sim.study.factor_schema import Cell, Distribution, FactorEntry, Level, is_number, text

Floats = NDArray[np.float64]
Value = float | str
SCENARIO = "scenario"
CARRIER = "floor"
"""The mechanism without which nobody speaks: it stays where another one is looked at alone, which would have nothing to do."""
DIGITS = 12
"""Significant digits of steps, so that 0.1 + 0.2 is 0.3."""


class Factor(NamedTuple):
    """One column of a design."""

    name: str
    kind: Literal["range", "values", "levels", "scenario"]
    base: Value
    """What one-at-a-time designs keep."""
    keys: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    distribution: str | Distribution = "uniform"
    integer: bool = False
    choices: tuple[Value, ...] = ()
    """All values, where they are not a range."""
    levels: tuple[Level, ...] = ()
    """What each choice stands for, where choices are labels."""
    place: Path = ()
    """Where the experiment says so."""

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers."""
        return self.kind == "range" or (self.kind == "values" and not any(isinstance(value, str) for value in self.choices))

    def ends(self) -> tuple[Value, ...]:
        """Lowest and highest value of a range, or every choice."""
        return (self.low, self.high) if self.kind == "range" else self.choices

    def trials(self) -> tuple[Value, ...]:
        """Values that tell whether all can be set: every choice, or both ends of a range and something broken between."""
        if self.kind != "range" or self.integer:
            return self.ends()
        return (self.low, self.high, float(f"{self.low + 0.382 * (self.high - self.low):.3g}"))

    def steps(self, count: int) -> tuple[Value, ...]:
        """Values at equal steps of probability from end to end, or every choice."""
        if self.kind != "range":
            return self.choices
        rounded = (float(f"{value:.{DIGITS}g}") for value in _quantiles(self, np.linspace(0.0, 1.0, count)))
        return tuple(dict.fromkeys(min(max(value, self.low), self.high) for value in rounded))

    def at(self, share: Floats) -> list[Value]:
        """The values below which these shares, in [0, 1], of the factor's distribution lie."""
        if self.kind == "range":
            found: list[Value] = _quantiles(self, share).tolist()
            return found
        rows = np.minimum((share * len(self.choices)).astype(np.int64), len(self.choices) - 1)
        return [self.choices[row] for row in rows]

    def read(self, cell: Cell) -> Value:
        """A cell of a table as a value of this factor's kind, whether or not the factor has it."""
        return float(cell) if self.numeric and is_number(cell) else text(cell)

    def holds(self, value: Value) -> bool:
        """Whether a value is one of this factor's."""
        if self.kind != "range":
            return value in self.choices
        return isinstance(value, float) and self.low <= value <= self.high and (not self.integer or value.is_integer())

    def level(self, value: Value) -> Level | None:
        """What a label stands for."""
        return self.levels[self.choices.index(value)] if self.levels else None

    def sets(self, value: Value) -> list[tuple[str, str]]:
        """Each key and text that a value sets, as around the = of --set."""
        level = self.level(value)
        if level:
            return [(key, text(cell)) for key, cell in level.set.items()]
        return [(key, text(value)) for key in self.keys]

    def places(self, value: Value) -> list[tuple[Path, Path]]:
        """Where the experiment says what `sets` gives: the place of each key, and of its value."""
        level = self.level(value)
        if level:
            cells: list[Path] = [(*self.place, "levels", str(value), "set", key) for key in level.set]
            return [(cell, cell) for cell in cells]
        end: Path = (*self.place, self.kind)
        if value in self.ends():
            end = (*end, self.ends().index(value))
        named: list[Path] = [("key",)] if len(self.keys) == 1 else [("keys", index) for index in range(len(self.keys))]
        return [((*self.place, *key), end) for key in named]


def _quantiles(factor: Factor, share: Floats) -> Floats:
    low, high = factor.low, factor.high
    if factor.integer:
        low, high = low - 0.5, high + 0.5
    shape = factor.distribution
    if isinstance(shape, Distribution):
        from scipy import stats

        if shape.normal:
            mean, sd = shape.normal.mean, shape.normal.sd
            value = stats.truncnorm.ppf(share, (low - mean) / sd, (high - mean) / sd, loc=mean, scale=sd)
        else:
            assert shape.triangular
            value = stats.triang.ppf(share, (shape.triangular.mode - low) / (high - low), loc=low, scale=high - low)
    elif shape == "log-uniform":
        value = low * (high / low) ** share
    else:
        value = low + (high - low) * share
    if factor.integer:
        return np.asarray(np.clip(np.floor(value + 0.5), factor.low, factor.high), dtype=np.float64)
    return np.clip(np.asarray(value, dtype=np.float64), low, high)


def expand(entries: Mapping[str, FactorEntry], scenarios: Sequence[str]) -> tuple[Factor, ...]:
    """The columns of a design in the order of the file; several scenarios are the first of them."""
    factors: list[Factor] = []
    if len(scenarios) > 1:
        factors.append(Factor(SCENARIO, "scenario", scenarios[0], choices=tuple(scenarios), place=("scenarios",)))
    for name, entry in entries.items():
        if entry.constants:
            factors.extend(_constants(("factors", name)))
        else:
            factors.append(_factor(name, entry))
    return tuple(factors)


def _factor(name: str, entry: FactorEntry) -> Factor:
    place = ("factors", name)
    if entry.range is None:
        levels = _each_mechanism() if entry.mechanisms else entry.levels
        if levels is not None:
            base: Value = next(iter(levels)) if entry.base is None else text(entry.base)
            return Factor(name, "levels", base, choices=tuple(levels), levels=tuple(levels.values()), place=place)
        values = entry.values or ()
        numbers = all(is_number(value) for value in values)
        choices: tuple[Value, ...] = tuple(float(value) if numbers else text(value) for value in values)
        base = choices[0] if entry.base is None else float(entry.base) if numbers else text(entry.base)
        return Factor(name, "values", base, keys_of(entry), choices=choices, place=place)
    factor = Factor(
        name, "range", 0.0, keys_of(entry), *entry.range, distribution=entry.distribution, integer=entry.integer, place=place
    )
    own = _default(factor.keys[0])
    kept = entry.base if entry.base is not None else own if own is not None and factor.holds(own) else None
    return factor._replace(base=factor.at(np.array([0.5]))[0] if kept is None else float(kept))


def keys_of(entry: FactorEntry) -> tuple[str, ...]:
    """The keys that a factor sets, one or several."""
    return entry.keys or ((entry.key,) if entry.key is not None else ())


@cache
def constant_of(key: str) -> tuple[str, str] | None:
    """Mechanism and constant that a key names, or None where it names something else."""
    path, _ = split(f"{key}=0", Mark(""), [])
    return (str(path[1]), str(path[2])) if len(path) == 3 and path[0] == "mechanisms" else None


def _default(key: str) -> float | None:
    """The value that a constant has where nobody changes it."""
    if not key.startswith("mechanisms."):
        return None
    found = constant_of(key)
    known = MECHANISMS[found[0]].constants if found and found[0] in MECHANISMS else ()
    return next((constant.default for constant in known if found and constant.name == found[1]), None)


def _constants(place: Path) -> Iterator[Factor]:
    for mechanism in MECHANISMS.values():
        for known in mechanism.constants:
            name = f"{mechanism.name}.{known.name}"
            keys = (f"mechanisms.{name}",)
            yield Factor(name, "range", float(known.default), keys, float(known.low), float(known.high), place=place)


def _each_mechanism() -> dict[str, Level]:
    """All at work, each switched off alone, each at work alone; what cannot be switched off is left out."""
    names = [name for name in MECHANISMS if muted(name)]
    without = {f"without {name}": Level(mute=(name,)) for name in names}
    alone = {f"only {name}": Level(mute_all_but=tuple(dict.fromkeys((CARRIER, name)))) for name in names}
    return {"all": Level(), **without, **alone}
