"""The course of the Working Group: what became of its items, of opinions, of understanding and of trust."""

from wgig_sim.study.patterns.estimate import Level, Median
from wgig_sim.study.patterns.pattern import CALIBRATION, NO_BOUND, PREDICTION, Band, Pattern
from wgig_sim.study.patterns.runs import Case

WGIG = Case("wgig-2005")

PATTERNS = (
    Pattern(
        "P1",
        "The group agrees on most items, and on oversight in few runs",
        "WGIG book 2005, introduction (a heterogeneous group reaches consensus); WGIG report 2005",
        CALIBRATION,
        (
            Band("items agreed, without oversight", 0.85, 1.0, Level("agreed_others", WGIG)),
            Band("runs that agree on oversight", 0.0, 0.25, Level("agreed_oversight", WGIG, share=True)),
        ),
        seen=True,
    ),
    Pattern(
        "P2",
        "Opinions hardly change",
        "WGIG book 2005, introduction (opinions change little while understanding rises)",
        CALIBRATION,
        (
            Band("mean change of opinion", 0.0, 0.10, Level("opinion_change", WGIG)),
            Band("variance left of that at the start", 0.80, NO_BOUND, Level("variance_ratio", WGIG)),
        ),
        seen=True,
    ),
    Pattern(
        "P3",
        "Understanding and trust rise between groups",
        "WGIG book 2005, introduction (strangers become a group; a climate of trust)",
        CALIBRATION,
        (
            Band("gain in understanding", 0.10, NO_BOUND, Level("understanding_between_change", WGIG)),
            Band("gain in trust", 0.10, NO_BOUND, Level("trust_between_change", WGIG)),
        ),
        seen=True,
    ),
    Pattern(
        "P5",
        "Oversight ends in a handful of models",
        "WGIG report 2005 (four models of oversight)",
        PREDICTION,
        (Band("options on oversight (median)", 3.0, 5.0, Median("options_oversight", WGIG)),),
    ),
)
