"""What the project says of itself is said in one place or agrees everywhere."""

import re
import tomllib
from importlib import metadata
from typing import Any

import pytest
import yaml

import wgig_sim
from tests.house.tree import PACKAGE, ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
PINS = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


def package_name(requirement: str) -> str:
    """The name that a requirement or a pin begins with, in the spelling that package indexes compare."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def test_one_version() -> None:
    assert metadata.version("wgig-sim") == wgig_sim.__version__
    assert CITATION["version"] == wgig_sim.__version__


def test_the_changelog_speaks_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(wgig_sim.__version__)}\b", changelog, flags=re.MULTILINE)


def test_one_licence() -> None:
    assert PROJECT["project"]["license"] == CITATION["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_one_author() -> None:
    named = [author["name"] for author in PROJECT["project"]["authors"]]
    assert named == [author["name"] for author in CITATION["authors"]]
    assert all(author in (ROOT / "LICENSE").read_text(encoding="utf-8") for author in named)


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_every_requirement_is_pinned() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    required = {package_name(need) for needs in (PROJECT["project"]["dependencies"], *extras) for need in needs}
    assert required - {package_name(pin) for pin in PINS} == set()


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_is_a_version_from_any_index(pin: str) -> None:
    assert re.fullmatch(r'[\w.-]+==[\w.]+( ; python_version (<|>=) "3\.12")?', pin)
