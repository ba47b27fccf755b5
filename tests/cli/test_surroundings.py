"""Where the program is installed and who runs it: nothing may be written at home, caches are absent, closed or damaged."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import HERE, MODULE, ROOT, contents, ended, environment, listing, succeeded, wgig_sim

COMPILING = "Compiling the model, once for this version and machine; this takes some seconds ...\n"
RUN = ("run", "village.yaml", "--out", "out/x")
ASK = """
from wgig_sim.core.compiled import entry


@entry
def double(x):
    return 2 * x


print(double(2.0))
"""


@pytest.fixture
def nowhere(village: Path) -> dict[str, str | None]:
    """An environment of somebody without a home: it would lie below a file."""
    (village / "out").mkdir()
    home = str(village / "village.csv" / "home")
    return {"HOME": home, "XDG_CACHE_HOME": None, "XDG_CONFIG_HOME": None, "NUMBA_CACHE_DIR": None, "MPLCONFIGDIR": None}


def test_without_a_home(nowhere: dict[str, str | None], village: Path, finished: Path) -> None:
    (village / "temporary").mkdir()
    done = wgig_sim(*RUN, cwd=village, TMPDIR=str(village / "temporary"), **nowhere)
    assert "Outcome: " in succeeded(done)
    assert done.stderr == ""
    assert contents(village / "out" / "x").keys() == contents(finished / "runs" / "village-0").keys()


def test_without_a_home_compiled_code_is_kept_among_temporary_files(nowhere: dict[str, str | None], village: Path) -> None:
    ask = "from wgig_sim.core.compiled import CACHE_FOLDER; print(CACHE_FOLDER)"
    env = environment(NUMBA_DISABLE_JIT=None, TMPDIR=str(village), **nowhere)
    assert succeeded(ended([MODULE[0], "-c", ask], village, env)).startswith(f"{village}{os.sep}wgig-sim-")


def test_with_nothing_to_write_into_but_the_results(nowhere: dict[str, str | None], village: Path, finished: Path) -> None:
    """What is outside is closed by a hook in each process of the program, so that the test means the same for root."""
    before = listing(village)
    path = os.pathsep.join([str(HERE / "closed"), environment()["PYTHONPATH"]])
    done = wgig_sim(*RUN, cwd=village, PYTHONPATH=path, OPEN_FOLDER=str(village / "out"), **nowhere)
    assert "Outcome: " in succeeded(done)
    assert contents(village / "out" / "x").keys() == contents(finished / "runs" / "village-0").keys()
    assert [name for name in listing(village) if not name.startswith("out/")] == before
    refusal = ended([MODULE[0], "-c", "open('y', 'w')"], village, environment(PYTHONPATH=path, OPEN_FOLDER=str(village / "out")))
    assert "PermissionError" in refusal.stderr


def test_nothing_compiled_lies_beside_the_code() -> None:
    assert list((ROOT / "wgig_sim").rglob("*.nb[ic]")) == []


def test_the_first_run_says_that_it_compiles(village: Path) -> None:
    env = environment(NUMBA_DISABLE_JIT=None, NUMBA_CACHE_DIR=str(village / "cache"))
    command = [*MODULE, "run", "village.yaml", "--json"]
    with subprocess.Popen(command, cwd=village, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        process.terminate()
        output, rest = process.communicate(timeout=120)
    assert said == COMPILING
    assert (process.returncode, output, rest) == (143, "", "Interrupted. No half-written results are left.\n")


def test_later_runs_say_nothing(village: Path) -> None:
    first, later = (wgig_sim("run", "village.yaml", "--json", cwd=village, NUMBA_DISABLE_JIT=None) for _ in range(2))
    assert first.stderr in ("", COMPILING)
    assert (succeeded(first), later.stderr) == (succeeded(later), "")


def test_a_cache_folder_that_is_a_file(village: Path) -> None:
    (village / "cache").write_text("no folder")
    done = wgig_sim("run", "village.yaml", "--json", cwd=village, NUMBA_DISABLE_JIT=None, NUMBA_CACHE_DIR=str(village / "cache"))
    assert succeeded(done)
    assert (village / "cache").read_text() == "no folder"


def test_without_any_place_compiled_code_is_not_kept(nowhere: dict[str, str | None], village: Path) -> None:
    ask = "from wgig_sim.core.compiled import CACHE_FOLDER; print(CACHE_FOLDER)"
    path = os.pathsep.join([str(HERE / "closed"), environment()["PYTHONPATH"]])
    env = environment(NUMBA_DISABLE_JIT=None, PYTHONPATH=path, OPEN_FOLDER=str(village / "out"), **nowhere)
    assert succeeded(ended([MODULE[0], "-c", ask], village, env)) == "None\n"


def test_damaged_compiled_code_is_compiled_anew(village: Path) -> None:
    """Every file of the cache of two kernels is cut short, as a machine that loses its power may leave it."""
    (village / "ask.py").write_text(ASK)
    env = environment(NUMBA_DISABLE_JIT=None, NUMBA_CACHE_DIR=str(village / "cache"))
    whole = succeeded(ended([MODULE[0], "ask.py"], village, env))
    for kind in ("*.nbc", "*.nbi"):
        files = list((village / "cache").rglob(kind))
        assert files
        for path in files:
            path.write_bytes(path.read_bytes()[:10])
        assert succeeded(ended([MODULE[0], "ask.py"], village, env)) == whole == "4.0\n"
