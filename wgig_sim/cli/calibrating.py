"""Calibrating: `calibrate`, the search for the constants with which the model shows what happened."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wgig_sim.cli.main import calibrations, main, mention_compilation
from wgig_sim.cli.studying import STUDIES, change_option, plain_errors, progress_lines, stopped, workers_option

if TYPE_CHECKING:
    from wgig_sim.study.calibration.calibrate import Found
    from wgig_sim.study.calibration.schema import Calibration
    from wgig_sim.study.sweep import Progress

NOTHING_LEFT = 1


@main.command()
@click.argument("given", metavar="[NAME|FILE]", default="calibration", shell_complete=calibrations)
@change_option
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the calibration.  [default: studies/NAME]")
@click.option("--resume", is_flag=True, help="Go on with a folder that a calibration has begun.")
@workers_option
@click.option("--quiet", is_flag=True, help="Print only where the results lie.")
def calibrate(given: str, settings: tuple[str, ...], out: Path | None, resume: bool, workers: int | None, quiet: bool) -> None:
    """Calibrate the constants: rule out, wave by wave, those with which the model does not show what is known.

    Writes what is left (region.csv), and how it was found (record.json); exits with 1 if nothing is left. What is done is kept:
    --resume goes on from there.
    """
    from wgig_sim.study.calibration.read import read

    plan = read(given, settings)
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.show import calibration, terminal
    from wgig_sim.study.calibration.region import record, write

    if not quiet:
        mention_compilation()
    start_quickly()
    folder = out or STUDIES / Path(given).stem
    with plain_errors():
        try:
            found = _found(plan, folder, workers, resume, quiet)
        except KeyboardInterrupt as interrupt:
            stopped(interrupt, resume)
        write(plan, found, folder)
    if not quiet:
        terminal.say(terminal.console(), calibration.told(record(plan, found)))
    if not len(found.region):
        click.echo(f"{folder}/  record.json; no region.csv, since no point is left")
        sys.exit(NOTHING_LEFT)
    click.echo(f"{folder}/  region.csv · record.json")


def _found(plan: "Calibration", folder: Path, workers: int | None, resume: bool, quiet: bool) -> "Found":
    from wgig_sim.engines.ensemble import cores
    from wgig_sim.study.calibration.calibrate import calibrate as search

    with progress_lines(quiet) as after:

        def tell(name: str, now: "Progress") -> None:
            after(now, f"{name}: ")

        return search(plan, folder, workers or cores(), resume, tell)
