"""Where results cannot go: said in one line, exit code 2, and everything is as it was."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import MODULE, Done, contents, ended, environment, listing, refused, wgig_sim

RUN = ("run", "village.yaml", "--quiet", "--out")
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
"""A corner of the system in which one may mount what one likes; it goes when the command ends."""


def refused_place(village: Path, *arguments: str) -> str:
    """What is said of a place; nothing has changed."""
    before = listing(village), contents(village)
    said = refused(wgig_sim(*arguments, cwd=village))
    assert len(said.splitlines()) == 1
    assert (listing(village), contents(village)) == before
    return said


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("village.csv", "village.csv: is a file. Name another folder."),
        ("village.csv/x", "village.csv/x: "),
        ("absent/x", "absent/x: there is no folder "),
        ("y" * 300, "cannot be written (file name too long)."),
        ("", ": exists already."),
        ("/", "/: is not the name of a folder."),
    ],
)
def test_no_place_for_a_folder(place: str, message: str, village: Path) -> None:
    assert message in refused_place(village, *RUN, place)


@pytest.mark.parametrize("place", ["village.csv", ".", "/"])
def test_no_place_by_force(place: str, village: Path) -> None:
    assert f"{place}: " in refused_place(village, *RUN, place, "--force")


def test_force_is_no_licence(village: Path) -> None:
    (village / "home").mkdir()
    (village / "home" / "letter.txt").write_text("Dear Anna")
    assert "home: does not hold a run" in refused_place(village, *RUN, "home", "--force")


def test_runs_is_a_file(village: Path) -> None:
    (village / "runs").write_text("5 km")
    said = refused_place(village, "run", "village.yaml")
    assert said == f"runs/village-0: {village.resolve() / 'runs'} is a file. Name another folder.\n"


LOCKED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root without the right to write everywhere."""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes rights away from root")
def test_a_locked_folder_is_named_and_no_file_that_nobody_knows(village: Path) -> None:
    if not shutil.which("setpriv") or subprocess.run([*LOCKED, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root keeps its rights here")
    village.chmod(0o500)

    def said(*arguments: str) -> str:
        return refused(ended([*LOCKED, *MODULE, *arguments], village, environment(PYTHONDONTWRITEBYTECODE="1")))

    positions = village.parent / "p.csv"
    positions.write_text("actor,issue,position,salience,capability\nA,x,10,50,100\nB,x,90,80,50\n")
    try:
        denied = "runs/village-0: cannot be written (permission denied). Name another folder with --out.\n"
        assert said("run", "village.yaml") == denied
        assert "no permission to write into" in said("run", "village.yaml", "--out", "x")
        assert said("sweep", "attribution", "--set", "replicates=2") == (
            "studies/attribution cannot be made: Permission denied. Name another folder with --out.\n"
        )
        assert said("import", str(positions)) == "This folder: Permission denied.\n"
    finally:
        village.chmod(0o700)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(village: Path) -> None:
    village.chmod(0o500)
    try:
        assert "no permission to write into" in refused_place(village, *RUN, "x")
        assert "runs/village-0: " in refused_place(village, "run", "village.yaml")
    finally:
        village.chmod(0o700)


def on_small_disk(village: Path, kilobytes: int, script: str) -> Done:
    """Run a script in the folder `disk`, a file system of its own with so little room; $wgig_sim is the program."""
    if not shutil.which("unshare") or subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file systems of one's own here")
    (village / "disk").mkdir()
    mount = f"mount -t tmpfs -o size={kilobytes}k none disk && cd disk && {script}"
    return ended([*NAMESPACE, "sh", "-c", mount], village, environment(wgig_sim=" ".join(MODULE)))


@pytest.mark.parametrize("kilobytes", [8, 60, 250])
def test_a_full_disk(kilobytes: int, village: Path) -> None:
    done = on_small_disk(village, kilobytes, "$wgig_sim run ../village.yaml --out x; echo $?; ls -A")
    assert done.stdout == "2\n"
    assert done.stderr.endswith("disk/x: the disk is full. Nothing was written.\n")
    assert len(done.stderr.splitlines()) == 1


def test_a_full_disk_keeps_the_earlier_run(finished: Path, village: Path) -> None:
    run = "$wgig_sim run ../village.yaml --quiet --out x --force --seed 1"
    earlier = f"cp -r '{finished / 'runs' / 'village-0'}' x"
    size = sum(len(content) for content in contents(finished / "runs" / "village-0").values())
    done = on_small_disk(village, size // 1000 + 200, f"{earlier} && {{ {run}; echo $?; ls -A; cat x/measures.json; }}")
    code, place, *measures = done.stdout.splitlines()
    assert (code, place) == ("2", "x")
    assert json.loads("\n".join(measures))["seed"] == 0


@pytest.mark.skipif(os.name != "posix", reason="limits are a matter of Unix")
def test_files_that_may_not_grow(village: Path) -> None:
    limited = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
    start = f"{limited} sys.argv = ['wgig-sim', *{[*RUN, 'x']}]; runpy.run_module('wgig_sim.cli', run_name='__main__')"
    before = listing(village)
    said = refused(ended([sys.executable, "-c", start], village, environment(PYTHONDONTWRITEBYTECODE="1")))
    assert said.endswith("x: cannot be written (file too large).\n")
    assert listing(village) == before
