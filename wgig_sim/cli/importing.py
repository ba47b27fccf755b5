"""Importing: `import`, a position file of spatial bargaining models becomes the people of a scenario."""

from pathlib import Path

import click

from wgig_sim.cli.main import fail, main


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="The scenario to write.  [default: the name of FILE with .yaml]")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def import_(file: Path, out: Path | None, force: bool) -> None:
    """Make a scenario of a position FILE: a CSV with actor, issue, position, salience, capability, each from 0 to 100.

    Writes a scenario and its members, two files or none. What a position file lacks is assumed, and the scenario says how.
    """
    from wgig_sim.scenario.position_file import members_text, read_positions, scenario_text
    from wgig_sim.show.swap import put_all
    from wgig_sim.show.words import things

    shown = click.format_filename(file)
    actors = read_positions(file, shown)
    scenario = out or Path(file.with_suffix(".yaml").name)
    members = scenario.with_name(f"{scenario.stem}-members.csv")
    check(file, (scenario, members), force)
    texts = {members: members_text(actors, file.name), scenario: scenario_text(actors, file.name, members.name)}
    put_all({place: text.encode() for place, text in texts.items()})
    found = f"{len(actors.names)} actors, {things(len(actors.issues), 'issue')}"
    click.echo(f"{scenario}: {found}, the rules of the WGIG; members in {members}.")
    click.echo(f"What was assumed stands at its top. Try it: wgig-sim run {scenario}")


def check(file: Path, places: tuple[Path, ...], force: bool) -> None:
    """Refuse places that cannot be written, or that hold something."""
    scenario = places[0]
    if scenario.suffix not in (".yaml", ".yml"):
        fail(f"{scenario}: a scenario is a file whose name ends in .yaml.")
    if not scenario.parent.is_dir():
        fail(f"{scenario}: there is no folder {scenario.parent}. Make it first, or name another one.")
    for place in places:
        if place.exists() and place.samefile(file):
            fail(f"{place}: is the position file itself. Name another file with --out.")
        if place.is_dir():
            fail(f"{place}: is a folder. Name another file with --out.")
        if place.exists() and not force:
            fail(f"{place}: exists already. Name another file with --out, or replace it with --force.")
