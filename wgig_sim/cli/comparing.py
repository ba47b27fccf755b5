"""Comparing: `compare`, the same people and the same chance under different rules."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wgig_sim.cli.main import (
    AboveZero,
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
from wgig_sim.cli.studying import bar, command_line

if TYPE_CHECKING:
    from wgig_sim.bridge.compile import Setup
    from wgig_sim.scenario.read import Resolved


@main.command()
@click.argument("given", nargs=-1, required=True, metavar="A B [C ...]", shell_complete=scenarios)
@click.option("--replicates", type=click.IntRange(2, 10_000_000), default=200, show_default=True, help="Replicates of each.")
@click.option("--until", type=AboveZero(), help="Go on until half of the 95% interval is at most this.")
@click.option("--measure", default="share_agreed", show_default=True, help="The measure shown first, and that of --until.")
@seed_option
@settings_option
@uncertain_option
@click.option("--all", "everything", is_flag=True, help="Show every measure, not only the main ones.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the table (CSV) and the figure (SVG, PNG).")
@click.option("--force", is_flag=True, help="Replace a folder that holds an earlier comparison.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def compare(
    given: tuple[str, ...],
    replicates: int,
    until: float | None,
    measure: str,
    seed: int,
    settings: tuple[str, ...],
    uncertain: bool,
    everything: bool,
    out: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Compare scenarios over the same people and the same chance; differences are taken from the first."""
    if len(given) < 2:
        fail("compare needs two scenarios or more, for example: wgig-sim compare wgig-2005 wgig-2005/no-chair.")
    if len(set(given)) < len(given):
        fail("compare needs different scenarios; one is named twice.")
    forums = all_resolved(given, settings)
    with place_for(out, force):
        setups = compiled(forums, measure)
        from wgig_sim.show import comparison, terminal
        from wgig_sim.study.compare import compare as run_all

        ranges = region(uncertain)
        fixed = [name for name, setup in setups.items() if ranges and not ranges.place(setup, 0).drawn]
        uncertain = uncertain and len(fixed) < len(given)
        with bar(replicates) as drawn:
            found = run_all(
                setups,
                replicates,
                seed,
                until=until,
                measure=measure,
                after=lambda done, wanted: drawn(done, wanted, f"{done} replicates"),
                region=ranges,
            )
        titles = titles_of(forums)
        files = comparison.write(found, titles, measure, out, origin(forums, settings, seed, uncertain)) if out else []
    if as_json:
        from wgig_sim.show.summary import as_json as written

        click.echo(written(comparison.summary(found, titles, seed, uncertain)).encode(), nl=False)
        return
    terminal.say(terminal.console(), comparison.table(found, titles, measure, everything, uncertain))
    if fixed:
        terminal.say(terminal.console(), comparison.undrawn([titles[name] for name in fixed]))
    if until is not None:
        terminal.say(terminal.console(), comparison.stopped(found, measure, until))
    if files:
        click.echo(f"\n  {out}/  {' · '.join(files)}")


def all_resolved(names: tuple[str, ...], settings: tuple[str, ...]) -> dict[str, "Resolved"]:
    """All scenarios, checked; what is wrong with any of them comes out together."""
    from wgig_sim.scenario.problems import Problem, ScenarioError

    found: dict[str, Resolved] = {}
    problems: dict[Problem, None] = {}
    for name in names:
        try:
            found[name] = resolved(name, settings)
        except ScenarioError as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise ScenarioError(problems)
    return found


def titles_of(forums: Mapping[str, "Resolved"]) -> dict[str, str]:
    """What to call each scenario: its title, with its name where another has the same title."""
    titles = [forum.scenario.title for forum in forums.values()]
    return {name: title if titles.count(title) == 1 else f"{title} ({name})" for name, title in zip(forums, titles, strict=True)}


def compiled(forums: Mapping[str, "Resolved"], measure: str) -> dict[str, "Setup"]:
    """The scenarios as arrays, ready to run."""
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.engines.ahead import compile_ahead
    from wgig_sim.scenario.problems import unknown
    from wgig_sim.study.compare import common

    mention_compilation()
    start_quickly()
    setups = {name: compile_scenario(forum.scenario) for name, forum in forums.items()}
    known = common(setups)
    if measure not in known:
        fail(f"--measure: {unknown('measure', measure, known, 'Measures that all have')}")
    compile_ahead(next(iter(setups.values())))
    return setups


@contextmanager
def place_for(out: Path | None, force: bool) -> Iterator[None]:
    """Whether the results can be written is known before a long run."""
    from wgig_sim.show.comparison import FORMAT
    from wgig_sim.show.folder import FolderError, check

    try:
        if out:
            check(out, force=force, kind=FORMAT)
        yield
    except FolderError as error:
        fail(str(error))


def origin(forums: Mapping[str, "Resolved"], settings: tuple[str, ...], seed: int, uncertain: bool) -> dict[str, object]:
    """What the manifest says of where a comparison comes from; `uncertain`: constants were drawn."""
    from wgig_sim.show.manifest import circumstances
    from wgig_sim.show.summary import digest

    hashes = {name: digest(forum.data) for name, forum in forums.items()}
    return {
        "scenarios": hashes,
        "settings": list(settings),
        "seed": seed,
        "uncertain": uncertain,
        **circumstances(command_line()),
    }
