"""The tests' own small library of scenarios, and a place to write files beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wgig_sim.scenario import library

HERE = Path(__file__).parent
Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def _small_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "folder", lambda *_: HERE / "library")


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file into an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return written
