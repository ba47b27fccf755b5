"""Issue: an item of the agenda with its text, and the objections to it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.reference_mesa.participant import Participant

Status = Enum("Status", "OPEN TABLED AGREED OPTIONS DROPPED")
Fate = Enum("Fate", "PENDING ACCOMMODATED ADDRESSED SUSTAINED OVERRULED")


@dataclass(eq=False)
class Issue:
    """An item of the agenda; `text` in [-1, 1] and its `vagueness` in [0, 1] are those on the table."""

    number: int
    text: float
    status: Status = Status.OPEN
    vagueness: float = 0.0
    heard_sum: float = 0.0
    heard_count: int = 0
    rounds: int = 0
    session_rounds: int = 0
    objectors: int = 0
    agreed_at: float = 1.0
    """Share of the process that had passed when it was agreed."""
    voiced: float = 0.0
    """Salience voiced in the preparation, summed."""

    @property
    def is_on_the_table(self) -> bool:
        """Whether it can still be talked about."""
        return self.status in (Status.OPEN, Status.TABLED)

    def take_note(self, said: float) -> None:
        """The chair remembers what was said."""
        self.heard_sum += said
        self.heard_count += 1


@dataclass(eq=False)
class Objection:
    """An entry of the ledger: who objected to which text of an issue, and what became of it."""

    owner: "Participant" = field(repr=False)
    limit: float
    """Distance that its owner accepted then."""
    crosses_red_line: bool
    fate: Fate = Fate.PENDING
