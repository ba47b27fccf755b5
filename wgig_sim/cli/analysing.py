"""Analysing: the verbs that read a study. analyse, tip and query."""

import sys
from pathlib import Path

import click

from wgig_sim.cli.main import main
from wgig_sim.cli.studying import folder_argument, plain_errors


@main.command()
@folder_argument
def analyse(folder: Path) -> None:
    """Analyse the study in DIR by its design: tables, figures and a report in DIR/analysis."""
    from wgig_sim.show import study as shown
    from wgig_sim.study.analysis import analyse as analysed
    from wgig_sim.study.store import load

    with plain_errors():
        click.echo(shown.write(analysed(load(folder)), folder / "analysis"))


@main.command()
@folder_argument
@click.argument("sql", metavar="SQL")
def query(folder: Path, sql: str) -> None:
    """Ask the study in DIR in SQL: tables runs, design, rounds, and study (runs with the factors of their points)."""
    from wgig_sim.study.query import query as asked

    with plain_errors():
        found = asked(folder, sql)
        click.echo(found.to_csv(index=False) if not sys.stdout.isatty() else found.to_string(index=False))
