"""The project's Markdown files, and what a reader would find in them: headings, links, examples, tables."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, project_files

DOCUMENTS = [path for path in project_files() if path.suffix == ".md"]
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6} +(?P<text>.+?)\s*$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """A document without its examples."""
    return re.sub(r"`[^`\n]+`", "", FENCE.sub("", text(path)))


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.replace(" ", "-")


def anchors(path: Path) -> set[str]:
    """The anchors of a document; a heading that comes again gets a number."""
    found: list[str] = []
    for heading in HEADING.finditer(FENCE.sub("", text(path))):
        own = slug(heading["text"])
        found.append(f"{own}-{found.count(own)}" if own in found else own)
    return set(found)


def links(path: Path) -> Iterator[str]:
    """The targets of all links and pictures."""
    return (link["target"] for link in LINK.finditer(prose(path)))


def examples(path: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind, with as many empty lines before them as make line numbers right."""
    whole = text(path)
    return [
        "\n" * (whole.count("\n", 0, block.start()) + 1) + block["text"]
        for block in FENCE.finditer(whole)
        if block["kind"] == kind
    ]


def section(path: Path, title: str) -> str:
    """What stands below a heading, up to the next one; empty where there is no such heading."""
    rest = re.split(rf"^#{{1,6}} {re.escape(title)}$", text(path), maxsplit=1, flags=re.MULTILINE)[1:]
    return re.split(r"^#{1,6} ", "".join(rest), maxsplit=1, flags=re.MULTILINE)[0]


def table(part: str) -> list[dict[str, str]]:
    """The rows of the tables of a part, each as heading -> cell, without code marks."""
    lines = [line for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]] if cells else []


__all__ = ["DOCUMENTS", "ROOT", "anchors", "examples", "links", "prose", "section", "slug", "table", "text"]
