"""What every entry of a scenario file is: frozen, closed to unknown keys, finite, and open about its source."""

import datetime
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _iso_day(value: Any) -> Any:
    """Only 2005-02-14 is a day: no time stamps, no numbers, no 30 February."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f"{value} is not a date. Write year-month-day, for example 2005-02-14")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not a date") from None


Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Number = Annotated[float, Field(strict=True)]
"""A number; texts and true/false are none."""
Whole = Annotated[int, Field(strict=True)]
YesNo = Annotated[bool, Field(strict=True)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Opinion = Annotated[float, Field(strict=True, ge=-1, le=1)]
Day = Annotated[datetime.date, BeforeValidator(_iso_day)]


class Entry(BaseModel):
    """A closed, frozen mapping of a scenario file."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Sourced(Entry):
    """An entry that may name its source; "prior" and "unverified" are words that `show` makes visible."""

    source: Words | None = None
    note: Words | None = None
