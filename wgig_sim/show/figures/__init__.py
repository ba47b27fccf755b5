"""The pictures of a run: each is a sheet that any pen can draw, as SVG, as PNG or as a matplotlib figure."""

from typing import TYPE_CHECKING

from wgig_sim.show.figures import curves, network, outcome, positions
from wgig_sim.show.figures.sheet import Sheet
from wgig_sim.show.figures.svg import svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from wgig_sim.engines.record import Record

FIGURES = {"positions": positions.draw, "curves": curves.draw, "trust": network.draw, "outcome": outcome.draw}
"""Name of the file -> how it is drawn. A new picture is one function and one line here."""


def sheets(record: "Record") -> dict[str, Sheet]:
    """Every picture of a run, not yet drawn with any pen."""
    return {name: draw(record) for name, draw in FIGURES.items()}


def figures(record: "Record") -> "dict[str, Figure]":
    """Every picture of a run as a matplotlib figure."""
    from wgig_sim.show.figures.canvas import figure

    return {name: figure(sheet) for name, sheet in sheets(record).items()}


def render(record: "Record") -> dict[str, tuple[str, bytes]]:
    """Every picture of a run as SVG and as PNG."""
    from wgig_sim.show.figures.canvas import png

    return {name: (svg(sheet), png(sheet)) for name, sheet in sheets(record).items()}


__all__ = ["FIGURES", "figures", "render", "sheets"]
