"""Whatever a file holds, it is a scenario or it has located problems: never a traceback."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scenario.test_settings import cells, value_at
from wgig_sim.scenario.problems import Problem, ScenarioError
from wgig_sim.scenario.read import read, resolve

VOCABULARY = {"trust": {"gain": (0.0, 1.0)}}
WORDS = st.sampled_from(["", "spam", "government", "default", "2005-02-30", "no", "0,5", "50%", "replace", "extends", "x" * 5000])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS, st.text(max_size=5))
JUNK = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)), max_leaves=6
)
FILE_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def problems(path: Path, given_settings: list[str]) -> tuple[Problem, ...]:
    try:
        read(path, given_settings, VOCABULARY)
    except ScenarioError as error:
        return error.problems
    return ()


@FILE_FIXTURE
@given(st.data())
def test_junk_in_any_place(tmp_path: Path, data: st.DataObject) -> None:
    scenario = deepcopy(resolve("small").data)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(cells(scenario)))
        value_at(scenario, path[:-1])[path[-1]] = data.draw(JUNK)
    file = tmp_path / "junk.yaml"
    file.write_text(json.dumps(scenario), "utf-8")
    for problem in problems(file, []):
        assert problem.file == str(file)
        assert problem.text


@FILE_FIXTURE
@given(st.data(), JUNK)
def test_junk_in_any_setting(tmp_path: Path, data: st.DataObject, junk: Any) -> None:
    path = data.draw(st.sampled_from(cells(resolve("small").data)))
    file = tmp_path / "small.yaml"
    file.write_text("extends: small", "utf-8")
    text = ".".join(str(part) for part in path)
    for problem in problems(file, [f"{text}={json.dumps(junk)}"]):
        assert problem.place


@FILE_FIXTURE
@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@#,. \n\t1", max_size=60))
def test_text_that_looks_like_yaml(tmp_path: Path, text: str) -> None:
    file = tmp_path / "text.yaml"
    file.write_text(f"extends: small\n{text}", "utf-8")
    assert all(problem.place for problem in problems(file, []))


@FILE_FIXTURE
@given(st.binary(max_size=60))
def test_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bytes.yaml"
    file.write_bytes(data)
    assert problems(file, [])


@FILE_FIXTURE
@given(st.text(alphabet='ab,;"\n\r\t1.', max_size=60))
def test_text_that_looks_like_csv(tmp_path: Path, text: str) -> None:
    (tmp_path / "seats.csv").write_text(f"id,group,camp,region\n{text}", "utf-8", newline="")
    file = tmp_path / "a.yaml"
    file.write_text("extends: small\nseats_file: seats.csv", "utf-8")
    assert all(problem.line for problem in problems(file, []))
