"""Validating: `validate`, the model held against the patterns that it should show."""

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from wgig_sim.cli.main import fail, main, mention_compilation, region, seed_option, uncertain_option
from wgig_sim.cli.studying import bar

if TYPE_CHECKING:
    from wgig_sim.study.patterns import Pattern

FAILED = 1


def numbers(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the patterns whose numbers begin so."""
    from wgig_sim.study.patterns import PATTERNS

    return [CompletionItem(one.id, help=one.claim) for one in PATTERNS if one.id.startswith(incomplete.upper())]


@main.command()
@click.option("--replicates", type=click.IntRange(2, 1_000_000), default=200, show_default=True, help="Replicates of each case.")
@seed_option
@click.option(
    "--pattern", "names", multiple=True, metavar="P3", shell_complete=numbers, help="Only this pattern; may be repeated."
)
@uncertain_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def validate(replicates: int, seed: int, names: tuple[str, ...], uncertain: bool, as_json: bool) -> None:
    """Validate the model: what happened in these talks and elsewhere, as bands that many runs have to fall into.

    Prints each claim with its source, band and estimate. Exits with 1 if a pattern fails that is claimed to hold.
    """
    chosen = named(names)
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.engines.ahead import compile_ahead
    from wgig_sim.show import terminal, validation
    from wgig_sim.study.patterns.course import WGIG
    from wgig_sim.study.patterns.runs import Runs
    from wgig_sim.study.patterns.validation import judge

    mention_compilation()
    start_quickly()
    runs, verdicts = Runs(replicates, seed, region=region(uncertain)), []
    compile_ahead(runs.setup(WGIG))
    with bar(len(chosen)) as drawn:
        for done, pattern in enumerate(chosen):
            drawn(done, len(chosen), f"{pattern.id}  {pattern.claim.split(':')[0]}")
            verdicts.append(judge(pattern, runs))
    if as_json:
        from wgig_sim.show.summary import as_json as written

        click.echo(written(validation.summary(verdicts, replicates, seed, uncertain)).encode(), nl=False)
    else:
        blocks = [validation.block(verdict) for verdict in verdicts]
        terminal.say(terminal.console(), *blocks, validation.closing(verdicts, replicates, seed, of_region(uncertain)))
    if any(verdict.breaks_a_claim for verdict in verdicts):
        sys.exit(FAILED)


def of_region(uncertain: bool) -> str:
    """What is to be said of drawn constants, and how many points of the region show the calibrating patterns."""
    if not uncertain:
        return ""
    from wgig_sim.show.calibration import held
    from wgig_sim.study.calibration.region import provenance

    return (
        "Constants are drawn for each replicate from what the calibration left; intervals are of the mean over all of that."
        f" {held(provenance())}"
    )


def named(names: tuple[str, ...]) -> "tuple[Pattern, ...]":
    """The patterns with these numbers, in their own order; all of them when none is named."""
    from wgig_sim.study.patterns import choose

    try:
        return choose(names)
    except ValueError as error:
        fail(f"--pattern: {error}")
