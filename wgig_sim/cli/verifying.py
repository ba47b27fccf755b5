"""Verifying: `verify`, the model held against what is known of its limits."""

import sys

from wgig_sim.cli.main import main, mention_compilation

FAILED = 1


@main.command()
def verify() -> None:
    """Verify the model: limit cases with a known outcome, run through the kernels that every run uses.

    Prints for each what is expected, what was got, and how far apart they may be; exits with 1 if one fails.
    """
    from wgig_sim.core.compiled import start_quickly
    from wgig_sim.engines.ahead import compile_ahead

    mention_compilation()
    start_quickly()
    from wgig_sim.show import terminal, verification
    from wgig_sim.study.verify import FAMILIES
    from wgig_sim.study.verify.rooms import classic_setup

    compile_ahead(classic_setup("degroot"))

    screen, checks = terminal.console(), []
    for family in FAMILIES:
        terminal.say(screen, verification.heading(family))
        for check in family.checks():
            checks.append(check)
            terminal.say(screen, verification.line(check))
    terminal.say(screen, verification.closing(checks))
    if not all(check.passed for check in checks):
        sys.exit(FAILED)
