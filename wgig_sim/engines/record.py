"""What one run leaves behind, with names put back on rows: the only thing that reports, figures and the CLI read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wgig_sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from wgig_sim.engines.reason import Reason

Table = Mapping[str, NDArray[Any]]
"""Columns of equal length by name."""


@dataclass(frozen=True)
class SeatRow:
    """Who sits in a seat: words for what the arrays hold as indices. Row i of every participants axis is seats[i]."""

    id: str
    title: str
    group: str
    camp: str
    region: str
    development: str
    languages: tuple[str, ...]
    sector: str | None
    capacity: float
    """1 = personal, 0 = instructed."""


@dataclass(frozen=True)
class Option:
    """One of the texts that an item without agreement ends in, and the seats that could live with it."""

    text: float
    supporters: tuple[int, ...]
    """Rows of `Record.seats` whose latitude at rest contains the text; a seat can stand behind several."""


@dataclass(frozen=True)
class Item:
    """What became of one issue."""

    id: str
    status: str
    """agreed, options, open (never taken up or no text) or dropped (out of scope)."""
    text: float | None
    """The agreed text, or the last draft; None when none was tabled."""
    ambiguity: float
    substance: float | None
    """1 - ambiguity of an agreed item."""
    step: int | None
    """Row of `rounds` in which it was agreed."""
    event: str | None
    """Event in which it was agreed."""
    options: tuple[Option, ...]
    objections: Mapping[str, int]
    """Number of objections by fate: accommodated, addressed, sustained, overruled."""


@dataclass(frozen=True)
class Snapshot:
    """The state at one moment. N seats, K issues; layouts as in the core."""

    position: NDArray[np.float64]
    """(K, N) in [-1, 1]."""
    limit: NDArray[np.float64]
    """(K, N): distance from the own position at which a text without ambiguity is still accepted now (goodwill included)."""
    picture: NDArray[np.float64]
    """(K, N, N): [issue, subject, holder] = the holder's picture of the subject's position."""
    trust: NDArray[np.float64]
    """(N, N): [trusted, truster]."""
    knowledge: NDArray[np.float64]
    """(K, N) in [0, 1]."""
    understanding: NDArray[np.float64]
    """(K,): common understanding of each issue."""


@dataclass(frozen=True)
class Record:
    """One run: what was run, and what came of it."""

    scenario: Scenario
    seed: int
    replicate: int
    seats: tuple[SeatRow, ...]
    issues: tuple[str, ...]
    """Ids in the order of every issues axis."""
    start: Snapshot
    end: Snapshot
    latitude: NDArray[np.float64]
    """(K, N) latitude of acceptance at rest."""
    red_line: NDArray[np.float64]
    """(K, N)"""
    salience: NDArray[np.float64]
    """(K, N), columns sum to 1."""
    items: tuple[Item, ...]
    measures: Mapping[str, float]
    """Measures of the whole run: name -> number."""
    rounds: Table
    """A row a step of the calendar: step, event (id), date (ISO), day (1..), round (in the day), publicity, issue (id or ''),
    statements (count), then every per-round measure: understanding, understanding_within, understanding_between, trust,
    trust_within, trust_between, knowledge, opinion_change, polarisation, false_polarisation, meta_consensus, agreed (count),
    tabled (count), objections (open now). Events without rounds (comments, report) have one row with issue ''."""
    statements: Table
    """A row a statement: step, event, date, day, round, turn, speaker (seat id, or '' for an outside stakeholder), group, issue,
    position (the speaker's own), statement (what was said), publicity, corridor (bool)."""
    ledger: Table
    """A row an objection: seat (id), group, issue, raised_step, raised_event, side (+1 wants the text higher, -1 lower), excess
    (how far beyond acceptance, > 0), red_line (bool), text (the draft objected to), fate, closed_step, closed_event."""
    reception: Table
    """A row an issue and group of outside constituencies (and group 'all'): issue, group, constituencies (count), accepting
    (share in [0, 1] that can live with the outcome on it). Empty without constituencies."""
    selection: Mapping[str, float]
    """The preparation in numbers: inputs heard, issues kept, representation."""
    drawn: Mapping[str, float] | None = None
    """Constants that were drawn from what the calibration has left; None where all are as they stand."""

    @cached_property
    def network(self) -> Mapping[str, float]:
        """Measures of the shape of trust at the start and at the end: name -> number. Samples of runs do not take them."""
        from wgig_sim.bridge.networks import structure

        groups = [seat.group for seat in self.seats]
        moments = {"start": self.start, "end": self.end}
        shapes = {when: structure(groups, moment.trust) for when, moment in moments.items()}
        return {f"{name}_{when}": value for when, shape in shapes.items() for name, value in shape.items()}

    def reason(self, moment: str) -> "Reason":
        """How far considerations and preferences go together at the `start` or `end`; of items in scope, and of their texts.

        The texts are those of the end, agreed or left as options, at both moments.
        """
        from wgig_sim.engines.reason import Reason, considerations, correlations, preferences

        then = {"start": self.start, "end": self.end}[moment]
        scope = [k for k, item in enumerate(self.items) if item.status != "dropped"]
        texts = [(k, option.text) for k, item in enumerate(self.items) for option in item.options]
        texts += [(k, item.text) for k, item in enumerate(self.items) if item.status == "agreed" and item.text is not None]
        seen = considerations(then.position[scope], then.picture[scope])
        return Reason(correlations(seen), correlations(preferences(then.position, then.limit, texts)))

    @cached_property
    def quality(self) -> Mapping[str, float]:
        """The Deliberative Reason Index at the start and at the end, beside its null: name -> number.

        Empty where there are too few texts or people to correlate. Samples of runs do not take it.
        """
        from wgig_sim.engines.reason import orders

        dealt = orders(self.seed, self.replicate, len(self.seats))
        found: dict[str, float] = {}
        for when in ("start", "end"):
            reason = self.reason(when)
            found |= {f"dri_{when}": reason.dri, f"dri_null_{when}": reason.null(dealt)}
            found[f"considerations_{when}"] = reason.agreement
        return {name: value for name, value in found.items() if np.isfinite(value)}

    def frame(self, name: str) -> "pd.DataFrame":
        """One of the tables `rounds`, `statements`, `ledger`, `reception` as a pandas frame."""
        import pandas as pd

        return pd.DataFrame(dict(getattr(self, name)))
