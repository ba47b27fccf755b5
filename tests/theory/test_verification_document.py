"""docs/verification.md shows what verify finds, and its example can be typed in."""

import re
from pathlib import Path

import numpy as np
import pytest

from docs import verification
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.compiled import COMPILED
from wgig_sim.engines.replicate import run
from wgig_sim.scenario.read import read
from wgig_sim.show.verification import as_markdown
from wgig_sim.study.verify import Family
from wgig_sim.study.verify.check import near

TEXT = verification.DOCUMENT.read_text("utf-8")


@pytest.mark.skipif(not COMPILED, reason="hundreds of people need the compiled kernels")
def test_the_tables_are_fresh() -> None:
    assert verification.document() == TEXT, "run: python -m docs.verification"


def test_the_example_can_be_typed_in(tmp_path: Path) -> None:
    """At the fixed point Ann is where Bob is, who is pulled half way back to .5 from there: both at .5."""
    for name, text in re.findall(r"`(pair[\w/]*\.\w+)`[^`]*```\w+\n(.*?)```", TEXT, re.DOTALL):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert len(list(tmp_path.rglob("*.*"))) == 3
    end = run(compile_scenario(read(tmp_path / "pair.yaml"))).process.state.position
    assert end == pytest.approx(np.array([[0.5, 0.5]]))


def test_a_bar_does_not_end_a_cell_and_a_failure_shows() -> None:
    cases = [near("|x|", 1, 2, 0.5, "why", "Somebody 1999")]
    written = as_markdown([(Family("A", "known", lambda: iter(cases)), case) for case in cases])
    assert written.splitlines()[-1] == r"| \|x\| | 1 (Somebody 1999) | 2 | 0.5 (why) | **fail** |"
