"""The record of a run: its tables hang together, and say what the arrays say."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from tests.engines.examples import examples
from tests.forums import finished
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.state import FATE
from wgig_sim.engines.measures import COUNTS
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.schema import Scenario

OUTSIDE = ""
"""The seat of a speaker from outside."""


def check_rounds(run: Record, replicate: Replicate) -> None:
    rounds, statements = run.frame("rounds"), run.frame("statements")
    assert rounds["step"].tolist() == list(range(replicate.step))
    on_the_floor = statements[~statements["corridor"] & (statements["speaker"] != OUTSIDE)]
    counted = on_the_floor.groupby("step").size().reindex(rounds["step"], fill_value=0)
    assert counted.tolist() == rounds["statements"].tolist()
    assert (rounds.loc[rounds["issue"] == "", "statements"] == 0).all()
    assert set(rounds["issue"]) <= {*run.issues, ""}
    assert rounds["date"].is_monotonic_increasing
    for _, row in on_the_floor.groupby("step")["issue"].unique().items():
        assert len(row) == 1
    assert (on_the_floor["issue"].to_numpy() == rounds["issue"].to_numpy()[on_the_floor["step"]]).all()


def check_statements(run: Record, replicate: Replicate) -> None:
    statements = run.frame("statements")
    seats = {seat.id: seat for seat in run.seats}
    inside = statements[statements["speaker"] != OUTSIDE]
    assert set(inside["speaker"]) <= set(seats)
    assert [seats[name].group for name in inside["speaker"]] == inside["group"].tolist()
    times = Counter(inside.loc[~inside["corridor"], "speaker"])
    assert [times[seat.id] for seat in run.seats] == replicate.process.state.floor_time.tolist()
    sincere = statements[statements["corridor"] | (statements["speaker"] == OUTSIDE)]
    assert (sincere["statement"] == sincere["position"]).all()
    assert (statements.loc[statements["corridor"], "publicity"] == 0).all()
    assert set(statements["event"]) <= set(run.scenario.calendar)


def check_ledger(run: Record) -> None:
    ledger = run.frame("ledger")
    assert set(ledger["fate"]) <= set(FATE[1:])
    for item in run.items:
        mine = ledger[ledger["issue"] == item.id]
        assert {fate: int((mine["fate"] == fate).sum()) for fate in FATE[1:]} == dict(item.objections)
        fates = set(mine["fate"])
        assert "sustained" not in fates or item.status == "options"
        assert "overruled" not in fates or item.status == "agreed"
        assert (mine["closed_step"] >= mine["raised_step"]).all()
        for _, stand in mine.sort_values("raised_step").groupby("seat"):
            assert (stand["raised_step"].to_numpy()[1:] > stand["closed_step"].to_numpy()[:-1]).all(), "objects twice at once"
    for fate in FATE[1:]:
        assert run.measures[f"objections_{fate}"] == (ledger["fate"] == fate).sum()
    assert run.measures["objections_red_line"] == ledger["red_line"].sum()


def check_items(run: Record) -> None:
    rounds = run.frame("rounds")
    assert tuple(item.id for item in run.items) == run.issues
    for k, item in enumerate(run.items):
        assert run.measures[f"agreed_{item.id}"] == (item.status == "agreed")
        if item.status == "agreed":
            assert item.step is not None
            assert (rounds["event"][item.step], item.text is not None) == (item.event, True)
            assert item.substance == 1 - item.ambiguity
        else:
            assert (item.step, item.event, item.substance) == (None, None, None)
        assert bool(item.options) == (item.status == "options")
        reached = np.abs(np.array([[o.text for o in item.options]]).T - run.end.position[k]) <= run.latitude[k] + 1e-9
        assert [o.supporters for o in item.options] == [tuple(np.flatnonzero(row)) for row in reached]
        assert not item.options or reached.any(axis=0).all(), "somebody stands behind no option"
    statuses = Counter(item.status for item in run.items)
    in_scope = len(run.items) - statuses["dropped"]
    assert run.measures["share_agreed"] == pytest.approx(statuses["agreed"] / in_scope if in_scope else 0.0)
    assert run.selection["issues_kept"] == in_scope


def check_measures(run: Record, replicate: Replicate) -> None:
    moment = replicate.look()
    for name, value in moment._asdict().items():
        if name not in COUNTS and name != "opinion_change":
            assert run.measures[f"{name}_end"] == value
            assert run.measures[f"{name}_change"] == value - run.measures[f"{name}_start"]
    assert run.measures["opinion_change"] == moment.opinion_change
    assert all(np.isfinite(value) for value in run.measures.values())
    rounds = run.frame("rounds")
    assert rounds["understanding"].iloc[-1] == run.measures["understanding_end"]
    shares = [value for name, value in run.measures.items() if name.startswith("voice_") and name != "voice_gini"]
    assert not shares or sum(shares) == pytest.approx(1.0)


def check_reception(run: Record, replicate: Replicate) -> None:
    reception = run.frame("reception")
    count = len(replicate.forum.world.kind)
    assert reception.empty == (count == 0 or all(item.status == "dropped" for item in run.items))
    for _, rows in reception.groupby("issue"):
        groups, everybody = rows[rows["group"] != "all"], rows[rows["group"] == "all"]
        assert groups["constituencies"].sum() == everybody["constituencies"].item() == count
        accepting = (groups["accepting"] * groups["constituencies"]).sum() / count
        assert everybody["accepting"].item() == pytest.approx(accepting)


def check(run: Record, replicate: Replicate) -> None:
    check_rounds(run, replicate)
    check_statements(run, replicate)
    check_ledger(run)
    check_items(run)
    check_measures(run, replicate)
    check_reception(run, replicate)


@settings(max_examples=30)
@given(forums(), constants(), st.integers(0, 2**32))
def test_tables_hang_together(forum: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    replicate = finished(compile_scenario(forum.model_copy(update={"mechanisms": overrides})), seed)
    check(record(replicate), replicate)


@pytest.mark.parametrize("name", ["everything", "package", "no chair"])
def test_tables_of_the_examples_hang_together(name: str) -> None:
    replicate = finished(examples()[name], 3)
    run = record(replicate)
    check(run, replicate)
    assert not run.frame("statements").empty
    assert not run.frame("reception").empty


def test_snapshots_are_the_first_and_the_last_day() -> None:
    replicate = Replicate(examples()["everything"], 3)
    first = replicate.process.state.position.copy()
    replicate.finish()
    run = record(replicate)
    assert np.array_equal(run.start.position, first)
    assert np.array_equal(run.end.position, replicate.process.state.position)
    assert np.array_equal(run.end.trust, replicate.process.state.trust)
    assert not np.shares_memory(run.end.trust, replicate.process.state.trust)
    assert run.end.understanding.mean() == pytest.approx(run.measures["understanding_end"])


def test_selected_members_are_numbered_within_their_kind() -> None:
    seats = record(finished(examples()["package"], 3)).seats
    kinds = Counter(seat.id.rpartition("-")[0] for seat in seats)
    for kind, members in kinds.items():
        assert {f"{kind}-{n}" for n in range(1, members + 1)} <= {seat.id for seat in seats}
    assert all(seat.id.startswith(f"{seat.group}-{seat.region}") for seat in seats)


def test_frames_have_the_columns_that_are_documented() -> None:
    run = record(finished(examples()["plain"]))
    columns: dict[str, Any] = {name: list(run.frame(name).columns) for name in ("rounds", "statements", "ledger", "reception")}
    documented = {
        "rounds": "step event date day round publicity issue statements understanding understanding_within "
        "understanding_between trust trust_within trust_between knowledge opinion_change polarisation false_polarisation "
        "meta_consensus agreed tabled objections",
        "statements": "step event date day round turn speaker group issue position statement publicity corridor",
        "ledger": "seat group issue raised_step raised_event side excess red_line text fate closed_step closed_event",
        "reception": "issue group constituencies accepting",
    }
    assert {name: sorted(found) for name, found in columns.items()} == {n: sorted(t.split()) for n, t in documented.items()}
    assert isinstance(run.frame("rounds"), pd.DataFrame)
