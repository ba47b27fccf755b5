"""The pen that writes SVG: words stay words, and equal sheets give equal bytes."""

from collections.abc import Iterable, Iterator
from html import escape

import numpy as np

from wgig_sim.show.figures.palette import PAPER
from wgig_sim.show.figures.sheet import Boxes, Dots, Floats, Label, Mark, Sheet, Strokes

FONTS = "'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"
_ANCHOR = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}


def svg(sheet: Sheet) -> str:
    """The sheet as a self-contained SVG document."""
    width, height = number(sheet.width), number(sheet.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt"'
        f' role="img" font-family="{FONTS}">'
    )
    paper = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    body = (line for mark in sheet.marks for line in _draw(mark))
    return "\n".join([head, f"<title>{escape(sheet.title, quote=False)}</title>", paper, *body, "</svg>", ""])


def number(value: float) -> str:
    """A coordinate with at most two decimals.

    >>> number(3.0), number(0.126), number(-0.001)
    ('3', '0.13', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _draw(mark: Mark) -> Iterator[str]:
    match mark:
        case Strokes():
            yield from _strokes(mark)
        case Dots():
            yield from _dots(mark)
        case Boxes():
            for (x, y, width, height), fill in zip(mark.corners, mark.fills, strict=True):
                size = f'width="{number(width)}" height="{number(height)}"'
                yield f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"/>'
        case Label():
            yield _label(mark)


def _strokes(mark: Strokes) -> Iterator[str]:
    """One element a colour, so that 640 ranges are a few long paths."""
    dash = f' stroke-dasharray="{number(mark.dash[0])} {number(mark.dash[1])}"' if mark.dash else ""
    faint = f' opacity="{number(mark.opacity)}"' if mark.opacity < 1 else ""
    for colour in dict.fromkeys(mark.colours):
        paths = (path for path, own in zip(mark.paths, mark.colours, strict=True) if own == colour)
        route = "".join(map(_route, paths))
        yield f'<path d="{route}" fill="none" stroke="{colour}" stroke-width="{number(mark.width)}"{dash}{faint}/>'


def _route(path: Floats) -> str:
    return "M" + "L".join(_pairs(path))


def _pairs(path: Floats) -> Iterable[str]:
    return (f"{number(x)} {number(y)}" for x, y in np.round(path, 2).tolist())


def _dots(mark: Dots) -> Iterator[str]:
    rows = zip(mark.centres.tolist(), mark.radii, mark.fills, mark.rims, strict=True)
    for (x, y), radius, fill, rim in rows:
        edge = f' stroke="{rim}" stroke-width="{number(mark.rim_width)}"' if mark.rim_width else ""
        yield f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{edge}/>'


def _label(mark: Label) -> str:
    x, y = number(mark.x), number(mark.y)
    weight = ' font-weight="600"' if mark.bold else ""
    turn = f' transform="rotate({number(-mark.angle)} {x} {y})"' if mark.angle else ""
    style = f'font-size="{number(mark.size)}" fill="{mark.colour}"{weight}{_ANCHOR[mark.align]}{turn}'
    return f'<text x="{x}" y="{y}" {style}>{escape(mark.text, quote=False)}</text>'
