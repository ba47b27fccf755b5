"""Row 10: thirty students who each run a scenario and compare it with another lever setting, all in the same moment.

The server is one of its own, as `wgig-sim serve` starts it, that has answered nothing yet: nothing is there that it could have
worked out ahead while a class looks at its first run. Each student asks for what the page asks for when a lever is moved: the
run as it was and the run with the lever, which is the picture; then the paired effect over 500 replicates of each, read to its
last line, and meanwhile the bands of 200 replicates behind both curves. Three classes do this, each with a new server:

- one seed, ten levers: a class in its lesson. All have the seed with which the page begins, and those who try the same lever
  share an answer.
- each with a seed of their own, ten levers: nobody's picture can be taken from somebody else's. Effects and bands are of the same
  replicates whatever the seed on show, and are shared.
- thirty settings: everybody moves another combination of two levers, so that of all that is asked for only the run as it was is
  shared. Nothing worse can be asked of thirty pages at once.

Times are those of the students, from the common start to the answer; the most is that of the student who waited longest. The
students share the cores of one machine with the server, and do not unpack what they get. A page asks again where the server says
that it is busy; here that is a failure.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.serving import serving
from benchmarks.table import Line, Target
from wgig_sim.classroom.orders import SEED

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Response

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
"""What the students of a lesson try, in turn."""
TRUST = (0.2, 0.4, 0.6)
"""With each of which they try it, where everybody tries something else."""


class Student(NamedTuple):
    """Who asks for what."""

    page: str
    seed: int
    levers: dict[str, Any]


def lesson(number: int) -> Student:
    """One of a class that has one seed and ten levers."""
    return Student(str(number), SEED, LEVERS[number % len(LEVERS)])


def apart(number: int) -> Student:
    """One of a class in which each has a seed of their own."""
    return lesson(number)._replace(seed=number)


def worst(number: int) -> Student:
    """One of a class in which no two have moved the same."""
    return Student(str(number), SEED, {**LEVERS[number % len(LEVERS)], "trust": TRUST[number // len(LEVERS) % len(TRUST)]})


CLASSES = {"one seed, ten levers": lesson, "own seeds, ten levers": apart, "thirty settings": worst}


class Answer(NamedTuple):
    """What a student got, and after how many seconds from the start; None where something failed."""

    picture: float | None = None
    """Both runs."""
    sketch: float | None = None
    """The effect over as many pairs as were there first."""
    effect: float | None = None
    """The effect over all pairs."""
    bands: float | None = None


WAITED = {"picture": "picture", "sketch": "first of the effect", "effect": f"effect over {PAIRS} runs", "bands": "bands of both"}
"""What each of them is called."""


@asynccontextmanager
async def asked(client: "AsyncClient", page: str, path: str, **body: Any) -> AsyncIterator["Response"]:
    """An answer that begins to come; an error where it is none. A page has a name, made up by itself."""
    async with client.stream("POST", path, json=body, headers={"X-Page": page}) as response:
        response.raise_for_status()
        yield response


async def answered(client: "AsyncClient", student: Student) -> Answer:
    """Run, move a lever, and wait for the effect; what fails is told by what is missing."""
    from httpx2 import HTTPError

    start = time.perf_counter()
    found: dict[str, float] = {}
    first: dict[str, Any] = {"scenario": SCENARIO}
    other = {**first, "levers": student.levers}
    choices = first, other

    def note(what: str) -> None:
        found.setdefault(what, time.perf_counter() - start)

    async def effect() -> None:
        line: dict[str, Any] = {}
        async with asked(client, student.page, "/api/effect", first=first, other=other, replicates=PAIRS) as response:
            async for text in response.aiter_lines():
                line = json.loads(text)
                if line.get("effect"):
                    note("sketch")
        if not line.get("effect") or not line["done"] == line["of"] == PAIRS:
            raise ValueError("the effect is not whole")
        note("effect")

    async def one(path: str, choice: dict[str, Any], **more: Any) -> None:
        async with asked(client, student.page, path, choice=choice, **more) as response:
            async for _ in response.aiter_raw():
                pass

    try:
        await asyncio.gather(*(one("/api/run", choice, seed=student.seed) for choice in choices))
        note("picture")
        await asyncio.gather(effect(), *(one("/api/band", choice, replicates=BAND) for choice in choices))
        note("bands")
    except (HTTPError, ValueError):
        pass
    return Answer(**found)


async def all_at_once(address: str, students: Sequence[Student]) -> list[Answer]:
    """What everybody got who asked in the same moment."""
    from httpx2 import AsyncClient, Limits

    async with AsyncClient(base_url=address, timeout=WAIT, limits=Limits(max_connections=None)) as client:
        return list(await asyncio.gather(*(answered(client, student) for student in students)))


def lines(quick: bool) -> Iterator[Line]:
    """The figures of the row."""
    if find_spec("httpx2") is None:
        yield Line("not measured: httpx2 is not installed (make bench does it)")
        return
    students = 4 if quick else STUDENTS
    for title, kind in CLASSES.items():
        yield Line(f"{title}:")
        with serving() as address:
            found = asyncio.run(all_at_once(address, [kind(number) for number in range(students)]))
        yield Line(f"students of {students} with all answers", [sum(None not in answer for answer in found)], Target(students))
        for what, name in WAITED.items():
            seconds = [getattr(answer, what) for answer in found if getattr(answer, what) is not None]
            if seconds:
                yield Line(f"s to the {name}", seconds, Target(3, at_most=True) if what in ("picture", "effect") else None)
