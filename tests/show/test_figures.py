"""Pictures: whatever the run, they can be drawn, stay on the paper, repeat byte for byte, and say what the run holds."""

import dataclasses
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure
from matplotlib.image import imread

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from wgig_sim.engines.record import Record
from wgig_sim.scenario.people import Group
from wgig_sim.show.figures import FIGURES, curves, figures, network, outcome, palette, positions, render, sheets
from wgig_sim.show.figures.canvas import png
from wgig_sim.show.figures.sheet import Boxes, Dots, Floats, Label, Sheet, Strokes, shorten, width_of, wrap
from wgig_sim.show.figures.svg import svg
from wgig_sim.show.figures.timeline import timeline


@pytest.fixture(scope="module")
def run() -> Record:
    return record(Shape(seed=3))


def corners(sheet: Sheet) -> Floats:
    """Everything that a sheet's marks reach, as points; of slanted labels only the start."""
    points = [(0.0, 0.0)]
    for mark in sheet.marks:
        match mark:
            case Strokes():
                points += [tuple(point) for path in mark.paths for point in path]
            case Dots():
                points += [tuple(point) for point in mark.centres]
            case Boxes():
                points += [(x, y) for x, y, _, _ in mark.corners] + [(x + w, y + h) for x, y, w, h in mark.corners]
            case Label():
                length = 0.0 if mark.angle else width_of(mark.text, mark.size, mark.bold)
                shift = {"left": 0.0, "center": 0.5, "right": 1.0}[mark.align]
                points += [(mark.x - shift * length, mark.y - mark.size), (mark.x + (1 - shift) * length, mark.y)]
    return np.array(points)


@settings(max_examples=25)
@given(shapes())
def test_every_run_can_be_drawn_within_the_paper(shape: Shape) -> None:
    for name, sheet in sheets(record(shape)).items():
        reach = corners(sheet)
        assert np.isfinite(reach).all(), name
        assert reach.min() >= -0.01, name
        assert (reach.max(axis=0) <= (sheet.width + 1, sheet.height + 1)).all(), name
        assert sheet.title, name
        ET.fromstring(svg(sheet))


def test_svg_keeps_words_as_words_and_names_its_finding(run: Record) -> None:
    sheet = sheets(run)["outcome"]
    root = ET.fromstring(svg(sheet))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert sheet.title in texts
    assert root.findtext("{http://www.w3.org/2000/svg}title") == sheet.title
    assert "Oversight" in texts


def test_equal_runs_give_equal_bytes(run: Record) -> None:
    assert render(run) == render(record(Shape(seed=3)))


def test_png_has_the_size_of_the_sheet_at_150_dpi(run: Record, tmp_path: Path) -> None:
    sheet = sheets(run)["trust"]
    (tmp_path / "trust.png").write_bytes(png(sheet))
    pixels = imread(tmp_path / "trust.png")
    assert pixels.shape == (round(sheet.height / 72 * 150), round(sheet.width / 72 * 150), 3)
    assert 0.5 < pixels.mean() < 1
    hues = {tuple(colour) for colour in np.round(pixels.reshape(-1, 3) * 255).astype(int).tolist()}
    assert {tuple(int(hue[at : at + 2], 16) for at in (1, 3, 5)) for hue in palette.GROUPS[:3]} <= hues


def test_figures_are_matplotlib_figures_without_pyplot() -> None:
    code = (
        "import sys; from tests.report.factory import record; from tests.report.made_up import Shape;"
        "from wgig_sim.show.figures import figures;"
        "print(sorted(figures(record(Shape(seats=3, issues=2)))), 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{sorted(FIGURES)} False"


def test_a_figure_can_be_worked_on(run: Record, tmp_path: Path) -> None:
    drawn = figures(run)["curves"]
    assert isinstance(drawn, Figure)
    drawn.savefig(tmp_path / "curves.pdf")
    assert (tmp_path / "curves.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("count", [4, 9])
def test_more_groups_than_three(count: int) -> None:
    run = record(Shape(seats=18))
    names = [f"group-{number}" for number in range(count)]
    seats = tuple(dataclasses.replace(seat, group=names[row % count]) for row, seat in enumerate(run.seats))
    forum = run.scenario.model_copy(update={"groups": {name: Group(title=name.title()) for name in names}})
    drawn = sheets(dataclasses.replace(run, seats=seats, scenario=forum))
    texts = [mark.text for mark in drawn["trust"].marks if isinstance(mark, Label)]
    assert [text for text in texts if text.startswith("Group-")] == [
        f"{name.title()} {sum(seat.group == name for seat in seats)}" for name in names
    ]
    dots = next(mark for mark in drawn["trust"].marks if isinstance(mark, Dots) and len(mark.fills) == 18)
    assert len(set(dots.fills)) == min(count, len(palette.GROUPS))


def test_a_group_keeps_its_hue_in_a_variant_without_the_others(run: Record) -> None:
    last = list(run.scenario.groups)[-1]
    alone = tuple(dataclasses.replace(seat, group=last) for seat in run.seats)
    dots = next(mark for mark in network.draw(dataclasses.replace(run, seats=alone)).marks if isinstance(mark, Dots))
    assert set(dots.fills) == {palette.GROUPS[2]}


def test_640_seats_are_a_few_marks() -> None:
    run = record(Shape(seats=640, issues=3, per_day=1))
    drawn = sheets(run)
    assert max(len(sheet.marks) for sheet in drawn.values()) < 200
    assert max(sheet.height for sheet in drawn.values()) < 1000


def test_ranges_that_hold_a_text_are_counted_rightly(run: Record) -> None:
    for k, item in enumerate(run.items):
        if item.status != "agreed" or item.text is None:
            continue
        row = run.issues.index(item.id)
        inside = sum(abs(item.text - x) <= a + 1e-9 for x, a in zip(run.end.position[row], run.end.limit[row], strict=True))
        assert f"within {inside} of {len(run.seats)} ranges" in positions.finding(run, item), k


def test_the_gap_is_what_one_text_for_all_lacks(run: Record) -> None:
    for k in range(len(run.issues)):
        here = positions.stand(run.end, k)
        texts = np.linspace(-2, 2, 4001)
        best = max(here.holding(text) for text in texts)
        assert (best == len(run.seats)) == (here.gap <= 0) or abs(here.gap) < 0.002


def test_the_most_contested_item_is_one_that_was_not_agreed(run: Record) -> None:
    chosen = positions.choose(run)
    status = {item.id: item.status for item in run.items}
    assert len(chosen) == len(set(chosen)) == 3
    assert status[chosen[0]] != "agreed"
    assert status[chosen[1]] == "agreed"


def test_strong_ties_are_counted_rightly(run: Record) -> None:
    moment = network.ties(run.end.trust)
    bar = network.level(moment.strength, len(run.seats))
    n = len(run.seats)
    trust = run.end.trust
    expected = sum((trust[i, j] + trust[j, i]) / 2 > bar for i in range(n) for j in range(i + 1, n))
    assert len(moment.above(bar)) == expected
    assert f"{expected} strong ties" in " ".join(mark.text for mark in network.draw(run).marks if isinstance(mark, Label))


@settings(max_examples=25)
@given(shapes())
def test_time_runs_forward_and_events_do_not_overlap(shape: Shape) -> None:
    time = timeline(record(shape))
    assert (np.diff(time.steps) > 0).all()
    assert all(before.right < after.left for before, after in zip(time.bands, time.bands[1:], strict=False))
    assert all(0 <= band.left < band.right <= 1 + 1e-12 for band in time.bands)


def test_headlines_say_what_the_data_hold(run: Record) -> None:
    agreed = sum(item.status == "agreed" for item in run.items)
    assert outcome.finding(run.items).startswith(f"{agreed} of {len(run.items)} items agreed")
    trust = run.rounds["trust"]
    assert f"trust rose by {trust[-1] - trust[0]:.2f}".replace("0.", ".") in curves.finding(run)
    still = {name: np.zeros(3) for name in ("step", "understanding", "trust", "opinion_change")}
    nothing = dataclasses.replace(run, rounds=still)
    assert curves.finding(nothing) == "Understanding stayed and trust stayed; opinions did not move"


def test_words_fit_their_room() -> None:
    assert width_of(shorten("A very long title of an item", 8, 60), 8) <= 60
    lines = wrap("public policy as the sovereign right of States, with all others in support", 7, 90, 2)
    assert len(lines) == 2
    assert all(width_of(line, 7) <= 90 for line in lines)
    assert wrap("", 7, 90, 2) == []
