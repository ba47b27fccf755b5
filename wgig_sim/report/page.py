"""One self-contained HTML page with all documents and figures.

The page is made from the Markdown that `documents` wrote, so that there is one text and not two. markdown-it-py, which
rich brings along, reads it as CommonMark with raw HTML switched off; a content security policy keeps the page from
running or loading anything at all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from wgig_sim.engines.record import Record
from wgig_sim.report.documents import TEMPLATES

_PROLOGUE = re.compile(r"^\s*(?:<\?xml.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?>|<!--.*?-->|\s)*", re.DOTALL)
_METADATA = re.compile(r"<metadata\b.*?</metadata>", re.DOTALL)
_CAPTION = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)
_DEFINED = re.compile(r'\bid="([^"]+)"')
_USED = re.compile(r'((?:xlink:)?href="#|url\(#)')


@dataclass(frozen=True)
class Heading:
    """A line of the contents list."""

    anchor: str
    html: Markup


@dataclass(frozen=True)
class Section:
    """One document on the page."""

    anchor: str
    title: Markup
    headings: tuple[Heading, ...]
    html: Markup


@dataclass(frozen=True)
class Drawing:
    """One figure on the page."""

    caption: str
    svg: Markup


def page(record: Record, documents: Mapping[str, str], figures: Mapping[str, str]) -> str:
    """The page: documents (file name -> Markdown) in the given order, then figures (name -> SVG).

    A figure's caption is the `<title>` of its SVG where it has one, and its name otherwise.
    """
    sections = [_section(name, text) for name, text in documents.items()]
    drawings = [_drawing(number, name, svg) for number, (name, svg) in enumerate(figures.items(), start=1)]
    return TEMPLATES["page.html"].render(
        title=" ".join(record.scenario.title.split()),
        question=record.scenario.question,
        seed=record.seed,
        replicate=record.replicate,
        style=Markup(_style()),
        sections=sections,
        figures=drawings,
    )


@cache
def _style() -> str:
    return files("wgig_sim.report").joinpath("templates/page.css").read_text(encoding="utf-8")


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _section(name: str, text: str) -> Section:
    """A document as HTML, one heading level down, with an anchor at each heading."""
    reader = _markdown()
    anchor = re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".md").lower()).strip("-")
    tokens = reader.parse(text)
    title = Markup("")
    headings: list[Heading] = []
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        words = Markup(reader.renderer.render(tokens[place + 1].children or [], reader.options, {}))
        if token.tag == "h1":
            title = words
            _attribute(tokens, place, anchor)
        elif token.tag == "h2":
            headings.append(Heading(f"{anchor}-{len(headings) + 1}", words))
            _attribute(tokens, place, headings[-1].anchor)
        _demote(token, tokens[place + 2])
    html = reader.renderer.render(tokens, reader.options, {})
    html = html.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")
    return Section(anchor, title, tuple(headings), Markup(html))


def _attribute(tokens: Sequence[Token], place: int, anchor: str) -> None:
    tokens[place].attrSet("id", anchor)


def _demote(*tokens: Token) -> None:
    for token in tokens:
        token.tag = f"h{int(token.tag[1]) + 1}"


def _drawing(number: int, name: str, svg: str) -> Drawing:
    """An SVG made ready to stand inside HTML: no prologue, no metadata, ids that no other figure has."""
    body = _METADATA.sub("", _PROLOGUE.sub("", svg, count=1))
    found = _CAPTION.search(body)
    plain = name.removesuffix(".svg").replace("-", " ").replace("_", " ")
    caption = Markup(found.group(1)).striptags() if found else plain
    prefix = f"figure-{number}-"
    body = _USED.sub(rf"\g<1>{prefix}", _DEFINED.sub(rf'id="{prefix}\1"', body))
    return Drawing(caption[:1].upper() + caption[1:], Markup(body))
