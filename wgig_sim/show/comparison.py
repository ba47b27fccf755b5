"""A comparison for eyes: a table for the terminal, a figure, all numbers as JSON and CSV, and the folder that holds them."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import figure, listing, plain, things
from wgig_sim.study.compare import HEADLINES, Comparison

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType
    from rich.text import Text

FORMAT = "wgig-sim comparison 1"
DRAWN = "the same constants, drawn for each pair from what the calibration left"
SPREAD = (
    "nine of ten pairs: how they differ, by chance and by what is left open of the constants. More replicates narrow the interval"
    " of the mean, but not this."
)
BLOCKS = "▁▂▃▄▅▆▇█"
BINS = 8
NUMBERS = ("mean_first", "mean_other", "difference", "low", "high", "effect", "pairs_low", "pairs_high")
LABELS = {
    "share_agreed": "items agreed",
    "acceptance": "constituencies accept",
    "understanding_between_change": "gain in understanding",
    "trust_between_change": "gain in trust",
    "opinion_change": "opinions move by",
    "options_per_open_item": "options an open item",
    "substance": "substance",
    "objections_sustained": "sustained objections",
    "voice_gini": "inequality of voice",
    "representation": "representation",
}
OF_ONE = {"voice_": "voice of ", "trust_received_": "trust in ", "acceptance_": "acceptance by ", "agreed_": "agreed: "}
"""Measures of a group or an issue."""


def label(measure: str) -> str:
    """A measure in words.

    >>> label("share_agreed"), label("voice_private-sector"), label("agreed_oversight"), label("trust_within_end")
    ('items agreed', 'voice of private-sector', 'agreed: oversight', 'trust within end')
    """
    for head, words in OF_ONE.items():
        if measure.startswith(head) and measure not in LABELS:
            return f"{words}{measure.removeprefix(head)}"
    return LABELS.get(measure, measure.replace("_", " "))


def distribution(values: Floats) -> str:
    """The distribution of values from its least to its most, as a row of blocks; empty where all are equal.

    >>> distribution(np.array([0.0, 0.5, 0.5, 0.5, 1.0]))
    '▄▁▁▁█▁▁▄'
    """
    found = values[~np.isnan(values)]
    if not len(found) or found.min() == found.max():
        return ""
    counts, _ = np.histogram(found, BINS)
    return "".join(BLOCKS[math.ceil(7 * count / counts.max())] for count in counts)


def digits(half: float) -> int:
    """Digits after the point that an interval with this half-width deserves: two, less where it is wide, more if narrow.

    >>> digits(3.2), digits(0.3), digits(0.02), digits(0.004), digits(0.0), digits(float("nan"))
    (1, 2, 2, 3, 2, 2)
    """
    return min(3, max(1 if half >= 1 else 2, math.ceil(-math.log10(half)))) if half > 0 else 2


def table(
    found: Comparison, titles: Mapping[str, str], measure: str, everything: bool = False, uncertain: bool = False
) -> "RenderableType":
    """Paired differences from the first scenario, one block of rows for each other one; `measure` comes first."""
    from rich.console import Group
    from rich.text import Text

    frame = found.frame()
    headlines = [name for name in HEADLINES if name in found.measures and name != measure]
    shown = found.measures if everything else (measure, *headlines)
    drawn = f", {DRAWN}" if uncertain else ""
    count = f"{things(found.replicates, 'replicate')} of each: the same people, the same chance{drawn}"
    parts: list[RenderableType] = []
    for at, name in enumerate(found.names[1:], 1):
        rows = frame[frame["other"] == name].set_index("measure")
        parts.append(Text.assemble(("\n  first  ", "quiet"), (plain(titles[found.names[0]]), "head")))
        parts.append(Text.assemble(("  other  ", "quiet"), (plain(titles[name]), "head"), "\n"))
        parts.append(_rows(found.differences(at), found.measures, rows, shown, uncertain))
    single = "effect: the difference in standard deviations of single runs. pairs: how they differ, least to most."
    notes = f"{count}. {SPREAD if uncertain else single}"
    return Group(*parts, Text(""), _indented(notes))


def undrawn(titles: list[str]) -> "RenderableType":
    """That there was nothing to draw for some scenarios, although that was asked for."""
    return _indented(f"No constant was drawn for {listing([plain(title) for title in titles])}: all are muted or set there.")


def _indented(words: str) -> "RenderableType":
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(words, style="quiet"), (0, 2, 0, 2))


def stopped(found: Comparison, measure: str, until: float) -> "RenderableType":
    """Whether the interval that was asked for has been reached."""
    half = found.half_width(measure)
    narrow = figure(half, digits(half) + 1)
    if half <= until:
        return _indented(f"Stopped when the interval of {label(measure)} was known to ±{narrow}.")
    return _indented(f"Not narrow enough yet: {label(measure)} is known to ±{narrow} after {found.replicates:,} replicates.")


def _rows(
    differences: Floats, measures: tuple[str, ...], rows: "pd.DataFrame", shown: tuple[str, ...], uncertain: bool
) -> "RenderableType":
    from rich.text import Text

    lines = grid()
    lines.add_column("mean", max_width=22, overflow="fold")
    for head in ("first", "other", "difference (95%)", *(("nine of ten pairs",) if uncertain else ("effect", "pairs"))):
        lines.add_column(head, justify="left" if head == "pairs" else "right", no_wrap=True)
    for measure in shown:
        row = dict(zip(NUMBERS, rows.loc[[measure], list(NUMBERS)].to_numpy(np.float64)[0].tolist(), strict=True))
        places = digits((row["high"] - row["low"]) / 2)
        number = {name: "" if math.isnan(value) else figure(value, places) for name, value in row.items()}
        certain = row["low"] > 0 or row["high"] < 0
        span = f"{number['difference']} ({number['low']} … {number['high']})" if number["low"] else number["difference"]
        lines.add_row(
            "",
            label(measure),
            number["mean_first"],
            number["mean_other"],
            Text(span, style="head" if certain else "quiet"),
            *(_middle(number) if uncertain else _single(row["effect"], differences[:, measures.index(measure)])),
        )
    return lines


def _middle(number: Mapping[str, str]) -> tuple[str]:
    return (f"{number['pairs_low']} … {number['pairs_high']}" if number["pairs_low"] else "",)


def _single(effect: float, differences: Floats) -> "tuple[str, Text]":
    from rich.text import Text

    return "" if math.isnan(effect) else figure(effect, 1), Text(distribution(differences), style="quiet")


def summary(found: Comparison, titles: Mapping[str, str], seed: int, uncertain: bool = False) -> dict[str, Any]:
    """The comparison as one JSON object; what is not a finite number is null."""
    rows = found.frame().to_dict("records")
    finite = [{key: None if value != value else value for key, value in row.items()} for row in rows]
    drawn = {"uncertain": True} if uncertain else {}
    return {"scenarios": dict(titles), "seed": seed, "replicates": found.replicates, **drawn, "differences": finite}


def write(found: Comparison, titles: Mapping[str, str], measure: str, place: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Put comparison.csv, comparison.svg, comparison.png and manifest.json into a folder, all or nothing; returns their names."""
    from wgig_sim.show.differences import picture
    from wgig_sim.show.figures.canvas import png
    from wgig_sim.show.figures.svg import svg
    from wgig_sim.show.folder import aside
    from wgig_sim.show.summary import as_json
    from wgig_sim.show.swap import put

    sheet = picture(found, titles, measure)
    with aside(place) as folder:
        found.frame().to_csv(folder / "comparison.csv", index=False, lineterminator="\n")
        (folder / "comparison.svg").write_text(svg(sheet), encoding="utf-8", newline="\n")
        (folder / "comparison.png").write_bytes(png(sheet))
        (folder / "manifest.json").write_text(as_json({"format": FORMAT, **manifest}), encoding="utf-8", newline="\n")
        names = sorted(path.name for path in folder.iterdir())
        put(folder, place)
    return names
