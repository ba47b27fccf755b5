"""A comparison in the terminal and as a figure: what is shown, within 80 columns and on the paper."""

import io

import numpy as np
import pytest
from rich.console import Console

from wgig_sim.core.state import Floats
from wgig_sim.show import comparison
from wgig_sim.show.differences import MOST, picture
from wgig_sim.show.figures.sheet import Boxes, Dots, Label, Strokes
from wgig_sim.show.figures.svg import svg
from wgig_sim.show.terminal.console import THEME
from wgig_sim.show.words import figure
from wgig_sim.study.compare import HEADLINES, Comparison

MEASURES = (*HEADLINES, "statements")
COUNTED = ("options_per_open_item", "objections_sustained", "statements")


def found(scenarios: int = 2, replicates: int = 30) -> Comparison:
    """A comparison of made-up runs: shares around a half, and counts in the hundreds."""
    chance = np.random.default_rng(5)
    values: Floats = chance.uniform(0.3, 0.7, (scenarios, replicates, len(MEASURES)))
    for name in COUNTED:
        values[:, :, MEASURES.index(name)] *= 1000
    values[1:, :, 0] += 0.2
    values[:, 3:4, 1] = np.nan
    return Comparison(tuple(f"s{at}" for at in range(scenarios)), MEASURES, values)


def titles(made: Comparison) -> dict[str, str]:
    return {name: f"A forum with a rather long title, number {name}" for name in made.names}


def shown(made: Comparison, measure: str = "share_agreed", everything: bool = False) -> str:
    screen = Console(file=io.StringIO(), width=80, theme=THEME, markup=False, highlight=False)
    screen.print(comparison.table(made, titles(made), measure, everything))
    written = screen.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def labels(made: Comparison, measure: str = "share_agreed") -> list[str]:
    return [mark.text for mark in picture(made, titles(made), measure).marks if isinstance(mark, Label)]


def test_the_table_has_a_line_a_measure() -> None:
    lines = shown(found(3), everything=True).splitlines()
    assert max(map(len, lines)) <= 80
    for name in MEASURES:
        words = comparison.label(name)
        assert len([line for line in lines if line.strip().startswith(words)]) == 2, words
    agreed = next(line for line in lines if "items agreed" in line)
    assert agreed.split()[2:4] == [figure(mean) for mean in np.nanmean(found(3).values[:2, :, 0], axis=1)]


def test_shares_are_drawn_together_and_a_count_alone() -> None:
    drawn = labels(found())
    assert [name for name in HEADLINES if comparison.label(name).capitalize() in drawn] == [
        name for name in HEADLINES if name not in COUNTED
    ]
    alone = labels(found(), "statements")
    assert "Statements" in alone
    assert not {comparison.label(name).capitalize() for name in HEADLINES} & set(alone)


def test_the_title_tells_of_two_and_names_the_first_of_more() -> None:
    made = found()
    means = [figure(mean) for mean in made.values[:, :, 0].mean(axis=1)]
    one, other = titles(made).values()
    assert picture(made, titles(made), "share_agreed").title == f"Items agreed: {means[0]} in {one}, {means[1]} in {other}"
    assert picture(found(3), titles(found(3)), "share_agreed").title == f"What differs from {one}"


@pytest.mark.parametrize("scenarios", [2, 5, MOST + 3])
@pytest.mark.parametrize("replicates", [2, 30])
def test_everything_stays_on_the_paper(scenarios: int, replicates: int) -> None:
    made = found(scenarios, replicates)
    sheet = picture(made, titles(made), "share_agreed")
    places: list[Floats] = []
    for mark in sheet.marks:
        if isinstance(mark, Dots):
            places.append(mark.centres)
        elif isinstance(mark, Strokes):
            places.extend(mark.paths)
        elif isinstance(mark, Boxes):
            places.append(mark.corners[:, :2] + mark.corners[:, 2:])
    every = np.concatenate(places)
    assert every.min() >= 0
    assert every[:, 0].max() <= sheet.width
    assert every[:, 1].max() <= sheet.height
    assert svg(sheet).startswith("<svg")


def test_what_has_no_value_is_left_out() -> None:
    made = found(2, 5)
    made.values[1] = np.nan
    assert "NaN" not in shown(made)
    assert "nan" not in svg(picture(made, titles(made), "share_agreed"))


def test_whether_the_interval_is_narrow_enough() -> None:
    screen = Console(file=io.StringIO(), width=80, theme=THEME)
    made = found()
    half = made.half_width("share_agreed")
    screen.print(comparison.stopped(made, "share_agreed", half * 1.1))
    screen.print(comparison.stopped(made, "share_agreed", half / 2))
    written = screen.file
    assert isinstance(written, io.StringIO)
    first, second, *_ = written.getvalue().splitlines()
    assert first.strip() == f"Stopped when the interval of items agreed was known to ±{figure(half, 3)}."
    assert second.strip().startswith("Not narrow enough yet: items agreed is known to ±")
