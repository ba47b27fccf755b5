"""The process as a Mesa model: agents are views, collections and Mesa's batch runner work as with any Mesa model."""

import gc
import weakref
from functools import wraps
from typing import Any

import mesa
import numpy as np
import pytest

from tests.engines.examples import examples
from tests.forums import scenario
from wgig_sim.core.measures import Moment
from wgig_sim.engines.ensemble import sample
from wgig_sim.engines.meeting import Chair, Meeting, Participant, Secretariat
from wgig_sim.scenario.read import read

batch_run: Any = getattr(mesa, "batch_run", None)
batches = pytest.mark.skipif(batch_run is None, reason="this Mesa has no batch runner")


@pytest.fixture
def meeting() -> Meeting:
    model = Meeting(examples()["everything"].scenario, seed=2)
    for _ in range(6):
        model.step()
    return model


def people(model: Meeting) -> mesa.agent.AgentSet:
    return model.agents_by_type[Participant]


def test_one_agent_a_seat_and_two_officers(meeting: Meeting) -> None:
    assert isinstance(meeting, mesa.Model)
    assert len(people(meeting)) == meeting.setup.seats
    assert [type(agent) for agent in meeting.agents][-2:] == [Chair, Secretariat]
    bare = Meeting(scenario(chair=None, secretariat=None))
    assert {type(agent) for agent in bare.agents} == {Participant}


def test_collections_of_agents(meeting: Meeting) -> None:
    trust = meeting.replicate.process.state.trust
    others = (trust.sum(axis=1) - 1) / (len(trust) - 1)
    assert people(meeting).get("trust_received") == pytest.approx(others.tolist())
    received = meeting.agents.get("trust_received")
    assert np.isnan(received[-2:]).all()
    assert received[:-2] == pytest.approx(others.tolist())
    trusted = meeting.agents.select(lambda agent: agent.trust_received > np.median(others))
    assert 0 < len(trusted) < len(others)
    groups = {name: len(members) for name, members in meeting.agents.groupby("group")}
    assert groups == {"government": 3, "private-sector": 2, "civil-society": 2, "chair": 1, "secretariat": 1}
    every = ("id", "group", "camp", "region", "trust_given", "understanding", "opinion_change", "statements", "objections")
    assert all(len(meeting.agents.get(name)) == len(meeting.agents) for name in every)


def test_attributes_are_views(meeting: Meeting) -> None:
    state = meeting.replicate.process.state
    for seat, agent in enumerate(people(meeting)):
        assert np.shares_memory(agent.position, state.position)
        assert np.shares_memory(agent.pictures, state.picture)
        assert agent.id == f"seat-{seat}" == meeting.seats[seat].id
        assert (agent.position == state.position[:, seat]).all()
        assert (agent.pictures == state.picture[:, :, seat]).all()
        assert (agent.knowledge == state.knowledge[:, seat]).all()
        assert agent.trust_given == pytest.approx(np.delete(state.trust[:, seat], seat).mean())
        assert agent.statements == state.floor_time[seat]
        apart = np.abs(state.picture[:, :, seat] - state.position)
        assert agent.understanding == pytest.approx(np.delete(1 - apart, seat, axis=1).clip(0).mean())
        assert agent.opinion_change == pytest.approx(np.abs(state.position - state.first_position)[:, seat].mean())
        assert agent.objections == (state.pending[:, seat] >= 0).sum()
    first = people(meeting)[0]
    state.position[:, 0] = 0.125
    assert (first.position == 0.125).all()


def test_agents_see_the_round_that_was(meeting: Meeting) -> None:
    before = sum(people(meeting).get("statements"))
    meeting.step()
    assert sum(people(meeting).get("statements")) == before + meeting.setup.forum.calendar.turns[6]


def test_officers(meeting: Meeting) -> None:
    chair, secretariat = meeting.agents_by_type[Chair][0], meeting.agents_by_type[Secretariat][0]
    meeting.finish()
    state = meeting.replicate.process.state
    assert chair.texts == {name: state.text[k] for k, name in enumerate(meeting.issues) if state.drafted[k]}
    assert chair.texts
    assert secretariat.inputs == meeting.replicate.process.public.inputs.sum() > 0


def test_data_collector() -> None:
    model = Meeting(scenario(), seed=2)
    while model.running:
        model.step()
    rows = model.datacollector.get_model_vars_dataframe()
    assert len(rows) == model.replicate.steps + 1
    moments = rows[list(Moment._fields)]
    assert tuple(moments.iloc[0]) == model.replicate.first
    assert tuple(moments.iloc[-1]) == model.moment == model.replicate.look()
    trace = model.replicate.process.trace.measures
    assert np.array_equal(moments.to_numpy()[1:], trace)
    assert rows.iloc[-1].dropna().to_dict() == {**model.record().measures, **model.moment._asdict()}
    agents = model.datacollector.get_agenttype_vars_dataframe(Participant)
    assert len(agents) == len(rows) * model.setup.seats
    assert not set(agents.columns) & set(rows.columns)
    last = agents.loc[model.replicate.steps]
    assert last["own_statements"].sum() == model.replicate.process.state.floor_time.sum()


def test_a_meeting_that_is_over_stays_as_it_is() -> None:
    model = Meeting(scenario(), seed=2)
    model.finish()
    moment, rows = model.moment, len(model.datacollector.get_model_vars_dataframe())
    model.step()
    assert not model.running
    assert (model.moment, len(model.datacollector.get_model_vars_dataframe())) == (moment, rows)
    assert model.event == "second"
    with pytest.raises(StopIteration):
        model.replicate.advance()


def test_save_and_restore() -> None:
    model = Meeting(scenario(), seed=2)
    for _ in range(3):
        model.step()
    saved, moment, status = model.save(), model.moment, model.status
    end = model.finish()
    model.restore(saved)
    assert (model.moment, model.status, model.running) == (moment, status, True)
    assert model.finish().measures == end.measures


def test_a_meeting_by_name_is_that_of_the_scenario() -> None:
    named, same = Meeting("wgig-2005/first-meeting-only", seed=3), Meeting(read("wgig-2005/first-meeting-only"), seed=3)
    assert named.setup.scenario.title == same.setup.scenario.title
    assert np.array_equal(named.agents_by_type[Participant][0].position, same.agents_by_type[Participant][0].position)


def test_a_model_goes_with_its_last_name() -> None:
    model = Meeting(scenario())
    model.finish()
    watched = weakref.ref(model)
    del model
    gc.collect()
    assert watched() is None


def of_models(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row a model and step; some versions of Mesa give one for each agent."""
    return list({(row["RunId"], row["Step"]): row for row in rows}.values())


@batches
def test_a_batch_of_mesa_has_the_measures_of_the_ensemble() -> None:
    compiled = examples()["everything"]
    varied = {"scenario": [compiled.scenario], "replicate": range(3)}
    rows = of_models(batch_run(Meeting, varied, display_progress=False))
    expected = sample(compiled, 0, range(3))
    assert [row["replicate"] for row in rows] == [0, 1, 2]
    found = np.array([[row[name] for name in expected.names] for row in rows])
    assert np.array_equal(found, expected.values, equal_nan=True)


@batches
def test_a_batch_of_mesa_has_every_step() -> None:
    compiled = examples()["everything"]
    rows = of_models(batch_run(Meeting, {"scenario": [compiled.scenario]}, data_collection_period=1, display_progress=False))
    found = np.array([[row[name] for name in Moment._fields] for row in rows])
    expected = sample(compiled, 0, [0], per_round=True).rounds
    assert expected is not None
    assert np.array_equal(found[1:], expected[0])
    some = sample(compiled, 0, [0], per_round=True, steps=[1, 4]).rounds
    assert some is not None
    assert np.array_equal(some[0], expected[0][[1, 4]])


@batches
def test_a_batch_of_mesa_keeps_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Meeting]] = []
    arrive = Meeting.__init__

    @wraps(arrive)
    def watch(self: Meeting, *given: Any, **named: Any) -> None:
        arrive(self, *given, **named)
        made.append(weakref.ref(self))

    monkeypatch.setattr(Meeting, "__init__", watch)
    batch_run(Meeting, {"scenario": [scenario()], "replicate": range(4)}, display_progress=False)
    gc.collect()
    assert [model() for model in made] == [None] * 4


def test_scenario_of_a_meeting_is_not_touched() -> None:
    before = scenario()
    model = Meeting(before, seed=1)
    model.finish()
    assert before == scenario()
