"""Conditions of agreement: what the same people lose when one of the rules, or one of the mechanisms, is taken away.

P6 reads "learning about each other" as attention to what others say. To mute all of perception would also remove the false
pictures of the first day, leave exact pictures from then on, and so make agreement no rarer.
"""

from wgig_sim.study.patterns.course import WGIG
from wgig_sim.study.patterns.estimate import Fall
from wgig_sim.study.patterns.pattern import ANY, CALIBRATION, NO_BOUND, PREDICTION, Band, Pattern
from wgig_sim.study.patterns.runs import Case

TEXT_FIRST = Case("wgig-2005/text-first")
ALL_OPEN, ALL_CLOSED = Case("wgig-2005/all-open"), Case("wgig-2005/all-closed")


def agreed_falls(least: float, other: Case, what: str = "items agreed fall by") -> Band:
    """The share of items agreed is lower in the other case by at least so much."""
    return Band(what, least, NO_BOUND, Fall("share_agreed", WGIG, other))


def acceptance_falls(other: Case, what: str) -> Band:
    """Or fewer constituencies accept the report in the other case."""
    return Band(what, ANY, NO_BOUND, Fall("acceptance", WGIG, other), alternative=True)


PATTERNS = (
    Pattern(
        "P6",
        "Learning about each other matters: nobody heeds what others say",
        "WGIG book 2005, introduction (mutual understanding)",
        CALIBRATION,
        (agreed_falls(0.30, Case("wgig-2005", ("mechanisms.perception.attention=0",))),),
        seen=True,
    ),
    Pattern(
        "P7",
        "Goodwill matters: common ground and trust make nobody go further",
        "WGIG book 2005, introduction (trust makes dialogue possible)",
        PREDICTION,
        (agreed_falls(0.30, Case("wgig-2005", ("mechanisms.acceptance.goodwill=0",))),),
        seen=True,
    ),
    Pattern(
        "P8",
        "Equal footing matters: governments give others a standing of .2",
        "WGIG book 2005, introduction (an open floor; competence gives legitimacy); Allport 1954",
        CALIBRATION,
        (agreed_falls(0.15, Case("wgig-2005/unequal-footing")),),
        seen=True,
    ),
    Pattern(
        "P9",
        "Time matters: the first meeting only",
        "WGIG book 2005, introduction (four meetings)",
        PREDICTION,
        (agreed_falls(0.35, Case("wgig-2005/first-meeting-only")),),
        seen=True,
    ),
    Pattern(
        "P10",
        "Personal capacity matters: members on instructions",
        "WGIG book 2005, introduction (personal capacity); Putnam 1988",
        CALIBRATION,
        (agreed_falls(0.20, Case("wgig-2005/instructed-seats")),),
        seen=True,
    ),
    Pattern(
        "P11",
        "Issues before texts: a text on the table from the first day",
        "WGIG book 2005, introduction (a shared problem before a solution)",
        CALIBRATION,
        (
            agreed_falls(0.10, TEXT_FIRST),
            Band("trust at the end falls by", 0.10, NO_BOUND, Fall("trust_end", WGIG, TEXT_FIRST), alternative=True),
        ),
        seen=True,
    ),
    Pattern(
        "P13",
        "Open and closed days both matter: all open, and all closed",
        "Fearon 1994; Stasavage 2004; Naurin 2007 (openness has a price and a gain)",
        PREDICTION,
        (
            agreed_falls(ANY, ALL_OPEN, "all open: items agreed fall by"),
            acceptance_falls(ALL_OPEN, "all open: acceptance falls by"),
            agreed_falls(ANY, ALL_CLOSED, "all closed: items agreed fall by"),
            acceptance_falls(ALL_CLOSED, "all closed: acceptance falls by"),
        ),
        seen=True,
    ),
)
