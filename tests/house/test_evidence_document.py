"""The document of evidence: its table is that of the patterns, and what its prose says is what runs show.

The numbers of the tables are written by `python -m docs.evidence`, and made anew by whoever runs it, not here.
"""

import re

import pytest

from docs import evidence, refresh
from tests.house.markdown import section, text
from wgig_sim.core.compiled import COMPILED
from wgig_sim.show.validation import role, within
from wgig_sim.study.patterns import PATTERNS
from wgig_sim.study.patterns.course import WGIG
from wgig_sim.study.patterns.runs import Runs

HINT = "run: python -m docs.evidence"
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in section(evidence.DOCUMENT, "Patterns").splitlines()
    if line.startswith(("| P", "|  |"))
]
"""The cells of the table of patterns: id, claim, source, use, what, band, estimate, verdict."""
NUMBER = re.compile(r"^−?[\d.]+")


def number(cell: str) -> float:
    """The estimate at the head of a cell."""
    return float(NUMBER.findall(cell)[0].replace("−", "-"))


def test_the_table_is_that_of_the_patterns() -> None:
    meant = []
    for one in PATTERNS:
        whole = [one.id, one.claim, one.source, role(one)]
        for band in one.bands:
            meant.append([*whole, f"{'or ' if band.alternative else ''}{band.what}", within(band)])
            whole = [""] * 4
    assert [row[:6] for row in ROWS] == meant, HINT


def test_what_passes_and_what_fails_follows_from_the_estimates() -> None:
    cells = iter([(number(row[6]), row[7]) for row in ROWS])
    for one in PATTERNS:
        held: list[bool] = []
        said = ""
        for band in one.bands:
            value, word = next(cells)
            inside = band.low <= value <= band.high
            held = [*held[:-1], held[-1] or inside] if band.alternative else [*held, inside]
            said += word
        assert said == ("pass" if all(held) else "**FAIL**" if one.claimed else "**FAIL**, not claimed"), one.id


def test_every_failure_is_spoken_of() -> None:
    failed = [line.split("|")[1].strip() for line in text(evidence.DOCUMENT).splitlines() if "**FAIL**" in line]
    assert failed
    assert re.findall(r"^\*\*(P\d+),", section(evidence.DOCUMENT, "What fails"), re.MULTILINE) == failed


def test_every_block_has_a_writer_and_holds_something() -> None:
    blocks = list(refresh.BLOCK.finditer(text(evidence.DOCUMENT)))
    assert {block["name"] for block in blocks} == set(evidence.WRITERS)
    assert sorted(block["about"] for block in blocks if block["name"] == "probe") == sorted(evidence.PROBES)
    assert all(block[0].count("\n| ") >= 2 for block in blocks), HINT


@pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
def test_what_is_said_below_the_tables() -> None:
    """If this fails, it is the prose that has to be written anew. 40 replicates; every claim is many standard errors wide."""
    runs = Runs(40)
    found = {name: [ask(runs).value for _, ask in asked] for name, asked in evidence.PROBES.items() if name != "seats"}
    understanding, waiting, hurrying = found["gate"][0], found["gate"][1], found["gate"][3]
    assert understanding > 0.8 > 0.1 > waiting, "with a text from the first day, not to heed each other costs hardly an item"
    assert 0.08 < hurrying < 0.2, "one meeting instead of four costs two or three"
    agreed, trust, pictures, substance = found["issues"]
    assert agreed < 0 < 0.1 < trust, "no fewer items but a few more; trust lower, by more than the band asks for"
    assert pictures > 0.03
    assert substance > 0.1, "vaguer texts, and people know less of each other"
    signing, agreeing = found["margin"][0::2], found["margin"][1::2]
    assert not any(0.45 <= sign <= 0.8 and agree <= 0.5 for sign, agree in zip(signing, agreeing, strict=True)), "none does both"
    everything = runs.values(WGIG, "share_agreed").mean()
    no_trust, no_wear, sincere, text_first, three, *_ = found["enough"]
    assert 0.5 * everything < no_trust < 0.8 * everything, "a third of the items"
    assert no_wear < 0.8 * everything, "not because objections wear trust down"
    assert text_first > everything - 0.05, "without the rule that makes a text wait, the loss is gone"
    assert no_trust + 0.05 < sincere < everything - 0.05, "without exaggeration half of it"
    assert three > everything, "more than all mechanisms together"
