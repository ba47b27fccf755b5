"""`verify`: every case with what was expected and got, in 80 columns; exit code 1 if one fails."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.program import succeeded, wgig_sim
from wgig_sim.cli import main
from wgig_sim.core.compiled import COMPILED
from wgig_sim.study.verify import FAMILIES, Family
from wgig_sim.study.verify.check import near


@pytest.mark.skipif(not COMPILED, reason="hundreds of people need the compiled kernels")
def test_all_cases_pass_and_say_why(tmp_path: Path) -> None:
    done = wgig_sim("verify", cwd=tmp_path, NUMBA_DISABLE_JIT=None)
    shown = succeeded(done)
    lines = shown.splitlines()
    passed = [line for line in lines if line.startswith("  pass  ")]
    assert [family.title for family in FAMILIES if f"\n{family.title}  " not in shown] == []
    assert max(map(len, lines)) <= 80
    assert "FAIL" not in shown
    assert lines[-1] == f"All {len(passed)} cases are as they should be."
    assert " ".join(shown.split()).count("; allowed ") == len(passed)
    assert list(tmp_path.iterdir()) == []


def test_one_failure_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [near("one thing", 1, 1, 0, "a count"), near("another", [1, 2], [1, 2.5], 0.25, "rounding", "Somebody 1999")]
    monkeypatch.setattr("wgig_sim.study.verify.FAMILIES", (Family("A family", "known", lambda: iter(cases)),))
    done = CliRunner().invoke(main, ["verify"])
    assert done.exit_code == 1
    assert done.stdout == (
        "\nA family  known\n"
        "  pass  one thing\n        expected 1; got 1; allowed 0 (a count)\n"
        "  FAIL  another\n        expected 1, 2; got 1, 2.5, off by 0.5; allowed 0.25 (rounding)\n        Somebody 1999\n"
        "\n1 of 2 cases failed: another.\n"
    )


def test_takes_no_argument(tmp_path: Path) -> None:
    done = wgig_sim("verify", "wgig-2005", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unexpected extra argument" in done.stderr
    assert "Traceback" not in done.stderr
