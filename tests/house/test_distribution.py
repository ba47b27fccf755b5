"""What is handed out is whole: the wheel carries the scenarios, the source archive everything that a clone has."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT, name, project_files

Built = tuple[set[str], set[str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Names in the wheel and in the source archive, both built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    (archive,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened, tarfile.open(archive) as source:
        inner = {"/".join(Path(member.name).parts[1:]) for member in source.getmembers() if member.isfile()}
        return set(opened.namelist()), inner


def files_below(folder: str) -> set[str]:
    return {name(path) for path in project_files() if name(path).startswith(f"{folder}/")}


def test_the_wheel_carries_the_package(built: Built) -> None:
    assert files_below(PACKAGE.name) - built[0] == set()


@pytest.mark.parametrize("folder", ["scenarios", "experiments"])
def test_the_wheel_carries(built: Built, folder: str) -> None:
    inside = {name.removeprefix("wgig_sim/_") for name in built[0] if name.startswith(f"wgig_sim/_{folder}/")}
    assert inside == files_below(folder) != set()


def test_the_wheel_carries_nothing_else(built: Built) -> None:
    version = {name for name in built[0] if ".dist-info/" in name}
    assert {name.split("/")[0] for name in built[0] - version} == {"wgig_sim"}


def test_the_source_archive_is_whole(built: Built) -> None:
    assert {name(path) for path in project_files()} - built[1] == set()
