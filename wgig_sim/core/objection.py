"""Objection: who cannot live with a text, why, and what became of it. The ledger forgets nothing."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import ACCOMMODATED, ADDRESSED, PENDING, Floats, Ledger, State
from wgig_sim.core.statement import sign


class Objection(NamedTuple):
    """Every objection enters a ledger; one that stands costs trust between its owner and the other side of the text.

    T_ij *= 1 - friction for each round in which an objection of i (or j) stands and j (or i) is across the text
    """

    friction: Annotated[
        float, Constant("share of trust that one sustained objection costs across the text", 0, 0.2, mute=0,
                        unit="per objection and round")
    ] = 0.1  # fmt: skip


@kernel
def raise_objection(
    ledger: Ledger, step: int, issue: int, seat: int, position: float, text: float, excess: float, limit: float, red_line: float
) -> int:
    """Enter an objection and return its row."""
    row = ledger.size[0]
    ledger.size[0] += 1
    ledger.seat[row] = seat
    ledger.issue[row] = issue
    ledger.raised[row] = step
    ledger.closed[row] = -1
    ledger.fate[row] = PENDING
    ledger.red_line[row] = abs(text - position) > red_line
    ledger.excess[row] = excess
    ledger.side[row] = sign(position - text)
    ledger.text[row] = text
    ledger.limit[row] = limit
    return row


@kernel
def fate_of(distance: float, limit_then: float, blur: float) -> int:
    """Fate of a withdrawn objection: accommodated if the text came within what the seat accepted then, else addressed.

    `distance` from the position to the text now, `blur` the latitude that the text's ambiguity now adds (RFC 7282).
    """
    return ACCOMMODATED if distance <= limit_then + blur + ROUNDING else ADDRESSED


@kernel
def enter_objections(
    state: State,
    ledger: Ledger,
    step: int,
    issue: int,
    votes: Floats,
    objects: Floats,
    excess: Floats,
    limit: Floats,
    blur: float,
) -> None:
    """Open the ledger's rows for new objectors and close those of seats that withdraw; arrays (N,).

    `votes` is 1 for those present who have a say at this event: who has none any more does not withdraw.
    """
    text, pending, position, red_line = state.text[issue], state.pending[issue], state.position[issue], state.red_line[issue]
    for i in range(objects.shape[0]):
        row = pending[i]
        if objects[i] > 0.0:
            if row < 0:
                pending[i] = raise_objection(ledger, step, issue, i, position[i], text, excess[i], limit[i], red_line[i] + blur)
        elif row >= 0 and votes[i] > 0.0:
            ledger.fate[row] = fate_of(abs(text - position[i]), ledger.limit[row], blur)
            ledger.closed[row] = step
            pending[i] = -1


@kernel
def close_objections(state: State, ledger: Ledger, step: int, issue: int, objects: Floats, votes: Floats, fate: int) -> None:
    """Close all open objections to an issue: as addressed for those with a say who withdraw, else with `fate`; arrays (N,)."""
    pending = state.pending[issue]
    for i in range(pending.shape[0]):
        row = pending[i]
        if row >= 0:
            ledger.fate[row] = ADDRESSED if votes[i] > 0.0 and objects[i] == 0.0 else fate
            ledger.closed[row] = step
            pending[i] = -1


@kernel
def cost_of_objections(trust: Floats, position: Floats, text: float, objects: Floats, present: Floats, friction: float) -> None:
    """Trust (N, N) suffers between each objector and everybody present on the other side of the text."""
    if friction == 0.0:
        return
    n = position.shape[0]
    for i in range(n):
        if objects[i] > 0.0:
            side = sign(position[i] - text)
            for j in range(n):
                if present[j] > 0.0 and sign(position[j] - text) * side < 0.0:
                    trust[j, i] *= 1.0 - friction
                    trust[i, j] *= 1.0 - friction
