"""Meeting: the process as a Mesa model. One agent a seat, plus chair and secretariat; every attribute is a view of the state."""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.networks import trust_graph
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import STATUS, Floats, State
from wgig_sim.engines.measures import measure_names
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import all_measures, record, seat_rows
from wgig_sim.engines.replicate import Replicate, Saved
from wgig_sim.scenario.read import read
from wgig_sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import networkx as nx


OF_SEATS = {
    "trust_received": "trust_received",
    "own_understanding": "understanding",
    "own_opinion_change": "opinion_change",
    "own_statements": "statements",
}
"""What the data collector has of each seat: column -> attribute. No column is called like a measure, since batches mix them."""


class Participant(mesa.Agent):  # type: ignore[misc]
    """A seat at the table. Attributes read row `seat` of the state as it is now; they hold nothing of their own."""

    def __init__(self, model: "Meeting", seat: int) -> None:
        """Take a seat."""
        super().__init__(model)
        self.seat = seat
        self.row = model.seats[seat]

    @property
    def _state(self) -> State:
        state: State = self.model.replicate.process.state
        return state

    @property
    def id(self) -> str:
        """Id of the seat."""
        return self.row.id

    @property
    def group(self) -> str:
        """Stakeholder group."""
        return self.row.group

    @property
    def camp(self) -> str:
        """Camp."""
        return self.row.camp

    @property
    def region(self) -> str:
        """Region."""
        return self.row.region

    @property
    def position(self) -> Floats:
        """(K,) in [-1, 1]."""
        return self._state.position[:, self.seat]

    @property
    def knowledge(self) -> Floats:
        """(K,) in [0, 1]."""
        return self._state.knowledge[:, self.seat]

    @property
    def pictures(self) -> Floats:
        """(K, N): where this participant thinks that the others stand."""
        return self._state.picture[:, :, self.seat]

    @property
    def trust_given(self) -> float:
        """Mean trust in the others, in [0, 1]."""
        return _mean_of_others(self._state.trust[:, self.seat], self.seat)

    @property
    def trust_received(self) -> float:
        """Mean trust of the others, in [0, 1]."""
        return _mean_of_others(self._state.trust[self.seat], self.seat)

    @property
    def understanding(self) -> float:
        """How well this participant understands the others, in [0, 1]."""
        apart = np.abs(self.pictures - self._state.position)
        return _mean_of_others(np.maximum(0.0, 1.0 - apart).mean(axis=0), self.seat)

    @property
    def opinion_change(self) -> float:
        """Mean |position - first position|."""
        return float(np.abs(self.position - self._state.first_position[:, self.seat]).mean())

    @property
    def statements(self) -> int:
        """Statements made on the floor."""
        return int(self._state.floor_time[self.seat])

    @property
    def objections(self) -> int:
        """Objections that are open now."""
        return int((self._state.pending[:, self.seat] >= 0).sum())


class Officer(mesa.Agent):  # type: ignore[misc]
    """Somebody in the room without a seat, who holds no position: what only seats have is NaN or none."""

    camp = region = ""
    trust_given = trust_received = understanding = opinion_change = float("nan")
    statements = objections = 0


class Chair(Officer):
    """The chair: drafts the single negotiating text."""

    id = group = "chair"

    @property
    def texts(self) -> dict[str, float]:
        """The texts on the table or agreed, by issue."""
        state = self.model.replicate.process.state
        return {name: float(state.text[k]) for k, name in enumerate(self.model.issues) if state.drafted[k]}


class Secretariat(Officer):
    """The secretariat: heard the stakeholders, selected the members, writes fact papers."""

    id = group = "secretariat"

    @property
    def inputs(self) -> int:
        """Contributions received from constituencies so far."""
        return int(self.model.replicate.process.public.inputs.sum())


class Meeting(mesa.Model):  # type: ignore[misc]
    """The process, one round at each `step()`; bit-identical to the compiled run of the same scenario, seed and replicate.

    The data collector has the measures of the moment and those of the run as if it ended now: on arrival and after each step.
    """

    def __init__(self, scenario: Scenario | str, seed: int | None = 0, replicate: int = 0) -> None:
        """Let everybody arrive. All chance comes from (seed, replicate); Mesa's own generator decides nothing.

        A scenario may be given by name or file. A seed of None, which some of Mesa's batch runners pass on, is 0.
        """
        seed = seed or 0
        super().__init__(rng=seed)
        self.setup: Setup = compile_scenario(scenario if isinstance(scenario, Scenario) else read(scenario, (), vocabulary()))
        self.replicate = Replicate(self.setup, seed, replicate)
        self.seats = seat_rows(self.replicate)
        self.issues = self.setup.names.issues
        for seat in range(len(self.seats)):
            Participant(self, seat)
        if self.setup.scenario.chair:
            Chair(self)
        if self.setup.scenario.secretariat:
            Secretariat(self)
        _let_go(self)
        names = dict.fromkeys([*Moment._fields, *measure_names(self.setup)])
        self.datacollector = mesa.DataCollector(
            model_reporters={name: _reporter(name) for name in names},
            agenttype_reporters={Participant: OF_SEATS},
        )
        self._collect()

    def step(self) -> None:
        """One round, or one event without rounds. The step after the last one does nothing but end `running`.

        Mesa's batch runner takes the row of the last step but one for the result of a run; with this step that row is the end.
        """
        self.running = not self.replicate.is_over
        if self.running:
            self.replicate.advance()
            self._collect()

    def _collect(self) -> None:
        self._row = all_measures(self.replicate) | self.moment._asdict()
        self.datacollector.collect(self)

    def finish(self) -> Record:
        """Take all remaining steps and return the record of the run."""
        while self.running:
            self.step()
        return self.record()

    def record(self) -> Record:
        """The record of the process as far as it has come."""
        return record(self.replicate)

    @property
    def moment(self) -> Moment:
        """The measures now."""
        return self.replicate.moment

    @property
    def status(self) -> dict[str, str]:
        """What has become of each issue so far."""
        return {name: STATUS[int(self.replicate.process.state.status[k])] for k, name in enumerate(self.issues)}

    @property
    def event(self) -> str:
        """The event that the next round belongs to; the last one when the process is over."""
        calendar = self.setup.forum.calendar
        return self.setup.names.events[int(calendar.event[min(self.replicate.step, self.replicate.steps - 1)])]

    def trust_graph(self) -> "nx.DiGraph[str]":
        """Trust now, as a networkx graph."""
        return trust_graph(self.seats, self.replicate.process.state.trust)

    def save(self) -> Saved:
        """The whole state, to go back to with `restore`."""
        return self.replicate.save()

    def restore(self, saved: Saved) -> None:
        """Go back to a saved state. What the data collector has collected stays."""
        self.replicate.restore(saved)
        self.running = not self.replicate.is_over


def _let_go(model: Meeting) -> None:
    """Take the model out of Mesa 3.3's table for numbering agents, which would keep it in memory for ever."""
    numbering: Any = getattr(mesa.Agent, "_ids", None)
    if numbering is not None:
        numbering.pop(model, None)


def _mean_of_others(values: Floats, self_row: int) -> float:
    others = len(values) - 1
    return float((values.sum() - values[self_row]) / others) if others else 0.0


def _reporter(name: str) -> Any:
    def report(model: Meeting) -> float:
        return model._row.get(name, float("nan"))

    return report
