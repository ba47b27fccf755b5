"""How a study is put into words: measures, numbers with their intervals, points, and what Markdown must not misread."""

import re
from typing import TYPE_CHECKING, Any

from wgig_sim.study.factors import Value

if TYPE_CHECKING:
    import pandas as pd

NOUNS = {
    "share_agreed": "the share of items agreed",
    "acceptance": "acceptance by constituencies",
    "opinion_change": "opinion change",
    "understanding_between_change": "the gain in understanding between groups",
    "trust_between_change": "the gain in trust between groups",
    "legitimacy_throughput": "the legitimacy of the process",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&])")


def rows_of(table: "pd.DataFrame") -> list[Any]:
    """The rows of a table, with its columns as attributes."""
    return list(table.itertuples())


def the(measure: str) -> str:
    """A measure as a sentence calls it.

    >>> the("share_agreed"), the("agreed_forum")
    ('the share of items agreed', 'agreed forum')
    """
    return NOUNS.get(measure, measure.replace("_", " "))


def noun(measure: str) -> str:
    """A measure as a heading calls it.

    >>> noun("share_agreed"), noun("agreed_forum")
    ('share of items agreed', 'agreed forum')
    """
    return the(measure).removeprefix("the ")


def short(value: Value) -> str:
    """A number with three digits that count, or a label.

    >>> short(0.30561), short(21432.0), short(-0.0), short(0.9996), short("closed")
    ('0.306', '21,432', '0', '1', 'closed')
    """
    if isinstance(value, str):
        return value
    if value != value:
        return "–"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value + 0.0:.3g}".replace("-", "\N{MINUS SIGN}") if round(value, 12) else "0"


def cell(line: str) -> str:
    """A label as it is, and the text of a number as `short` writes the number.

    >>> cell("0.6000000"), cell("closed")
    ('0.6', 'closed')
    """
    try:
        return short(float(line))
    except ValueError:
        return line


def interval(low: float, high: float) -> str:
    """An interval in words; nothing where there is none.

    >>> interval(0.45, 0.55)
    '0.45 to 0.55'
    """
    return f"{short(low)} to {short(high)}" if low == low else "no interval"


def span(value: float, low: float, high: float) -> str:
    """A number with its interval.

    >>> span(0.5, 0.45, 0.55)
    '0.5 (0.45 to 0.55)'
    """
    return f"{short(value)} ({interval(low, high)})"


def chance(p: float) -> str:
    """A p value.

    >>> chance(0.0312), chance(2e-9)
    ('0.0312', '< 0.001')
    """
    return "< 0.001" if p < 0.001 else short(p)


def sure(low: float, high: float) -> bool:
    """Whether an interval lies on one side of 0; without an interval nothing is sure."""
    return low > 0 or high < 0


def text(words: str) -> str:
    r"""Words that Markdown leaves as they are.

    >>> text("a_b|c")
    'a\\_b\\|c'
    """
    return _SPECIAL.sub(r"\\\1", words)


def file_name(*parts: str) -> str:
    """Parts of a name as a file may be called.

    >>> file_name("share_agreed", "equal footing")
    'share-agreed-equal-footing'
    """
    return "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") or "x" for part in parts)


def table(head: list[str], rows: list[list[str]], numbers: bool = True) -> str:
    """A table in Markdown; all columns but the first are numbers, set to the right, or all are words."""
    rule = ["---", *["---:" if numbers else "---"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
