"""The shell completes verbs, options, scenarios, experiments, files and mechanisms, as docs/cli.md says that it does."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.program import ROOT, SCRIPT, ended, environment, succeeded
from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.scenario import library
from wgig_sim.scenario.problems import EXPERIMENT

SHELLS = ("bash", "zsh", "fish")


def completed(folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last word: kind and text of each offer."""
    line = {"COMP_WORDS": " ".join(["wgig-sim", *words]), "COMP_CWORD": str(len(words))}
    return succeeded(ended([SCRIPT], folder, environment(_WGIG_SIM_COMPLETE="bash_complete", **line))).splitlines()


def test_verbs(tmp_path: Path) -> None:
    assert completed(tmp_path, "s") == ["plain,schema", "plain,serve", "plain,show", "plain,status", "plain,sweep"]


@pytest.mark.parametrize("verb", ["run", "show", "check"])
def test_scenarios_else_files(verb: str, tmp_path: Path) -> None:
    names = [f"plain,{name}" for name in library.names() if name.startswith("wgig-2005/t")]
    assert len(names) > 1
    assert completed(tmp_path, verb, "wgig-2005/t") == ["file,wgig-2005/t", *names]


@pytest.mark.parametrize("verb", ["plan", "sweep", "check"])
def test_experiments_else_files(verb: str, tmp_path: Path) -> None:
    names = [f"plain,{name}" for name in library.names(EXPERIMENT) if name.startswith("sens")]
    assert len(names) > 1
    assert completed(tmp_path, verb, "sens") == ["file,sens", *names]


def test_mechanisms(tmp_path: Path) -> None:
    assert completed(tmp_path, "explain", "tr") == [f"plain,{name}" for name in MECHANISMS if name.startswith("tr")]


def test_options(tmp_path: Path) -> None:
    assert completed(tmp_path, "run", "--se") == ["plain,--seed", "plain,--set"]
    assert completed(tmp_path, "run", "--out", "r") == ["file,r"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_manual_says_how(shell: str, tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.search(rf"_WGIG_SIM_COMPLETE={shell}_source wgig-sim\b", manual)
    script = succeeded(ended([SCRIPT], tmp_path, environment(_WGIG_SIM_COMPLETE=f"{shell}_source")))
    assert f"_WGIG_SIM_COMPLETE={shell}_complete" in script


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_in_a_real_bash(tmp_path: Path) -> None:
    words = "COMP_WORDS=(wgig-sim run wsis); COMP_CWORD=2"
    function = "_wgig_sim_completion wgig-sim 2>/dev/null"
    line = f'eval "$(_WGIG_SIM_COMPLETE=bash_source wgig-sim)"; {words}; {function}; echo "$COMPREPLY"'
    env = environment()
    env["PATH"] = f"{SCRIPT.parent}:{env['PATH']}"
    assert succeeded(ended(["bash", "-c", line], tmp_path, env)) == "wsis-2003\n"
