"""The mechanisms of the model: what each does, its equation, its constants with range and source."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from wgig_sim.show.terminal.console import grid

if TYPE_CHECKING:
    from wgig_sim.bridge.vocabulary import Mechanism
    from wgig_sim.core.constants import Described


def mechanisms(known: "Iterable[Mechanism]") -> RenderableType:
    """All mechanisms, a line each."""
    table = grid()
    table.add_column("mechanism", style="head", no_wrap=True)
    table.add_column("what it does")
    for mechanism in known:
        table.add_row("", mechanism.name, mechanism.summary)
    return table


def explain(mechanism: "Mechanism") -> RenderableType:
    """One mechanism in full."""
    parts: list[RenderableType] = [Text(mechanism.name, style="head"), Padding(Text(mechanism.summary), (0, 0, 1, 2))]
    if mechanism.equation:
        parts.append(Padding(Text(mechanism.equation, style="mark"), (0, 0, 1, 4)))
    for constant in mechanism.constants:
        parts.append(_constant(constant))
    return Group(*parts)


def _constant(constant: "Described") -> RenderableType:
    unit = "" if constant.unit in ("1", "") else f" {constant.unit}"
    facts = [f"from {constant.low:g} to {constant.high:g}"]
    if constant.mute is not None:
        facts.append(f"{constant.mute:g} switches it off" if constant.mute != constant.default else "off by default")
    first = Text.assemble((constant.name, "head"), f" = {constant.default:g}{unit}  ", (", ".join(facts), "quiet"))
    source = Text.assemble(("Source: ", "quiet"), (constant.source, "left" if _weak(constant.source) else "quiet"))
    lines = [Padding(first, (0, 0, 0, 2)), Padding(Text(constant.text), (0, 0, 0, 4)), Padding(source, (0, 0, 1, 4))]
    return Group(*lines)


def _weak(source: str) -> bool:
    """Whether a source is only a guess or a fit."""
    return any(word in source.lower() for word in ("prior", "unverified", "calibrated"))
