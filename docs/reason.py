"""Reason: the tables of docs/reason.md, over 200 replicates of each scenario.

python -m docs.reason
"""

from pathlib import Path

import numpy as np

from docs.refresh import filled, rewrite
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.reason import Reason, considerations, correlations
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import read
from wgig_sim.show.words import figure
from wgig_sim.study.reasoning import FORUMS, FOUND, NAMES, changes, reasoning

DOCUMENT = Path(__file__).parent / "reason.md"
REPLICATES = 200
TITLES = {
    "dri": "index",
    "dri_null": "null: preferences dealt out at random",
    "dri_excess": "index minus null",
    "considerations": "mean correlation of considerations",
}
READINGS = {"what is held and what is pictured": (0, 2), "what is held": (0, 1), "what is pictured": (1, 2)}
"""Which parts of the considerations count, of two: held and pictured."""


def setup(name: str) -> Setup:
    """A shipped scenario, compiled."""
    return compile_scenario(read(name, vocabulary=vocabulary()))


def forums(_: str = "", replicates: int = REPLICATES) -> str:
    """The table of start, end and change in both scenarios beside what was found in real forums."""
    rows = ["| | measure | before | after | change (95%) | rose in |", "|---|---|---|---|---|---|"]
    for name in NAMES:
        if name in FOUND:
            found = FOUND[name]
            numbers = ["—"] * 3 if np.isnan(found.before) else [_3(found.before), _3(found.after), _3(found.after - found.before)]
            rows.append(f"| {FORUMS} forums | {TITLES[name]} | {' | '.join(numbers)} | {found.rose} of {FORUMS} |")
    for scenario in ("wgig-2005", "wsis-2003"):
        told = changes(reasoning(setup(scenario), replicates))
        for title, row in zip(TITLES.values(), told.to_dict("records"), strict=True):
            change = f"{_3(row['change'])} ({_3(row['low'])} … {_3(row['high'])})"
            cells = (f"`{scenario}`", title, _3(row["start"]), _3(row["end"]), change, f"{row['rose']:.0%} of runs")
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def readings(_: str = "", replicates: int = REPLICATES) -> str:
    """The table of the index under other readings of what considerations are."""
    rows = ["| considerations | `wgig-2005` before | after | `wsis-2003` before | after |", "|---|---|---|---|---|"]
    means = {name: read_otherwise(setup(name), replicates) for name in ("wgig-2005", "wsis-2003")}
    for reading in READINGS:
        cells = [_3(value) for name in means for value in means[name][reading]]
        rows.append(f"| {reading} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def read_otherwise(forum: Setup, replicates: int) -> dict[str, tuple[float, float]]:
    """Reading -> mean index before and after."""
    found: dict[str, list[tuple[float, ...]]] = {reading: [] for reading in READINGS}
    for number in range(replicates):
        replicate = Replicate(forum, 0, number)
        replicate.finish()
        run = record(replicate)
        for reading, (first, last) in READINGS.items():
            index = []
            for moment, when in ((run.start, "start"), (run.end, "end")):
                parts = np.split(considerations(moment.position, moment.picture), 2)
                seen = correlations(np.concatenate(parts[first:last]))
                index.append(Reason(seen, run.reason(when).preferences).dri)
            found[reading].append(tuple(index))
    means = {reading: np.mean(values, axis=0).tolist() for reading, values in found.items()}
    return {reading: (before, after) for reading, (before, after) in means.items()}


def _3(value: float) -> str:
    return figure(value, 3)


WRITERS = {"forums": forums, "readings": readings}


if __name__ == "__main__":
    rewrite(DOCUMENT, filled(DOCUMENT.read_text(encoding="utf-8"), WRITERS))
