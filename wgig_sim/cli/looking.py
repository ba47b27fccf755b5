"""Looking: the verbs that show what there is and change nothing."""

import sys

import click
from click.shell_completion import CompletionItem

from wgig_sim.cli.main import BAD_INPUT, experiments, fail, main, mechanisms, resolved, scenarios, settings_option


@main.command("list")
def list_command() -> None:
    """List the scenarios and the experiments, each with the question that it asks."""
    from wgig_sim.scenario.library import names
    from wgig_sim.scenario.problems import EXPERIMENT
    from wgig_sim.scenario.read import headline
    from wgig_sim.show import terminal

    forums = [terminal.Entry(name, *headline(name)) for name in names()]
    studies = [terminal.Entry(name, *headline(name, EXPERIMENT)) for name in names(EXPERIMENT)]
    terminal.say(terminal.console(), terminal.catalogue(forums), terminal.experiments(studies))


@main.command()
@click.argument("name", metavar="NAME|FILE", shell_complete=scenarios)
@settings_option
def show(name: str, settings: tuple[str, ...]) -> None:
    """Show a scenario: people, procedure, calendar, issues, and where each fact comes from."""
    from wgig_sim.show import terminal

    terminal.say(terminal.console(), terminal.scenario(name, resolved(name, settings).scenario))


def either(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: scenarios and experiments whose names begin so, and files."""
    return scenarios(ctx, parameter, incomplete) + experiments(ctx, parameter, incomplete)[1:]


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=either)
def check(files: tuple[str, ...]) -> None:
    """Check files of scenarios, experiments and calibrations, and report every problem with its place."""
    from wgig_sim.scenario.problems import ScenarioError

    broken = False
    for file in files:
        try:
            click.echo(f"{file}: is {_checked(file)}.")
        except ScenarioError as error:
            broken = True
            click.echo(str(error), err=True)
    if broken:
        sys.exit(BAD_INPUT)


def _checked(file: str) -> str:
    """What a file is, in words, if nothing is wrong with it."""
    from wgig_sim.scenario.library import subject_of
    from wgig_sim.scenario.problems import CALIBRATION, SCENARIO

    subject = subject_of(file)
    if subject == SCENARIO:
        return f"a valid scenario ({resolved(file).scenario.title})"
    if subject == CALIBRATION:
        from wgig_sim.study.calibration.read import read as read_calibration

        calibration = read_calibration(file)
        return f"a valid calibration ({calibration.title}; free constants: {len(calibration.constants)})"
    from wgig_sim.study.design import design
    from wgig_sim.study.experiment import read

    experiment = read(file)
    return f"a valid experiment ({experiment.title}; points: {len(design(experiment)):,})"


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
@click.argument("kind", type=click.Choice(["scenario", "experiment"]), default="scenario")
def schema(kind: str) -> None:
    """Print the JSON Schema of files of scenarios, or of experiments, for editors."""
    import json

    from wgig_sim.bridge.vocabulary import vocabulary
    from wgig_sim.scenario.json_schema import json_schema

    if kind == "scenario":
        found = json_schema(vocabulary())
    else:
        from wgig_sim.study.json_schema import json_schema as of_experiments

        found = of_experiments()
    click.echo(json.dumps(found, indent=2, ensure_ascii=False).encode())
