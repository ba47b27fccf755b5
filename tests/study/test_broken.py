"""Every way in which an experiment can be broken, with the message it gets: broken/NAME.yaml and broken/NAME.expected."""

import re
from pathlib import Path

import pytest

from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.study.experiment import read

HERE = Path(__file__).parent
CASES = sorted((HERE / "broken").glob("*.yaml"))


@pytest.fixture(autouse=True)
def _among_the_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "broken")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_broken(case: Path, update_golden: bool) -> None:
    settings = re.findall(r"^# set: (.*)$", case.read_text("utf-8", "replace"), re.MULTILINE)
    with pytest.raises(ScenarioError) as raised:
        read(case.name, settings)
    message = f"{raised.value}\n".replace(f"{Path.cwd()}/", "")
    expected = case.with_suffix(".expected")
    if update_golden:
        expected.write_text(message, "utf-8")
    assert message == expected.read_text("utf-8")


def test_no_expectation_without_a_case() -> None:
    assert {path.stem for path in (HERE / "broken").glob("*.expected")} == {path.stem for path in CASES}
