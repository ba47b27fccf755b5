"""The pen that uses matplotlib: a sheet as a Figure that a researcher can go on working with, and as PNG."""

import math
import struct
import warnings
import zlib
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import CircleCollection, LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

from wgig_sim.show.figures.palette import PAPER
from wgig_sim.show.figures.sheet import Boxes, Dots, Floats, Label, Mark, Sheet, Strokes

DPI = 150
EM = 100.0
"""Size at which the outline of each letter is kept."""
FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a picture is the same on every machine."""


def figure(sheet: Sheet) -> Figure:
    """The sheet as a matplotlib figure; no pyplot, no state outside it."""
    drawn = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=DPI, facecolor=PAPER)
    points = Affine2D().scale(1 / 72, -1 / 72).translate(0, sheet.height / 72) + drawn.dpi_scale_trans
    for layer, mark in enumerate(sheet.marks):
        artist = _artist(mark, points)
        artist.set_zorder(layer)
        drawn.add_artist(artist)
    return drawn


def png(sheet: Sheet) -> bytes:
    """The sheet as a PNG picture; equal sheets give equal bytes."""
    with mpl.rc_context({"path.simplify": False}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        drawn = figure(sheet)
        width, height = (round(side * DPI) for side in drawn.get_size_inches())
        renderer = QuickLetters(width, height, DPI)  # type: ignore[no-untyped-call]
        drawn.draw(renderer)
    pixels = np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]
    return encode(pixels[:, :, :3])


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels (height, width, 3) as a PNG file. Pictures with much empty paper need no filter, which saves most of the time."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    dots_a_metre = round(DPI / 0.0254)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", dots_a_metre, dots_a_metre, 1)),
        (b"IDAT", zlib.compress(rows.tobytes(), 2)),
        (b"IEND", b""),
    ]
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _artist(mark: Mark, points: Transform) -> Any:
    match mark:
        case Strokes():
            return LineCollection(
                list(mark.paths),
                colors=list(mark.colours),
                linewidths=mark.width,
                alpha=mark.opacity,
                linestyles=(0, [length / mark.width for length in mark.dash]) if mark.dash else "solid",
                capstyle="butt",
                transform=points,
            )
        case Dots():
            return CircleCollection(
                [math.pi * radius**2 for radius in mark.radii],
                offsets=mark.centres,
                offset_transform=points,
                facecolors=list(mark.fills),
                edgecolors=list(mark.rims) if mark.rim_width else "none",
                linewidths=mark.rim_width,
            )
        case Boxes():
            x, y, width, height = mark.corners.T
            corners = np.stack([x, y, x + width, y, x + width, y + height, x, y + height], axis=1).reshape(-1, 4, 2)
            return PolyCollection(list(corners), facecolors=list(mark.fills), edgecolors="none", transform=points)
        case Label():
            return _text(mark, points)


def _text(mark: Label, points: Transform) -> Text:
    return Text(
        mark.x,
        mark.y,
        mark.text,
        color=mark.colour,
        fontproperties=FontProperties(family=FAMILY, size=mark.size, weight="bold" if mark.bold else "normal"),
        horizontalalignment=mark.align,
        verticalalignment="baseline",
        rotation=mark.angle,
        rotation_mode="anchor",
        transform=points,
        parse_math=False,
    )


@cache
def letter(mark: str, weight: str) -> tuple[Floats, Any, float]:
    """Outline of one letter and its width, at the size EM."""
    font = FontProperties(family=FAMILY, size=EM, weight=weight)
    vertices, codes = text_to_path.get_text_path(font, mark)
    pair, triple = (text_to_path.get_text_width_height_descent(text, font, False)[0] for text in ("nn", f"n{mark}n"))
    return np.asarray(vertices, dtype=np.float64).reshape(-1, 2), np.asarray(codes), float(triple - pair)


class QuickLetters(RendererAgg):
    """Matplotlib's own renderer, but for words: each letter is looked up once, not laid out anew in every line.

    That takes a tenth of the time and leaves lines without kerning.
    """

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """Size of a line of words in pixels."""
        size = prop.get_size_in_points() * self.dpi / 72
        return sum(letter(mark, prop.get_weight())[2] for mark in s) * size / EM, size * 0.93, size * 0.24

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        """Draw a line of words as one path."""
        outlines, codes, at = [], [], 0.0
        for mark in s:
            vertices, kinds, advance = letter(mark, prop.get_weight())
            if len(vertices):
                outlines.append(np.add(vertices, (at, 0.0)))
                codes.append(kinds)
            at += advance
        if not outlines:
            return
        scale = prop.get_size_in_points() * self.dpi / 72 / EM
        place = Affine2D().scale(scale).rotate_deg(angle).translate(x, self.height - y)
        colour = gc.get_rgb()
        gc.set_linewidth(0)
        outline = Path(np.concatenate(outlines), np.concatenate(codes))
        self.draw_path(gc, outline, place, colour)  # type: ignore[no-untyped-call]
