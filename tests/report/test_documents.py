"""What holds for all documents: they are written for any run, read well, and tell different runs apart."""

import re
import time

from hypothesis import given

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from wgig_sim.report import documents, page


@given(shapes())
def test_any_run_can_be_written(shape: Shape) -> None:
    for name, text in documents(record(shape)).items():
        assert text.startswith("# ")
        assert text.endswith("\n")
        assert "\n\n\n" not in text
        prose = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
        assert not re.search(r"\b(None|nan|NaN|inf)\b|\{|\}", prose.replace("None was", "").replace("None of", "")), name
        assert not re.search(r"[^\S\n]{2,}|\s[.,;:](?:\s|$)|\.\.|,,|\(\)|“”", prose), name
        assert not re.search(r"\b1 \w+s\b|\b0 (?:members|objections|statements)", prose), name
        assert not re.search(r"\b(?:one|1) (?:members|items|objections|options|statements|issues|delegations)\b", prose), name


@given(shapes())
def test_the_same_run_gives_the_same_words(shape: Shape) -> None:
    assert documents(record(shape)) == documents(record(shape))


def test_different_runs_are_told_differently() -> None:
    one, other = documents(record(Shape(seed=1))), documents(record(Shape(seed=2)))
    for name in one:
        same = set(one[name].splitlines()) & set(other[name].splitlines())
        assert len(same) < len(set(one[name].splitlines())) / 2


def test_few_sentences_are_said_twice() -> None:
    text = documents(record())["background-report.md"]
    sentences = [words for line in text.splitlines() if line[:1].isalnum() for words in line.split(". ") if len(words) > 30]
    assert len(sentences) > 80
    assert len(set(sentences)) > 0.9 * len(sentences)


def test_the_order_is_that_of_reading() -> None:
    assert list(documents(record())) == ["report.md", "background-report.md", "preliminary-report.md", "minutes.md"]


def test_writing_does_not_keep_anybody_waiting() -> None:
    """About 0.04 s for 40 seats, 15 issues and 2,000 statements; the bound leaves room for a busy machine."""
    run = record()
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        page(run, documents(run), {})
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.25
