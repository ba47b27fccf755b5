"""`rivals`: the table, the JSON object, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.cli.program import listing, refused, settle, succeeded, wgig_sim
from wgig_sim.show.rivals import TITLES
from wgig_sim.study.rivals.contest import RIVALS

FEW = ("--replicates", "2")


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settle(tmp_path_factory.mktemp("rivals"))


def test_table(village: Path) -> None:
    before = listing(village)
    done = wgig_sim("rivals", "village.yaml", *FEW, cwd=village)
    shown = succeeded(done)
    assert done.stderr == ""
    assert max(map(len, shown.splitlines())) <= 80
    assert all(shown.count(TITLES[name]) == 2 for name in RIVALS)
    assert "A village pump" in shown
    assert listing(village) == before


def test_json_with_a_seed_and_a_change(village: Path) -> None:
    line = ("rivals", "village.yaml", *FEW, "--json", "--set", "mechanisms.persuasion.confidence=0.1")
    one, same, other = (json.loads(succeeded(wgig_sim(*line, "--seed", s, cwd=village))) for s in ("1", "1", "2"))
    assert one == same
    assert one["estimates"] != other["estimates"]
    assert one["seed"] == 1
    assert {row["model"] for row in one["estimates"]} == {"full", *RIVALS}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("villag.yaml",), "villag.yaml"),
        (("village.yaml", "--replicates", "1"), "2<=x"),
        (("village.yaml", "--set", "rules.start=never"), "rules.start"),
        (("village.yaml", "village.yaml"), "unexpected extra argument"),
    ],
)
def test_refused(village: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in refused(wgig_sim("rivals", *arguments, cwd=village))
