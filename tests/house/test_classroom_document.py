"""The lesson in docs/classroom.md: its tables are what the page gives, and its prose is what the tables show.

Whole tables are written by `python -m docs.classroom`; the rows that the prose leans on are made anew here.
"""

import re

import pytest

from docs import classroom, refresh
from tests.house.markdown import section, table, text
from wgig_sim.core.compiled import COMPILED

HINT = "run: python -m docs.classroom"
DOCUMENT = text(classroom.DOCUMENT)
RULES, WAYS_OUT = (
    {row["lever"]: row for row in table(section(classroom.DOCUMENT, title))}
    for title in ("Experiment 2: which rule mattered most?", "Experiment 3: why oversight stayed open")
)
many = pytest.mark.skipif(not COMPILED, reason="thousands of runs need the compiled kernels")


def number(cell: str) -> float:
    """The first number of a cell."""
    return float(re.findall(r"[−+]?[\d.]+", cell)[0].replace("−", "-"))


def accepted(row: dict[str, str]) -> float:
    return number(row["acceptance outside"])


def changed(lever: str) -> tuple[float, float]:
    """The 95% interval of the change in the items agreed, as the document has it."""
    low, high = re.findall(r"\((.*) to (.*)\)", RULES[lever]["change (95%)"])[0]
    return number(low), number(high)


@many
def test_the_comparison_with_the_summit_is_fresh() -> None:
    assert classroom.summit("") in DOCUMENT, HINT


@many
@pytest.mark.parametrize("pull", [("footing", "unequal"), ("start", "text-first"), ("shares", "only-government")])
def test_rows_of_the_levers_are_fresh(pull: tuple[str, str]) -> None:
    assert classroom.lever_row(pull) in DOCUMENT, HINT


@many
@pytest.mark.parametrize("pull", [None, ("consensus", "qualified-majority")])
def test_rows_of_the_ways_out_are_fresh(pull: tuple[str, str] | None) -> None:
    assert classroom.oversight_row(pull) in DOCUMENT, HINT


def test_every_lever_has_a_row_and_the_strongest_comes_first() -> None:
    assert set(RULES) == {classroom.said(pull) for pull in (None, *classroom.RULES)}
    assert list(WAYS_OUT) == [classroom.said(pull) for pull in classroom.WAYS_OUT]
    items = [number(row["items agreed, of 18"]) for row in RULES.values()][1:]
    assert items == sorted(items)


def test_every_block_is_one_that_is_written() -> None:
    assert {block["name"] for block in refresh.BLOCK.finditer(DOCUMENT)} == {"summit", "levers", "oversight"}


def test_what_the_first_experiment_says() -> None:
    rows = {row[""]: row for row in table(section(classroom.DOCUMENT, "Experiment 1: the Summit and the Working Group"))}
    assert {row["WSIS has less"] for row in rows.values()} == {f"in {classroom.PAIRS} of {classroom.PAIRS} pairs"}
    assert 0 < number(rows["opinion change"]["WGIG"]) <= 0.05, "the dots hardly move"
    assert number(rows["gain in understanding"]["WGIG"]) > 0.1, "the pictures do"
    assert number(rows["items agreed, share"]["WSIS"]) < 0.5 < number(rows["items agreed, share"]["WGIG"])


def test_what_the_second_experiment_asks() -> None:
    """If this fails, it is the questions that have to be written anew."""
    for lever in ("Footing: Unequal", "Publicity: 1"):
        assert changed(lever)[1] < -3, "costs much"
    for lever in ("Who has a seat: Only governments", "What comes first: Text first"):
        assert changed(lever)[0] > 0, "no fewer"
    assert accepted(RULES["Who has a seat: Only governments"]) < 0.5 < accepted(RULES["as it was"])
    assert number(RULES["What comes first: Text first"]["change of gain in understanding"]) < -0.02


def test_what_the_third_experiment_asks() -> None:
    """If this fails, it is the questions that have to be written anew."""
    agreed = {lever: number(row["oversight agreed, % of runs"]) for lever, row in WAYS_OUT.items()}
    lives = {lever: number(row["members who can live with the text, %"]) for lever, row in WAYS_OUT.items()}
    assert agreed["as it was"] < 5, "open in nearly every run"
    assert 5 < agreed["Trust at the start: 0.8"] < 60, "in some of the runs"
    assert agreed["Rule of decision: Two thirds"] == 100
    assert lives["Rule of decision: Two thirds"] < min(90, lives["as it was"])
