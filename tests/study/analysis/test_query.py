"""SQL over the parts of a study: every run once, nothing written, and errors that say what to do."""

from pathlib import Path

import pytest

from tests.study.analysis.made_up import experiment, part, study, written
from wgig_sim.study.query import query
from wgig_sim.study.store import StudyError, load, write_parquet

MADE = study(
    experiment({"trust": [0.0, 0.5, 1.0], "rule": ["old", "new"]}, {"kind": "grid"}, 5),
    {"agreed": lambda at, chance: at["trust"] + 0.0 * chance[:, 0]},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(MADE, tmp_path / "made-up")


def test_runs_design_and_both_together(folder: Path) -> None:
    assert query(folder, "select count(*) from runs").frame.iloc[0, 0] == 30
    assert query(folder, "select rule from design order by point").frame["rule"].tolist() == ["old", "new"] * 3
    told = query(folder, "select trust, rule, avg(agreed) as agreed, count(*) as n from study group by all order by all").frame
    assert told["agreed"].tolist() == told["trust"].tolist()
    assert told["n"].tolist() == [5] * 6


def test_every_run_once_though_parts_overlap(folder: Path) -> None:
    part(folder / "parts" / "c.parquet", MADE.runs[10:20].assign(agreed=99.0))
    told = query(folder, "select count(*) as n, count(distinct run_id) as one, max(agreed) as most from runs").frame
    assert told.iloc[0].tolist() == [30, 30, 1.0]


def test_torn_parts_are_left_out_and_counted(folder: Path) -> None:
    whole = (folder / "parts" / "b.parquet").read_bytes()
    (folder / "parts" / "b.parquet").write_bytes(whole[: len(whole) // 2])
    told = query(folder, "select count(*) from runs")
    assert (told.frame.iloc[0, 0], told.torn) == (15, 1)
    found = load(folder)
    assert (len(found.runs), found.torn) == (15, 1)


def test_rounds_without_their_part_are_no_rounds(folder: Path) -> None:
    (folder / "rounds").mkdir()
    columns = {"run_id": [0, 0, 1], "point": [0, 0, 0], "replicate": [0, 0, 1], "step": [0, 1, 0], "trust": [0.1, 0.2, 0.3]}
    for name in ("a", "ends-before-its-part"):
        write_parquet(folder / "rounds" / f"{name}.parquet", columns)
    assert query(folder, "select count(*) from rounds").frame.iloc[0, 0] == 3
    part(folder / "parts" / "z.parquet", MADE.runs[:5])
    write_parquet(folder / "rounds" / "z.parquet", columns)
    assert query(folder, "select count(*) from rounds").frame.iloc[0, 0] == 3


def test_a_study_without_runs_has_tables(tmp_path: Path) -> None:
    place = written(MADE, tmp_path / "begun")
    for path in (place / "parts").iterdir():
        path.unlink()
    assert query(place, "select count(*) as n, max(agreed) as most from study").frame["n"].tolist() == [0]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select agred from runs", 'Referenced column "agred" not found'),
        ("select * from runns", "Tables: runs, design, study."),
        ("select * from rounds", "Tables: runs, design, study."),
        ("selct 1", 'syntax error at or near "selct"'),
        ("", "one statement that reads"),
        ("select 1; select 2", "one statement that reads"),
        ("create table t as select 1", "one statement that reads"),
        ("drop view runs", "one statement that reads"),
        ("copy runs to 'out.csv'", "one statement that reads"),
        ("set enable_external_access = true", "one statement that reads"),
        ("install httpfs", "one statement that reads"),
        ("select * from read_text('manifest.json')", "file system operations are disabled"),
        ("select * from read_csv('https://example.org/a.csv')", "Cannot access"),
        ("select cast('a' as integer)", "Could not convert string"),
        ("select * from folder", "Table with name folder does not exist"),  # a variable of this program
    ],
)
def test_what_is_refused(folder: Path, sql: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    with pytest.raises(StudyError) as raised:
        query(folder, sql)
    assert str(raised.value).startswith("SQL: ")
    assert message in str(raised.value)
    assert sorted(folder.rglob("*")) == before


def test_no_study_no_answer(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"is not the folder of a study: it has no manifest\.json"):
        query(tmp_path, "select 1")
