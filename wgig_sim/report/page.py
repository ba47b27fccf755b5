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
from typing import NamedTuple

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


_IMAGE = re.compile(r'<p><img src="figures/([\w.-]+)\.svg"[^>]*></p>')
_IMAGE_NAMES = re.compile(r"\]\(figures/([\w.-]+)\.svg\)")
_FIGURE = Markup(
    '<figure>\n<div class="drawing" role="img" aria-label="{0}">\n{1}\n</div>\n<figcaption>{2}. {0}</figcaption>\n</figure>'
)


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
    number: int

    @property
    def html(self) -> Markup:
        """The figure with its caption."""
        return _FIGURE.format(self.caption, self.svg, self.number)


def page(record: Record, documents: Mapping[str, str], figures: Mapping[str, str]) -> str:
    """The page of a run: documents (file name -> Markdown) in the given order, then figures (name -> SVG)."""
    note = f"Seed {record.seed}, replicate {record.replicate}. Every number is taken from the record of this run."
    heading = Head("The documents of a simulated process", record.scenario.title, record.scenario.question, note)
    return bound(heading, documents, figures)


class Head(NamedTuple):
    """What stands above everything else."""

    kind: str
    title: str
    question: str
    note: str


def bound(head: Head, documents: Mapping[str, str], figures: Mapping[str, str]) -> str:
    """Documents and figures in one page. A figure stands where a document has it as an image, ![...](figures/NAME.svg), or else
    at the end. Its caption is the `<title>` of its SVG where it has one, and its name otherwise.
    """
    drawings = {name: _drawing(number, name, svg) for number, (name, svg) in enumerate(figures.items(), start=1)}
    sections = [section(name, text, drawings) for name, text in documents.items()]
    placed = {name for text in documents.values() for name in _IMAGE_NAMES.findall(text)}
    return TEMPLATES["page.html"].render(
        head=head._replace(title=" ".join(head.title.split())),
        style=Markup(_style()),
        sections=sections,
        figures=[drawing for name, drawing in drawings.items() if name not in placed],
    )


@cache
def _style() -> str:
    return files("wgig_sim.report").joinpath("templates/page.css").read_text(encoding="utf-8")


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def section(name: str, text: str, drawings: Mapping[str, Drawing]) -> Section:
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
    html = _IMAGE.sub(lambda found: drawings[found[1]].html if found[1] in drawings else "", html)
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
    return Drawing(caption[:1].upper() + caption[1:], Markup(body), number)
