"""The Python examples of the documents run, one document from top to bottom."""

from pathlib import Path
from typing import Any

import pytest

from tests.house.markdown import examples
from tests.house.tree import ROOT


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_examples_run(document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = examples(ROOT / document, "python")
    assert blocks
    names: dict[str, Any] = {"__name__": "example"}
    for block in blocks:
        exec(compile(block, ROOT / document, "exec"), names)
