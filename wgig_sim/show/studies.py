"""Studies in a terminal: what an experiment will take, and how far a study has come."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import plain, things

if TYPE_CHECKING:
    from rich.console import RenderableType

    from wgig_sim.study.plan import Plan, Span
    from wgig_sim.study.status import Status


def duration(seconds: float) -> str:
    """Seconds as a person says them.

    >>> duration(0.4), duration(90), duration(900), duration(8000), duration(400000)
    ('under a second', '90 s', '15 minutes', '2.2 hours', '4.6 days')
    """
    if seconds < 1:
        return "under a second"
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours" if seconds < 172800 else f"{seconds / 86400:.1f} days"


def size(count: float) -> str:
    """Bytes as a person says them.

    >>> size(900), size(123456), size(5e9)
    ('900 B', '123 kB', '5.0 GB')
    """
    for unit, scale in (("GB", 1e9), ("MB", 1e6)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count / 1e3:.0f} kB" if count >= 1e3 else f"{count:.0f} B"


def _span(span: "Span", write: Callable[[float], str]) -> str:
    low, high = write(span.least), write(span.most)
    return low if low == high else f"{low} to {high}"


def plan(found: "Plan") -> "RenderableType":
    """What an experiment means in numbers."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    lines = grid()
    lines.show_header = False
    lines.add_column()
    lines.add_column()
    factors = ", ".join(factor.name for factor in found.factors[:6]) + (" ..." if len(found.factors) > 6 else "")
    lines.add_row("", "factors", f"{len(found.factors)}: {factors}")
    lines.add_row("", "points", f"{found.points:,}")
    lines.add_row("", "runs", _span(found.runs, lambda value: f"{value:,.0f}"))
    lines.add_row("", "measures", str(found.measures))
    lines.add_row("", "time", f"{_span(found.seconds, duration)} with {things(found.workers, 'worker')} "
                              f"({1000 * found.seconds_per_run:.1f} ms a run, measured now)")  # fmt: skip
    lines.add_row("", "disk", _span(found.bytes, size))
    question = Padding(Text(plain(found.question), style="quiet"), (0, 2, 1, 2))
    return Group(Text(f"\n  {plain(found.title)}", style="head"), question, lines)


def status(found: "Status") -> "RenderableType":
    """How far a study has come, and what failed."""
    from rich.console import Group
    from rich.text import Text

    wanted = f"{found.least:,}" if found.least == found.most else f"{found.least:,} or more, at most {found.most:,}"
    share = 100 * found.runs / found.least if found.least == found.most else 0.0
    lines = grid()
    lines.add_column()
    lines.add_column()
    lines.add_row("", "runs", f"{found.runs:,} of {wanted}" + (f" ({math.floor(share)}%)" if share else ""))
    lines.add_row("", "points", f"{found.begun:,} of {found.points:,} begun")
    lines.add_row("", "failed", f"{found.failed:,}")
    if found.torn:
        lines.add_row("", "torn", f"{things(found.torn, 'file')} cannot be read: sweep --resume does their runs again")
    if found.shard != "1/1":
        lines.add_row("", "shard", found.shard)
    lines.add_row("", "written", "never" if found.age is None else f"{duration(found.age)} ago")
    lines.add_row("", "code", found.code)
    errors = [Text(f"  point {each.point}, replicate {each.replicate}: {each.why}", style="bad") for each in found.errors]
    more = found.failed - len(found.errors)
    if more:
        errors.append(Text(f"  and {more:,} more: the column error of the runs has them", style="quiet"))
    return Group(Text(f"\n  {found.title}", style="head"), lines, *errors)
