"""The rows of the benchmarks compare what they say they compare."""

import math
import subprocess
import sys

import numpy as np
import pytest

from benchmarks import __main__ as program
from benchmarks import against_c, against_ndlib, growth, memory, sweeping, with_threads
from benchmarks.memory import descendants, high_water, watched
from wgig_sim.core.compiled import COMPILED
from wgig_sim.engines.replicate import Replicate, run
from wgig_sim.study.verify.bounded import one_step

large = pytest.mark.skipif(not COMPILED, reason="hundreds of runs need the compiled kernels")


@large
@pytest.mark.parametrize("row", [2, 5, 6])
def test_rows_measure_something(row: int) -> None:
    lines = [line for line in program.ROWS[row].lines(quick=True) if line.values]
    assert lines
    assert all(math.isfinite(value) for line in lines for value in line.values)
    assert all(value > 0 for line in lines for value in line.values if "exponent" not in line.what)
    assert any(line.target for line in lines)


@pytest.mark.parametrize("module", [against_c, with_threads])
def test_without_a_c_compiler_there_is_no_c(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.reference_c.shutil.which", lambda name: None)
    monkeypatch.setattr(with_threads, "sample", lambda *given: None)
    lines = [line.what for line in module.lines(quick=True)]  # type: ignore[attr-defined]
    assert lines in (["not measured: there is no C compiler (cc)"], ["times as fast, 2 threads"])


def test_without_ndlib_the_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(against_ndlib, "find_spec", lambda name: None)
    (line,) = against_ndlib.lines(quick=True)
    assert "NDlib is not installed" in line.what


def test_twice_the_people_average_as_hegselmann_and_krause_say() -> None:
    start = np.random.default_rng(1).uniform(-1, 1, (1, 40))
    expected = start[0]
    for _ in range(4):
        expected = one_step(expected, 2 * against_ndlib.CONFIDENCE)
    position = run(against_ndlib.averaging(start, 4)).process.state.position
    assert position[0] == pytest.approx(expected, abs=1e-12)
    assert np.abs(position - start).max() > 0.1


def test_twice_the_people_meet_as_often_as_is_counted() -> None:
    setup = against_ndlib.meeting(np.random.default_rng(1).uniform(-1, 1, (1, 40)), 2)
    replicate = Replicate(setup)
    replicate.finish()
    log = replicate.process.log
    assert int(log.size[0]) == 2 * int(setup.forum.calendar.met_before.sum()) > 0
    assert set(log.speaker[: int(log.size[0])].tolist()) == set(range(40))


def test_ndlib_keeps_one_opinion_of_an_iteration() -> None:
    pytest.importorskip("ndlib", reason="NDlib is not installed: nobody checks what an iteration of its HKModel does")
    model = against_ndlib.theirs("HKModel")
    before = dict(model.status)
    model.iteration()
    assert sum(model.status[node] != opinion for node, opinion in before.items()) == 1


@pytest.mark.parametrize(("kind", "size"), [("seats", 20), ("items", 4), ("rounds", 48)])
def test_forums_have_the_size_that_is_asked_for(kind: str, size: int) -> None:
    setup = growth.forum(**{kind: size})
    found = {
        "seats": setup.seats,
        "items": len(setup.names.issues),
        "rounds": int((setup.forum.calendar.turns > 0).sum()),
    }
    assert found == {"seats": 40, "items": 14, "rounds": 24} | {kind: size}


@pytest.mark.skipif(not memory.PROCESSES.is_dir(), reason="this system has no /proc")
def test_memory_of_a_process_and_its_children_is_seen() -> None:
    child = "import time; held = bytearray(60 << 20); time.sleep(0.6)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    largest, *others = watched(subprocess.Popen([sys.executable, "-c", parent]))
    assert 60 < largest < 120
    assert others and max(others) < 60  # noqa: PT018


@pytest.mark.skipif(not memory.PROCESSES.is_dir(), reason="this system has no /proc")
def test_a_process_that_is_gone_holds_nothing() -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    assert high_water(gone.pid) == 0.0
    assert descendants(gone.pid) == [gone.pid]


def test_a_watched_process_that_fails_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match="ended with code 3"):
        watched(subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]))


def test_a_process_that_fails_is_not_timed() -> None:
    with pytest.raises(RuntimeError, match="ended with code 1"):
        sweeping.bare("no-such-scenario", 2)
