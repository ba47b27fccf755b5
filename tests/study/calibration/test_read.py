"""The calibration file: the shipped one accounts for every constant and quantity, and whatever is broken gets its place."""

import re
from pathlib import Path

import pytest

from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.scenario.problems import CALIBRATION, ScenarioError
from wgig_sim.study.calibration.read import calibration_hash, read
from wgig_sim.study.calibration.targets import measures, patterns
from wgig_sim.study.patterns import PATTERNS

HERE = Path(__file__).parent
CASES = sorted((HERE / "broken").glob("*.yaml"))


def test_the_shipped_calibration() -> None:
    plan = read("calibration")
    known = {f"{name}.{constant.name}" for name, mechanism in MECHANISMS.items() for constant in mechanism.constants}
    assert set(plan.constants) | set(plan.fixed) == known
    assert {name for row in plan.discrepancy for name in row.measures} == set(measures(patterns()))


def test_no_prediction_decides() -> None:
    assert [one.id for one in patterns()] == ["P1", "P2", "P3", "P4", "P6", "P8", "P10", "P11"]
    assert {one.id for one in PATTERNS} - {one.id for one in patterns()} == {"P5", "P7", "P9", "P12", "P13", "P14", "P15"}


def test_the_fingerprint_is_of_what_is_done_and_not_of_words() -> None:
    plan = read("calibration")
    assert calibration_hash(plan) == calibration_hash(read("calibration", ("title=Another",)))
    assert calibration_hash(plan) != calibration_hash(read("calibration", ("seed=1",)))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_broken(case: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.parent)
    settings = re.findall(r"^# set: (.*)$", case.read_text("utf-8"), re.MULTILINE)
    with pytest.raises(ScenarioError) as raised:
        read(case.name, settings)
    assert raised.value.subject == CALIBRATION
    message, expected = f"{raised.value}\n", case.with_suffix(".expected")
    if update_golden:
        expected.write_text(message, "utf-8")
    assert message == expected.read_text("utf-8")


def test_there_are_broken_ones() -> None:
    assert len(CASES) >= 4
    assert {path.stem for path in (HERE / "broken").glob("*.expected")} == {path.stem for path in CASES}
