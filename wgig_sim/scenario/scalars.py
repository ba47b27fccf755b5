"""What a word without quotes means: true and false, plain decimals, nothing; all else is text."""

import math
import re

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_YES_NO = {"yes": True, "on": True, "y": True, "no": False, "off": False, "n": False}


def meaning(text: str) -> str | int | float | bool | None:
    """`no`, `12:30`, `007` and `2005-02-14` are texts; `1e-3` is a number; `~` and nothing at all are null.

    What is not finite stays so; the schema refuses it where a number is expected.
    """
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) < 17 else float(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _NOT_FINITE.fullmatch(text):
        return math.nan
    return text


def yes_or_no(text: str) -> bool | None:
    """What a bare word means where only yes or no can be meant."""
    return _YES_NO.get(text.lower())


def says_none(text: str) -> bool:
    """Whether a bare word says that there is none, where there may be none."""
    return text.lower() in ("no", "off", "false", "none")


def comma_hint(key: str) -> str:
    """What to write instead of `{spread: 0,5}`, which is an entry `5` beside the `spread`."""
    return " Is the comma before it a decimal comma? Write a point." if key.isdecimal() else ""


def number_hint(text: str) -> str:
    """What to write instead of a text that looks like a number."""
    if re.fullmatch(r"[-+]?[0-9]*,[0-9]+", text):
        return f" Write a decimal point: {text.replace(',', '.')}."
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?\s*%", text):
        return f" Write a share: {float(text.rstrip('% ')) / 100:g}."
    if not isinstance(meaning(text), str):
        return " Write it without quotes."
    if not isinstance(meaning(text.lstrip("0")), str):
        return " Write it without leading zeros."
    return ""
