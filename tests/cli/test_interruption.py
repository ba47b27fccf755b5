"""Ctrl-C and its kin, at every moment: exit code, one line, no half-written folder, no process left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import LONG, MODULE, contents, ended, environment, listing

if os.name != "posix":
    pytest.skip("signals of Unix", allow_module_level=True)

from tests.cli.screen import in_terminal

MESSAGE = "Interrupted. No half-written results are left.\n"
PATIENCE = 60.0
Moment = Callable[[Path, int], bool]


def has_child(folder: Path, process: int) -> bool:
    """The program has begun: it has started its second process."""
    return bool(Path(f"/proc/{process}/task/{process}/children").read_text())


def writes(folder: Path, process: int) -> bool:
    """The folder of the results has been begun, aside."""
    return any(folder.glob("**/.*.part"))


def prints(folder: Path, process: int) -> bool:
    """The second process is at its pictures."""
    return any(folder.glob("**/.*.part/figures/*.png"))


MOMENTS = [
    pytest.param(has_child, id="start", marks=pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc here")),
    pytest.param(writes, id="writing"),
    pytest.param(prints, id="printing"),
]


def interrupted(folder: Path, moment: Moment, *signals: signal.Signals, arguments: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run the village, send signals to the whole group when the moment has come; exit code and what was said."""
    command = [*MODULE, "run", "village.yaml", "--out", "x", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        until = time.monotonic() + PATIENCE
        while not moment(folder, process.pid):
            assert process.poll() is None, "it ended before the moment came"
            assert time.monotonic() < until, "the moment never came"
            time.sleep(0.0005)
        for number in signals:
            os.killpg(process.pid, number)
        output, said = process.communicate(timeout=PATIENCE)
    assert output == ""
    nobody_left(process.pid)
    return process.returncode, said


def nobody_left(group: int) -> None:
    """No process of the group is alive; one that was just being born may take a moment to see that it is not needed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process was left behind")


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c(moment: Moment, village: Path) -> None:
    before = listing(village)
    assert interrupted(village, moment, signal.SIGINT) == (130, MESSAGE)
    assert listing(village) == before


def test_ctrl_c_leaves_no_empty_folder_of_runs(village: Path) -> None:
    before = listing(village)
    assert interrupted(village, writes, signal.SIGINT, arguments=("--out", "runs/x")) == (130, MESSAGE)
    assert listing(village) == before


def test_ctrl_c_while_the_bar_moves(village: Path) -> None:
    before = listing(village)
    processes: list[int] = []

    def press(shown: str, process: int) -> None:
        if "First evening" in shown and not processes:
            processes.append(process)
            os.killpg(process, signal.SIGINT)

    shown = in_terminal("run", "village.yaml", *LONG, "--set", "rounds.turns=200", cwd=village, watch=press)
    assert shown.code == 130
    assert [line for line in shown.lines if line] == [MESSAGE.strip()]
    assert listing(village) == before
    nobody_left(*processes)


def test_impatience(village: Path) -> None:
    before = listing(village)
    assert interrupted(village, prints, signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGINT) == (130, MESSAGE)
    assert listing(village) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_other_ways_to_be_stopped(number: signal.Signals, code: int, village: Path) -> None:
    before = listing(village)
    assert interrupted(village, writes, number) == (code, MESSAGE)
    assert listing(village) == before


def test_the_earlier_run_stays(finished: Path, village: Path) -> None:
    shutil.copytree(finished / "runs" / "village-0", village / "x")
    before = contents(village)
    assert interrupted(village, writes, signal.SIGINT, arguments=("--force", "--seed", "1")) == (130, MESSAGE)
    assert contents(village) == before


def test_a_check_is_stopped_as_well(village: Path) -> None:
    command = [*MODULE, "check", *["wgig-2005"] * 200]
    with subprocess.Popen(
        command, cwd=village, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("wgig-2005: ")
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=PATIENCE)[1] == MESSAGE
    assert process.returncode == 130


CONFUSED = """
import signal
from wgig_sim.cli import main, running

def simulated(*_):
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise RuntimeError("generator raised StopIteration")

running.simulated = simulated
main(["run", "village.yaml"])
"""


def test_a_library_that_an_interrupt_has_confused(village: Path) -> None:
    """numba turns a KeyboardInterrupt that comes while it loads into whatever its half-done work raises."""
    before = listing(village)
    done = ended([sys.executable, "-c", CONFUSED], village, environment())
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, MESSAGE)
    assert listing(village) == before
