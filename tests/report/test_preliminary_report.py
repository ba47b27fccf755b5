"""The preliminary report knows nothing of what came after the event at which it was presented."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from numpy.typing import NDArray

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from tests.report.reading import rows, sections
from wgig_sim.engines.record import Item, Record
from wgig_sim.report import documents
from wgig_sim.report.names import Names
from wgig_sim.report.wording import signed, spell

NAME = "preliminary-report.md"


def moment(run: Record) -> int:
    """The last step of the event at which the report was presented."""
    return int(run.rounds["step"][run.rounds["event"] == "prepcom"].max())


def kept(table: dict[str, NDArray[Any]], rows: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    return {name: column[rows] for name, column in table.items()}


def undone(item: Item, step: int) -> Item:
    """What was agreed later has not been agreed, and what was left over as options has none yet."""
    if item.step is not None and item.step <= step:
        return item
    return Item(item.id, "open", None, 0.0, None, None, None, (), dict.fromkeys(item.objections, 0))


def without_the_future(run: Record, step: int) -> Record:
    """The same run up to a step, with another ending: nothing said, nothing agreed, other measures."""
    ledger = kept(dict(run.ledger), run.ledger["raised_step"] <= step)
    later = ledger["closed_step"] > step
    rounds = dict(run.rounds) | {"trust": np.where(run.rounds["step"] > step, 0.99, run.rounds["trust"])}
    return replace(
        run,
        end=run.start,
        items=tuple(undone(item, step) for item in run.items),
        rounds=kept(rounds, rounds["step"] <= step + 1),
        statements=kept(dict(run.statements), run.statements["step"] <= step),
        ledger=ledger | {"fate": np.where(later, "overruled", ledger["fate"])},
        reception=kept(dict(run.reception), np.zeros(len(run.reception["issue"]), dtype=bool)),
    )


@given(shapes())
def test_another_future_leaves_it_as_it_is(shape: Shape) -> None:
    run = record(shape)
    written = documents(run)
    assume(NAME in written)
    assert documents(without_the_future(run, moment(run)))[NAME] == written[NAME]


@given(shapes())
def test_what_was_agreed_by_then_and_nothing_else(shape: Shape) -> None:
    run = record(shape)
    written = documents(run)
    assume(NAME in written)
    names = Names(run)
    agreed = {names.issue(item.id) for item in run.items if item.step is not None and item.step <= moment(run)}
    found = sections(written[NAME], 2)
    named = {line[4:].split(".** ")[0] for line in found["Agreed so far"].splitlines() if line.startswith("- **")}
    assert named == agreed
    under = found.get("Texts under discussion", "").splitlines()
    texts = {line[4:].split(".** ")[0] for line in under if line.startswith("- **")}
    assert not texts & agreed
    assert ("Nothing has been agreed." in found["Agreed so far"]) == (not agreed)


def test_open_objections_are_those_of_the_day() -> None:
    run = record()
    step = moment(run)
    raised = run.ledger["raised_step"] <= step
    stand = raised & ~((run.ledger["closed_step"] >= 0) & (run.ledger["closed_step"] <= step))
    mine = run.ledger["issue"] == "oversight"
    assert (raised & mine).sum() == 37
    assert f"{spell(int((stand & mine).sum())).capitalize()} of 37 objections stand" in documents(run)[NAME]


@given(shapes())
def test_the_talk_without_texts_is_counted(shape: Shape) -> None:
    run = record(shape)
    written = documents(run)
    assume(NAME in written)
    names, said = Names(run), run.statements
    mine = (said["step"] <= moment(run)) & ~said["corridor"].astype(bool)
    titles = {names.issue(id): id for id in run.issues}
    for title, _, statements, outside, low, high in rows(sections(written[NAME], 2).get("Without a text", "")):
        here = mine & (said["issue"] == titles[title])
        assert (int(statements), int(outside)) == (here.sum(), (here & (said["speaker"] == "")).sum())
        if here.any():
            assert (low, high) == (signed(said["statement"][here].min()), signed(said["statement"][here].max()))


@pytest.mark.parametrize("events", [2, 4])
def test_no_such_event_no_such_report(events: int) -> None:
    assert NAME not in documents(record(Shape(events=events)))
