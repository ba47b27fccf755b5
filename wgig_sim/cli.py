"""The command line: verbs to calls. It prints and exits, nothing else; everything heavy is imported by the verb that needs it."""

import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from wgig_sim import __version__

if TYPE_CHECKING:
    from wgig_sim.bridge.compile import Setup
    from wgig_sim.engines.record import Record
    from wgig_sim.scenario.read import Resolved

BAD_INPUT = 2
RUNS = Path("runs")
STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What ends the program before its time: Ctrl-C, a scheduler, a closed window."""


class Main(click.Group):
    """A group whose commands turn every expected failure into one message and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        from wgig_sim.scenario.problems import ScenarioError

        for number in STOPPING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, stop)
        try:
            result = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()
        except ScenarioError as error:
            fail(str(error))
        except KeyboardInterrupt as interrupt:
            fail("Interrupted. No half-written results are left.", 128 + (interrupt.args or (signal.SIGINT,))[0])
        except BrokenPipeError:
            close_output()
            sys.exit(0)
        except OSError as error:
            close_output()
            fail(f"{error.filename or 'The output'}: {error.strerror or error}.")
        return result

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one gets its nearest neighbour."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from wgig_sim.scenario.problems import nearest

            near = nearest(args[0], self.list_commands(ctx))
            if not near or getattr(error, "possibilities", None):
                raise
            raise click.UsageError(f"{error.message} Did you mean {near!r}?", ctx) from None


def fail(message: str, code: int = BAD_INPUT) -> NoReturn:
    """One message on the error stream, and out."""
    click.echo(message, err=True)
    sys.exit(code)


def stop(number: int, _: object) -> NoReturn:
    """Interrupt whatever is going on, once: impatience must not disturb the cleaning up."""
    for each in STOPPING:
        signal.signal(each, lambda *_: None)
    raise KeyboardInterrupt(number)


def close_output() -> None:
    """Whoever read us has gone, or the disk is full: what is still to be printed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def scenarios(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the scenarios whose names begin so; where there is none, files."""
    from wgig_sim.scenario.library import names

    return [CompletionItem(incomplete, type="file"), *(CompletionItem(name) for name in names() if name.startswith(incomplete))]


def mechanisms(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the mechanisms whose names begin so."""
    from wgig_sim.bridge.vocabulary import MECHANISMS

    return [CompletionItem(name, help=known.summary) for name, known in MECHANISMS.items() if name.startswith(incomplete)]


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="wgig-sim")
def main() -> None:
    """Simulate how people with entrenched positions deliberate: why did the Working Group on Internet Governance agree?

    Start with `wgig-sim run wgig-2005`.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot spell a name still shows the rest


settings_option = click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a key of the scenario, e.g. rules.start=text-first."
)


def resolved(name: str, settings: Sequence[str] = ()) -> "Resolved":
    """A scenario with all constants known, checked."""
    from wgig_sim.bridge.vocabulary import vocabulary
    from wgig_sim.scenario.read import resolve

    return resolve(name, settings, vocabulary())


@main.command("list")
def list_command() -> None:
    """List the scenarios, each with the question that it asks."""
    from wgig_sim.scenario.library import names
    from wgig_sim.scenario.read import headline
    from wgig_sim.show import terminal

    entries = [terminal.Entry(name, *headline(name)) for name in names()]
    terminal.say(terminal.console(), terminal.catalogue(entries))


@main.command()
@click.argument("name", metavar="NAME|FILE", shell_complete=scenarios)
@settings_option
def show(name: str, settings: tuple[str, ...]) -> None:
    """Show a scenario: people, procedure, calendar, issues, and where each fact comes from."""
    from wgig_sim.show import terminal

    terminal.say(terminal.console(), terminal.scenario(name, resolved(name, settings).scenario))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=scenarios)
def check(files: tuple[str, ...]) -> None:
    """Check scenario files and report every problem with its place."""
    from wgig_sim.scenario.problems import ScenarioError

    broken = False
    for file in files:
        try:
            forum = resolved(file).scenario
            click.echo(f"{file}: is a valid scenario ({forum.title}).")
        except ScenarioError as error:
            broken = True
            click.echo(str(error), err=True)
    if broken:
        sys.exit(BAD_INPUT)


@main.command()
@click.argument("mechanism", required=False, shell_complete=mechanisms)
def explain(mechanism: str | None) -> None:
    """Explain a mechanism: what it does, its equation, its constants with range and source. Without a name, list all."""
    from wgig_sim.bridge.vocabulary import MECHANISMS
    from wgig_sim.scenario.problems import unknown
    from wgig_sim.show import terminal

    if mechanism is None:
        terminal.say(terminal.console(), terminal.mechanisms(MECHANISMS.values()))
    elif mechanism in MECHANISMS:
        terminal.say(terminal.console(), terminal.explain(MECHANISMS[mechanism]))
    else:
        fail(unknown("mechanism", mechanism, tuple(MECHANISMS), "Mechanisms"))


@main.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from wgig_sim.bridge.vocabulary import vocabulary
    from wgig_sim.scenario.json_schema import json_schema

    click.echo(json.dumps(json_schema(vocabulary()), indent=2, ensure_ascii=False).encode())


@main.command()
@click.argument("given", metavar="NAME|FILE", shell_complete=scenarios)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True, help="Seed of all chance.")
@settings_option
@click.option("--out", type=click.Path(), help="Folder for the results.  [default: runs/NAME-SEED]")
@click.option("--force", is_flag=True, help="Replace a folder that holds an earlier run.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else; a folder only with --out.")
@click.option("--quiet", is_flag=True, help="Print only where the results lie.")
def run(given: str, seed: int, settings: tuple[str, ...], out: str | None, force: bool, as_json: bool, quiet: bool) -> None:
    """Run a scenario once, by NAME or from a FILE, and write what the process leaves behind."""
    name = click.format_filename(given)
    if as_json and out is None:
        print_json(simulated(resolved(given, settings), seed, quiet), name)
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
            record = simulated(forum, seed, quiet)
            files = folder.write(
                record, place, name=name, command=command, resolved=forum.data, papers=papers, force=force, press=press
            )
    if as_json:
        print_json(record, name)
    else:
        terminal.run(record, terminal.console(), place, files, quiet=quiet)


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
            with suppress(OSError):  # then the check says why
                RUNS.mkdir()
        check(place, force=force)
        yield
    except FolderError as error:
        fail(str(error))
    finally:
        if made:
            with suppress(OSError):  # it holds a run
                RUNS.rmdir()


def papers(record: "Record", figures: Any) -> dict[str, str]:
    """The documents that the process wrote, the page with all of them first."""
    from wgig_sim.report import documents, page

    written = documents(record)
    return {"report.html": page(record, written, figures), **written}


def simulated(forum: "Resolved", seed: int, quiet: bool) -> "Record":
    """One replicate, with a sign of life on the error stream."""
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.core.compiled import CACHE_FOLDER, COMPILED, is_cached, start_quickly
    from wgig_sim.engines.ahead import compile_ahead
    from wgig_sim.engines.recorder import record
    from wgig_sim.engines.replicate import Replicate

    if COMPILED and not is_cached() and not quiet:
        once = "once for this version and machine" if CACHE_FOLDER else "as at every run, since no folder can keep the result"
        click.echo(f"Compiling the model, {once}; this takes some seconds ...", err=True)
    start_quickly()
    setup = compile_scenario(forum.scenario)
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


if __name__ == "__main__":
    main()
