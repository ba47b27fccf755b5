"""What the terminal shows of a study that was read: findings, a search for a tipping point, an answer in SQL."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wgig_sim.show.study.prose import Finding
from wgig_sim.show.study.wording import interval, noun, short, span, the
from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import capital, things
from wgig_sim.study.analysis.outcomes import means, yes_or_no
from wgig_sim.study.analysis.tipping import Tip
from wgig_sim.study.design import described
from wgig_sim.study.tip import Found

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

MOST_ROWS = 40
WIDEST = 24
BAR = 20


def analysed(title: str, told: Sequence[Finding], first: str, place: str, pictures: int, lacks: str = "") -> "RenderableType":
    """The findings on the first measure, what the study lacks, and where the rest is."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = [Text(f"\n  {title}", style="head")]
    if lacks:
        parts.append(Padding(Text(f"Missing: {lacks}. What follows rests on the rest.", style="bad"), (0, 2, 1, 2)))
    for finding in told:
        if finding.measure in ("", first) and finding.text:
            parts.append(Padding(Text(finding.text), (0, 2, 1, 2)))
    where = f"{place}/  report.html · report.md · {things(pictures, 'figure')} · tables/"
    parts.append(Padding(Text(where), (0, 2, 0, 2)))
    return Group(*parts)


def tip(found: Found) -> "RenderableType":
    """Where a measure tips, or that it does not, and the levels that were tried."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    along = f"{capital(noun(found.measure))} along {found.factor.name}"
    held = f"{described(found.others)}; " if found.others else ""
    sentence = Padding(Text(verdict(found)), (0, 2, 1, 2))
    return Group(
        Text(f"\n  {along}", style="head"),
        Padding(Text(f"{held}{things(found.replicates, 'replicate')} at each level", style="quiet"), (0, 2, 1, 2)),
        sentence,
        _levels(found),
    )


def verdict(found: Found) -> str:
    """What the search has found, in words."""
    what, tip = the(found.measure), found.search.tip
    if tip is None:
        ends = f"from {short(found.factor.low)} to {short(found.factor.high)}"
        return f"No tipping point: {what} does not surely move with {found.factor.name} {ends}."
    where, times = span(tip.level, tip.low, tip.high), span(tip.steepness, tip.steepness_low, tip.steepness_high)
    if tip.shape == "even":
        return f"No tipping point: {what} changes about evenly; at its steepest {times} times as fast as on average (1 = a line)."
    if tip.shape == "bends":
        text = (
            f"No sure tipping point, but a bend: {what} changes fastest at {found.factor.name} = {where}, {times} times as fast "
            "as on average, and at an end of the range it may be more than half as steep."
        )
    else:
        text = f"{capital(what)} tips at {found.factor.name} = {where}, where it changes {times} times as fast as on average."
    return text + _wider(found, tip)


def _wider(found: Found, tip: Tip) -> str:
    """What to do about an interval that is longer than was asked for."""
    if tip.high - tip.low <= found.tolerance:
        return ""
    if found.factor.integer and tip.high - tip.low <= 2:
        return " No whole number lies closer."
    asked, more = short(found.tolerance), 4 * found.replicates
    return f" The interval is longer than {asked}: more replicates make it shorter, such as --set replicates={more}."


def _levels(found: Found) -> "RenderableType":
    """A row a level, with a bar from the least mean to the most."""
    from rich.text import Text

    told = means(found.search.values, shares=yes_or_no(found.measure))
    low, high = float(told.mean.min()), float(told.mean.max())
    lines = grid()
    for head in (found.factor.name, noun(found.measure), "95% interval"):
        lines.add_column(head, justify="right", max_width=WIDEST)
    lines.add_column()
    for at, level in enumerate(found.search.levels.tolist()):
        share = (float(told.mean[at]) - low) / (high - low) if high > low else 0.0
        inside = found.search.tip is not None and found.search.tip.low <= level <= found.search.tip.high
        bar = Text("█" * round(BAR * share), style="mark" if inside else "quiet")
        ends = interval(float(told.low[at]), float(told.high[at]))
        lines.add_row("", f"{level:.4g}", short(float(told.mean[at])), ends, bar)
    return lines


def answer(frame: "pd.DataFrame", width: int) -> "RenderableType":
    """An answer as a table: as many columns as fit, the first rows, and how much more there is."""
    from rich.console import Group
    from rich.text import Text

    shown = frame.head(MOST_ROWS)
    columns = [[str(name), *(_cell(value) for value in shown[name])] for name in shown.columns]
    room, fitting = width, 0
    while fitting < len(columns) and (room := room - min(WIDEST * 2, max(map(len, columns[fitting]))) - 2) >= 0:
        fitting += 1
    fitting = max(1, fitting)
    lines = grid(indent=0)
    for name, dtype in zip(shown.columns[:fitting], shown.dtypes[:fitting], strict=True):
        lines.add_column(str(name), justify="right" if dtype.kind in "iuf" else "left", no_wrap=True)
    for row in range(len(shown)):
        lines.add_row(*(textwrap.shorten(column[row + 1], WIDEST * 2, placeholder="…") for column in columns[:fitting]))
    more = [
        things(count, noun) for count, noun in ((len(frame) - len(shown), "row"), (len(columns) - fitting, "column")) if count
    ]
    note = [Text(f"and {' and '.join(more)} more; in a pipe all of them come, as CSV", style="quiet")] if more else []
    return Group(lines, *note)


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
