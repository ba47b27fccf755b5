"""How a mechanism declares its global constants: one annotation each, read by the schema, the CLI, sweeps and the documents.

A mechanism's file holds a NamedTuple whose fields are its constants::

    class Trust(NamedTuple):
        gain: Annotated[float, Constant("rate at which good evidence is believed", 0, 1, mute=0, unit="per statement")] = 0.05

The default stands in one place, here; scenarios differ in facts and rules, never in constants.
"""

from typing import Annotated, Any, NamedTuple, get_type_hints


class Constant(NamedTuple):
    """What a reader has to know of a constant; `mute` is the value that takes part in switching its mechanism off."""

    text: str
    low: float
    high: float
    mute: float | None = None
    unit: str = "1"
    source: str = "value: calibrated"


class Described(NamedTuple):
    """A constant with its place: mechanism, name, default and annotation."""

    mechanism: str
    name: str
    default: float
    text: str
    low: float
    high: float
    mute: float | None
    unit: str
    source: str


def describe(mechanism: str, declaration: Any) -> tuple[Described, ...]:
    """The constants that a NamedTuple declares, in their order."""
    hints = get_type_hints(declaration, include_extras=True)
    rows = []
    for name in declaration._fields:
        constant: Constant = hints[name].__metadata__[0]
        rows.append(Described(mechanism, name, declaration._field_defaults[name], *constant))
    return tuple(rows)


__all__ = ["Annotated", "Constant", "Described", "NamedTuple", "describe"]
