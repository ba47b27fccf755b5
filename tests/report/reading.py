"""Reads documents back: sections, tables, and counts written as words."""

import re
from collections import Counter

from wgig_sim.engines.record import Record
from wgig_sim.report.names import Names
from wgig_sim.report.wording import spell

_NUMBERS = {spell(number): number for number in range(100)}


def sections(text: str, level: int) -> dict[str, str]:
    """Heading -> what stands under it, for the headings of a level; a level above ends a section."""
    found: dict[str, str] = {}
    heading = None
    for line in text.splitlines():
        match = re.match(r"(#+) (.*)", line)
        if match and len(match.group(1)) <= level:
            heading = match.group(2) if len(match.group(1)) == level else None
            if heading is not None:
                assert heading not in found, f"two sections {heading!r}"
                found[heading] = ""
        elif heading is not None:
            found[heading] += line + "\n"
    return found


def rows(text: str) -> list[list[str]]:
    """The cells of the first table in a text, without its head."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("|"):
            lines.append(line)
        elif lines:
            break
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def number(word: str) -> int:
    """A count in words or digits."""
    return _NUMBERS[word.lower()] if word.lower() in _NUMBERS else int(word.replace(",", ""))


def groups_in(text: str, record: Record, total: int) -> Counter[str]:
    """How many from each group a phrase names: "two from governments and one from civil society", or "all from ..."."""
    names = Names(record)
    found: Counter[str] = Counter()
    for group in record.scenario.groups:
        match = re.search(rf"([\w,-]+ )?from {re.escape(names.group_inside(group))}", text)
        if match:
            word = (match.group(1) or "").strip().lower()
            found[group] = total if word in ("", "all", "both") else number(word)
    return found


def groups_of(record: Record, seats: tuple[int, ...]) -> Counter[str]:
    """How many of some seats each group has."""
    return Counter(record.seats[row].group for row in seats)
