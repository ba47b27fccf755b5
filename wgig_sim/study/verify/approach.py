"""Approach: under constant evidence trust goes to it, and under sincere statements pictures go to the truth."""

from collections.abc import Iterator

import numpy as np

from wgig_sim.study.verify.check import Check, near, worst
from wgig_sim.study.verify.rooms import room

ROUNDS = 60
THREE = np.array([[-0.5, 0.2, 0.9]])
STILL = {"persuasion": {"rate": 0.0}}
OTHERS = ~np.eye(3, dtype=bool)


def checks() -> Iterator[Check]:
    """Trust that is gained, trust that is lost, and pictures at two rates of attention."""
    for competence, word in ((0.9, "gained"), (0.3, "lost")):
        yield _trust(competence, word)
    yield worst(_pictures(standing, trust) for standing, trust in ((1.0, 1.0), (0.5, 0.81), (1.0, 0.25)))


def _trust(evidence: float, word: str) -> Check:
    """Competence is all that counts, so it is the evidence: T - e shrinks by the rate of gain or loss a statement."""
    gain, loss, before = 0.05, 0.2, 0.5
    only = {"trust": {"gain": gain, "loss": loss, "competence": 1.0, "nearness": 0.0, "surprise": 0.0}}
    only |= STILL
    replicate = room(THREE, ROUNDS, only, seats={"competence": {"default": evidence}}, trust={"same_camp": before, "spread": 0})
    rate = gain if evidence > before else loss
    expected = [np.full(6, evidence + (before - evidence) * (1 - rate) ** said) for said in range(1, ROUNDS + 1)]
    found = []
    while not replicate.is_over:
        replicate.advance()
        found.append(replicate.process.state.trust[OTHERS])
    return near(f"trust after each of {ROUNDS} rounds, {word} at evidence {evidence:g}", expected, found)


def _pictures(standing: float, trust: float) -> Check:
    """On the first day all see the camp, not the person; then the error shrinks by the rate of attention a statement."""
    attention = 0.4
    only = {"perception": {"attention": attention, "stereotyping": 1.0}, **STILL}
    replicate = room(
        THREE, ROUNDS, only, trust={"same_camp": trust, "spread": 0}, standing={"people": {"people": standing}}
    )  # fmt: skip
    alpha = attention * standing * trust**0.5
    expected, found = [], []
    for said in range(1, ROUNDS + 1):
        replicate.advance()
        there = THREE.T + (THREE.mean() - THREE.T) * (1 - alpha) ** said
        expected.append(np.broadcast_to(there, (3, 3))[OTHERS])
        found.append(replicate.process.state.picture[0][OTHERS])
    return near(f"pictures after each of {ROUNDS} rounds, at three rates of attention", expected, found)
