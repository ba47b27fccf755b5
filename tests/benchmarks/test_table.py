"""The table of the benchmarks: its figures, its verdicts, its width, and the turns in which they are taken."""

import doctest
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as program
from benchmarks import growth, table
from benchmarks.clock import in_turns, ratios
from benchmarks.table import Line, Target
from docs import refresh


@pytest.mark.parametrize("module", [table, growth])
def test_examples(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted > 0
    assert found.failed == 0


def test_sides_take_turns_in_an_order_that_turns_round() -> None:
    order: list[str] = []
    found = in_turns({name: lambda name=name: order.append(name) for name in "ab"}, 3)  # type: ignore[misc]
    assert "".join(order) == "ab" + "ab" + "ba" + "ab"
    assert [len(seconds) for seconds in found.values()] == [3, 3]
    assert all(second >= 0 for seconds in found.values() for second in seconds)


def test_a_ratio_is_taken_within_a_turn() -> None:
    assert ratios([2.0, 9.0], [1.0, 3.0]) == [2.0, 3.0]


@pytest.mark.parametrize(
    ("target", "figure", "verdict"),
    [
        (Target(0.9), 0.9, "≥0.9 met ×1.00"),
        (Target(0.9), 0.45, "≥0.9 not met ×0.500"),
        (Target(10, at_most=True), 5.0, "≤10 met ×2.00"),
        (Target(10, at_most=True), 40.0, "≤10 not met ×0.250"),
        (Target(10, at_most=True), -2.0, "≤10 met"),
    ],
)
def test_verdicts(target: Target, figure: float, verdict: str) -> None:
    assert target.verdict(figure) == verdict


def test_the_verdict_is_that_of_the_median() -> None:
    assert Line("speed", [1.0, 4.0, 100.0], Target(3)).verdict == "≥3 met ×1.33"


@pytest.mark.parametrize("name", ["short", "a name that is much too long for the column that it has"])
def test_lines_fit_a_terminal(name: str) -> None:
    shown = table.printed(Line(name, [-123456.0, 810.0, 999999.0], Target(1000))).splitlines()
    assert max(map(len, shown)) <= 80
    assert shown[-1].removeprefix(f"  {name}").split() == ["-123,456", "810", "999,999", "≥1,000", "not", "met", "×0.810"]


def test_titles_fit_a_terminal() -> None:
    assert all(len(f"{number}  {row.TITLE}") <= 80 for number, row in program.ROWS.items())


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_law(power: float) -> None:
    sizes = (20, 40, 80, 160)
    assert growth.exponent(sizes, [3.0 * size**power for size in sizes]) == pytest.approx(power, abs=1e-9)


def a_row(quick: bool) -> Iterator[Line]:
    """A row that takes no time."""
    yield Line("times as fast", [1.0, 2.0, 3.0], Target(2))
    yield Line("a remark")


def test_quick_figures_are_not_held_against_targets(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(program, "ROWS", {1: SimpleNamespace(TITLE="A row", lines=a_row)})
    program.main(["--quick"])
    quick = capsys.readouterr().out
    program.main([])
    whole = capsys.readouterr().out
    assert "1  A row" in quick and "a remark" in quick  # noqa: PT018
    assert "≥2" not in quick
    assert "≥2 met ×1.00" in whole


def test_all_rows_are_written_into_the_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("# P\n<!-- begin benchmarks -->\nold\n<!-- end -->\nrest\n", encoding="utf-8")
    monkeypatch.setattr(program, "DOCUMENT", document)
    monkeypatch.setattr(program, "ROWS", {1: SimpleNamespace(TITLE="A row", lines=a_row)})
    program.main(["--write"])
    text = document.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| | times as fast | 1.00 | 2.00 | 3.00 | ≥2 met ×1.00 |" in text
    assert text.endswith("<!-- end -->\nrest\n")


def test_the_document_has_a_place_for_the_table() -> None:
    names = [block["name"] for block in refresh.BLOCK.finditer(program.DOCUMENT.read_text(encoding="utf-8"))]
    assert names == ["benchmarks"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rows", "1,11"], "1,11 is not a list of rows. Rows are 1 to 10"),
        (["--rows", "one"], "Rows are 1 to 10"),
        (["--write", "--quick"], "leave --rows and --quick away"),
        (["--write", "--rows", "1"], "leave --rows and --quick away"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        program.main(arguments)
    assert stopped.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split())
