"""docs/rivals.md and docs/reason.md hold what the program says: one table in full, and the shape of the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docs import reason, refresh, rivals
from wgig_sim.core.compiled import COMPILED

LABELS = 2
"""Cells of a row that are words in each table: the model and what goes with it, or the scenario and the measure."""


def block(document: Path, name: str) -> str:
    found = {one["name"]: one[0] for one in refresh.BLOCK.finditer(document.read_text(encoding="utf-8"))}[name]
    return "".join(line + "\n" for line in found.splitlines()[1:-1])


def words(table: str, labels: int) -> list[list[str]]:
    return [line.split("|")[1 : 1 + labels] for line in table.splitlines()]


@pytest.mark.parametrize(("document", "writers"), [(rivals.DOCUMENT, rivals.WRITERS), (reason.DOCUMENT, reason.WRITERS)])
def test_every_block_has_a_writer(document: Path, writers: dict[str, Callable[[str], str]]) -> None:
    assert {one["name"] for one in refresh.BLOCK.finditer(document.read_text(encoding="utf-8"))} == set(writers)


@pytest.mark.skipif(not COMPILED, reason="thousands of runs need the compiled kernels")
def test_the_table_of_the_summit_is_what_the_program_says() -> None:
    """The dearer tables are made by the same functions of the same runs: what changes one of them changes this one too."""
    assert block(rivals.DOCUMENT, "summit") == rivals.predictions("wsis-2003"), "run: python -m docs.rivals"


@pytest.mark.parametrize(
    ("document", "name", "made", "labels"),
    [
        (rivals.DOCUMENT, "working-group", lambda: rivals.predictions("wgig-2005", 2), LABELS),
        (rivals.DOCUMENT, "talk", lambda: rivals.talk("", 2), 1),
        (rivals.DOCUMENT, "fitted", lambda: rivals.fitted("", 2), LABELS),
        (reason.DOCUMENT, "forums", lambda: reason.forums("", 2), LABELS),
        (reason.DOCUMENT, "readings", lambda: reason.readings("", 2), 1),
    ],
)
@pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
def test_the_tables_have_the_rows_that_the_program_makes(document: Path, name: str, made: Callable[[], str], labels: int) -> None:
    assert words(block(document, name), labels) == words(made(), labels)
