"""Requests: everything that may be asked of the classroom, and how much of it. What is not here is refused."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from wgig_sim.classroom.cards import scenario, served
from wgig_sim.classroom.lever import LeverError, Value
from wgig_sim.classroom.levers import LEVERS, checked
from wgig_sim.scenario.problems import unknown

BODY = 20_000
"""Bytes of the longest request."""
PAIRS, BAND, MOST = 500, 200, 2000
"""Replicates of an effect and of a band where nothing else is said, and those that one request may ask for."""
Seed = Annotated[int, Field(strict=True, ge=0, lt=2**53, description="Seed of all chance.")]
Word = Annotated[str, StringConstraints(max_length=100)]
Setting = Annotated[float, Field(strict=True, allow_inf_nan=False)] | Word


class RefusedError(Exception):
    """A request that gets no answer: the status, what is wrong, where, and after how many seconds one may ask again."""

    def __init__(self, status: int, error: str, where: str | None = None, retry: int | None = None) -> None:
        super().__init__(error)
        self.status, self.error, self.where, self.retry = status, error, where, retry


class Request(BaseModel):
    """A closed mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Choice(Request):
    """A forum, and the levers that were moved in it."""

    scenario: Annotated[Word, Field(description="A name from /api/scenarios.", json_schema_extra={"enum": list(served())})]
    levers: Annotated[
        dict[Word, Setting],
        Field(
            max_length=len(LEVERS), examples=[{"footing": "unequal", "trust": 0.4}],
            description="Lever -> value, from /api/scenarios/{name}; what is not named stays as the forum has it.",
        ),
    ] = {}  # fmt: skip

    @field_validator("scenario")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in served():
            forums = [known for known in served() if "/" not in known]
            raise ValueError(unknown("scenario", name, served() if "/" in name else forums, "Forums"))
        return name

    def moved(self, where: str = "choice") -> "Choice":
        """The same with the levers in order, without those that say what the forum has anyway; refused if one is not offered."""
        try:
            return Choice(scenario=self.scenario, levers=checked(scenario(self.scenario), self.levers))
        except LeverError as error:
            raise RefusedError(422, str(error), f"{where}.levers.{error.lever[:60]}") from None

    @property
    def key(self) -> tuple[str, tuple[tuple[str, Value], ...]]:
        """The same as something that can be compared and kept."""
        return self.scenario, tuple(self.levers.items())


class RunRequest(Request):
    """One run of a forum."""

    choice: Choice
    seed: Seed = 0


class BandRequest(Request):
    """The band in which many runs of a forum lie, always the same ones."""

    choice: Choice
    replicates: Annotated[int, Field(strict=True, ge=2, le=MOST, description="Runs.")] = BAND


class EffectRequest(Request):
    """What a change does: two forums with the same people and the same chance, over pairs that are always the same ones."""

    first: Choice
    other: Choice
    replicates: Annotated[int, Field(strict=True, ge=2, le=MOST, description="Runs of each.")] = PAIRS


class PageRequest(RunRequest):
    """A page that plays a run, or two beside each other, without a server."""

    other: Choice | None = None


Asked = TypeVar("Asked", bound=Request)


def understood(kind: type[Asked], body: bytes) -> Asked:
    """The request that a body holds; RefusedError where it holds none."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part)[:60] for part in first["loc"] if part not in ("float", _WORD))
        status = 400 if first["type"] == "json_invalid" else 422
        raise RefusedError(status, _said(first, kind), where or None) from None


_WORD = "constrained-str"


def _said(problem: Any, kind: type[Request]) -> str:
    """What is wrong, in words."""
    if problem["type"] == "json_invalid":
        return f"The body is not JSON ({problem['msg'].removeprefix('Invalid JSON: ')})."
    if problem["type"] == "extra_forbidden":
        holder = {"choice": Choice, "first": Choice, "other": Choice}.get(str(problem["loc"][0]), kind)
        known = (holder if len(problem["loc"]) > 1 else kind).model_fields
        return f"There is no such key. Keys: {', '.join(known)}."
    if problem["type"] in ("float_type", "string_type") and "levers" in problem["loc"]:
        return "should be a number or a word, as /api/scenarios/{name} has it."
    words: str = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return words if words.endswith((".", "?")) else f"{words}."
