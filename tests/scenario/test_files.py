"""Files that are no scenario at all, however they come."""

import os
from pathlib import Path
from typing import Any, NoReturn

import pytest

from wgig_sim.scenario import parse
from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.scenario.read import read


def complaint(source: str | Path) -> str:
    with pytest.raises(ScenarioError) as raised:
        read(source)
    return str(raised.value).splitlines()[0]


def test_directory(tmp_path: Path) -> None:
    assert complaint(tmp_path) == f"{tmp_path}  is a directory. Name a file in it."


def test_absent_file() -> None:
    assert complaint("no/such.yaml") == "no/such.yaml  does not exist."


def test_absent_name() -> None:
    message = 'there is no scenario "smal", and no such file. Did you mean "small"?'
    assert complaint("smal").startswith(f"smal  {message}")


def test_variant_of_another_name() -> None:
    assert 'Did you mean "small/unequal"?' in complaint("small/unequall")


def test_directory_does_not_hide_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read("small").title == "A small forum"


def test_hundred_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as stream:
        stream.truncate(100_000_000)
    monkeypatch.chdir(tmp_path)
    assert complaint("big.yaml") == "big.yaml  has 100 MB; a scenario has at most 5 MB."


def test_many_values_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "many.yaml").write_text("seats: [" + "1," * 2_000_000 + "]")
    monkeypatch.chdir(tmp_path)
    assert f"holds more than {parse.VALUES} values" in complaint("many.yaml")


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.yaml").write_text("extends: small")

    def refuse(*_: Any) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "open", refuse)
    assert complaint("secret.yaml") == "secret.yaml  cannot be read: permission denied."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert complaint(tmp_path / "pipe.yaml").endswith("is not a regular file.")


@pytest.mark.parametrize("name", ["x" * 5000 + ".yaml", "x" * 5000, "nul\0.yaml", "nul\0", ""])
def test_impossible_names(name: str) -> None:
    assert complaint(name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bom.yaml"
    path.write_text("extends: small\r\ntitle: Ärger\r\n", encoding)
    assert read(path).title == "Ärger"


def test_long_chain_of_extends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        (tmp_path / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml")
    monkeypatch.chdir(tmp_path)
    assert "more than 20 files extend each other" in complaint("0.yaml")
