"""No link of the documents leads nowhere."""

from pathlib import Path

import pytest

from tests.house.markdown import DOCUMENTS, anchors, links, prose, slug
from tests.house.tree import ROOT, name

OUTSIDE = ("https://", "http://", "mailto:")


def broken(path: Path) -> list[str]:
    """The relative links of a document whose file or heading does not exist."""
    found = []
    for target in links(path):
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        if target.startswith(OUTSIDE):
            continue
        if not there.is_relative_to(ROOT) or not there.exists() or (anchor and anchor not in anchors(there)):
            found.append(target)
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    assert broken(path) == []


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/model.md", "docs/python.md"])
def test_a_reader_of_the_index_finds(document: str) -> None:
    index = ROOT / "docs" / "README.md"
    assert ROOT / document in {(index.parent / target).resolve() for target in links(index)}


def test_the_check_sees_what_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house.test_links.ROOT", tmp_path)
    document = tmp_path / "a.md"
    document.write_text(
        "# One\n## Two `three`, four\n[a](#one) [b](#two-three-four) [c](#five) ![d](gone.svg) [e](a.md#one)\n"
        "[f](../b.md) [g](https://example.org) `[h](nowhere)`\n```\n# no heading\n[i](nowhere)\n```\n[j](#no-heading)\n",
        encoding="utf-8",
    )
    assert broken(document) == ["#five", "gone.svg", "../b.md", "#no-heading"]


def test_slugs_are_those_of_github() -> None:
    assert slug("9 Measures, and `--set`: what's new?") == "9-measures-and---set-whats-new"
    assert "nowhere" not in prose(ROOT / "README.md")
