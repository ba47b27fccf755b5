"""A lever: one rule of a forum that a class may change, what each position of it means, and the settings it stands for."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from wgig_sim.scenario.schema import Scenario

Value = str | float
Pulled = Mapping[str, Value]
"""Lever -> the value that it was moved to; levers that are not named stay as the scenario has them."""


class LeverError(ValueError):
    """A lever that a scenario does not have, or a value that the lever does not have."""

    def __init__(self, lever: str, message: str) -> None:
        super().__init__(message)
        self.lever = lever


class Option(NamedTuple):
    """One position of a lever with positions."""

    value: str
    label: str
    phrase: str
    """What follows "with"."""
    help: str


class Span(NamedTuple):
    """The scale of a lever that slides."""

    low: float
    high: float
    step: float
    phrase: str
    """What follows "with"; {} is the value."""
    unit: str = ""


class Lever(NamedTuple):
    """One rule that may be changed. It is offered where there are options, or a span."""

    id: str
    title: str
    help: str
    positions: Callable[[Scenario], tuple[Option, ...] | Span | None]
    """What a scenario lets one choose from; nothing where the lever makes no sense."""
    now: Callable[[Scenario], Value | None]
    """The value that says what the scenario has; None where it is none of them."""
    settings: Callable[[Scenario, Pulled], list[str]]
    """The settings (KEY=VALUE) of the value to which the lever was moved."""

    def card(self, scenario: Scenario) -> dict[str, Any] | None:
        """The lever as the page shows it; None where it is not offered."""
        found = self.positions(scenario)
        if not found:
            return None
        head = {"id": self.id, "title": self.title, "help": self.help, "value": self.now(scenario)}
        if isinstance(found, Span):
            scale = {"min": found.low, "max": found.high, "step": found.step, "unit": found.unit, "phrase": found.phrase}
            return head | {"kind": "slider"} | scale
        return head | {"kind": "choice", "options": [option._asdict() for option in found]}

    def checked(self, scenario: Scenario, value: object) -> Value:
        """A value of this lever; a LeverError says what is allowed."""
        found = self.positions(scenario)
        if not found:
            raise LeverError(self.id, f"{scenario.title} has no lever {self.id}.")
        if isinstance(found, Span):
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not number or not found.low <= value <= found.high:  # type: ignore[operator]
                raise LeverError(self.id, f"should be a number from {found.low:g} to {found.high:g}.")
            steps = round((value - found.low) / found.step)  # type: ignore[operator]
            return round(found.low + steps * found.step, 6)
        known = [option.value for option in found]
        if value not in known:
            raise LeverError(self.id, f"should be one of: {', '.join(known)}.")
        return str(value)
