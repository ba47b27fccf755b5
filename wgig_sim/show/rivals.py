"""Rivals for eyes: a table for the terminal, the same in Markdown, all numbers as JSON."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import figure, plain, things
from wgig_sim.study.patterns.pattern import Band, Pattern
from wgig_sim.study.rivals.contest import CONTESTED, FULL, Contest
from wgig_sim.study.rivals.ending import GOODWILL, LATITUDE
from wgig_sim.study.rivals.patterns import reproduces

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

TITLES = {
    FULL: "the full model",
    "compromise": "compromise model",
    "median": "weighted median",
    "standstill": "nobody talks",
    "degroot": "DeGroot",
    "friedkin-johnsen": "Friedkin-Johnsen",
    "hegselmann-krause": "Hegselmann-Krause",
    "deffuant-weisbuch": "Deffuant-Weisbuch",
}
HEADS = {
    "share_agreed": "agreed",
    f"agreed_{CONTESTED}": CONTESTED,
    "opinion_change": "moved",
    "options_per_open_item": "options",
}
"""Measures of the table, and what stands above them."""
BLOCKS = {
    "": "All mechanisms of the model",
    LATITUDE: "Rivals, people accepting what lies within their latitude",
    GOODWILL: "Rivals, people going further by the goodwill of the first day",
}
NOTE = (
    "agreed: share of items. moved: mean change of position. options: of an item left open. ±: half of the 95% interval."
    " Of opinion dynamics and of people who do not talk, texts are drafted as in the model; the compromise and the median are"
    " put to the vote as they are."
)


class Line(NamedTuple):
    """One model in the table."""

    limits: str
    title: str
    cells: tuple[str, ...]
    """A measure of HEADS each, then `yes` or `no` for each pattern."""


def heads(contest: "pd.DataFrame") -> tuple[str, ...]:
    """The measures that somebody has a value for; a scenario may have no item on oversight."""
    known = set(contest["measure"])
    return tuple(measure for measure in HEADS if measure in known)


def lines(contest: "pd.DataFrame", patterns: Mapping[str, Pattern]) -> Iterator[Line]:
    """A line a model and its limits, from the frame of a contest."""
    for (limits, model), rows in contest.groupby(["limits", "model"], sort=False):
        found = rows.set_index("measure")
        numbers = [_estimate(found, measure) for measure in heads(contest)]
        verdicts = ["yes" if reproduces(rows, pattern) else "no" for pattern in patterns.values()]
        yield Line(str(limits), TITLES[str(model)], (*numbers, *verdicts))


def _estimate(found: "pd.DataFrame", measure: str) -> str:
    """A mean with half of its interval; a dash where no run has a value, such as options when all was agreed."""
    if measure not in found.index:
        return "—"
    mean, low, high = found.loc[[measure], ["mean", "low", "high"]].to_numpy(np.float64)[0].tolist()
    return figure(mean) if math.isnan(low) else f"{figure(mean)} ±{figure((high - low) / 2)}"


def span(band: Band) -> str:
    """A band in words.

    >>> span(Band("items", 0.85, 1.0, len)), span(Band("variance", 0.8, math.inf, len)), span(Band("runs", 0.0, 0.0, len))
    ('items .85 to 1.00', 'variance .80 or more', 'runs .00')
    """
    if math.isinf(band.high):
        return f"{band.what} {figure(band.low)} or more"
    return f"{band.what} {figure(band.low)}" + (f" to {figure(band.high)}" if band.high > band.low else "")


def table(contest: Contest, title: str, patterns: Mapping[str, Pattern]) -> "RenderableType":
    """All models under each other, in blocks by how far people go."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    frame = contest.frame()
    parts: list[RenderableType] = [Text.assemble(("\n  ", ""), (plain(title), "head"))]
    rows = list(lines(frame, patterns))
    for limits, words in BLOCKS.items():
        parts.append(Text(f"\n  {words}\n", style="quiet"))
        block = grid()
        block.add_column("", min_width=17, no_wrap=True)
        for measure in heads(frame):
            block.add_column(HEADS[measure], justify="right", no_wrap=True, min_width=9)
        for name in patterns:
            block.add_column(name, no_wrap=True, min_width=3)
        for line in rows:
            if line.limits == limits:
                marked = [Text(cell, style={"yes": "good", "no": "quiet"}.get(cell, "")) for cell in line.cells]
                block.add_row("", line.title, *marked)
        parts.append(block)
    notes = [f"{name}: {pattern.claim}; {', '.join(map(span, pattern.bands))}." for name, pattern in patterns.items()]
    count = things(contest.values.shape[1], "replicate")
    notes.append(f"{NOTE} {count}: the same people on the first day, the same chance.")
    return Group(*parts, *(Padding(Text(words, style="quiet"), (1, 2, 0, 2)) for words in notes))


def markdown(contest: Contest, patterns: Mapping[str, Pattern]) -> str:
    """The same as one table in Markdown."""
    frame = contest.frame()
    columns = ["model", "people accept", *(HEADS[measure] for measure in heads(frame)), *patterns]
    within = {"": "by goodwill that grows", LATITUDE: "within their latitude", GOODWILL: "with first-day goodwill"}
    rows = [(line.title, within[line.limits], *line.cells) for line in lines(frame, patterns)]
    written = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in written)


def summary(contest: Contest, name: str, seed: int, patterns: Mapping[str, Pattern]) -> dict[str, Any]:
    """The contest as one JSON object; what is not a finite number is null."""
    frame = contest.frame()
    estimates = [{key: None if value != value else value for key, value in row.items()} for row in frame.to_dict("records")]
    reproduced = [
        {"model": model, "limits": limits, **{key: reproduces(rows, pattern) for key, pattern in patterns.items()}}
        for (limits, model), rows in frame.groupby(["limits", "model"], sort=False)
    ]
    return {
        "scenario": name,
        "seed": seed,
        "replicates": int(contest.values.shape[1]),
        "estimates": estimates,
        "patterns": reproduced if patterns else [],
    }
