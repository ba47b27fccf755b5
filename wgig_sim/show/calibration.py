"""A calibration for eyes: wave by wave what was ruled out and by which pattern, what is left of each range, and the defaults.

Everything is told from `record.json` and `region.csv`, in the terminal and as tables in Markdown.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from wgig_sim.core.state import Floats
from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import figure, things

if TYPE_CHECKING:
    from rich.console import RenderableType

Story = Mapping[str, Any]
HEADS = ("wave", "points", "cut", "kept", "of the ranges left", "ruled out most by")
QUANTILES = (0.05, 0.5, 0.95)
TOLD = 3
"""Patterns that are named in a wave."""


def share(value: float) -> str:
    """A share as a person says it.

    >>> share(0.5), share(0.043), share(0.00027), share(0.0)
    ('50%', '4.3%', 'one in 3,700', 'none')
    """
    if value <= 0.0:
        return "none"
    if value < 0.01:
        return f"one in {float(f'{1 / value:.2g}'):,.0f}"
    return f"{100 * value:.2g}%"


def wave_rows(story: Story) -> Iterator[tuple[str, ...]]:
    """A row a wave, under HEADS."""
    for wave in story["waves"]:
        most = sorted(wave["out"].items(), key=lambda item: -item[1])
        named = ", ".join(f"{name} {count}" for name, count in most[:TOLD] if count)
        yield str(wave["number"]), str(wave["points"]), figure(wave["cut"]), str(wave["kept"]), share(wave["volume"]), named


def left(story: Story) -> float:
    """Share of the ranges that is left in the end."""
    last: float = story["waves"][-1]["volume"]
    return last * story["confirmed"] / story["tried"] if story["tried"] else 0.0


def held(story: Story) -> str:
    """How many points of the region show the calibrating patterns when they are run again."""
    if not story["confirmed"]:
        return "No point shows all calibrating patterns."
    again = story["again"] / story["confirmed"]
    return (
        f"All calibrating patterns hold at {again:.0%} of its {things(story['confirmed'], 'point')}"
        f" in {story['confirm']} runs of each case that had no part in choosing them."
    )


def ending(story: Story) -> str:
    """What a calibration came to, in words."""
    if not story["tried"]:
        worst = max(story["least"]["implausibility"].items(), key=lambda item: item[1] or 0.0)
        return (
            f"No point is left: the last wave brought the cut down to {figure(story['waves'][-1]['cut'])}, "
            f"not to {figure(story['cut'])}. "
            f"The least implausible point, of {figure(worst[1])} by {worst[0]}, stands in record.json."
        )
    found = (
        f"{things(story['tried'], 'point')} of what was left run again with {story['confirm']} replicates: "
        f"{story['confirmed']} hold, which is {share(left(story))} of the ranges. {held(story)}"
    )
    return found if story["defaults"] else f"{found} None of the most central points holds when it is rounded: no defaults."


def told(story: Story) -> "RenderableType":
    """A calibration in the terminal."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    table = grid()
    for head in HEADS:
        table.add_column(head, justify="left" if head == HEADS[-1] else "right")
    for row in wave_rows(story):
        table.add_row("", *row)
    parts: list[RenderableType] = [Text(""), table, Padding(Text(ending(story), style="head"), (1, 2, 0, 2))]
    if story["defaults"]:
        values = ", ".join(f"{name} {value:g}" for name, value in story["defaults"]["constants"].items())
        parts.append(Padding(Text(f"Defaults: {values}."), (1, 2, 0, 2)))
    return Group(*parts, Text(""))


def waves(story: Story) -> str:
    """All waves as a table in Markdown."""
    rows = [f"| {' | '.join(HEADS)} |", "|---|---|---|---|---|---|"]
    return "\n".join([*rows, *(f"| {' | '.join(row)} |" for row in wave_rows(story))]) + f"\n\n{ending(story)}\n"


def ruled_out(story: Story) -> str:
    """Which pattern rules out what: of the ranges as a whole, which the first wave is spread over, and of all points tried."""
    first, total = story["waves"][0], sum(wave["points"] for wave in story["waves"])
    lines = ["| pattern | fails in, of the ranges | over a cut, of all points tried |", "|---|---|---|"]
    for name, count in first["fails"].items():
        out = sum(wave["out"][name] for wave in story["waves"])
        lines.append(f"| {name} | {share(count / first['points'])} | {share(out / total)} |")
    return "\n".join(lines) + "\n"


def constants(story: Story, names: tuple[str, ...], points: Floats, sources: Mapping[str, str]) -> str:
    """Each constant: its range, what is left of it, its default, and where the range comes from."""
    lines = ["| constant | range | left: 5%, half, 95% | narrowed to | default | the range |", "|---|---|---|---|---|---|"]
    for at, name in enumerate(names):
        low, high = story["ranges"][name]
        cuts = np.quantile(points[:, at], QUANTILES).tolist()
        narrowed = (cuts[2] - cuts[0]) / (0.9 * (high - low))
        default = story["defaults"]["constants"][name]
        spans = f"{low:g} to {high:g}", ", ".join(f"{cut:.2g}" for cut in cuts), f"{min(narrowed, 1.0):.0%}", f"{default:g}"
        lines.append(f"| `{name}` | {' | '.join(spans)} | {sources[name]} |")
    return "\n".join(lines) + "\n"
