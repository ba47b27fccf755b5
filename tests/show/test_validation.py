"""Validation for eyes: the tally, the table in Markdown, JSON without what JSON cannot say."""

import json
import math

import pytest

from wgig_sim.show.validation import markdown, role, summary, tally
from wgig_sim.study.patterns.estimate import Estimate
from wgig_sim.study.patterns.pattern import CALIBRATION, PREDICTION, Band, Pattern
from wgig_sim.study.patterns.runs import Runs
from wgig_sim.study.patterns.validation import Verdict, judge


def verdict(
    name: str, value: float, claimed: bool = True, use: str = PREDICTION, seen: bool = False, replicates: int = 200
) -> Verdict:
    found = Estimate(value, value - 0.1, value + 0.1, 9)
    bands = (Band("items", 0.3, math.inf, lambda runs: found), Band("trust", 0.9, 1.0, lambda runs: found, alternative=True))
    return judge(Pattern(name, "It holds", "somebody", use, bands, seen, claimed), Runs(replicates))


GOOD, BROKEN, KNOWN = verdict("P1", 0.5), verdict("P2", 0.25), verdict("P3", 0.0, claimed=False)
UNSURE = verdict("P4", 0.25, replicates=199)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([GOOD], "1 of 1 pattern holds."),
        ([GOOD, GOOD], "2 of 2 patterns hold."),
        ([GOOD, BROKEN], "1 of 2 patterns holds. Claimed to hold, and fails: P2."),
        ([BROKEN, KNOWN, KNOWN], "0 of 3 patterns hold. Claimed to hold, and fails: P2. Fail, as is known: P3 and P3."),
        ([GOOD, UNSURE], "1 of 2 patterns holds. Unsure, with fewer than 200 replicates: P4."),
    ],
)
def test_tally(verdicts: list[Verdict], said: str) -> None:
    assert tally(verdicts) == said


def test_role() -> None:
    told = [role(verdict("P1", 1, use=use, seen=seen).pattern) for use in (CALIBRATION, PREDICTION) for seen in (False, True)]
    assert told == ["calibration", "calibration", "prediction", "prediction, seen"]


def test_markdown() -> None:
    assert markdown([BROKEN]).splitlines()[2:] == [
        r"| P2 | It holds | somebody | prediction | items | at least .30 | .25 (.15 … .35)\* | **FAIL** |",
        r"|  |  |  |  | or trust | at least .90 | .25 (.15 … .35) |  |",
    ]


def test_what_is_unsure_is_neither_passed_nor_failed() -> None:
    assert markdown([UNSURE]).splitlines()[2].endswith("| unsure |")
    told = summary([UNSURE, BROKEN], 199, 0)
    assert (told["failed"], told["claimed_and_failed"], told["unsure"]) == (["P2"], ["P2"], ["P4"])


def test_json_has_null_where_there_is_no_bound() -> None:
    told = summary([GOOD, verdict("P2", math.nan)], 9, 4)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["bands"][0]["band_high"] is None
    assert told["bands"][2]["estimate"] is None
    assert (told["failed"], told["claimed_and_failed"]) == (["P2"], ["P2"])
