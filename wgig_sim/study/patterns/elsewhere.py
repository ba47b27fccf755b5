"""Elsewhere: what went before the Working Group, what came after it, and a conference of States seven years later."""

from wgig_sim.study.patterns.course import WGIG
from wgig_sim.study.patterns.estimate import Level
from wgig_sim.study.patterns.pattern import CALIBRATION, PREDICTION, Band, Pattern
from wgig_sim.study.patterns.runs import Case

WSIS, WCIT = Case("wsis-2003"), Case("wcit-2012")

PATTERNS = (
    Pattern(
        "P4",
        "The Summit's first phase fails: governments, instructed, text first",
        "WGIG book 2005, introduction (the professionals excluded; an agreement to disagree)",
        CALIBRATION,
        (
            Band("items agreed", 0.0, 0.50, Level("share_agreed", WSIS)),
            Band("runs that agree on oversight", 0.0, 0.0, Level("agreed_oversight", WSIS, share=True)),
            Band("gain in trust", -1.0, 0.08, Level("trust_change", WSIS)),
        ),
        seen=True,
    ),
    Pattern(
        "P14",
        "Afterwards most governments accept definition and forum, not oversight",
        "Tunis Agenda, November 2005",
        PREDICTION,
        (
            Band("governments accept the definition", 0.5, 1.0, Level("governments_accept_definition", WGIG)),
            Band("governments accept the forum", 0.5, 1.0, Level("governments_accept_forum", WGIG)),
            Band("governments accept on oversight", 0.0, 0.5, Level("governments_accept_oversight", WGIG)),
        ),
    ),
    Pattern(
        "P15",
        "WCIT, Dubai 2012, splits: no consensus, and part of the States sign",
        "Final acts of the conference, 2012; The New York Times, 14 December 2012 (89 of 144 signed)",
        PREDICTION,
        (
            Band("runs in which every State signs", 0.0, 0.0, Level("all_sign", WCIT, share=True)),
            Band("States that can sign", 0.45, 0.80, Level("signing", WCIT)),
        ),
        seen=True,
        claimed=False,
    ),
)
