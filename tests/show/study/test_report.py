"""The report of an analysis: every number in its text stands in the tables, and it claims nothing that is not sure."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.study.analysis.made_up import Formula, experiment, failing, study
from wgig_sim.report.page import Head, bound
from wgig_sim.show.study.folder import write
from wgig_sim.show.study.prose import findings
from wgig_sim.show.study.wording import short
from wgig_sim.study.analysis import analyse
from wgig_sim.study.analysis.result import Analysis
from wgig_sim.study.store import Study, StudyError

NUMBER = re.compile(r"(?<![\w.`=-])\N{MINUS SIGN}?\d[\d,]*\.\d+(?:e[-+\N{MINUS SIGN}]\d+)?")
"""Numbers with decimals, outside code."""
FORMULAS: Mapping[str, Formula] = {
    "share_agreed": lambda at, chance: 1 / (1 + 2.7 ** ((0.4 - at["trust"]) / 0.05)) + 0.05 * chance[:, 0] + 0.02 * chance[:, 1],
    "acceptance": lambda at, chance: 0.5 + 0.2 * chance[:, 0] + 0.1 * chance[:, 1],
    "opinion_change": lambda at, chance: 0.1 * at["trust"] * (1 + (at.get("rule") == "new")) + 0.001 * chance[:, 1],
}
RANGES = {"trust": (0.0, 1.0), "time": (1.0, 9.0)}
ROWS = [{"trust": at / 7, "time": 1 + at % 3} for at in range(8)]
RULES = ["old", "new", "mixed"]
STUDIES = {
    "grid": study(experiment({**RANGES, "rule": ["old", "new"]}, {"kind": "grid", "steps": 6}, 8), FORMULAS),
    "list": study(experiment(RANGES, {"kind": "list", "rows": ROWS}, 8), FORMULAS),
    "one-at-a-time": study(experiment({**RANGES, "rule": RULES}, {"kind": "one-at-a-time", "steps": 7}, 8), FORMULAS),
    "latin-hypercube": study(experiment(RANGES, {"kind": "latin-hypercube", "points": 80}, 3), FORMULAS),
    "sobol": study(experiment(RANGES, {"kind": "sobol", "points": 64}, 5), FORMULAS),
    "morris": study(experiment(RANGES, {"kind": "morris", "trajectories": 8}, 5), FORMULAS),
    "alone": study(experiment({"trust": [0.0, 0.3, 0.6, 0.9]}, {"kind": "grid"}, 1), FORMULAS),
}


def page(report: str, figures: Mapping[str, str]) -> str:
    return bound(Head("The analysis of a study", "Made up", "What follows?", "A note."), {"report.md": report}, figures)


def numbers_of(folder: Path) -> Iterator[str]:
    """Every number of the tables as the text would write it, without its sign; half-widths too."""
    for path in (folder / "tables").glob("*.csv"):
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            for cell in row:
                try:
                    yield short(abs(float(cell)))
                except ValueError:
                    continue


@pytest.mark.parametrize("name", STUDIES)
def test_every_number_in_the_text_is_in_the_tables(name: str, tmp_path: Path) -> None:
    cases = "share_agreed > 0.5" if name == "latin-hypercube" else None
    if cases:
        pytest.importorskip("prim", reason="the extra `discovery` is not installed")
    write(analyse(STUDIES[name], looked_for=cases), tmp_path / "analysis", page, "wgig-sim analyse made-up")
    report = (tmp_path / "analysis" / "report.md").read_text(encoding="utf-8")
    body = report[report.index("## In short") : report.index("## How to read this")]
    told = {found.lstrip("\N{MINUS SIGN}") for found in NUMBER.findall(body)}
    assert len(told) > 5
    assert told - set(numbers_of(tmp_path / "analysis")) <= {"0.5", "0.001"}  # the cases that were looked for, and p < 0.001


def test_figures_stand_in_the_report_and_in_the_page(tmp_path: Path) -> None:
    _, count = write(analyse(STUDIES["grid"]), tmp_path / "analysis", page, "")
    folder = tmp_path / "analysis"
    report, html = ((folder / f"report.{kind}").read_text(encoding="utf-8") for kind in ("md", "html"))
    named = re.findall(r"\]\((figures/[\w-]+\.svg)\)", report)
    assert len(named) == count == len(list((folder / "figures").glob("*.png")))
    assert all((folder / name).is_file() for name in named)
    assert html.count("<figure>") == count
    assert "<img" not in html  # one page, which loads nothing
    assert all((folder / name).is_file() for name in re.findall(r"\]\((tables/[\w-]+\.csv)\)", report))


def texts(analysis: Analysis, measure: str) -> str:
    return " ".join(finding.text for finding in findings(analysis) if finding.measure == measure)


def test_what_is_not_sure_is_not_claimed() -> None:
    told = texts(analyse(STUDIES["grid"]), "acceptance")
    assert "does not surely change" in told
    assert "holds 0" in told
    assert "rises" not in told
    assert "tips" not in told


def test_a_single_replicate_gives_no_interval_and_no_claim() -> None:
    told = texts(analyse(STUDIES["alone"]), "share_agreed")
    assert "no interval" in told
    assert "rises" not in told


def test_what_is_sure_is_said() -> None:
    told = texts(analyse(STUDIES["grid"]), "share_agreed")
    assert "From trust = 0 to 1, the share of items agreed rises by" in told
    assert "It tips at" in told
    opinions = texts(analyse(STUDIES["grid"]), "opinion_change")
    assert "It has no sure tipping point" in opinions
    assert "With new in place of old, opinion change rises by" in opinions
    assert "moves most with trust" in texts(analyse(STUDIES["sobol"]), "share_agreed")


def failed() -> Study:
    made = STUDIES["grid"]
    return failing(made, made.runs["run_id"] < 3, "ValueError: too | dry")


def test_failed_runs_are_named(tmp_path: Path) -> None:
    write(analyse(failed()), tmp_path / "analysis", page, "")
    report = (tmp_path / "analysis" / "report.md").read_text(encoding="utf-8")
    assert "**Missing:** 3 runs failed and are left out; 1 point with fewer runs than planned." in report
    assert r"ValueError: too \| dry" in report


def test_an_earlier_analysis_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "analysis"
    write(analyse(STUDIES["alone"]), place, page, "")
    write(analyse(STUDIES["sobol"]), place, page, "")
    assert sorted(path.name for path in (place / "tables").iterdir()) == ["sobol.csv"]
    (place / "notes.txt").write_text("mine")
    with pytest.raises(StudyError, match=r"holds what no analysis has written: notes\.txt\. Move it"):
        write(analyse(STUDIES["alone"]), place, page, "")
    assert (place / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["analysis"]
