"""Analysing: the verbs that read a study, and the one that looks closer. analyse, tip and query."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wgig_sim.cli.main import AboveZero, main, mention_compilation
from wgig_sim.cli.studying import (
    bar,
    change_option,
    command_line,
    experiment_argument,
    experiment_of,
    folder_argument,
    plain_errors,
)
from wgig_sim.show.words import things

if TYPE_CHECKING:
    from wgig_sim.study.analysis.result import Analysis
    from wgig_sim.study.analysis.tipping import Search


@main.command()
@folder_argument
@click.option("--measure", "measures", multiple=True, metavar="NAME", help="A measure to tell of.  [default: the main ones]")
@click.option("--cases", metavar="TEXT", help='Look for the ranges in which such cases lie, e.g. "share_agreed > 0.5".')
def analyse(folder: Path, measures: tuple[str, ...], cases: str | None) -> None:
    """Analyse the study in DIR by its design: tables, figures and a report in DIR/analysis."""
    from wgig_sim.show import terminal
    from wgig_sim.show.study import folder as folders
    from wgig_sim.show.study import screen
    from wgig_sim.show.study.report import missing
    from wgig_sim.study.analysis import analyse as analysed
    from wgig_sim.study.store import load

    with plain_errors():
        with terminal.waiting(terminal.console(stderr=True), "Analysing ..."):
            found = analysed(load(folder), measures, cases)

            def page(report: str, figures: Mapping[str, str]) -> str:
                return study_page(found, report, figures)

            told, pictures = folders.write(found, folder / "analysis", page, command_line())
        title = found.outcomes.study.experiment.title
        first = found.outcomes.headlines[0]
        place, lacks = str(folder / "analysis"), missing(found.outcomes)
        terminal.say(terminal.console(), screen.analysed(title, told, first, place, pictures, lacks))


def study_page(found: "Analysis", report: str, figures: Mapping[str, str]) -> str:
    """The report of an analysis as one page."""
    from wgig_sim.report.page import Head, bound

    study = found.outcomes.study
    note = f"Seed {study.manifest['seed']}, code {study.manifest['code']}. Every number is in the tables beside this page."
    head = Head("The analysis of a study", study.experiment.title, study.experiment.question, note)
    return bound(head, {"report.md": report}, figures)


@main.command()
@experiment_argument
@change_option
@click.option("--factor", metavar="NAME", help="The factor to search along, a range.  [default: the first one]")
@click.option("--measure", metavar="NAME", help="What tips.  [default: the experiment's first measure, or share_agreed]")
@click.option("--tolerance", type=AboveZero(),
              help="Length of the interval at which the search ends.  [default: a 25th of the range]")  # fmt: skip
def tip(given: str, settings: tuple[str, ...], factor: str | None, measure: str | None, tolerance: float | None) -> None:
    """Search for the tipping point along one factor of an EXPERIMENT, a range, with the others at their base.

    More and more levels are tried where the measure changes fastest. `--set factors.NAME.base=VALUE` moves another factor.
    """
    experiment = experiment_of(given, settings)
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.show import terminal
    from wgig_sim.show.study import screen
    from wgig_sim.study.tip import tip as searched

    mention_compilation()
    start_quickly()
    with plain_errors():
        with bar(1.0) as drawn:

            def after(now: "Search") -> None:
                drawn(len(now.levels), max(30, len(now.levels)), f"{len(now.levels)} levels")

            found = searched(experiment, factor, measure, tolerance, after)
        terminal.say(terminal.console(), screen.tip(found))


@main.command()
@folder_argument
@click.argument("sql", metavar="SQL")
def query(folder: Path, sql: str) -> None:
    """Ask the study in DIR in SQL. Tables: runs, design, study (runs with the factors of their points) and rounds.

    A table in a terminal, CSV in a pipe.
    """
    from wgig_sim.study.query import query as asked

    with plain_errors():
        found = asked(folder, sql)
    if found.torn:
        click.echo(f"{things(found.torn, 'file')} cannot be read; `sweep --resume` does their runs again.", err=True)
    if not sys.stdout.isatty():
        click.echo(found.frame.to_csv(index=False, lineterminator="\n"), nl=False)
        return
    from wgig_sim.show import terminal
    from wgig_sim.show.study import screen

    console = terminal.console()
    terminal.say(console, screen.answer(found.frame, console.width))
