"""Validation for eyes: every pattern with its bands and estimates; the same as a table in Markdown, and as JSON."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import figure, listing, things
from wgig_sim.study.patterns.pattern import ANY
from wgig_sim.study.patterns.validation import ENOUGH

if TYPE_CHECKING:
    from rich.console import RenderableType

    from wgig_sim.study.patterns import Pattern
    from wgig_sim.study.patterns.estimate import Estimate
    from wgig_sim.study.patterns.pattern import Band
    from wgig_sim.study.patterns.validation import Verdict

CLOSE = "*"
"""Marks an interval that reaches across an edge of the band."""
NOTE = (
    "In brackets the 95% interval over replicates; falls are differences between pairs of the same people with the same chance."
    " A pattern passes if each estimate lies in its band. calibration: constants may be chosen by it. prediction: they may not;"
    " seen: how it would come out was known before it was called a prediction."
)


def within(band: "Band") -> str:
    """A band in words.

    >>> from wgig_sim.study.patterns.pattern import Band
    >>> [within(Band("", low, high, None)) for low, high in ((0.85, 1), (0, 0.25), (0, 0), (-1, 0.08), (0.45, 0.8), (1e-9, 9))]
    ['at least .85', 'at most .25', 'none', 'at most .08', '.45 to .80', 'more than 0']
    """
    if band.low == ANY:
        return "more than 0"
    if band.low <= 0.0 and band.high == 0.0:
        return "none"
    if band.low <= 0.0:
        return f"at most {_number(band.high)}"
    return f"at least {_number(band.low)}" if band.high in (1.0, math.inf) else f"{_number(band.low)} to {_number(band.high)}"


def _number(value: float) -> str:
    return f"{value:g}" if value > 1.0 else figure(value)


def estimate(found: "Estimate") -> str:
    """An estimate with its interval; only the estimate where the interval has no width, a dash where there is none.

    >>> from wgig_sim.study.patterns.estimate import Estimate
    >>> estimate(Estimate(0.5, 0.25, 0.75, 9)), estimate(Estimate(3.0, 3.0, 3.0, 9)), estimate(Estimate(34.47, 33.2, 36.0, 9))
    ('.50 (.25 … .75)', '3.00', '34.5 (33.2 … 36.0)')
    """
    if math.isnan(found.value):
        return "—"
    half = (found.high - found.low) / 2
    digits = 1 if abs(found.value) >= 10 else 3 if 0 < half < 0.005 else 2
    value, low, high = (figure(number, digits) for number in (found.value, found.low, found.high))
    return value if math.isnan(half) or low == high else f"{value} ({low} … {high})"


def role(pattern: "Pattern") -> str:
    """What a pattern is used for, and whether its outcome was known beforehand; one for calibrating always was."""
    return f"{pattern.use}, seen" if pattern.seen and pattern.use == "prediction" else pattern.use


def word(verdict: "Verdict") -> str:
    """pass, FAIL, or unsure."""
    return "unsure" if verdict.unsure else "pass" if verdict.holds else "FAIL"


def lines(verdict: "Verdict") -> Iterator[tuple[str, str, str]]:
    """What is estimated, the estimate and the band, for each band."""
    for finding in verdict.findings:
        head = "or " if finding.band.alternative else ""
        yield f"{head}{finding.band.what}", f"{estimate(finding.estimate)}{CLOSE * finding.close}", within(finding.band)


def block(verdict: "Verdict") -> "RenderableType":
    """One pattern: whether it holds, what it claims and on what that rests, and its estimates."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    pattern = verdict.pattern
    style = {"pass": "good", "FAIL": "bad"}.get(word(verdict), "quiet")
    title = grid()
    title.show_header = False
    title.add_row("", Text(f"{pattern.id:<3}", style="head"), Text(word(verdict), style=style), Text(pattern.claim, style="head"))
    known = "" if pattern.claimed else " · not claimed to hold"
    table = grid(indent=7)
    table.show_header = False
    table.add_column("", width=35)
    table.add_column("", min_width=21, no_wrap=True)
    table.add_column("", width=13)
    for cells, finding in zip(lines(verdict), verdict.findings, strict=True):
        table.add_row("", *(Text(cell, style="" if finding.holds else "left") for cell in cells))
    notes = Text(f"{pattern.source} · {role(pattern)}{known}", style="quiet")
    return Group(Text(), title, Padding(notes, (0, 2, 0, 7)), table)


def closing(verdicts: "Sequence[Verdict]", replicates: int, seed: int, region: str = "") -> "RenderableType":
    """How many patterns hold, which do not, and how to read all that; `region`: what is to be said of drawn constants."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    broken = any(verdict.breaks_a_claim for verdict in verdicts)
    close = f" {CLOSE} The interval reaches across an edge: other replicates might say otherwise."
    crossing = any(finding.close for verdict in verdicts for finding in verdict.findings)
    notes = f"{things(replicates, 'replicate')} of each case, seed {seed}. {NOTE}{close if crossing else ''}"
    said = [Text(region)] if region else []
    parts = (Text(tally(verdicts), style="bad" if broken else "good"), *said, Text(notes, style="quiet"))
    return Group(*(Padding(part, (1, 2, 0, 2)) for part in parts))


def tally(verdicts: "Sequence[Verdict]") -> str:
    """How many patterns hold, of those that do not, which were claimed to, and of which nothing can be said."""
    held = sum(word(verdict) == "pass" for verdict in verdicts)
    unsure = [verdict.pattern.id for verdict in verdicts if verdict.unsure]
    broken = [verdict.pattern.id for verdict in verdicts if verdict.breaks_a_claim]
    known = [verdict.pattern.id for verdict in verdicts if word(verdict) == "FAIL" and not verdict.pattern.claimed]
    noun, verb = "pattern" if held == len(verdicts) == 1 else "patterns", "holds" if held == 1 else "hold"
    said = f"{held} of {len(verdicts)} {noun} {verb}."
    if broken:
        said += f" Claimed to hold, and {'fails' if len(broken) == 1 else 'fail'}: {listing(broken)}."
    if known:
        said += f" {'Fails' if len(known) == 1 else 'Fail'}, as is known: {listing(known)}."
    if unsure:
        said += f" Unsure, with fewer than {ENOUGH} replicates: {listing(unsure)}."
    return said


def markdown(verdicts: "Sequence[Verdict]") -> str:
    """All patterns as a table, a row a band; what is said of the whole pattern stands in its first row."""
    written = ["| | claim | source | use | what | band | estimate | |", "|---|---|---|---|---|---|---|---|"]
    for verdict in verdicts:
        pattern = verdict.pattern
        known = "" if pattern.claimed else ", not claimed"
        whole = [pattern.id, pattern.claim, pattern.source, role(pattern)]
        mark = f"**FAIL**{known}" if word(verdict) == "FAIL" else word(verdict)
        for what, found, band in lines(verdict):
            cells = (*whole, what, band, found.replace(CLOSE, rf"\{CLOSE}"), mark)
            written.append(f"| {' | '.join(cells)} |")
            whole, mark = [""] * 4, ""
    return "\n".join(written) + "\n"


def summary(verdicts: "Sequence[Verdict]", replicates: int, seed: int, uncertain: bool = False) -> dict[str, Any]:
    """Everything as one JSON object; what is not a finite number, such as the bound of an open band, is null."""
    from wgig_sim.study.patterns.validation import rows

    found = [{key: _finite(value) for key, value in row.items()} for verdict in verdicts for row in rows(verdict)]
    failed = [verdict.pattern.id for verdict in verdicts if word(verdict) == "FAIL"]
    unsure = [verdict.pattern.id for verdict in verdicts if verdict.unsure]
    broken = [verdict.pattern.id for verdict in verdicts if verdict.breaks_a_claim]
    drawn = {"uncertain": True} if uncertain else {}
    said = {"failed": failed, "claimed_and_failed": broken, "unsure": unsure}
    return {"replicates": replicates, "seed": seed, **drawn, **said, "bands": found}


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value
