"""`validate`: every claim with its band and estimate in 80 columns; a failure is printed as one, and a claim that fails is 1."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.program import refused, succeeded, wgig_sim
from wgig_sim.cli import main
from wgig_sim.core.compiled import COMPILED
from wgig_sim.study.patterns import PATTERNS
from wgig_sim.study.patterns.estimate import Estimate

compiled = pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")


@compiled
def test_all_patterns(tmp_path: Path) -> None:
    """As users run it: with fewer replicates a pattern near the edge of its band, such as P7, may fall out of it by chance."""
    shown = succeeded(wgig_sim("validate", cwd=tmp_path, NUMBA_DISABLE_JIT=None))
    lines, words = shown.splitlines(), " ".join(shown.split())
    verdicts = [line.split()[:2] for line in lines if line.startswith("  P")]
    assert [name for name, _ in verdicts] == [one.id for one in PATTERNS]
    assert [name for name, word in verdicts if word == "FAIL"] == ["P15"]
    assert all(f"{one.claim} {one.source} · {one.use}" in words for one in PATTERNS)
    assert max(map(len, lines)) <= 80
    assert "14 of 15 patterns hold. Fails, as is known: P15." in words
    assert "200 replicates of each case, seed 0." in words
    assert list(tmp_path.iterdir()) == []


@compiled
def test_json_with_a_seed_and_chosen_patterns(tmp_path: Path) -> None:
    line = ("validate", "--replicates", "20", "--pattern", "p11", "--pattern", "P3", "--json", "--seed")
    one, same, other = (
        json.loads(succeeded(wgig_sim(*line, seed, cwd=tmp_path, NUMBA_DISABLE_JIT=None))) for seed in ("1", "1", "2")
    )
    assert one == same
    assert one["bands"] != other["bands"]
    assert (one["replicates"], one["seed"], one["failed"], one["claimed_and_failed"]) == (20, 1, [], [])
    rows = one["bands"]
    assert [row["pattern"] for row in rows] == ["P3", "P3", "P11", "P11"]
    assert all(row["low"] < row["estimate"] < row["high"] for row in rows)
    assert rows[0]["band_high"] is None


def faked(monkeypatch: pytest.MonkeyPatch, value: float, claimed: bool) -> None:
    """P1 and P2 with an estimate that is made up."""
    estimate = Estimate(value, value - 0.1, value + 0.1, 20)
    fakes = [
        one._replace(claimed=claimed, bands=tuple(band._replace(estimate=lambda runs: estimate) for band in one.bands))
        for one in PATTERNS[:2]
    ]
    monkeypatch.setattr("wgig_sim.study.patterns.PATTERNS", tuple(fakes))
    monkeypatch.setattr("wgig_sim.engines.ahead.compile_ahead", lambda setup: None)


def test_a_claim_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    faked(monkeypatch, 0.5, claimed=True)
    done = CliRunner().invoke(main, ["validate"])
    assert done.exit_code == 1
    assert done.stdout.count("FAIL") == 2
    assert "0 of 2 patterns hold. Claimed to hold, and fail: P1 and P2." in done.stdout


def test_a_failure_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    faked(monkeypatch, 0.8, claimed=False)
    done = CliRunner().invoke(main, ["validate", "--pattern", "P2"])
    assert done.exit_code == 0
    assert "  P2   FAIL  Opinions hardly change\n" in done.stdout
    assert "not claimed to hold" in done.stdout
    assert ".80 (.70 … .90)*" in done.stdout
    assert "0 of 1 patterns hold. Fails, as is known: P2." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--pattern", "P16"), 'unknown pattern "P16". Did you mean "P'),
        (("--pattern", "P1", "--pattern", "x"), 'unknown pattern "x"'),
        (("--replicates", "1"), "2<=x"),
        (("wgig-2005",), "unexpected extra argument"),
    ],
)
def test_refused(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in refused(wgig_sim("validate", *arguments, cwd=tmp_path))
