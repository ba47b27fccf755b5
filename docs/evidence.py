"""Evidence: the tables of docs/evidence.md, over 200 replicates of each case.

python -m docs.evidence

`wgig-sim validate` prints the first of them, with `--uncertain` the second.
"""

import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import wgig_sim
from docs.refresh import filled, rewrite
from wgig_sim.bridge.vocabulary import MECHANISMS, muted
from wgig_sim.show.calibration import held
from wgig_sim.show.validation import CLOSE, estimate, lines, markdown, word
from wgig_sim.show.words import figure
from wgig_sim.study.calibration.region import provenance, shipped
from wgig_sim.study.patterns import PATTERNS
from wgig_sim.study.patterns.conditions import TEXT_FIRST
from wgig_sim.study.patterns.course import WGIG
from wgig_sim.study.patterns.estimate import Estimate, Fall, Level
from wgig_sim.study.patterns.runs import Case, Runs
from wgig_sim.study.patterns.validation import judge

if TYPE_CHECKING:
    import pandas as pd

DOCUMENT = Path(__file__).parent / "evidence.md"
REPLICATES, SEED = 200, 0
MEASURES = ("share_agreed", "understanding_between_change", "trust_between_change")
DEAF = "mechanisms.perception.attention=0"
"""Nobody heeds what others say."""


def all_but(*mechanisms: str) -> Case:
    """The Working Group without these mechanisms."""
    settings = (f"mechanisms.{name}.{key}={value}" for name, row in muted(*mechanisms).items() for key, value in row.items())
    return Case("wgig-2005", tuple(settings))


def alone(*mechanisms: str) -> Case:
    """The Working Group with these mechanisms and no other."""
    return all_but(*(name for name in MECHANISMS if name not in mechanisms))


def seats(size: int) -> Case:
    """So many members, by balanced quotas."""
    return Case("wgig-2005/eighty-seats", (f"composition.size={size}",))


def bound(scenario: str, margin: float) -> Case:
    """A scenario in which red lines under instructions lie so far beyond the latitude."""
    return Case(scenario, (f"mechanisms.acceptance.margin_instructed={margin}",))


PROBES: dict[str, Sequence[tuple[str, Callable[[Runs], Estimate]]]] = {
    "gate": (
        ("P6 as it stands: items agreed fall by", Fall("share_agreed", WGIG, Case("wgig-2005", (DEAF,)))),
        ("the same with a text from the first day", Fall("share_agreed", TEXT_FIRST, Case("wgig-2005/text-first", (DEAF,)))),
        ("P9 as it stands: items agreed fall by", Fall("share_agreed", WGIG, Case("wgig-2005/first-meeting-only"))),
        (
            "the same with a text from the first day",
            Fall("share_agreed", TEXT_FIRST, Case("wgig-2005/first-meeting-only", ("rules.start=text-first",))),
        ),
    ),
    "issues": (
        ("text first: items agreed fall by", Fall("share_agreed", WGIG, TEXT_FIRST)),
        ("text first: trust at the end falls by", Fall("trust_end", WGIG, TEXT_FIRST)),
        ("text first: gain in understanding falls by", Fall("understanding_between_change", WGIG, TEXT_FIRST)),
        ("text first: substance of what is agreed falls by", Fall("substance", WGIG, TEXT_FIRST)),
    ),
    "margin": tuple(
        (f"margin of {figure(margin)}: {what}", Level(measure, bound(scenario, margin)))
        for margin in (0.05, 0.2, 0.4)
        for scenario, measure, what in (
            ("wcit-2012", "signing", "WCIT, States that can sign"),
            ("wsis-2003", "share_agreed", "WSIS, items agreed"),
        )
    ),
    "seats": tuple(
        (f"{size} seats: constituencies represented", Level("representation", seats(size))) for size in (20, 40, 50, 60, 80)
    ),
    "enough": (
        ("all but trust: items agreed", Level("share_agreed", all_but("trust"))),
        ("all but trust and objection: items agreed", Level("share_agreed", all_but("trust", "objection"))),
        ("all but trust and statement: items agreed", Level("share_agreed", all_but("trust", "statement"))),
        ("all but trust and readiness: items agreed", Level("share_agreed", all_but("trust", "readiness"))),
        ("floor, drafting and acceptance: items agreed", Level("share_agreed", alone("floor", "drafting", "acceptance"))),
        (
            "these with perception and trust: items agreed",
            Level("share_agreed", alone("floor", "drafting", "acceptance", "perception", "trust")),
        ),
        (
            "these with perception, trust and objection: items agreed",
            Level("share_agreed", alone("floor", "drafting", "acceptance", "perception", "trust", "objection")),
        ),
    ),
}
"""Questions that the patterns leave open: what is estimated, and how."""


@cache
def runs() -> Runs:
    """The samples behind all tables."""
    return Runs(REPLICATES, SEED)


def patterns(_: str) -> str:
    """The table of all patterns, and what it was made with."""
    made = f"{REPLICATES} replicates of each case, seed {SEED}, wgig-sim {wgig_sim.__version__}."
    return f"{markdown([judge(pattern, runs()) for pattern in PATTERNS])}\n{made}\n"


def region(_: str) -> str:
    """All patterns with constants drawn from what the calibration has left, and how many of its points hold."""
    drawn = Runs(REPLICATES, SEED, region=shipped())
    rows = []
    for pattern in PATTERNS:
        verdict = judge(pattern, drawn)
        head, mark = pattern.id, word(verdict).lower()
        for what, found, band in lines(verdict):
            rows.append(f"| {head} | {what} | {band} | {found.replace(CLOSE, f'{chr(92)}{CLOSE}')} | {mark} |")
            head = mark = ""
    table = "\n".join(["| | what | band | over the region | |", "|---|---|---|---|---|", *rows])
    return f"{table}\n\n{held(provenance())}\n"


def probe(name: str) -> str:
    """The table of a probe."""
    rows = [f"| {what} | {estimate(ask(runs()))} |\n" for what, ask in PROBES[name]]
    return "| | estimate |\n|---|---|\n" + "".join(rows)


def attribution(_: str) -> str:
    """The table of each mechanism muted alone and at work alone."""
    with tempfile.TemporaryDirectory() as folder:
        asked = wgig_sim.experiment("attribution", f"replicates={REPLICATES}", f"seed={SEED}")
        tables = wgig_sim.analyse(wgig_sim.sweep(asked, Path(folder, "study")), MEASURES)
    heads = ("agreement", "understanding", "trust")
    written = [f"| | {' | '.join(f'without: {head}' for head in heads)} | {' | '.join(f'alone: {head}' for head in heads)} |"]
    written.append(f"|---|{'---|' * 2 * len(heads)}")
    levels = tables["responses"]
    written.append(f"| *all* | {' | '.join(_interval(levels, 'all', 'mean'))} | | | |")
    for name in MECHANISMS:
        changes = _interval(tables["differences"], f"without {name}", "difference")
        found = _interval(levels, f"only {name}", "mean")
        if changes:
            written.append(f"| {name} | {' | '.join(changes)} | {' | '.join(found)} |")
    return "\n".join(written) + "\n"


def _interval(table: "pd.DataFrame", level: str, column: str) -> list[str]:
    """The three measures at one level, each with half of its interval; nothing where there is no such level."""
    found = table[table["level"] == level].set_index("measure")
    cells = []
    for measure in MEASURES if len(found) else ():
        value, low, high = found.loc[[measure], [column, "low", "high"]].to_numpy(float)[0].tolist()
        half = (high - low) / 2
        cells.append(figure(value, 3) if half == 0 else f"{figure(value, 3)} ±{figure(half, 3)}")
    return cells


WRITERS = {"patterns": patterns, "region": region, "probe": probe, "attribution": attribution}


if __name__ == "__main__":
    rewrite(DOCUMENT, filled(DOCUMENT.read_text(encoding="utf-8"), WRITERS))
