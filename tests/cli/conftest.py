"""Runs that many tests look at, made once a session; the tests leave them as they are."""

from pathlib import Path

import pytest

from tests.cli.program import settle, succeeded, wgig_sim


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """An empty folder but for the scenario of a village."""
    return settle(tmp_path)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the village was run with seed 0, into runs/village-0."""
    folder = settle(tmp_path_factory.mktemp("finished"))
    succeeded(wgig_sim("run", "village.yaml", cwd=folder))
    return folder


@pytest.fixture(scope="session")
def geneva(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the compiled program ran wgig-2005 into `one`, its output in one.txt."""
    folder = tmp_path_factory.mktemp("geneva")
    done = wgig_sim("run", "wgig-2005", "--seed", "7", "--out", "one", cwd=folder, NUMBA_DISABLE_JIT=None)
    (folder / "one.txt").write_text(succeeded(done), encoding="utf-8")
    return folder
