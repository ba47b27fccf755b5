"""Looking: the verbs that show what there is and change nothing."""

import sys

import click

from wgig_sim.cli.main import BAD_INPUT, fail, main, mechanisms, resolved, scenarios, settings_option


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
