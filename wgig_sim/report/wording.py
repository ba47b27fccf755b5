"""The small change of prose: counting words, lists, figures, dates, and scenario texts made safe to print."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
ARROW = "\N{RIGHTWARDS ARROW}"

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIMES = {1: "once", 2: "twice"}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
_BLOCK_START = re.compile(r"^([-+=:])")
_LIST_START = re.compile(r"^(\d+)([.)])")
SMALL = 12
"""Counts up to here are written as words."""


def safe(text: str, empty: str = "(no title)") -> str:
    r"""A text of the scenario as one line of Markdown that means only itself: no markup, no HTML, no line breaks.

    >>> safe("<b>Spam</b> & *more*")
    '\\<b\\>Spam\\</b\\> \\& \\*more\\*'
    >>> safe("1. not a list")
    '1\\. not a list'
    """
    visible = "".join(" " if unicodedata.category(mark) in ("Cc", "Cs") else mark for mark in _BIDI.sub("", text))
    line = _SPECIAL.sub(r"\\\1", " ".join(visible.split()))
    return _LIST_START.sub(r"\1\\\2", _BLOCK_START.sub(r"\\\1", line)) or empty


def spell(number: int) -> str:
    """A number in words below a hundred, in digits from there.

    >>> spell(7), spell(42), spell(1912)
    ('seven', 'forty-two', '1,912')
    """
    if not 0 <= number < 100:
        return f"{number:,}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def count(number: int) -> str:
    """A number inside a sentence: a word when small.

    >>> count(3), count(40)
    ('three', '40')
    """
    return spell(number) if number <= SMALL else f"{number:,}"


def things(number: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> things(1, "member"), things(0, "objection"), things(2, "country", "countries"), things(40, "seat")
    ('one member', 'no objections', 'two countries', '40 seats')
    """
    word = noun if number == 1 else plural or noun + "s"
    return f"{'no' if number == 0 else count(number)} {word}"


def opening(phrase: str) -> str:
    """A phrase at the start of a sentence: a leading number in words, the first letter a capital.

    >>> opening("40 seats"), opening("the text"), opening("1,912 statements")
    ('Forty seats', 'The text', '1,912 statements')
    """
    match = re.match(r"\d{1,2}(?=\s|$)", phrase)
    if match:
        phrase = spell(int(match.group())) + phrase[match.end() :]
    return phrase[:1].upper() + phrase[1:]


def listing(parts: Iterable[str], last: str = "and") -> str:
    """One, two and three.

    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    >>> listing(["a, b", "c", "d"]), listing(["a, b", "c"]), listing(["a", "b and c", "d"])
    ('a, b; c; and d', 'a, b, and c', 'a, b and c, and d')
    """
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    if any(", " in item for item in items):
        if len(items) == 2:
            return f", {last} ".join(items)
        return "; ".join(items[:-1]) + f"; {last} {items[-1]}"
    nested = len(items) > 2 and any(f" {last} " in item for item in items)
    return ", ".join(items[:-1]) + f"{',' if nested else ''} {last} {items[-1]}"


def tally(parts: Sequence[tuple[int, str]]) -> str:
    """Counts in one list, all in words or all in digits; what does not occur is left out.

    >>> tally([(9, "from governments"), (2, "from civil society"), (0, "from business")])
    'nine from governments and two from civil society'
    >>> tally([(14, "accommodated"), (2, "sustained")])
    '14 accommodated and 2 sustained'
    """
    kept = [(number, words) for number, words in parts if number]
    small = all(number <= SMALL for number, _ in kept)
    return listing(f"{spell(number) if small else f'{number:,}'} {words}" for number, words in kept)


def times(number: int) -> str:
    """Once, twice, three times."""
    return _TIMES.get(number) or f"{count(number)} times"


def figure(value: float) -> str:
    """A measure with two decimals.

    >>> figure(0.583), figure(-0.001)
    ('0.58', '0.00')
    """
    text = f"{value:.2f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", MINUS)


def signed(value: float) -> str:
    """A point on the line between two poles, with its sign.

    >>> signed(0.22), signed(0.001)
    ('+0.22', '0.00')
    """
    text = figure(value)
    return text if text.startswith(MINUS) or text == "0.00" else f"+{text}"


def percent(share: float) -> str:
    """A share in whole per cents, never rounded to nobody or to everybody.

    >>> percent(0.713), percent(0.001), percent(0.999), percent(1.0)
    ('71%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{round(100 * share)}%"


def weight(share: float) -> str:
    """A share of attention with one decimal.

    >>> weight(0.0714)
    '7.1%'
    """
    return f"{100 * share:.1f}%"


def course(before: float, after: float) -> str:
    """What a measure did between two moments, judged by what is printed.

    >>> course(0.58, 0.71), course(0.301, 0.299), course(0.5, 0.4)
    ('rose from 0.58 to 0.71', 'stayed at 0.30', 'fell from 0.50 to 0.40')
    """
    first, second = figure(before), figure(after)
    if first == second:
        return f"stayed at {second}"
    return f"{'rose' if after > before else 'fell'} from {first} to {second}"


def as_date(value: object) -> datetime.date:
    """A date from a date or from the ISO text of a table."""
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value)[:10])


def day(date: datetime.date, weekday: bool = False) -> str:
    """A date in words.

    >>> day(datetime.date(2004, 11, 23)), day(datetime.date(2004, 11, 23), weekday=True)
    ('23 November 2004', 'Tuesday, 23 November 2004')
    """
    words = f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return f"{_WEEKDAYS[date.weekday()]}, {words}" if weekday else words


def span(first: datetime.date, last: datetime.date) -> str:
    """A stretch of days, saying month and year once where it can.

    >>> print(span(datetime.date(2004, 11, 23), datetime.date(2004, 11, 23)))
    23 November 2004
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{day(last)}"
    start = day(first) if first.year != last.year else f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{start} {DASH} {day(last)}"
