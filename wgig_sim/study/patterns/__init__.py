"""Patterns: what a useful model of these talks shows, with one set of constants; each a claim, its source and a band.

The split, stated before the results of this module were looked at: eight patterns are for calibrating constants (P1 to P4, P6,
P8, P10, P11), seven are predictions (P5, P7, P9, P12 to P15). Constants were first set by hand with most of the patterns in view,
and an audit of those had looked at P1 to P4, P6 to P11 and P13; P15 was known from the study of other forums. Predictions among
these (P7, P9, P13, P15) are marked as seen: they were not free to surprise us. P5, P12 and P14 are predictions in the full
sense.

`pattern` says what a pattern is, the other files list them; `runs` makes the samples, `ending` reads a run that is over, and
`validation` judges.
"""

from collections.abc import Sequence

from wgig_sim.study.patterns import conditions, course, elsewhere, seats
from wgig_sim.study.patterns.pattern import Pattern

PATTERNS: tuple[Pattern, ...] = tuple(
    sorted((*course.PATTERNS, *conditions.PATTERNS, *seats.PATTERNS, *elsewhere.PATTERNS), key=lambda one: int(one.id[1:]))
)


def choose(names: Sequence[str] = ()) -> tuple[Pattern, ...]:
    """The patterns with these numbers, in their own order; all of them when none is named. Raises ValueError.

    >>> [one.id for one in choose(("p11", "P2"))], len(choose())
    (['P2', 'P11'], 15)
    """
    from wgig_sim.scenario.problems import unknown

    known, wanted = [one.id for one in PATTERNS], [name.upper() for name in names]
    for name, given in zip(wanted, names, strict=True):
        if name not in known:
            raise ValueError(unknown("pattern", given, known, "Patterns"))
    return tuple(one for one in PATTERNS if one.id in wanted or not wanted)


__all__ = ["PATTERNS", "Pattern", "choose"]
