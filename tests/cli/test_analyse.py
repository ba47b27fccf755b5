"""analyse, tip and query as people give them: what they print, what they leave, and what they refuse."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.program import contents, refused, settle, succeeded, wgig_sim
from tests.cli.screen import in_terminal
from tests.study.analysis.made_up import experiment, study, without, written

MADE = study(
    experiment({"trust": (0.0, 1.0), "rule": ["old", "new"]}, {"kind": "grid", "steps": 5}, 6),
    {"share_agreed": lambda at, chance: at["trust"] * (1 + (at["rule"] == "new")) / 2 + 0.01 * chance[:, 1]},
)
VILLAGE = """\
title: How many evenings
question: How many rounds do four neighbours need?
scenario: village.yaml
factors:
  rounds: {key: rounds.per_day, range: [1, 4], integer: true}
  turns: {key: rounds.turns, values: [2, 3]}
design: {kind: grid, steps: 3}
replicates: 2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place with a study in the folder `made`."""
    written(MADE, tmp_path / "made")
    return tmp_path


def test_analyse_says_the_findings_and_where_the_rest_is(folder: Path) -> None:
    told = succeeded(wgig_sim("analyse", "made", cwd=folder))
    assert "From trust = 0 to 1, the share of items agreed rises by" in " ".join(told.split())
    assert "made/analysis/  report.html · report.md · " in told
    assert max(map(len, told.splitlines())) <= 80
    assert {"report.html", "report.md", "analysis.json", "tables/responses.csv"} <= contents(folder / "made" / "analysis").keys()
    again = contents(folder / "made" / "analysis")
    succeeded(wgig_sim("analyse", "made", cwd=folder))
    assert contents(folder / "made" / "analysis") == again


def test_analyse_says_what_a_study_lacks(tmp_path: Path) -> None:
    written(without(MADE, MADE.runs["point"] == 2), tmp_path / "made")
    told = " ".join(succeeded(wgig_sim("analyse", "made", cwd=tmp_path)).split())
    assert "Missing: 1 point without any good run. What follows rests on the rest." in told


def test_a_file_in_the_place_of_an_analysis_is_kept(folder: Path) -> None:
    (folder / "made" / "analysis").write_text("my notes")
    assert "analysis is a file that no analysis has written" in refused(wgig_sim("analyse", "made", cwd=folder))
    assert (folder / "made" / "analysis").read_text() == "my notes"


def test_analyse_of_what_is_none(folder: Path) -> None:
    before = contents(folder)
    assert "should be a measure and a number" in refused(wgig_sim("analyse", "made", "--cases", "all", cwd=folder))
    said = refused(wgig_sim("analyse", "made", "--measure", "share_agred", cwd=folder))
    assert contents(folder) == before
    assert said == 'unknown measure "share_agred". Did you mean "share_agreed"? Measures: share_agreed.\n'


def test_what_cannot_be_analysed_is_said_and_nothing_is_left(folder: Path) -> None:
    for path in (folder / "made" / "parts").iterdir():
        path.unlink()
    before = contents(folder)
    assert "there is nothing to analyse: no run has been done yet." in refused(wgig_sim("analyse", "made", cwd=folder))
    assert "is not the folder of a study" in refused(wgig_sim("analyse", ".", cwd=folder))
    assert contents(folder) == before


def test_query_is_csv_in_a_pipe(folder: Path) -> None:
    sql = "select rule, round(avg(share_agreed), 2) as agreed from study group by rule order by rule"
    told = succeeded(wgig_sim("query", "made", sql, cwd=folder))
    assert list(csv.reader(io.StringIO(told))) == [["rule", "agreed"], ["new", "0.5"], ["old", "0.25"]]


def test_query_is_a_table_on_a_screen(folder: Path) -> None:
    told = in_terminal("query", "made", "select rule, point, share_agreed from study", cwd=folder)
    assert told.lines[0].split() == ["rule", "point", "share_agreed"]
    assert "and 20 rows more; in a pipe all of them come, as CSV" in told.lines


def test_bad_sql_is_one_message(folder: Path) -> None:
    said = refused(wgig_sim("query", "made", "select rul from study", cwd=folder))
    assert said.startswith('SQL: Referenced column "rul" not found')
    assert said.count("SQL") == 1


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = settle(tmp_path_factory.mktemp("village"))
    (place / "evenings.yaml").write_text(VILLAGE, encoding="utf-8")
    return place


def test_tip_tries_levels_and_says_what_it_found(village: Path) -> None:
    told = succeeded(wgig_sim("tip", "evenings.yaml", "--measure", "statements", cwd=village))
    assert "Statements along rounds" in told
    assert "turns = 2; 2 replicates at each level" in told
    assert "No tipping point" in told  # twice the rounds, twice the statements
    levels = [line.split()[0] for line in told.splitlines() if line.split()[:1] and line.split()[0].isdigit()]
    assert levels == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--factor", "turns"], "--factor: turns is no range, so there is nothing between its values. Ranges: rounds."),
        (["--factor", "round"], '--factor: unknown factor "round". Did you mean "rounds"? Ranges: rounds.'),
        (["--measure", "share"], '--measure: unknown measure "share".'),
        (["--set", "constraints=[rounds <= 2]"], "rounds = 3 breaks a constraint of the experiment"),
        (["--tolerance", "0"], "0.0 is not in the range x>0"),
    ],
)
def test_tip_refuses(village: Path, arguments: list[str], message: str) -> None:
    said = refused(wgig_sim("tip", "evenings.yaml", *arguments, cwd=village))
    assert message in " ".join(said.split())
