"""Rivalling: `rivals`, simpler models over the same people, and what each of them can and cannot do."""

import click

from wgig_sim.cli.main import main, mention_compilation, resolved, scenarios, seed_option, settings_option
from wgig_sim.cli.studying import bar


@main.command()
@click.argument("name", metavar="NAME|FILE", shell_complete=scenarios)
@click.option("--replicates", type=click.IntRange(2, 1_000_000), default=200, show_default=True, help="Replicates of each.")
@seed_option
@settings_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def rivals(name: str, replicates: int, seed: int, settings: tuple[str, ...], as_json: bool) -> None:
    """Put simpler models beside the full one, over the same people and the same chance.

    The compromise model, the weighted median, nobody talking, DeGroot, Friedkin-Johnsen, Hegselmann-Krause and
    Deffuant-Weisbuch, each followed by the same test of what people can live with. Bounded confidence is that of the scenario
    (--set mechanisms.persuasion.confidence=0.3).
    """
    forum = resolved(name, settings)
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.engines.ahead import compile_ahead

    mention_compilation()
    start_quickly()
    setup = compile_scenario(forum.scenario)
    compile_ahead(setup)
    from wgig_sim.show import rivals as shown
    from wgig_sim.show import terminal
    from wgig_sim.study.rivals.contest import contest
    from wgig_sim.study.rivals.patterns import patterns

    with bar(replicates) as drawn:
        found = contest(setup, replicates, seed, after=lambda done: drawn(done, replicates, f"{done} replicates"))
    if as_json:
        from wgig_sim.show.summary import as_json as written

        click.echo(written(shown.summary(found, name, seed, patterns(name))).encode(), nl=False)
        return
    terminal.say(terminal.console(), shown.table(found, forum.scenario.title, patterns(name)))
