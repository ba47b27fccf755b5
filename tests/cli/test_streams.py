"""Streams as they come: an alphabet too small, a reader who goes, a full disk behind the output, no stream at all."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import MODULE, Done, ended, environment, succeeded, wgig_sim

ASCII = {"PYTHONUTF8": None, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
on_unix = pytest.mark.skipif(os.name != "posix", reason="a matter of Unix")


def in_shell(line: str, cwd: Path) -> Done:
    """Run a line of shell in which $wgig_sim is the program."""
    return ended(["sh", "-c", line], cwd, environment(wgig_sim=" ".join(MODULE)))


@pytest.mark.parametrize("arguments", [("list",), ("show", "wgig-2005"), ("explain",)], ids=" ".join)
def test_an_alphabet_too_small(arguments: tuple[str, ...], tmp_path: Path) -> None:
    shown = succeeded(wgig_sim(*arguments, cwd=tmp_path, **ASCII))
    assert shown
    assert shown.isascii()


def test_a_file_in_an_alphabet_too_small(village: Path) -> None:
    (village / "wörld.yaml").write_text("extends: village.yaml\n")
    assert "A village pump" in succeeded(wgig_sim("check", "wörld.yaml", cwd=village, **ASCII))


def test_a_run_in_an_alphabet_too_small(village: Path) -> None:
    shown = succeeded(wgig_sim("run", "village.yaml", "--set", "title=Köln", "--out", "x", cwd=village, **ASCII))
    assert "K?ln" in shown
    assert "Köln" in (village / "x" / "report.md").read_text(encoding="utf-8")


def test_json_is_utf8_in_any_alphabet(village: Path) -> None:
    (village / "wörld.yaml").write_text("extends: village.yaml\n")
    assert json.loads(succeeded(wgig_sim("run", "wörld.yaml", "--json", cwd=village, **ASCII)))["scenario"] == "wörld.yaml"


@on_unix
@pytest.mark.parametrize("arguments", ["list", "run village.yaml --json"])
def test_a_reader_who_goes(arguments: str, village: Path) -> None:
    done = in_shell(f"{{ $wgig_sim {arguments}; echo $? >code; }} | head -n 1", village)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    assert (village / "code").read_text() == "0\n"


@on_unix
def test_a_reader_who_was_never_there(village: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen([*MODULE, "list"], cwd=village, env=environment(), stdout=write, stderr=subprocess.PIPE) as process:
        os.close(write)
        assert process.communicate()[1] == b""
    assert process.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device here that is always full")
@pytest.mark.parametrize("arguments", ["list", "schema", "run village.yaml --json"])
def test_a_full_disk_behind_the_output(arguments: str, village: Path) -> None:
    done = in_shell(f"$wgig_sim {arguments} >/dev/full", village)
    assert done.returncode == 2
    assert done.stderr == "The output: No space left on device.\n"


@on_unix
@pytest.mark.parametrize("arguments", ["list >&-", "run village.yaml --json 2>&-", "run village.yaml --out x >&- 2>&-"])
def test_closed_streams(arguments: str, village: Path) -> None:
    done = in_shell(f"$wgig_sim {arguments}", village)
    assert (done.returncode, done.stderr) == (0, "")
