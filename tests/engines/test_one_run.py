"""One set of rules, several ways to run it: the bits are the same."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import constants, forums
from tests.engines.examples import examples, fingerprints
from tests.forums import differing, finished
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.meeting import Meeting
from wgig_sim.engines.replicate import Replicate, run
from wgig_sim.scenario.schema import Scenario
from wgig_sim.study.verify.arrays import arrays

NAMES = ("plain", "everything", "package", "no chair", "two rules", "no drafting")
UNTRACED = ("log", "trace")


def test_the_examples_use_the_whole_schedule() -> None:
    assert set(NAMES) == set(examples())
    fates, corridor, outside = set[int](), 0, 0
    for compiled in examples().values():
        process = finished(compiled, 13).process
        fates |= set(process.ledger.fate[: process.ledger.size[0]].tolist())
        log = slice(0, int(process.log.size[0]))
        corridor += int(process.log.corridor[log].sum())
        outside += int((process.log.speaker[log] < 0).sum())
    assert fates >= {1, 2, 3}, "no example has objections accommodated, addressed and sustained"
    assert corridor > 0
    assert outside > 0


@pytest.mark.parametrize("name", NAMES)
def test_meeting_equals_replicate_equals_run(name: str) -> None:
    compiled = examples()[name]
    meeting = Meeting(compiled.scenario, seed=5, replicate=2)
    by_step = Replicate(compiled, 5, 2)
    while not by_step.is_over:
        meeting.step()
        by_step.advance()
        assert not differing(meeting.replicate.process, by_step.process)
        assert meeting.moment == by_step.look()
    whole = run(compiled, 5, 2)
    assert not differing(by_step.process._replace(log=whole.process.log, trace=whole.process.trace), whole.process)
    assert (by_step.first, by_step.look(), by_step.conclude()) == (whole.start, whole.end, whole.outcome)


@settings(max_examples=30)
@given(forums(), constants(), st.integers(0, 2**32))
def test_step_by_step_equals_one_call(forum: Scenario, overrides: dict[str, dict[str, float]], seed: int) -> None:
    compiled = compile_scenario(forum.model_copy(update={"mechanisms": overrides}))
    by_step, whole = finished(compiled, seed), run(compiled, seed)
    assert not differing(by_step.process.state, whole.process.state)
    assert not differing(by_step.process.ledger, whole.process.ledger)
    assert not differing(by_step.process.public, whole.process.public)
    assert by_step.conclude() == whole.outcome


def test_equal_without_compilation() -> None:
    root = Path(__file__).parents[2]
    plain = subprocess.run(
        [sys.executable, "-m", "tests.engines.examples"],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(plain.stdout) == fingerprints()


@pytest.mark.parametrize("name", NAMES)
def test_a_replicate_is_the_same_alone_and_after_others(name: str) -> None:
    alone = finished(examples()[name], 4, 3).process
    for number in range(3):
        finished(examples()[name], 4, number)
        run(examples()[name], 4, number)
    again = finished(examples()[name], 4, 3).process
    assert not differing(alone, again)


def test_replicates_and_seeds_differ() -> None:
    runs = {(seed, number): finished(examples()["plain"], seed, number) for seed in (0, 1, 2**80) for number in (0, 1)}
    positions = {key: replicate.process.state.position.tobytes() for key, replicate in runs.items()}
    assert len(set(positions.values())) == len(positions)
    again = finished(examples()["plain"], 0).process.state.position.tobytes()
    assert again == positions[0, 0]


@pytest.mark.parametrize("name", NAMES)
def test_two_runs_in_two_threads(name: str) -> None:
    expected = [arrays(finished(examples()[name], 9, number).process) for number in range(8)]
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda number: arrays(finished(examples()[name], 9, number).process), range(8)))
    for one, other in zip(expected, found, strict=True):
        assert all(one[path].tobytes() == other[path].tobytes() for path in one)


@settings(max_examples=40)
@given(st.data())
def test_gone_back_to_any_round_the_rest_is_the_same(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    replicate = Replicate(examples()[name], 1, 1)
    at = data.draw(st.integers(0, replicate.steps))
    for _ in range(at):
        replicate.advance()
    saved = replicate.save()
    untouched = {path: values.copy() for path, values in arrays(saved.process).items()}
    replicate.finish()
    end = {path: values.copy() for path, values in arrays(replicate.process).items()}
    replicate.restore(saved)
    assert replicate.step == at
    assert all(np.array_equal(values, untouched[path]) for path, values in arrays(replicate.process).items())
    replicate.finish()
    assert all(values.tobytes() == end[path].tobytes() for path, values in arrays(replicate.process).items())
