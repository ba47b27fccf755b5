"""The patterns as data: complete, with the bands that were agreed on, about measures and scenarios that exist."""

import math

import pytest

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.measures import measure_names
from wgig_sim.scenario.read import read
from wgig_sim.study.patterns import PATTERNS, choose
from wgig_sim.study.patterns.ending import ENDINGS
from wgig_sim.study.patterns.estimate import Fall, Level, Median
from wgig_sim.study.patterns.pattern import ANY, CALIBRATION, PREDICTION, Band
from wgig_sim.study.patterns.runs import Case

MORE = math.inf
BANDS = {
    "P1": [(0.85, 1), (0, 0.25)],
    "P2": [(0, 0.10), (0.80, MORE)],
    "P3": [(0.10, MORE), (0.10, MORE)],
    "P4": [(0, 0.50), (0, 0), (-1, 0.08)],
    "P5": [(3, 5)],
    "P6": [(0.30, MORE)],
    "P7": [(0.30, MORE)],
    "P8": [(0.15, MORE)],
    "P9": [(0.35, MORE)],
    "P10": [(0.20, MORE)],
    "P11": [(0.10, MORE), (0.10, MORE)],
    "P12": [(30, 50)],
    "P13": [(ANY, MORE)] * 4,
    "P14": [(0.5, 1), (0.5, 1), (0, 0.5)],
    "P15": [(0, 0), (0.45, 0.80)],
}
"""What was agreed on before anything was run: a band that is changed afterwards has to be changed here too."""
ESTIMATES = [(one.id, band.estimate) for one in PATTERNS for band in one.bands]


def test_bands_are_those_that_were_agreed_on() -> None:
    assert {one.id: [(band.low, band.high) for band in one.bands] for one in PATTERNS} == BANDS
    assert [one.id for one in PATTERNS] == list(BANDS)
    assert all(one.claim and one.source and all(band.what for band in one.bands) for one in PATTERNS)


def test_the_split_is_the_one_that_was_stated() -> None:
    used = {use: {one.id for one in PATTERNS if one.use == use} for use in (CALIBRATION, PREDICTION)}
    assert used[CALIBRATION] == {"P1", "P2", "P3", "P4", "P6", "P8", "P10", "P11"}
    assert used[PREDICTION] == {"P5", "P7", "P9", "P12", "P13", "P14", "P15"}
    assert {one.id for one in PATTERNS if not one.seen} == {"P5", "P12", "P14"}


def test_an_alternative_stands_in_for_something() -> None:
    assert not any(one.bands[0].alternative for one in PATTERNS)
    assert {one.id for one in PATTERNS if any(band.alternative for band in one.bands)} == {"P11", "P13"}


def cases(band: Band) -> list[tuple[Case, str]]:
    """The cases that an estimate asks for, and the measure."""
    match band.estimate:
        case Fall(measure, first, other):
            return [(first, measure), (other, measure)]
        case Level(measure, only) | Median(measure, only):
            return [(only, measure)]
    return []


@pytest.mark.parametrize("name", BANDS)
def test_what_a_pattern_asks_for_exists(name: str) -> None:
    for case, measure in (each for band in choose([name])[0].bands for each in cases(band)):
        setup = compile_scenario(read(case.scenario, case.settings, vocabulary()))
        assert measure in (*measure_names(setup), *ENDINGS)


def test_every_estimate_but_that_of_seats_has_cases() -> None:
    assert [one.id for one in PATTERNS if not all(cases(band) for band in one.bands)] == ["P12"]


def test_falls_are_taken_from_the_working_group_as_it_was() -> None:
    falls = [estimate for _, estimate in ESTIMATES if isinstance(estimate, Fall)]
    assert {fall.case for fall in falls} == {Case("wgig-2005")}
    assert all(fall.other != fall.case for fall in falls)


def test_chosen_by_number() -> None:
    assert [one.id for one in choose(["p10", "P2"])] == ["P2", "P10"]
    with pytest.raises(ValueError, match=r'unknown pattern "p16". Did you mean'):
        choose(["P1", "p16"])
