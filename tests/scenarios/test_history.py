"""On the same constants the working group agrees on most things but oversight, and the summit before it does not.

Over 20 replicates: each band of the patterns may be missed by 3 standard errors of the mean. The calibrated evidence, with its
hundreds of replicates, is a study of its own.
"""

import numpy as np
import pytest
from numpy.typing import NDArray

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.state import AGREED
from wgig_sim.engines.replicate import run
from wgig_sim.scenario.read import read

REPLICATES = 20
ERRORS = 3.0


class Outcomes:
    """What a forum agreed on, replicate by replicate."""

    def __init__(self, name: str) -> None:
        setup = compile_scenario(read(name, vocabulary=vocabulary()))
        oversight = setup.names.issues.index("oversight")
        agreed = np.array([run(setup, 0, number).process.state.status == AGREED for number in range(REPLICATES)])
        self.oversight: NDArray[np.bool_] = agreed[:, oversight]
        self.others: NDArray[np.float64] = np.delete(agreed, oversight, axis=1).mean(axis=1)

    @property
    def slack(self) -> float:
        """Standard errors of the mean share of the other items agreed."""
        return float(ERRORS * self.others.std(ddof=1) / REPLICATES**0.5)


@pytest.fixture(scope="module")
def working_group() -> Outcomes:
    return Outcomes("wgig-2005")


@pytest.fixture(scope="module")
def summit() -> Outcomes:
    return Outcomes("wsis-2003")


def test_the_working_group_agrees_on_most_items(working_group: Outcomes) -> None:
    assert working_group.others.mean() >= 0.85 - working_group.slack


def test_the_working_group_hardly_ever_agrees_on_oversight(working_group: Outcomes) -> None:
    slack = ERRORS * (0.25 * 0.75 / REPLICATES) ** 0.5
    assert working_group.oversight.mean() <= 0.25 + slack


def test_the_summit_agrees_on_half_at_most(summit: Outcomes) -> None:
    assert summit.others.mean() <= 0.5 + summit.slack


def test_the_summit_never_agrees_on_oversight(summit: Outcomes) -> None:
    assert not summit.oversight.any()


def test_the_process_makes_the_difference(working_group: Outcomes, summit: Outcomes) -> None:
    assert working_group.others.mean() - summit.others.mean() > working_group.slack + summit.slack
