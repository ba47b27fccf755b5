"""A folder that says what goes wrong, and a clock for what must not wait for ever."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.study.faults.doings import PLACE


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: None) -> Path:
    """The folder whose files make runs misbehave."""
    folder = tmp_path / "faults"
    folder.mkdir()
    monkeypatch.setenv(PLACE, str(folder))
    return folder


@pytest.fixture
def patience() -> Iterator[None]:
    """A test that waits for ever fails after two minutes."""

    def enough(*_: object) -> None:
        raise TimeoutError("this takes for ever")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, enough)
    signal.alarm(120)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
