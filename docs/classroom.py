"""Classroom: the tables of the lesson in docs/classroom.md, over the runs that the page itself takes for its effects.

python -m docs.classroom
"""

from functools import cache
from pathlib import Path

import numpy as np

from docs.forums import end_of, interval, number
from docs.refresh import filled, rewrite
from wgig_sim.classroom.cards import scenario
from wgig_sim.classroom.lever import Span, Value
from wgig_sim.classroom.levers import LEVERS
from wgig_sim.classroom.orders import MEASURES, SEED, setup
from wgig_sim.core.state import AGREED, Floats
from wgig_sim.engines.ensemble import sample

DOCUMENT = Path(__file__).parent / "classroom.md"
PAIRS, ENDS = 500, 200
"""Pairs of an effect on the page; runs whose last day is looked at."""
WGIG, WSIS, ISSUE = "wgig-2005", "wsis-2003", "oversight"
Pull = tuple[str, Value] | None
"""A lever and where it is moved; none."""

RULES: tuple[tuple[str, Value], ...] = (
    ("publicity", 1.0),
    ("floor", "governments"),
    ("door", "without-civil-society"),
    ("capacity", "instructed"),
    ("meetings", "second-meeting"),
    ("chair", "none"),
    ("footing", "unequal"),
    ("trust", 0.05),
    ("start", "text-first"),
    ("shares", "only-government"),
    ("size", 20),
)
"""What the second experiment moves."""
WAYS_OUT: tuple[Pull, ...] = (
    None,
    ("trust", 0.8),
    ("consensus", "rough-consensus"),
    ("consensus", "silence-procedure"),
    ("consensus", "qualified-majority"),
)
"""What the third experiment tries on oversight."""
TOLD = {
    "share_agreed": "items agreed, share",
    "understanding_change": "gain in understanding",
    "trust_change": "gain in trust",
    "opinion_change": "opinion change",
    "acceptance": "acceptance outside, share",
}
"""Measures of the first experiment, as the page calls them."""


@cache
def values(name: str, *pulls: tuple[str, Value]) -> Floats:
    """(PAIRS, measures) of a forum with levers moved."""
    return sample(setup(name, pulls), SEED, range(PAIRS), wanted=MEASURES).values


def column(measure: str, name: str, *pulls: tuple[str, Value]) -> Floats:
    """(PAIRS,) one measure of them."""
    found: Floats = values(name, *pulls)[:, MEASURES.index(measure)]
    return found


def said(pull: Pull) -> str:
    """A lever and its position in the words of the page."""
    if pull is None:
        return "as it was"
    lever, value = LEVERS[pull[0]], pull[1]
    positions = lever.positions(scenario(WGIG))
    labels = {} if positions is None or isinstance(positions, Span) else {option.value: option.label for option in positions}
    return f"{lever.title}: {labels[value] if isinstance(value, str) else format(value, 'g')}"


def summit(_: str) -> str:
    """The Working Group beside the Summit."""
    rows = ["| | WGIG | WSIS | difference (95%) | WSIS has less |", "|---|---:|---:|---|---|"]
    for measure, title in TOLD.items():
        first, other = column(measure, WGIG), column(measure, WSIS)
        less = f"in {int((other < first).sum())} of {PAIRS} pairs"
        means = (number(float(one.mean())) for one in (first, other))
        rows.append(f"| {title} | {' | '.join(means)} | {interval(other - first, signed=True)} | {less} |")
    return "\n".join(rows) + "\n"


def lever_row(pull: tuple[str, Value]) -> str:
    """What a lever does to the Working Group."""
    items, other = (18 * column("share_agreed", WGIG, *pulls) for pulls in ((), (pull,)))
    understood = column("understanding_change", WGIG, pull) - column("understanding_change", WGIG)
    accepted = number(float(column("acceptance", WGIG, pull).mean()))
    changes = f"{interval(other - items, signed=True)} | {interval(understood, signed=True)}"
    return f"| {said(pull)} | {other.mean():.1f} | {changes} | {accepted} |"


def levers(_: str) -> str:
    """What each lever does, the largest loss of agreement first."""
    rows = ["| lever | items agreed, of 18 | change (95%) | change of gain in understanding | acceptance outside |",
            "|---|---:|---|---|---:|"]  # fmt: skip
    items, accepted = 18 * column("share_agreed", WGIG), column("acceptance", WGIG)
    rows.append(f"| {said(None)} | {items.mean():.1f} | | | {number(float(accepted.mean()))} |")
    strongest = sorted(RULES, key=lambda pull: float(column("share_agreed", WGIG, pull).mean()))
    return "\n".join([*rows, *map(lever_row, strongest)]) + "\n"


@cache
def last_day(pull: Pull) -> tuple[Floats, Floats]:
    """(ENDS,) each: whether oversight is agreed, and the share of members who can live with the text on it."""
    forum = setup(WGIG, (pull,) if pull else ())
    at = forum.names.issues.index(ISSUE)
    ends = [end_of(forum, number, SEED) for number in range(ENDS)]
    agreed = np.array([float(end.result.process.state.status[at] == AGREED) for end in ends])
    return agreed, np.array([float(end.accepts[at].mean()) for end in ends])


def oversight_row(pull: Pull) -> str:
    """Whether there is a way out on oversight, and who can live with it."""
    agreed, lives = last_day(pull)
    accepted = column("acceptance", WGIG, *([pull] if pull else [])).mean()
    return f"| {said(pull)} | {100 * agreed.mean():.0f} | {100 * lives.mean():.0f} | {number(float(accepted))} |"


def oversight(_: str) -> str:
    """Ways out, each with its price."""
    rows = ["| lever | oversight agreed, % of runs | members who can live with the text, % | acceptance outside |",
            "|---|---:|---:|---:|"]  # fmt: skip
    return "\n".join([*rows, *map(oversight_row, WAYS_OUT)]) + "\n"


def document() -> str:
    """The document as it has to be."""
    writers = {"summit": summit, "levers": levers, "oversight": oversight}
    return filled(DOCUMENT.read_text(encoding="utf-8"), writers)


if __name__ == "__main__":
    rewrite(DOCUMENT, document())
