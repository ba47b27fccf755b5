"""Verification: what is known, what the program makes of it, and why they may be so far apart; for eyes and for a document."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wgig_sim.show.words import things

if TYPE_CHECKING:
    from rich.console import RenderableType

    from wgig_sim.study.verify import Family
    from wgig_sim.study.verify.check import Check

BAR = r"\|"
"""A bar that does not end a cell."""


def allowed(check: "Check") -> str:
    """How far apart the two may be, and why.

    >>> from wgig_sim.study.verify.check import near
    >>> allowed(near("two numbers", 1, 1, 0, "a count")), allowed(near("two numbers", 1, 1, 0.05, "half a digit"))
    ('0 (a count)', '0.05 (half a digit)')
    """
    return f"{check.tolerance:.2g} ({check.why})"


def heading(family: "Family") -> "RenderableType":
    """The title of a family, and what is known."""
    from rich.text import Text

    return Text.assemble((f"\n{family.title}", "head"), f"  {family.known}")


def line(check: "Check") -> "RenderableType":
    """A case: what was expected, what was got, and what is allowed."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    style, word = ("good", "pass") if check.passed else ("bad", "FAIL")
    apart = f", off by {check.miss:.1g}" if check.miss else ""
    numbers = f"expected {check.expected}; got {check.got}{apart}; allowed {allowed(check)}"
    details = [Padding(Text(words, style="quiet"), (0, 0, 0, 8)) for words in (numbers, check.source) if words]
    return Group(Text.assemble("  ", (word, style), f"  {check.what}"), *details)


def closing(checks: Sequence["Check"]) -> "RenderableType":
    """How many cases are right, and which are not."""
    from rich.text import Text

    failed = [check.what for check in checks if not check.passed]
    if not failed:
        return Text.assemble("\n", (f"All {len(checks)} cases are as they should be.", "good"))
    names = "; ".join(failed)
    return Text.assemble("\n", (f"{len(failed)} of {things(len(checks), 'case')} failed: {names}.", "bad"))


def as_markdown(found: Iterable[tuple["Family", "Check"]]) -> str:
    """All cases as tables for a document, a heading and a table a family."""
    parts: dict[str, list[str]] = {}
    for family, check in found:
        rows = parts.setdefault(f"### {family.title}\n\n{_cell(family.known)}\n", [])
        expected = f"{check.expected} ({check.source})" if check.source else check.expected
        cells = (check.what, expected, check.got, allowed(check))
        rows.append(f"| {' | '.join(map(_cell, cells))} | {'pass' if check.passed else '**fail**'} |")
    head = "| case | expected | got | may be apart, and why | |\n|---|---|---|---|---|"
    return "\n".join(f"{title}\n{head}\n" + "\n".join(rows) + "\n" for title, rows in parts.items())


def _cell(text: str) -> str:
    return text.replace("|", BAR)
