"""The global constants as words: which mechanisms there are, which constants each has, and their exact mute values."""

from collections.abc import Mapping
from typing import NamedTuple

from wgig_sim.core.constants import Described, describe
from wgig_sim.core.forum import Constants


class Mechanism(NamedTuple):
    """One mechanism of the model, as its file declares it."""

    name: str
    summary: str
    equation: str
    constants: tuple[Described, ...]


def _mechanism(name: str, declaration: type) -> Mechanism:
    summary, _, equation = (declaration.__doc__ or "").strip().partition("\n\n")
    text = "\n".join(line.strip() for line in equation.strip().splitlines())
    return Mechanism(name, " ".join(summary.split()), text, describe(name, declaration))


MECHANISMS: Mapping[str, Mechanism] = {
    name: _mechanism(name, type(default)) for name, default in Constants._field_defaults.items()
}


def vocabulary() -> dict[str, dict[str, tuple[float, float]]]:
    """Mechanism -> constant -> (low, high): what a scenario's `mechanisms` may name."""
    return {name: {c.name: (c.low, c.high) for c in mechanism.constants} for name, mechanism in MECHANISMS.items()}


def constants(overrides: Mapping[str, Mapping[str, float]], mute: bool = False) -> Constants:
    """The global constants, or with `mute` those that switch all mechanisms off, with a scenario's overrides."""
    base = constants(muted()) if mute else Constants()
    changed = {
        name: getattr(base, name)._replace(**{key: float(value) for key, value in values.items()})
        for name, values in overrides.items()
    }
    return base._replace(**changed)


def muted(*mechanisms: str) -> dict[str, dict[str, float]]:
    """Overrides that switch mechanisms off exactly; all of them when none is named."""
    names = mechanisms or tuple(MECHANISMS)
    return {
        name: {c.name: c.mute for c in MECHANISMS[name].constants if c.mute is not None}
        for name in names
        if any(c.mute is not None for c in MECHANISMS[name].constants)
    }
