"""Row 10: thirty students who each run a scenario and compare it with another lever setting, all in the same moment.

The server is one of its own, as `wgig-sim serve` starts it, that has answered nothing yet. Each student asks for what the page
asks for when a lever is moved: the run as it was and the run with the lever, which is the picture; then the paired effect over
500 replicates of each, read to its last line, and meanwhile the bands of 200 replicates behind both curves. Every student has
a seed of their own and a lever out of `LEVERS`, so that nobody's answer can be taken from somebody else's. Times are those of
the students, from the common start to the answer; the most is that of the student who waited longest. The students share the
cores of one machine with the server. A page asks again where the server says that it is busy; here that is a failure.
"""

import asyncio
import json
import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.serving import serving
from benchmarks.table import Line, Target

if TYPE_CHECKING:
    from httpx2 import AsyncClient

TITLE = "Thirty students who run and compare at once"
SCENARIO, STUDENTS, PAIRS, BAND = "wgig-2005", 30, 500, 200
WAIT = 300.0
"""Seconds after which an answer counts as failed."""
LEVERS: tuple[dict[str, Any], ...] = (
    {"footing": "unequal"},
    {"capacity": "instructed"},
    {"start": "text-first"},
    {"consensus": "qualified-majority"},
    {"door": "without-civil-society"},
    {"floor": "governments"},
    {"meetings": "second-meeting"},
    {"chair": "none"},
    {"trust": 0.6},
    {"shares": "only-government"},
)
"""What the students try, in turn."""


class Answer(NamedTuple):
    """What a student got: seconds from the start to the picture, to the whole effect and to the bands; None where one failed."""

    picture: float | None = None
    effect: float | None = None
    bands: float | None = None


async def asked(client: "AsyncClient", path: str, **body: Any) -> list[dict[str, Any]]:
    """The answer to a request, an object a line; an error where it is no answer."""
    async with client.stream("POST", path, json=body) as response:
        response.raise_for_status()
        return [json.loads(line) async for line in response.aiter_lines() if line]


async def student(client: "AsyncClient", number: int) -> Answer:
    """Run, move a lever, and wait for the effect; what fails is told by what is missing."""
    from httpx2 import HTTPError

    start, answer = time.perf_counter(), Answer()
    first, other = choices = [{"scenario": SCENARIO}, {"scenario": SCENARIO, "levers": LEVERS[number % len(LEVERS)]}]

    async def effect() -> float:
        told = await asked(client, "/api/effect", first=first, other=other, seed=number, replicates=PAIRS)
        if not told or not told[-1].get("effect") or not told[-1]["done"] == told[-1]["of"] == PAIRS:
            raise ValueError("the effect is not whole")
        return time.perf_counter() - start

    async def each(path: str, **more: Any) -> float:
        await asyncio.gather(*(asked(client, path, choice=choice, seed=number, **more) for choice in choices))
        return time.perf_counter() - start

    try:
        answer = answer._replace(picture=await each("/api/run"))
        whole, bands = await asyncio.gather(effect(), each("/api/band", replicates=BAND))
    except (HTTPError, ValueError):
        return answer
    return answer._replace(effect=whole, bands=bands)


async def lesson(address: str, students: int) -> list[Answer]:
    """All students at once."""
    from httpx2 import AsyncClient, Limits

    async with AsyncClient(base_url=address, timeout=WAIT, limits=Limits(max_connections=None)) as client:
        return list(await asyncio.gather(*(student(client, number) for number in range(students))))


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    if find_spec("httpx2") is None:
        yield Line("not measured: httpx2 is not installed (make bench does it)")
        return
    students = 4 if quick else STUDENTS
    with serving() as address:
        answers = asyncio.run(lesson(address, students))
    whole = [answer for answer in answers if None not in answer]
    yield Line(f"students of {students} with all answers", [len(whole)], Target(students))
    for what in Answer._fields:
        seconds = [getattr(answer, what) for answer in answers if getattr(answer, what) is not None]
        if seconds:
            yield Line(f"s to the {what}", seconds, Target(3, at_most=True) if what != "bands" else None)
