"""The Report says of each item what became of it, and nothing else."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from tests.report.reading import groups_in, groups_of, number, rows, sections
from wgig_sim.engines.record import Record
from wgig_sim.report import documents
from wgig_sim.report.names import Names
from wgig_sim.report.stance import stands
from wgig_sim.report.wording import figure, spell


def titles(run: Record, status: set[str]) -> set[str]:
    names = Names(run)
    return {names.issue(item.id) for item in run.items if item.status in status}


def recommended(text: str) -> list[str]:
    return re.findall(r"^\*\*\d+\. (.*?)\.\*\*", sections(text, 2)["Recommendations"], flags=re.MULTILINE)


def answered(run: Record, text: str) -> set[str]:
    """Questions whose answer is an agreed text."""
    questions = sections(sections(text, 2).get("Questions", "").replace("### ", "# "), 1)
    return {title for title, words in questions.items() if "The text " in words or "No text is on record." in words}


@given(shapes())
def test_agreed_items_and_no_others_stand_as_agreed(shape: Shape) -> None:
    run = record(shape)
    text = documents(run)["report.md"]
    assert sorted([*recommended(text), *answered(run, text)]) == sorted(titles(run, {"agreed"}))


@given(shapes())
def test_the_table_has_every_item_once_with_its_outcome(shape: Shape) -> None:
    run = record(shape)
    names = Names(run)
    table = rows(sections(documents(run)["report.md"], 2)["Outcome by item"])
    assert [row[0] for row in table] == [names.issue(item.id) for item in run.items]
    for row, item in zip(table, run.items, strict=True):
        assert (row[1] == "agreed") == (item.status == "agreed")
        assert (row[1] == "out of scope") == (item.status == "dropped")
        if item.options:
            assert row[1].split()[0] == spell(len(item.options))
        assert row[3] == ("–" if item.substance is None else figure(item.substance))
        assert int(row[4]) == sum(run.ledger["issue"] == item.id)


@given(shapes())
def test_options_are_counted_and_have_their_supporters(shape: Shape) -> None:
    run = record(shape)
    names = Names(run)
    found = sections(sections(documents(run)["report.md"], 2).get("Not agreed", ""), 3)
    for item in run.items:
        if item.status in ("agreed", "dropped"):
            continue
        lines = re.findall(r"^\d+\. \*\*.*?\*\* (.*)$", found[names.issue(item.id)], flags=re.MULTILINE)
        assert len(lines) == len(item.options)
        for line, option in zip(lines, item.options, strict=True):
            total = len(option.supporters)
            if total == len(run.seats):
                assert line.startswith({1: "The one ", 2: "Both "}.get(total, f"All {total if total > 12 else spell(total)} "))
            else:
                assert number(line.split()[0]) == total
                if len({seat.group for seat in run.seats}) > 1:
                    assert groups_in(line.split("(", 1)[1], run, total) == groups_of(run, option.supporters)


def test_the_example_of_a_typical_run() -> None:
    run = record()
    text = documents(run)["report.md"]
    assert "Of the 15 items before it the group agreed on 14. On oversight the report sets out four options instead." in text
    assert "The group had 40 members: 14 from governments, 13 from the private sector and 13 from civil society." in text
    spam = next(item for item in run.items if item.id == "spam")
    assert spam.text is not None
    assert stands(Names(run), "spam", spam.text) in text


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Shape(agreement="all"), "The group agreed on all 15 items before it."),
        (Shape(agreement="none"), "The group agreed on none of the 15 items before it."),
        (Shape(issues=2, agreement="none"), "The group agreed on neither of the two items before it. For both it sets out"),
        (Shape(issues=3, agreement="none"), "For each of them it sets out options instead: "),
        (Shape(agreement="none"), "For each of them it sets out options instead, "),
        (Shape(issues=1, agreement="none"), "The group had a single item before it, oversight, and did not agree on it."),
        (Shape(dropped=1), "Oversight was left out of the scope of the work."),
        (Shape(chair=False), "Nobody presided; the Secretariat assisted."),
        (Shape(chair=False, secretariat=False), "There was neither a chair nor a secretariat."),
        (Shape(groups=1), "The group had 40 members, all from governments."),
        (Shape(instructed=True), "The conference had 40 delegations"),
        (Shape(seats=1, agreement="none", objections=False), "The one member can live with it."),
        (Shape(constituencies=False), "All took part on an equal footing.\n"),
        (Shape(), "Of the stakeholders outside, 62% had somebody of their own group and near to their views in it."),
        (Shape(still=True), "Views did not move."),
        (Shape(agreement="none", objections=False), "met no objection that was kept up to the end"),
    ],
)
def test_the_words_follow_the_data(shape: Shape, words: str) -> None:
    assert words in documents(record(shape))["report.md"]


def test_one_group_alone_is_told_by_camps() -> None:
    run = record(Shape(groups=1, agreement="none", seats=12))
    camps = {seat.camp for seat in run.seats}
    assert len(camps) == 2
    options = sections(sections(documents(run)["report.md"], 2)["Not agreed"], 3)["Oversight"]
    assert "governments, bold" in options
    assert "from governments)" not in options


def test_agreements_are_told_event_by_event() -> None:
    run = record()
    names = Names(run)
    told = sections(documents(run)["report.md"], 2)["How the agreements came about"]
    paragraphs = dict(re.findall(r"^\*\*(.*?)\.\*\* (.*)$", told, flags=re.MULTILINE))
    agreed = [item for item in run.items if item.status == "agreed"]
    assert set(paragraphs) == {names.event(item.event or "") for item in agreed}
    for item in agreed:
        assert names.issue_inside(item.id).lower() in paragraphs[names.event(item.event or "")].lower()


def test_what_fails_in_a_package_failed_with_it() -> None:
    run = record(Shape(agreement="none", objections=False))
    rules = run.scenario.rules.model_copy(update={"scope": "package"})
    together = replace(run, scenario=run.scenario.model_copy(update={"rules": rules}))
    assert "the package that it was a part of found no agreement" in documents(together)["report.md"]
    assert "package" not in documents(run)["report.md"]


def test_the_same_finding_is_not_always_put_the_same_way() -> None:
    run = record(Shape(agreement="none"))
    told = sections(sections(documents(run)["report.md"], 2)["Not agreed"], 3)
    openings = {words.strip().splitlines()[2].split(". ")[0].split(",")[0] for words in told.values()}
    assert len(openings) > 2


def test_followers_of_one_camp_are_told_once() -> None:
    run = record(Shape(groups=1, seats=12))
    names = Names(run)
    camp = run.seats[0].camp
    rows = [row for row, seat in enumerate(run.seats) if seat.camp == camp][:2]
    assert names.followers(rows) == f" (both from {names.camp(camp)})"
    assert names.followers(rows[:1]) == f" (from {names.camp(camp)})"
