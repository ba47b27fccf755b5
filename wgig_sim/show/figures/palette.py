"""Colours of every picture: a hue for each group, one for the text, grey for the rest."""

from collections.abc import Sequence

INK = "#23272E"
MUTED = "#69707A"
QUIET = "#A9AFB7"
RULE = "#DADDE2"
BAND = "#F1F2F5"
PAPER = "#FFFFFF"
TEXT = "#A3216E"
"""The negotiating text, and what hangs on it."""

GROUPS = ("#0072B2", "#E08E0B", "#009E73", "#56B4E9", "#8C6D31", "#7B6FD0", "#B5BD00", "#5F6A72")
"""After Okabe & Ito (2008): told apart by people of every colour vision; a ninth group starts again with the first."""
WORDS = ("#00639B", "#A86400", "#007A59", "#1F79B5", "#6F5420", "#5B4EB5", "#6E7300", "#4A535A")
"""The same hues dark enough for letters on white."""


def hues(groups: Sequence[str]) -> dict[str, str]:
    """The hue of each group, in the order of the scenario."""
    return {group: GROUPS[at % len(GROUPS)] for at, group in enumerate(groups)}


def words(groups: Sequence[str]) -> dict[str, str]:
    """The hue in which each group's name is written."""
    return {group: WORDS[at % len(WORDS)] for at, group in enumerate(groups)}


def tint(colour: str, strength: float) -> str:
    """A colour mixed with white; strength 1 = the colour itself.

    >>> tint("#000000", 0.0), tint("#004080", 0.5), tint("#004080", 1.0)
    ('#FFFFFF', '#80A0C0', '#004080')
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02X}" for part in parts)
