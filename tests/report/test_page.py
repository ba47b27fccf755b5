"""The page: everything on it, nothing from elsewhere, nothing that runs."""

import re
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from tests.report.factory import record
from tests.report.made_up import Shape
from wgig_sim.report import documents, page

VOID = {"meta", "br", "hr", "img", "path", "use", "rect"}
FIGURE = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="10" height="10" viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
 <metadata><rdf>http://purl.org/dc</rdf></metadata>
 <defs><clipPath id="clip"><rect width="1" height="1"/></clipPath></defs>
 <g id="axes" clip-path="url(#clip)"><use xlink:href="#clip"/></g>
</svg>
"""


class Reader(HTMLParser):
    """Collects tags and attributes, and complains where elements are not nested."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def written(shape: Shape, figures: dict[str, str] | None = None) -> Reader:
    run = record(shape)
    return Reader(page(run, documents(run), figures or {}))


@pytest.mark.parametrize("nasty", [False, True])
def test_nothing_runs_and_nothing_is_loaded(nasty: bool) -> None:
    reader = written(Shape(seats=4, nasty=nasty))
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "img", "iframe", "link", "object", "embed", "b", "code"}
    for tag, attributes in reader.tags:
        assert not any(name.startswith("on") for name in attributes)
        if tag == "a":
            assert (attributes["href"] or "").startswith("#")
    policy = next(a["content"] for t, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert ("<script>alert" in reader.text) == nasty  # as words that a reader sees


def test_every_link_of_the_contents_leads_somewhere() -> None:
    reader = written(Shape(), {"positions": FIGURE})
    ids = Counter(attributes["id"] for _, attributes in reader.tags if "id" in attributes)
    assert set(ids.values()) == {1}
    targets = [(attributes["href"] or "")[1:] for tag, attributes in reader.tags if tag == "a"]
    assert len(targets) > 15
    assert set(targets) <= set(ids)


def test_all_documents_are_on_it_under_one_title() -> None:
    run = record()
    reader = Reader(page(run, documents(run), {}))
    assert [tag for tag, _ in reader.tags if tag == "h1"] == ["h1"]
    for title in ("Report", "Background Report", "Preliminary report", "Minutes"):
        assert title in reader.text
    for text in documents(run).values():
        for line in re.findall(r"^[A-Z][^*|\\\n]{40,}$", text, flags=re.MULTILINE):
            assert line in reader.text


def test_figures_stand_inline_with_their_own_ids() -> None:
    reader = written(Shape(seats=4), {"opinion-change": FIGURE, "trust <network>": FIGURE})
    assert "Opinion change" in reader.text
    assert "Trust <network>" in reader.text
    ids = [attributes["id"] for _, attributes in reader.tags if (attributes.get("id") or "").endswith("clip")]
    used = [attributes["xlink:href"] for tag, attributes in reader.tags if tag == "use"]
    assert [f"#{id}" for id in ids] == used
    assert len(set(ids)) == 2
    assert "purl.org" not in reader.text


def luminance(colour: str) -> float:
    """Relative luminance of a hexadecimal colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_in_light_and_dark() -> None:
    style = files("wgig_sim.report").joinpath("templates/page.css").read_text(encoding="utf-8")
    palettes = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)]
    palettes = [palette for palette in palettes if palette]
    assert len(palettes) == 2
    for palette in palettes:
        for name in ("ink", "quiet", "link"):
            one, other = sorted((luminance(palette[name]), luminance(palette["paper"])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, name
