"""How pictures and terminal write: safe lines, short numbers, short dates."""

import datetime
import unicodedata

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plain(text: str) -> str:
    r"""One line without control characters, whatever a scenario file holds.

    >>> plain("Working\n  definition\x07")
    'Working definition'
    """
    return " ".join("".join(" " if unicodedata.category(mark) in ("Cc", "Cf", "Cs") else mark for mark in text).split())


def figure(value: float, digits: int = 2) -> str:
    """A measure, without a leading nought.

    >>> figure(0.583), figure(1.0), figure(-0.04), figure(-0.001), figure(-0.001, 3)
    ('.58', '1.00', '−.04', '.00', '−.001')
    """
    text = f"{abs(value):.{digits}f}"
    short = text[1:] if text.startswith("0") else text
    return f"\N{MINUS SIGN}{short}" if value < 0 and float(text) else short


def things(number: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> things(1, "seat"), things(4, "option"), things(0, "item")
    ('1 seat', '4 options', 'no items')
    """
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"


def listing(parts: list[str], last: str = "and") -> str:
    """One, two and three.

    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def as_date(date: object) -> datetime.date:
    """A date from a date or from the ISO text of a table."""
    return date if isinstance(date, datetime.date) else datetime.date.fromisoformat(str(date)[:10])


def day(date: object) -> str:
    """A date, short.

    >>> day("2004-11-23")
    '23 Nov 2004'
    """
    when = as_date(date)
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def short_day(date: object) -> str:
    """A date, shorter.

    >>> short_day("2004-11-23")
    '23 Nov 04'
    """
    when = as_date(date)
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year % 100:02d}"
