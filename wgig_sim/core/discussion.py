"""Discussion: one statement reaches everybody in the room, and leaves pictures, trust and knowledge changed."""

from typing import TYPE_CHECKING

from wgig_sim.core.compiled import kernel
from wgig_sim.core.learning import learned
from wgig_sim.core.perception import heed, revised
from wgig_sim.core.state import Flags, Floats, Log, State
from wgig_sim.core.statement import clip
from wgig_sim.core.trust import Trust, evidence, updated

if TYPE_CHECKING:
    from wgig_sim.core.forum import Constants


@kernel
def note(log: Log, step: int, turn: int, speaker: int, issue: int, position: float, said: float, corridor: bool) -> None:
    """Keep a statement in the log, if there is room."""
    row = log.size[0]
    if row < log.step.shape[0]:
        log.step[row], log.turn[row], log.speaker[row], log.issue[row] = step, turn, speaker, issue
        log.position[row], log.said[row], log.corridor[row] = position, said, corridor
        log.size[0] += 1


@kernel
def taken_in(
    attention: float,
    rates: Trust,
    learning: float,
    said: float,
    competence: float,
    position: float,
    picture: float,
    trust: float,
    knowledge: float,
    standing: float,
    here: float,
) -> tuple[float, float, float]:
    """Picture of the speaker, trust in the speaker and knowledge of one listener after a statement; `here` is 1, or 0 outside.

    The three mechanisms read the state from before the statement.
    """
    alpha = here * heed(attention, standing, trust)
    now = revised(picture, said, alpha)
    nearer = abs(picture - position) - abs(now - position)
    surprise = clip(nearer / (2.0 * alpha), -1.0, 1.0) if alpha > 0.0 else 0.0  # rounding shows where hardly anybody heeds
    nearness = 1.0 - 0.5 * abs(said - position)
    shown = evidence(competence, standing, nearness, surprise, rates.competence, rates.nearness, rates.surprise)
    return (
        now,
        updated(trust, shown, here * standing, rates.gain, rates.loss),
        learned(knowledge, learning, alpha, competence),
    )


@kernel
def hear(state: State, constants: "Constants", issue: int, speaker: int, said: float, present: Floats) -> None:
    """Every listener in the room updates picture, trust and knowledge from one statement; the speaker does not.

    present (N,) is 1 for those in the room, else 0.
    """
    picture, position = state.picture[issue, speaker], state.position[issue]
    trust, standing, knowledge = state.trust[speaker], state.standing[speaker], state.knowledge[issue]
    competence = state.competence[issue, speaker]
    attention, rates, learning = constants.perception.attention, constants.trust, constants.learning.rate
    was_present = present[speaker]
    present[speaker] = 0.0
    for i in range(position.shape[0]):
        picture[i], trust[i], knowledge[i] = taken_in(
            attention,
            rates,
            learning,
            said,
            competence,
            position[i],
            picture[i],
            trust[i],
            knowledge[i],
            standing[i],
            present[i],
        )
    present[speaker] = was_present


@kernel
def hear_alone(state: State, constants: "Constants", issue: int, speaker: int, said: float, listener: int) -> None:
    """The same for one listener, to whom alone something is said."""
    state.picture[issue, speaker, listener], state.trust[speaker, listener], state.knowledge[issue, listener] = taken_in(
        constants.perception.attention,
        constants.trust,
        constants.learning.rate,
        said,
        state.competence[issue, speaker],
        state.position[issue, listener],
        state.picture[issue, speaker, listener],
        state.trust[speaker, listener],
        state.knowledge[issue, listener],
        state.standing[speaker, listener],
        1.0,
    )


@kernel
def trust_in(trust: Floats, present: Floats, speaker: int) -> float:
    """Mean trust of the others in the room in the speaker; trust (N,) is the speaker's row."""
    total, others = 0.0, 0.0
    for i in range(trust.shape[0]):
        here = present[i] if i != speaker else 0.0
        total += here * trust[i]
        others += here
    return total / others if others > 0.0 else 0.0


@kernel
def who_is_present(state: State, room: Flags, attends: Flags, present: Floats) -> None:
    """Fill `present` (N,) with 1 for each seat whose group is in the room (G,) and whose region attends (R,), else 0."""
    group, region = state.group, state.region
    for i in range(group.shape[0]):
        present[i] = 1.0 if room[group[i]] and attends[region[i]] else 0.0
