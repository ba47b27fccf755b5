"""The documents say what the program says: constants, measures, rules, and the output of a run."""

import re
from typing import get_args

import numpy as np
import pytest

from docs import refresh
from tests.house.markdown import ROOT, section, table, text
from wgig_sim.bridge.networks import structure
from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.core.consensus import RULES
from wgig_sim.core.measures import Moment
from wgig_sim.core.outcome import Outcome
from wgig_sim.scenario.procedure import Consensus, EventKind

HINT = "run: python -m docs.refresh"
MANUAL = ROOT / "docs" / "scenarios.md"


@pytest.mark.parametrize("name", MECHANISMS)
def test_constants_of_the_model_document(name: str) -> None:
    written = {
        row["constant"]: (row["default"], row["range"], row["mute"]) for row in table(section(refresh.MODEL, name.capitalize()))
    }
    meant = {
        constant.name: (
            str(float(constant.default)).removesuffix(".0"),
            f"{constant.low:g} to {constant.high:g}",
            "—" if constant.mute is None else f"{constant.mute:g}",
        )
        for constant in MECHANISMS[name].constants
    }
    assert written == meant, HINT


def test_blocks_of_the_model_document_are_fresh() -> None:
    writers = {"constants": refresh.constants, "equation": refresh.equation, "rules": refresh.rules}
    assert refresh.filled(text(refresh.MODEL), writers) == text(refresh.MODEL), HINT


def test_the_run_in_the_readme_is_what_the_program_prints() -> None:
    stale = [path.relative_to(ROOT).as_posix() for path, meant in refresh.documents().items() if text(path) != meant]
    assert stale == [], HINT


def test_every_block_has_a_writer() -> None:
    names = {block["name"] for path in (refresh.MODEL, refresh.README) for block in refresh.BLOCK.finditer(text(path))}
    assert names == {"constants", "equation", "rules", "run"}


def test_a_block_is_written_anew_and_the_rest_is_left() -> None:
    before = "a\n<!-- begin rules -->\nold\n<!-- end -->\nb\n<!-- begin other thing -->\nkept\n<!-- end -->\n"
    assert refresh.filled(before, {"rules": lambda _: "new\n"}) == before.replace("old", "new")


def test_every_measure_is_defined_and_none_besides() -> None:
    defined = {name for row in table(section(refresh.MODEL, "9 Measures")) for name in re.split(r"`?, `?", row["measure"])}
    assert defined - {"measure", "---"} == {*Moment._fields, *Outcome._fields}


def test_the_shape_of_trust_is_defined() -> None:
    measured = structure(["GROUP", "GROUP"], np.ones((2, 2)))
    assert [name for name in measured if f"`{name}`" not in section(refresh.MODEL, "9 Measures")] == []


def test_every_rule_of_consensus_is_described() -> None:
    named = [row["consensus.rule"].split("`")[0] for row in table(section(MANUAL, "Rules"))]
    assert named == list(RULES) == list(get_args(Consensus.model_fields["rule"].annotation))


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_every_kind_of_event_is_described(kind: str) -> None:
    assert f"`{kind}`" in section(MANUAL, "Calendar")
