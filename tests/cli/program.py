"""The program as people start it: a process of its own, with its streams, its environment and its exit code."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULE = (sys.executable, "-m", "wgig_sim.cli")
SCRIPT = Path(sys.executable).with_name("wgig-sim")
LONG = ("--set", "rounds.per_day=200", "--set", "rounds.turns=20")
"""Makes a run of the village take some seconds where nothing is compiled."""
Done = subprocess.CompletedProcess[str]


def environment(**changes: str | None) -> dict[str, str]:
    """This process's environment without what changes the looks of output; None takes a variable away.

    Compilation is off unless NUMBA_DISABLE_JIT is taken away: for a village, loading compiled code takes longer than it saves.
    """
    without = (
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "LINES",
        "TERM",
        "PYTHONIOENCODING",
        "PYTHONWARNINGS",
        "COVERAGE_PROCESS_START",
    )
    base: Mapping[str, str | None] = {key: value for key, value in os.environ.items() if key not in without}
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    merged = {**base, "PYTHONPATH": path, "PYTHONUTF8": "1", "NUMBA_DISABLE_JIT": "1", **changes}
    return {key: value for key, value in merged.items() if value is not None}


def ended(command: Sequence[str | bytes | Path], cwd: Path, env: Mapping[str, str]) -> Done:
    """Run a command and wait for it."""
    return subprocess.run(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


def wgig_sim(*arguments: str | bytes, cwd: Path, **changes: str | None) -> Done:
    """Run the program in a folder and wait for it."""
    return ended([*MODULE, *arguments], cwd, environment(**changes))


def refused(done: Done) -> str:
    """What the program says of input that it cannot use: on the error stream only, with exit code 2 and no traceback."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr
    return done.stderr


def succeeded(done: Done) -> str:
    """What the program prints when all goes well."""
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    return done.stdout


def settle(folder: Path) -> Path:
    """A folder with the village in it: four seats that meet twice, described in a YAML and a CSV file."""
    for name in ("village.yaml", "village.csv"):
        shutil.copy(HERE / name, folder / name)
    return folder


def listing(folder: Path) -> list[str]:
    """Everything below a folder, hidden things included."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
