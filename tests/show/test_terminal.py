"""The terminal: 80 columns, plain in a pipe, no colour when none is wanted, and no surprise from a scenario's texts."""

import io
import re

import pytest
from hypothesis import given, settings
from rich.console import Console

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.engines.record import Record
from wgig_sim.scenario.people import Group
from wgig_sim.show import terminal
from wgig_sim.show.terminal.console import THEME

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
FILES = ["report.md", "minutes.md", "report.html", "data/rounds.parquet", "figures/trust.svg", "measures.json"]


@pytest.fixture(scope="module")
def run() -> Record:
    return record(Shape(seed=3))


def screen(*, is_terminal: bool = False, no_color: bool = False) -> Console:
    return Console(file=io.StringIO(), width=80, theme=THEME, highlight=False, markup=False, emoji=False,
                   force_terminal=is_terminal, no_color=no_color, color_system="standard" if is_terminal else None)  # fmt: skip


def said(where: Console) -> str:
    assert isinstance(where.file, io.StringIO)
    return where.file.getvalue()


@settings(max_examples=25)
@given(shapes())
def test_every_run_fits_80_columns_in_a_pipe(shape: Shape) -> None:
    where = screen()
    terminal.run(record(shape), where, "runs/x", FILES)
    text = said(where)
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    assert "\x1b" not in text


def test_a_run_says_what_became_of_every_item(run: Record) -> None:
    where = screen()
    terminal.run(run, where, "runs/wgig-2005-3", FILES)
    text = said(where)
    for item in run.items:
        (line,) = [line for line in text.splitlines() if line.startswith(f"  {run.scenario.issues[item.id].title[:20]}")]
        assert ("agreed" in line) == (item.status == "agreed")
        if item.options:
            assert f"{len(item.options)} option" in line
    assert "runs/wgig-2005-3/  report.html · report.md and 1 more · data/ · figures/" in text


def test_bars_only_where_there_is_a_terminal(run: Record) -> None:
    pipe, tty = screen(), screen(is_terminal=True)
    for where in (pipe, tty):
        terminal.run(run, where, "runs/x", FILES)
    assert "█" not in said(pipe)
    assert "█" in said(tty)
    assert all(len(ESCAPE.sub("", line)) <= 80 for line in said(tty).splitlines())


def test_no_color_means_no_colour(run: Record) -> None:
    where = screen(is_terminal=True, no_color=True)
    terminal.run(run, where, "runs/x", FILES)
    codes = {code for found in ESCAPE.findall(said(where)) for code in re.findall(r"\d+", found)}
    assert codes <= {"0", "1", "2"}


def test_quiet_leaves_one_line(run: Record) -> None:
    where = screen()
    terminal.run(run, where, "runs/x/", FILES, quiet=True)
    assert said(where) == "runs/x/  report.html · report.md and 1 more · data/ · figures/\n"


def test_texts_of_a_scenario_cannot_steer_the_terminal() -> None:
    run = record(Shape(seats=3, issues=2))
    title = "[red]No[/red] \x1b[31mcolour\x07 :smile:"
    forum = run.scenario.model_copy(update={"title": title, "groups": {id: Group(title=title) for id in run.scenario.groups}})
    where = screen(is_terminal=True, no_color=True)
    terminal.say(where, terminal.scenario("x", forum))
    assert "[red]No[/red] [31mcolour :smile:" in said(where)
    assert "\x07" not in said(where)
    assert "\x1b[31m" not in said(where)


def test_a_scenario_shows_what_rests_on_a_guess(run: Record) -> None:
    groups = {
        id: Group(title=group.title, source="prior" if at else "unverified (recalled)")
        for at, (id, group) in enumerate(run.scenario.groups.items())
    }
    where = screen()
    terminal.say(where, terminal.scenario("wgig", run.scenario.model_copy(update={"groups": groups})))
    text = said(where)
    assert "Governments [unverified]" in text
    assert "Civil society [prior]" in text
    assert f"{len(groups)} facts name a source; {len(groups) - 1} are marked [prior], 1 are marked [unverified]." in text
    for issue in run.scenario.issues.values():
        assert issue.title[:1].upper() + issue.title[1:] in " ".join(text.split())


def test_variants_stand_below_their_base() -> None:
    where = screen()
    entries = [("b/x", "X", "What if x?"), ("b", "Base", "Why?"), ("a", "A", "When?")]
    terminal.say(where, terminal.catalogue(terminal.Entry(*entry) for entry in entries))
    assert said(where).splitlines() == ["a  A", "  When?", "", "b  Base", "  Why?", "    /x  What if x?", ""]


@pytest.mark.parametrize("name", sorted(MECHANISMS))
def test_a_mechanism_shows_every_constant(name: str) -> None:
    where = screen()
    terminal.say(where, terminal.explain(MECHANISMS[name]))
    words = " ".join(said(where).split())
    for constant in MECHANISMS[name].constants:
        assert f"{constant.name} = {constant.default:g}" in words
        assert f"from {constant.low:g} to {constant.high:g}" in words
        assert " ".join(constant.text.split()) in words
        assert f"Source: {' '.join(constant.source.split())}" in words


def test_all_mechanisms_are_listed() -> None:
    where = screen()
    terminal.say(where, terminal.mechanisms(MECHANISMS.values()))
    assert all(name in said(where) for name in MECHANISMS)
