"""Discussion: one statement reaches everybody in the room, and leaves pictures, trust and knowledge changed."""

from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.learning import learned
from wgig_sim.core.perception import heed, revised
from wgig_sim.core.state import Floats, Log, State
from wgig_sim.core.statement import clip
from wgig_sim.core.trust import evidence, updated

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
def hear(state: State, constants: "Constants", issue: int, speaker: int, said: float, present: Floats) -> None:
    """Every listener in the room updates picture, trust and knowledge from one statement; the speaker does not.

    present (N,) is 1 for those in the room, else 0. The three mechanisms read the state from before the statement.
    """
    picture, position = state.picture[issue, speaker], state.position[issue]
    trust, standing, knowledge = state.trust[speaker], state.standing[speaker], state.knowledge[issue]
    competence = state.competence[issue, speaker]
    attention, rates, learning = constants.perception.attention, constants.trust, constants.learning
    was_present = present[speaker]
    present[speaker] = 0.0
    for i in range(position.shape[0]):
        alpha = present[i] * heed(attention, standing[i], trust[i])
        now = revised(picture[i], said, alpha)
        nearer = abs(picture[i] - position[i]) - abs(now - position[i])
        surprise = clip(nearer / (2.0 * alpha), -1.0, 1.0) if alpha > 0.0 else 0.0  # rounding shows where hardly anybody heeds
        nearness = 1.0 - 0.5 * abs(said - position[i])
        shown = evidence(competence, standing[i], nearness, surprise, rates.competence, rates.nearness, rates.surprise)
        trust[i] = updated(trust[i], shown, present[i] * standing[i], rates.gain, rates.loss)
        knowledge[i] = learned(knowledge[i], learning.rate, alpha, competence)
        picture[i] = now
    present[speaker] = was_present


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
def who_is_present(state: State, room: np.ndarray, attends: np.ndarray) -> Floats:
    """1 for each seat (N,) whose group is in the room (G,) and whose region attends (R,), else 0."""
    group, region = state.group, state.region
    n = group.shape[0]
    present = np.zeros(n)
    for i in range(n):
        if room[group[i]] and attends[region[i]]:
            present[i] = 1.0
    return present
