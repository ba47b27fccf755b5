"""Running: `run`, one replicate and all that it leaves behind."""

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wgig_sim.cli.main import (
    fail,
    main,
    mention_compilation,
    region,
    resolved,
    scenarios,
    seed_option,
    settings_option,
    uncertain_option,
)

if TYPE_CHECKING:
    from wgig_sim.bridge.compile import Setup
    from wgig_sim.engines.record import Record
    from wgig_sim.scenario.read import Resolved

RUNS = Path("runs")


@main.command()
@click.argument("given", metavar="NAME|FILE", shell_complete=scenarios)
@seed_option
@settings_option
@uncertain_option
@click.option("--out", type=click.Path(), help="Folder for the results.  [default: runs/NAME-SEED]")
@click.option("--force", is_flag=True, help="Replace a folder that holds an earlier run.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else; a folder only with --out.")
@click.option("--quiet", is_flag=True, help="Print only where the results lie.")
def run(
    given: str,
    seed: int,
    settings: tuple[str, ...],
    uncertain: bool,
    out: str | None,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run a scenario once, by NAME or from a FILE, and write what the process leaves behind."""
    make_haste()
    name = click.format_filename(given)
    if as_json and out is None:
        print_json(simulated(resolved(given, settings), seed, quiet, uncertain), name)
        return
    import shlex

    from wgig_sim.scenario.library import lookup
    from wgig_sim.show import folder, terminal
    from wgig_sim.show.press import Press

    stem = given.replace("/", "-") if lookup(given) else Path(given).stem
    place = RUNS / f"{stem}-{seed}" if out is None else Path(out)
    command = click.format_filename(shlex.join(["wgig-sim", *sys.argv[1:]]))
    with Press() as press:
        forum = resolved(given, settings)
        with room_for(place, force):
            record = simulated(forum, seed, quiet, uncertain)
            files = folder.write(
                record, place, name=name, command=command, resolved=forum.data, papers=papers, force=force, press=press
            )
    if as_json:
        print_json(record, name)
    else:
        terminal.run(record, terminal.console(), place, files, quiet=quiet)


def make_haste() -> None:
    """Spare a process that ends in a second what pays in long ones: the search for garbage, and NumPy's threads for a BLAS."""
    gc.disable()
    atexit.register(gc.freeze)  # or else the search is made up for at the exit
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for the press too


def print_json(record: "Record", name: str) -> None:
    """The whole of the output with --json; JSON is UTF-8 whatever a terminal can spell."""
    from wgig_sim.show.summary import as_json, summary

    click.echo(as_json(summary(record, name)).encode(), nl=False)


@contextmanager
def room_for(place: Path, force: bool) -> Iterator[None]:
    """A place for the results, known before a long run; runs/ is made where it is wanted, and goes if nothing came of it."""
    from wgig_sim.show.folder import FolderError, check

    made = place.parent == RUNS and not os.path.lexists(RUNS)
    try:
        if made:
            make_runs(place)
        check(place, force=force)
        yield
    except FolderError as error:
        fail(str(error))
    finally:
        if made:
            with suppress(OSError):  # it holds a run
                RUNS.rmdir()


def make_runs(place: Path) -> None:
    """The folder in which runs lie that no other one was named for."""
    try:
        RUNS.mkdir()
    except OSError as error:
        fail(f"{place}: cannot be written ({(error.strerror or str(error)).lower()}). Name another folder with --out.")


def papers(record: "Record", figures: Any) -> dict[str, str]:
    """The documents that the process wrote, the page with all of them first."""
    from wgig_sim.report import documents, page

    written = documents(record)
    return {"report.html": page(record, written, figures), **written}


def simulated(forum: "Resolved", seed: int, quiet: bool, uncertain: bool = False) -> "Record":
    """One replicate, with a sign of life on the error stream."""
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.engines.ahead import compile_ahead
    from wgig_sim.engines.recorder import record
    from wgig_sim.engines.replicate import Replicate

    if not quiet:
        mention_compilation(many=False)
    start_quickly()
    setup = compile_scenario(forum.scenario)
    if uncertain:
        from wgig_sim.study.uncertain import at

        setup = at(setup, region(uncertain), seed, 0)
    compile_ahead(setup)
    replicate = Replicate(setup, seed)
    if quiet or not sys.stderr or not sys.stderr.isatty():
        replicate.finish()
    else:
        _with_progress(setup, replicate)
    return record(replicate)


def _with_progress(setup: "Setup", replicate: Any) -> None:
    """Take all steps, with a bar that names the event under way."""
    from rich.progress import BarColumn, Progress, TextColumn

    from wgig_sim.show import terminal

    titles = [setup.scenario.calendar[event].title for event in setup.names.events]
    event = setup.forum.calendar.event
    columns = (BarColumn(bar_width=20), TextColumn("{task.description}"))
    with Progress(*columns, console=terminal.console(stderr=True), transient=True) as progress:
        task = progress.add_task(titles[0], total=replicate.steps)
        replicate.finish(lambda step: progress.update(task, completed=step + 1, description=titles[int(event[step])]))
