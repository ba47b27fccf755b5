"""What `rivals` shows: a table that fits the terminal, one in Markdown, and JSON, which say the same."""

import io
import json
import math

import numpy as np
import pytest
from rich.console import Console

from wgig_sim.core.state import Floats
from wgig_sim.show import rivals
from wgig_sim.show.summary import as_json
from wgig_sim.show.terminal.console import THEME
from wgig_sim.show.words import figure
from wgig_sim.study.rivals.contest import FULL, MEASURES, RIVALS, Contest
from wgig_sim.study.rivals.ending import LIMITS
from wgig_sim.study.rivals.patterns import patterns

MODELS = ((FULL, ""), *((name, limits) for name in RIVALS for limits in LIMITS))
KNOWN = patterns("wgig-2005")


def found(replicates: int = 30) -> Contest:
    """Made-up predictions; the second rival leaves nothing open."""
    values: Floats = np.random.default_rng(1).uniform(0.2, 0.8, (len(MODELS), replicates, len(MEASURES)))
    values[2:4, :, [MEASURES.index("options_per_open_item"), MEASURES.index("options_oversight")]] = np.nan
    return Contest(MODELS, values)


def shown(made: Contest, title: str = "A forum with quite a long title, as such forums have, of some year or other") -> str:
    screen = Console(file=io.StringIO(), width=80, theme=THEME, markup=False, highlight=False)
    screen.print(rivals.table(made, title, KNOWN))
    written = screen.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def test_the_table_has_a_line_a_model_in_each_block() -> None:
    lines = shown(found()).splitlines()
    assert max(map(len, lines)) <= 80
    for name in RIVALS:
        assert len([line for line in lines if line.strip().startswith(rivals.TITLES[name])]) == len(LIMITS)
    full = next(line for line in lines if line.strip().startswith(rivals.TITLES[FULL]))
    agreed = found().values[0, :, MEASURES.index("share_agreed")]
    half = 2.0452 * agreed.std(ddof=1) / math.sqrt(30)  # Student's t with 29 degrees of freedom
    assert f"{figure(float(agreed.mean()))} ±{figure(half)}" in full
    assert "30 replicates" in shown(found())


def test_what_is_not_left_open_has_a_dash() -> None:
    rows = [line for line in rivals.markdown(found(), KNOWN).splitlines() if "—" in line]
    assert [line.split(" | ")[0].strip("| ") for line in rows] == [rivals.TITLES["compromise"], rivals.TITLES["median"]]


def test_a_single_run_has_no_interval_and_nothing_is_made_up() -> None:
    assert "±" not in rivals.markdown(found(1), KNOWN)


def test_table_markdown_and_json_say_the_same() -> None:
    made = found()
    read = json.loads(as_json(rivals.summary(made, "wgig-2005", 3, KNOWN)))
    assert (read["scenario"], read["seed"], read["replicates"]) == ("wgig-2005", 3, 30)
    rows = rivals.markdown(made, KNOWN).splitlines()[2:]
    assert len(rows) == len(read["patterns"]) == len(MODELS)
    for row, verdict in zip(rows, read["patterns"], strict=True):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[0] == rivals.TITLES[verdict["model"]]
        assert cells[-len(KNOWN) :] == ["yes" if verdict[name] else "no" for name in KNOWN]
        mean = next(
            told["mean"] for told in read["estimates"]
            if (told["model"], told["limits"], told["measure"]) == (verdict["model"], verdict["limits"], "share_agreed")
        )  # fmt: skip
        assert cells[2].startswith(figure(mean))


@pytest.mark.parametrize("name", ["wgig-2005/all-open", "myforum.yaml"])
def test_no_pattern_is_claimed_of_another_scenario(name: str) -> None:
    assert rivals.summary(found(), name, 0, patterns(name))["patterns"] == []
    heads = rivals.markdown(found(), patterns(name)).splitlines()[0]
    assert "P1" not in heads
