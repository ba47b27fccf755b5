"""Studying: the verbs for many runs. plan, sweep, status and merge."""

import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from wgig_sim.cli.main import AboveZero, experiments, fail, main, mention_compilation
from wgig_sim.show.words import things

if TYPE_CHECKING:
    from wgig_sim.study.cluster import DaskCrew
    from wgig_sim.study.experiment_schema import Experiment
    from wgig_sim.study.runs import Task
    from wgig_sim.study.sweep import Progress
    from wgig_sim.study.workers import LocalCrew

STUDIES = Path("studies")


class Tell(Protocol):
    """What is told how far a sweep is."""

    def __call__(self, now: "Progress", head: str = "") -> None:
        """Say so, with words before that."""


experiment_argument = click.argument("given", metavar="EXPERIMENT", shell_complete=experiments)
folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
change_option = click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a key of the file, e.g. replicates=20."
)
workers_option = click.option("--workers", type=click.IntRange(1, 1024), help="Worker processes.  [default: one a core]")


def experiment_of(given: str, settings: tuple[str, ...]) -> "Experiment":
    """An experiment by name or file, checked."""
    from wgig_sim.study.experiment import read

    return read(given, settings)


@contextmanager
def plain_errors() -> Iterator[None]:
    """What is wrong with a study is one message, never a traceback."""
    from wgig_sim.study.store import StudyError

    try:
        yield
    except StudyError as error:
        fail(str(error))


def stopped(interrupt: KeyboardInterrupt, going_on: bool) -> NoReturn:
    """End after a signal, and say how to go on; `going_on`: the command that was stopped did so already."""
    again = command_line() if going_on else f"{command_line()} --resume"
    fail(f"Interrupted. What was done is kept. Go on with: {again}", 128 + (interrupt.args or (signal.SIGINT,))[0])


def command_line() -> str:
    """The command as it can be given again."""
    return shlex.join(["wgig-sim", *sys.argv[1:]])


@contextmanager
def bar(total: float, quiet: bool = False) -> Iterator[Callable[[float, float, str], None]]:
    """A function (done, total, words) that draws a progress bar on the error stream where that is a terminal."""
    if quiet or not sys.stderr or not sys.stderr.isatty():
        yield lambda done, total, words: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from wgig_sim.show import terminal

    columns = (BarColumn(bar_width=20), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=terminal.console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done, total, words: progress.update(task, completed=done, total=total, description=words)


@main.command()
@experiment_argument
@change_option
@workers_option
def plan(given: str, settings: tuple[str, ...], workers: int | None) -> None:
    """Say how many runs an EXPERIMENT means, how long they take here and how much disk, before anything starts."""
    experiment = experiment_of(given, settings)
    from wgig_sim.show import studies, terminal
    from wgig_sim.study.plan import plan as planned

    mention_compilation()
    terminal.say(terminal.console(), studies.plan(planned(experiment, workers)))


def shard_of(text: str | None) -> tuple[int, int]:
    """`2/4` as (2, 4)."""
    if text is None:
        return 1, 1
    part, _, parts = text.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts) <= 100_000):
        fail(f"--shard: {text} is not i/n, such as 1/4: which of how many equal parts of the study to run.")
    return int(part), int(parts)


@main.command()
@experiment_argument
@change_option
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the study.  [default: studies/NAME]")
@click.option("--resume", is_flag=True, help="Go on with a folder that a sweep has begun.")
@click.option("--force", is_flag=True, help="With --resume: go on although the experiment or the code has changed.")
@click.option("--rerun-failed", is_flag=True, help="Go on, and run again what failed.")
@workers_option
@click.option("--shard", metavar="i/n", help="Run only part i of n; `merge` puts the parts together.")
@click.option("--dask", metavar="ADDRESS|local", help="Run on a Dask scheduler, or on one of its own.")
@click.option("--time-limit", type=AboveZero(), default=600.0, show_default=True,
              help="Seconds after which a batch, about one second of work, counts as hanging.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Print only where the study lies.")
def sweep(
    given: str,
    settings: tuple[str, ...],
    out: Path | None,
    resume: bool,
    force: bool,
    rerun_failed: bool,
    workers: int | None,
    shard: str | None,
    dask: str | None,
    time_limit: float,
    quiet: bool,
) -> None:
    """Run an EXPERIMENT. What is done is kept: after any interruption, --resume goes on from there."""
    if force and not (resume or rerun_failed):
        fail("--force goes with --resume: it mixes what a folder has with what is done now.")
    part = shard_of(shard)
    experiment = experiment_of(given, settings)
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.study import sweep as sweeping

    if not quiet:
        mention_compilation()
    start_quickly()
    folder = out or STUDIES / Path(given).stem
    with plain_errors():
        prepared = sweeping.prepare(experiment, part)
        with _crew(prepared.task, dask, workers, time_limit) as crew:
            writer = None
            try:
                writer = sweeping.open_folder(prepared, folder, command_line(), resume or rerun_failed, force)
                if writer.torn:
                    torn = things(writer.torn, "file")
                    click.echo(f"{torn} could not be read (now *.torn). The runs in there are done again.", err=True)
                if rerun_failed:
                    writer.forget_failed()
                with progress_lines(quiet) as after:
                    final = sweeping.sweep(prepared, writer, crew, after)
            except KeyboardInterrupt as interrupt:
                if writer is None and not (folder / "manifest.json").exists():
                    raise
                stopped(interrupt, resume or rerun_failed)
            finally:
                if writer is not None:
                    writer.close()
    report = f"{folder}/  {final.known:,} runs"
    if final.failed:
        report += f", {final.failed:,} of them failed: `wgig-sim status` says why, --rerun-failed tries them again"
    click.echo(report)


def _crew(task: "Task", dask: str | None, workers: int | None, limit: float) -> "LocalCrew | DaskCrew":
    from wgig_sim.engines.ensemble import cores
    from wgig_sim.study.runs import perform

    if dask is None:
        from wgig_sim.study.workers import LocalCrew

        return LocalCrew(task, perform, workers or cores(), limit)
    from wgig_sim.study.cluster import DaskCrew

    crew = DaskCrew(task, perform, dask, workers or cores(), limit)
    if not crew.cores:
        click.echo("The Dask scheduler has no workers yet. The runs wait for them.", err=True)
    return crew


@contextmanager
def progress_lines(quiet: bool) -> "Iterator[Tell]":
    """How far a sweep is, on the error stream: a bar in a terminal, otherwise a line after ten seconds and one a minute."""
    in_lines = bool(sys.stderr) and not sys.stderr.isatty() and not quiet
    start = time.monotonic()
    due = 10.0
    with bar(1.0, quiet) as drawn:
        drawn(0.0, 1.0, "workers start")

        def after(now: "Progress", head: str = "") -> None:
            nonlocal due
            rate = now.done / max(1e-9, now.seconds)
            words = f"{head}{now.known:,} of {now.wanted:,} runs, {rate:,.0f} a second"
            words += f", {now.failed:,} failed" if now.failed else ""
            drawn(now.known, now.wanted, words)
            if in_lines and time.monotonic() - start >= due:
                from wgig_sim.show.studies import duration

                click.echo(f"{words}, {duration((now.wanted - now.known) / rate)} left", err=True)
                due = time.monotonic() - start + 60.0

        yield after


@main.command()
@folder_argument
def status(folder: Path) -> None:
    """Say how far the study in DIR has come, and what failed."""
    from wgig_sim.show import studies, terminal
    from wgig_sim.study.status import status as looked

    with plain_errors():
        terminal.say(terminal.console(), studies.status(looked(folder)))


@main.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
def merge(out: Path, folders: tuple[Path, ...]) -> None:
    """Put the parts of a study together: the folders of all shards DIR... into one new folder OUT."""
    from wgig_sim.study.merge import merge as merged
    from wgig_sim.study.status import status as looked

    with plain_errors():
        report = f"{out}/  {merged(out, folders):,} runs"
        lacking = looked(out)
    if lacking.runs < lacking.least:
        report += f" of {lacking.least:,}: sweep with --resume --out {out} does the rest"
    click.echo(report)
