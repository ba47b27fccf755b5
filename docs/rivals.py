"""Rivals: the tables of docs/rivals.md, over 200 replicates of each scenario.

python -m docs.rivals
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docs.refresh import filled, rewrite
from wgig_sim.bridge.compile import Setup, compile_scenario, with_constants
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.scenario.read import read
from wgig_sim.show.rivals import TITLES, markdown
from wgig_sim.show.words import figure
from wgig_sim.study.means import means
from wgig_sim.study.rivals.contest import FULL, MEASURES, STANDSTILL, contest
from wgig_sim.study.rivals.ending import GOODWILL
from wgig_sim.study.rivals.patterns import patterns, reproduces

if TYPE_CHECKING:
    import pandas as pd

DOCUMENT = Path(__file__).parent / "rivals.md"
REPLICATES = 200
FORUMS = (
    "wgig-2005",
    "wsis-2003",
    "wcit-2012",
    "netmundial-2014",
    "world-commission-on-dams",
    "forest-stewardship-council",
    "irish-citizens-assembly",
    "ccwg-accountability",
)
FITTED = {
    "friedkin-johnsen": ("susceptibility", (0.1, 0.15, 0.2, 0.3, 0.4)),
    "hegselmann-krause": ("confidence", (0.1, 0.2, 0.3, 0.5)),
    "deffuant-weisbuch": ("confidence", (0.3, 0.5, 0.7, 0.9)),
}
"""The one constant of a rival, and values to try."""


@cache
def setup(name: str) -> Setup:
    """A shipped scenario, compiled."""
    return compile_scenario(read(name, vocabulary=vocabulary()))


def predictions(name: str, replicates: int = REPLICATES) -> str:
    """The table of all models on a scenario."""
    return markdown(contest(setup(name), replicates), patterns(name))


def fitted(_: str, replicates: int = REPLICATES) -> str:
    """The table of what rivals with a constant can do when it is chosen for them, with first-day goodwill lent."""
    forums = ("wgig-2005", "wsis-2003")
    rows = [
        ["model", "constant", "agreed but oversight", "moved", "variance left", *(name for f in forums for name in patterns(f))]
    ]
    rows.append(["---"] * len(rows[0]))
    for rival, (constant, values) in FITTED.items():
        for value in values:
            found = {name: alone(name, rival, {"persuasion": {constant: value}}, replicates) for name in forums}
            mean = dict(zip(found["wgig-2005"]["measure"], found["wgig-2005"]["mean"].tolist(), strict=True))
            numbers = [figure(mean[name]) for name in ("agreed_others", "opinion_change", "variance_ratio")]
            verdicts = ["yes" if reproduces(found[f], pattern) else "no" for f in forums for pattern in patterns(f).values()]
            rows.append([TITLES[rival], f"`{constant}` {value:g}", *numbers, *verdicts])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def alone(name: str, rival: str, constants: Mapping[str, Mapping[str, float]], replicates: int) -> "pd.DataFrame":
    """What one rival predicts of a scenario with other constants, with first-day goodwill lent: a row a measure."""
    frame = contest(with_constants(setup(name), constants), replicates, rivals=[rival]).frame()
    return frame[(frame["model"] == rival) & (frame["limits"] == GOODWILL)]


def talk(_: str, replicates: int = REPLICATES) -> str:
    """The table of what talk adds to drafting within first-day goodwill, forum by forum."""
    rows = ["| forum | full model | nobody talks | difference (95%) |", "|---|---|---|---|"]
    for name in FORUMS:
        found = contest(setup(name), replicates, rivals=[STANDSTILL])
        share = found.values[:, :, MEASURES.index("share_agreed")]
        full, silent = (share[found.models.index(model)] for model in ((FULL, ""), (STANDSTILL, GOODWILL)))
        told = means((full - silent)[:, None])
        mean, low, high = (figure(float(part[0])) for part in (told.mean, told.low, told.high))
        rows.append(f"| `{name}` | {figure(full.mean())} | {figure(silent.mean())} | {mean} ({low} … {high}) |")
    return "\n".join(rows) + "\n"


WRITERS = {
    "talk": talk,
    "working-group": lambda _: predictions("wgig-2005"),
    "summit": lambda _: predictions("wsis-2003"),
    "fitted": fitted,
}


if __name__ == "__main__":
    rewrite(DOCUMENT, filled(DOCUMENT.read_text(encoding="utf-8"), WRITERS))
