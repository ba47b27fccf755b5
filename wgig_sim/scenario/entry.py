"""What every entry of a scenario file is: frozen, closed to unknown keys, finite, and able to say where it comes from."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1, max_length=4000)]
Share = Annotated[float, Field(ge=0, le=1)]
Opinion = Annotated[float, Field(ge=-1, le=1)]


class Entry(BaseModel):
    """A closed, frozen mapping of a scenario file."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=False)


class Sourced(Entry):
    """An entry that may name its source; "prior" and "unverified" are words that `show` makes visible."""

    source: Words | None = None
    note: Words | None = None
