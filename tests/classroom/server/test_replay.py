"""The replay: every value that the page shows is that of the record of the same run."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

import wgig_sim
from tests.classroom.server.unpacked import close, unpacked
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.classroom.film import trust_steps
from wgig_sim.classroom.replay import replay
from wgig_sim.core.measures import Moment
from wgig_sim.engines.record import Record
from wgig_sim.engines.replicate import Replicate

FORUMS = ("wgig-2005", "wsis-2003", "world-commission-on-dams")
SEED = 7


@cache
def told(name: str) -> tuple[dict[str, Any], Record]:
    """A replay, as a browser reads it, and the record of the same run."""
    found = replay(compile_scenario(wgig_sim.load(name)), {"scenario": name, "levers": {}}, SEED)
    return json.loads(json.dumps(found, allow_nan=False)), wgig_sim.simulate(name, seed=SEED)


every_forum = pytest.mark.parametrize("name", FORUMS)


@every_forum
def test_what_is_the_same_all_the_time(name: str) -> None:
    shown, record = told(name)
    groups = [group["id"] for group in shown["groups"]]
    assert [issue["id"] for issue in shown["issues"]] == list(record.issues)
    assert [seat["id"] for seat in shown["seats"]] == [seat.id for seat in record.seats]
    assert [groups[seat["group"]] for seat in shown["seats"]] == [seat.group for seat in record.seats]
    for array in ("latitude", "red_line", "salience"):
        truth = getattr(record, array)
        assert np.abs(unpacked(shown, array) - truth)[truth <= shown["arrays"][array]["high"]].max() <= close(shown, array)


@every_forum
def test_arrays_begin_and_end_as_the_record(name: str) -> None:
    shown, record = told(name)
    for array in ("position", "limit", "trust"):
        values = unpacked(shown, array)
        for row, moment in ((0, record.start), (-1, record.end)):
            assert np.abs(values[row] - getattr(moment, array)).max() <= close(shown, array), (array, row)
    for array, moment in (("picture_start", record.start), ("picture_end", record.end)):
        assert np.abs(unpacked(shown, array) - moment.picture).max() <= close(shown, array)


@every_forum
def test_arrays_are_those_of_every_step(name: str) -> None:
    shown, _ = told(name)
    run = Replicate(compile_scenario(wgig_sim.load(name)), SEED)
    position, picture, trust, accepts = (unpacked(shown, array) for array in ("position", "picture", "trust", "accepts"))
    frames = {step: frame for frame, step in enumerate(shown["trust_steps"])}
    for moment in range(1, run.steps + 1):
        run.advance()
        now, issue = run.process.state, shown["steps"]["issue"][moment - 1]
        assert np.abs(position[moment] - now.position).max() <= close(shown, "position")
        reach = run.snapshot().limit + (run.forum.constants.acceptance.ambiguity * now.vagueness)[:, None]
        within = (np.abs(now.text[:, None] - now.position) <= reach + 1e-9) & (now.drafted[:, None] == 1)
        assert np.array_equal(accepts[moment].round() == 1, within)
        assert issue == run.process.trace.issue[moment - 1]
        if issue >= 0:
            assert np.abs(picture[moment] - now.picture[issue]).max() <= close(shown, "picture")
        if moment in frames:
            assert np.abs(trust[frames[moment]] - now.trust).max() <= close(shown, "trust")


@every_forum
def test_measures_and_outcome_are_those_of_the_record(name: str) -> None:
    shown, record = told(name)
    for measure in Moment._fields:
        assert shown["measures"][measure][1:] == pytest.approx(record.rounds[measure].tolist(), abs=1e-5)
    assert shown["outcome"] == pytest.approx(dict(record.measures), abs=1e-5)
    assert shown["measures"]["understanding"][0] == pytest.approx(record.measures["understanding_start"], abs=1e-5)
    assert [shown["events"][at]["id"] for at in shown["steps"]["event"]] == record.rounds["event"].tolist()
    for column in ("date", "round", "day"):
        assert shown["steps"][column] == record.rounds[column].tolist()


@every_forum
def test_what_was_said_is_that_of_the_record(name: str) -> None:
    shown, record = told(name)
    seats = [seat["id"] for seat in shown["seats"]]
    groups, issues = [group["id"] for group in shown["groups"]], [issue["id"] for issue in shown["issues"]]
    said = shown["statements"]
    assert [seats[at] if at >= 0 else "" for at in said["speaker"]] == record.statements["speaker"].tolist()
    assert [groups[at] for at in said["group"]] == record.statements["group"].tolist()
    assert [issues[at] for at in said["issue"]] == record.statements["issue"].tolist()
    for column, truth in (("step", "step"), ("turn", "turn"), ("corridor", "corridor")):
        assert said[column] == record.statements[truth].tolist()
    assert said["said"] == pytest.approx(record.statements["statement"].tolist(), abs=1e-5)
    spoken = np.bincount([at for at, corridor in zip(said["speaker"], said["corridor"], strict=True) if at >= 0 and not corridor],
                         minlength=len(seats))  # fmt: skip
    assert unpacked(shown, "floor")[-1].round().tolist() == spoken.tolist()


@every_forum
def test_items_and_ledger_are_those_of_the_record(name: str) -> None:
    shown, record = told(name)
    for item, truth in zip(shown["items"], record.items, strict=True):
        assert (item["status"], item["event"], item["step"]) == (truth.status, truth.event, truth.step)
        assert [option["supporters"] for option in item["options"]] == [list(option.supporters) for option in truth.options]
        assert item["objections"] == dict(truth.objections)
    status = unpacked(shown, "status").round().astype(int)
    assert [shown["statuses"][at] for at in status[-1]] == [item.status for item in record.items]
    ledger = shown["ledger"]
    assert [shown["seats"][at]["id"] for at in ledger["seat"]] == record.ledger["seat"].tolist()
    assert ledger["fate"] == record.ledger["fate"].tolist()
    assert ledger["closed"] == record.ledger["closed_step"].tolist()
    assert [row["accepting"] for row in shown["reception"]] == pytest.approx(record.reception["accepting"].tolist(), abs=1e-5)


def test_trust_is_taken_as_often_as_it_fits() -> None:
    assert trust_steps(300, 40).tolist() == list(range(301))
    few = trust_steps(227, 151)
    assert len(few) <= 2_000_000 // 151**2 + 1
    assert (few[0], few[-1]) == (0, 227)
    assert np.diff(few).max() <= np.diff(few).min() + 1
