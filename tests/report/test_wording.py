"""Words for numbers and lists; scenario texts that mean only themselves."""

import datetime
import doctest
import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.report.titles import NASTY
from wgig_sim.report import wording


def test_examples() -> None:
    result = doctest.testmod(wording)
    assert result.attempted > 15
    assert result.failed == 0


def shown(markdown: str) -> str:
    """What a reader sees of a line of Markdown, after making sure that it is one plain paragraph."""
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    inner = re.fullmatch(r"<p>(.*)</p>\n", page, flags=re.DOTALL)
    assert inner is not None
    assert "<" not in inner.group(1)
    return html.unescape(inner.group(1))


@given(st.text(max_size=60) | st.text(alphabet="*_`[]()<>!#&|~\\-+=1.) \n\tab", max_size=30))
def test_a_text_means_only_itself(text: str) -> None:
    line = wording.safe(text)
    visible = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    expected = "".join(" " if re.fullmatch(r"[\x00-\x1f\x7f-\x9f]", mark) else mark for mark in visible)
    assert shown(line) == (" ".join(expected.split()) or "(no title)")


def test_markup_is_inert_in_a_table() -> None:
    table = f"| a | b |\n| --- | --- |\n| {wording.safe(NASTY)} | end |\n"
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(table)
    cells = re.findall(r"<td>(.*?)</td>", page)
    assert len(cells) == 2
    assert html.unescape(cells[0]) == " ".join(NASTY.split())


@given(st.integers(0, 99))
def test_every_number_below_a_hundred_has_its_own_word(number: int) -> None:
    assert [other for other in range(100) if wording.spell(other) == wording.spell(number)] == [number]


@given(st.floats(-2, 2))
def test_figures_have_no_negative_nought(value: float) -> None:
    assert wording.figure(value) != f"{wording.MINUS}0.00"
    assert float(wording.figure(value).replace(wording.MINUS, "-")) == round(value, 2)


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)), st.integers(0, 400))
def test_a_span_names_both_ends(first: datetime.date, days: int) -> None:
    last = first + datetime.timedelta(days=days)
    words = wording.span(first, last)
    assert words.endswith(wording.day(last))
    assert words.startswith(str(first.day))
    assert (wording.DASH in words) == (days > 0)
