"""Main: the group of all verbs, how it fails and how it is interrupted, and what verbs share."""

import io
import os
import re
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from wgig_sim import __version__

if TYPE_CHECKING:
    from wgig_sim.bridge.uncertain import Region
    from wgig_sim.scenario.read import Resolved

BAD_INPUT = 2
STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What ends the program before its time: Ctrl-C, a scheduler, a closed window."""

stopped_by: list[int] = []
"""The signal that has interrupted the program."""


class Verb(click.Command):
    """A command of which the list of all commands says a whole sentence, over two lines if need be."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help."""
        return re.split(r"(?<=[^.]\.) ", " ".join((self.help or "").split()))[0]


def seed(text: str | int) -> int:
    """A seed: any whole number that is not negative."""
    if str(text).isdecimal() and int(text) < 2**63:
        return int(text)
    raise click.BadParameter(f"{text} is not a whole number from 0 to {2**63 - 1}.")


class AboveZero(click.FloatRange):
    """A number above 0. NaN, of which every comparison is false, is none."""

    def __init__(self) -> None:
        super().__init__(0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        found = super().convert(value, param, ctx)
        return self.fail(f"{value} is not a number above 0.", param, ctx) if found != found else found


class Main(click.Group):
    """A group whose commands turn every expected failure into one message and an exit code, never a traceback."""

    command_class = Verb

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, until it ends or is interrupted."""
        for number in STOPPING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, stop)
        try:
            return self._invoke(ctx)
        except (Exception, KeyboardInterrupt):  # what a library that is interrupted raises is often something else
            if not stopped_by:
                raise
            fail("Interrupted. No half-written results are left.", 128 + stopped_by[0])

    def _invoke(self, ctx: click.Context) -> Any:
        from wgig_sim.scenario.problems import ScenarioError

        try:
            result = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()
        except ScenarioError as error:
            fail(str(error))
        except BrokenPipeError:
            close_output()
            sys.exit(0)
        except OSError as error:
            close_output()
            fail(f"{_place(error)}: {error.strerror or error}.")
        return result

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one gets its nearest neighbour."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from wgig_sim.scenario.problems import nearest

            near = nearest(args[0], self.list_commands(ctx))
            hint = f" Did you mean {near!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx) from error


def _place(error: OSError) -> str:
    """What could not be read or written: of a file that is written aside, the folder."""
    if not isinstance(error.filename, str | bytes):
        return "The output"
    folder, name = os.path.split(os.fsdecode(error.filename))
    if name.startswith("."):
        return "This folder" if folder in ("", ".") else folder
    return os.path.join(folder, name)


def fail(message: str, code: int = BAD_INPUT) -> NoReturn:
    """One message on the error stream, and out."""
    click.echo(message, err=True)
    sys.exit(code)


def stop(number: int, _: object) -> NoReturn:
    """Interrupt whatever is going on, once: impatience must not disturb the cleaning up."""
    for each in STOPPING:
        signal.signal(each, lambda *_: None)
    stopped_by.append(number)
    raise KeyboardInterrupt(number)


def close_output() -> None:
    """Whoever read us has gone, or the disk is full: what is still to be printed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def scenarios(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the scenarios whose names begin so; where there is none, files."""
    from wgig_sim.scenario.library import names

    return _names_or_files(names(), incomplete)


def experiments(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the experiments whose names begin so; where there is none, files."""
    from wgig_sim.scenario.library import names
    from wgig_sim.scenario.problems import EXPERIMENT

    return _names_or_files(names(EXPERIMENT), incomplete)


def calibrations(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the calibrations whose names begin so; where there is none, files."""
    from wgig_sim.scenario.library import names
    from wgig_sim.scenario.problems import CALIBRATION

    return _names_or_files(names(CALIBRATION), incomplete)


def _names_or_files(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file"), *(CompletionItem(name) for name in names if name.startswith(incomplete))]


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


seed_option = click.option("--seed", type=seed, metavar="N", default=0, show_default=True, help="Seed of all chance.")
settings_option = click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a key of the scenario, e.g. rules.start=text-first."
)
uncertain_option = click.option(
    "--uncertain", is_flag=True, help="Draw the constants of each replicate from what the calibration has left."
)


def region(uncertain: bool) -> "Region | None":
    """What constants are drawn from, if they are."""
    if not uncertain:
        return None
    from wgig_sim.study.calibration.region import shipped

    return shipped()


def resolved(name: str, settings: Sequence[str] = ()) -> "Resolved":
    """A scenario with all constants known, checked."""
    from wgig_sim.bridge.vocabulary import vocabulary
    from wgig_sim.scenario.read import resolve

    return resolve(name, settings, vocabulary())


def mention_compilation(many: bool = True) -> None:
    """Say why it takes so long, where the model has to be compiled first: for many runs, or for one step by step."""
    from wgig_sim.core.compiled import CACHE_FOLDER, CALENDAR, COMPILED, STEP, is_cached

    if COMPILED and not is_cached(CALENDAR if many else STEP):
        once = "once for this version and machine" if CACHE_FOLDER else "as at every run, since no folder can keep the result"
        click.echo(f"Compiling the model, {once}; this takes some seconds ...", err=True)
