"""The command line: verbs to calls. It prints and exits, nothing else; everything heavy is imported by the verb that needs it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wgig_sim import __version__

if TYPE_CHECKING:
    from wgig_sim.bridge.compile import Setup
    from wgig_sim.engines.record import Record
    from wgig_sim.scenario.read import Resolved

BAD_INPUT = 2
INTERRUPTED = 130
RUNS = Path("runs")


class Main(click.Group):
    """A group whose commands turn every expected failure into one message and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        from wgig_sim.scenario.problems import ScenarioError

        try:
            return super().invoke(ctx)
        except ScenarioError as error:
            fail(str(error))
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - whoever read us has gone; let Python close in peace
            sys.exit(0)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one gets its nearest neighbour."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from wgig_sim.scenario.problems import nearest

            near = nearest(args[0], self.list_commands(ctx))
            if near and not getattr(error, "possibilities", None):
                error.message += f" Did you mean {near!r}?"
            raise


def fail(message: str, code: int = BAD_INPUT) -> None:
    """One message on the error stream, and out."""
    click.echo(message, err=True)
    sys.exit(code)


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="wgig-sim")
def main() -> None:
    """Simulate how people with entrenched positions deliberate: why did the Working Group on Internet Governance agree?

    Start with `wgig-sim run wgig-2005`.
    """


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
    from wgig_sim.scenario.read import read
    from wgig_sim.show import terminal

    entries = [terminal.Entry(name, forum.title, forum.question) for name in names() for forum in [read(name)]]
    terminal.say(terminal.console(), terminal.catalogue(entries))


@main.command()
@click.argument("name")
@settings_option
def show(name: str, settings: tuple[str, ...]) -> None:
    """Show a scenario: people, procedure, calendar, issues, and where each fact comes from."""
    from wgig_sim.show import terminal

    terminal.say(terminal.console(), terminal.scenario(name, resolved(name, settings).scenario))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
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
@click.argument("mechanism", required=False)
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

    click.echo(json.dumps(json_schema(vocabulary()), indent=2, ensure_ascii=False))


@main.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True, help="Seed of all chance.")
@settings_option
@click.option("--out", type=click.Path(), help="Folder for the results.  [default: runs/NAME-SEED]")
@click.option("--force", is_flag=True, help="Replace a folder that holds an earlier run.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else; a folder only with --out.")
@click.option("--quiet", is_flag=True, help="Print only where the results lie.")
def run(name: str, seed: int, settings: tuple[str, ...], out: str | None, force: bool, as_json: bool, quiet: bool) -> None:
    """Run a scenario once, by NAME or from a FILE, and write what the process leaves behind."""
    from wgig_sim.show import folder, terminal
    from wgig_sim.show.press import Press

    given = Path(name).stem if name.endswith((".yaml", ".yml")) else name
    place = Path(out) if out else None if as_json else RUNS / f"{given.replace('/', '-')}-{seed}"
    press = Press() if place else None
    try:
        forum = resolved(name, settings)
        if place:
            if place.parent == RUNS:
                RUNS.mkdir(exist_ok=True)
            folder.check(place, force=force)
        record = simulated(forum, seed, silent=as_json or quiet)
        files = []
        if place:
            command = " ".join(["wgig-sim", *sys.argv[1:]])
            files = folder.write(
                record, place, name=name, command=command, resolved=forum.data, papers=papers, force=force, press=press
            )
    except (folder.FolderError, OSError) as error:
        fail(str(error))
        return
    except KeyboardInterrupt:
        fail("Interrupted. Nothing was written.", INTERRUPTED)
        return
    finally:
        if press:
            press.close()
    if as_json:
        from wgig_sim.show.summary import as_json as written
        from wgig_sim.show.summary import summary

        click.echo(written(summary(record, name)), nl=False)
    elif place:
        terminal.run(record, terminal.console(), place, files, quiet=quiet)


def papers(record: "Record", figures: Any) -> dict[str, str]:
    """The documents that the process wrote, the page with all of them first."""
    from wgig_sim.report import documents, page

    written = documents(record)
    return {"report.html": page(record, written, figures), **written}


def simulated(forum: "Resolved", seed: int, silent: bool) -> "Record":
    """One replicate, with a sign of life on the error stream where there is a terminal."""
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.core.compiled import COMPILED, is_cached
    from wgig_sim.engines.recorder import record
    from wgig_sim.engines.replicate import Replicate

    if COMPILED and not is_cached() and not silent:
        click.echo("Compiling the model, once for this version and machine; this takes some seconds ...", err=True)
    setup = compile_scenario(forum.scenario)
    replicate = Replicate(setup, seed)
    if silent or not sys.stderr.isatty():
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
