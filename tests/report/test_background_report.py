"""The Background Report forgets no item and no objection, and its figures are those of the record."""

import re

import numpy as np
from hypothesis import given

from tests.report.factory import record, shapes
from tests.report.made_up import FATES, Shape
from tests.report.reading import rows, sections
from wgig_sim.report import documents
from wgig_sim.report.names import Names
from wgig_sim.report.wording import figure, signed


def background(shape: Shape) -> str:
    return documents(record(shape))["background-report.md"]


@given(shapes())
def test_every_item_has_its_entry(shape: Shape) -> None:
    run = record(shape)
    names = Names(run)
    entries = {heading.rsplit(" (", 1)[0]: words for heading, words in sections(background(shape), 3).items()}
    assert set(entries) == {names.issue(item.id) for item in run.items}
    for item in run.items:
        views = run.end.position[run.issues.index(item.id)]
        assert signed(float(views.min())) in entries[names.issue(item.id)]
        assert signed(float(views.max())) in entries[names.issue(item.id)]


@given(shapes())
def test_every_objection_is_counted_once(shape: Shape) -> None:
    run = record(shape)
    found = sections(background(shape), 2)["Objections"]
    table = rows(found)
    if not len(run.ledger["seat"]):
        assert "No objection to any text is on record." in found
        assert table == []
        return
    names = Names(run)
    for line in table[:-1]:
        (issue,) = [id for id in run.issues if names.issue(id) == line[0]]
        mine = run.ledger["fate"][run.ledger["issue"] == issue]
        assert [int(cell) for cell in line[1:]] == [*(int((mine == fate).sum()) for fate in FATES), len(mine)]
    assert [int(cell) for cell in table[-1][1:]] == np.sum([[int(cell) for cell in line[1:]] for line in table[:-1]], 0).tolist()
    assert int(table[-1][-1]) == len(run.ledger["seat"])


@given(shapes())
def test_the_figures_are_those_of_the_record(shape: Shape) -> None:
    run = record(shape)
    table = rows(sections(background(shape), 2)["Figures by issue"])
    moved = np.abs(run.end.position - run.start.position).mean(axis=1)
    for row, line in enumerate(table):
        assert line[2] == figure(float(moved[row]))
        assert line[3] == f"{figure(run.start.understanding[row])} → {figure(run.end.understanding[row])}"
        better, worse = (int(cell.replace(",", "")) for cell in line[4].split(" / "))
        n = len(run.seats)
        assert 0 <= better + worse <= n * (n - 1)
    assert len(table) == len(run.items)


def test_pictures_of_others_are_counted_by_hand() -> None:
    run = record(Shape(seats=3, issues=1))
    better = worse = 0
    for subject in range(3):
        for holder in (other for other in range(3) if other != subject):
            before = abs(run.start.picture[0, subject, holder] - run.start.position[0, subject])
            after = abs(run.end.picture[0, subject, holder] - run.end.position[0, subject])
            better += before - after > 0.05
            worse += after - before > 0.05
    table = rows(sections(background(Shape(seats=3, issues=1)), 2)["Figures by issue"])
    assert table[0][4] == f"{better} / {worse}"


def test_held_by_all_and_held_by_some() -> None:
    run = record()
    names = Names(run)
    entries = sections(background(Shape()), 3)
    for item in (item for item in run.items if item.status == "agreed" and item.text is not None):
        row = run.issues.index(item.id)
        assert item.text is not None
        near = int((np.abs(run.end.position[row] - item.text) <= run.end.limit[row]).sum())
        words = entries[f"{names.issue(item.id)} (agreed)"]
        if near == len(run.seats):
            assert "Held by all: all 40 could live with it" in words
        else:
            assert re.search(rf"taken at its word, {near} of the 40 could live with it", words)


def test_a_run_in_which_nothing_moved_says_so() -> None:
    text = background(Shape(still=True))
    assert text.count("No mind changed.") == 15
    assert "Trust in each other stayed at" in text
    assert "became truer" not in text
