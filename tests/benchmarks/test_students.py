"""The load test counts what students got, and takes nothing for an answer that is none."""

import asyncio
import json
from collections.abc import Callable

import pytest
from httpx2 import AsyncClient, ByteStream, MockTransport, Request, Response

from benchmarks import students
from benchmarks.students import BAND, CLASSES, LEVERS, PAIRS, STUDENTS, Answer, Student, answered, apart, lesson, worst
from wgig_sim.classroom.orders import SEED
from wgig_sim.classroom.requests import BandRequest, Choice, EffectRequest, RunRequest, understood

KINDS: dict[str, type[RunRequest | BandRequest | EffectRequest]] = {
    "/api/run": RunRequest,
    "/api/band": BandRequest,
    "/api/effect": EffectRequest,
}
ONE = lesson(0)
WHOLE = [{"done": 100, "of": PAIRS, "effect": {"measures": []}}, {"done": PAIRS, "of": PAIRS, "effect": {"measures": [1]}}]


def told(request: Request, lines: list[dict[str, object]]) -> Response:
    """A server that understands what it is asked, and answers an effect in lines."""
    understood(KINDS[request.url.path], request.content)
    text = "".join(f"{json.dumps(line)}\n" for line in (lines if request.url.path == "/api/effect" else [{}]))
    return Response(200, stream=ByteStream(text.encode()))


def got(answer: Callable[[Request], Response], student: Student = ONE) -> Answer:
    async def ask() -> Answer:
        async with AsyncClient(base_url="http://classroom", transport=MockTransport(answer)) as client:
            return await answered(client, student)

    return asyncio.run(ask())


@pytest.mark.parametrize("student", [kind(number) for kind in CLASSES.values() for number in range(0, STUDENTS, 7)])
def test_every_student_asks_for_what_the_page_asks_for(student: Student) -> None:
    bodies = []

    def answer(request: Request) -> Response:
        bodies.append((request.url.path, json.loads(request.content)))
        return told(request, WHOLE)

    assert None not in got(answer, student)
    asked = [body["choice"] for _, body in bodies if "choice" in body] + [body["other"] for _, body in bodies if "other" in body]
    assert student.levers in [RunRequest(choice=choice).choice.moved().levers for choice in asked]
    assert [body["seed"] for path, body in bodies if path == "/api/run"] == [student.seed] * 2
    assert [body["replicates"] for path, body in bodies if path == "/api/effect"] == [PAIRS]
    assert [body["replicates"] for path, body in bodies if path == "/api/band"] == [BAND] * 2


def test_classes_differ_in_what_they_share() -> None:
    for kind, seeds, settings in ((lesson, 1, len(LEVERS)), (apart, STUDENTS, len(LEVERS)), (worst, 1, STUDENTS)):
        students = [kind(number) for number in range(STUDENTS)]
        moved = {Choice(scenario="wgig-2005", levers=student.levers).moved().key for student in students}
        assert (len({student.page for student in students}), len({student.seed for student in students})) == (STUDENTS, seeds)
        assert len(moved) == settings
    assert lesson(0).seed == SEED


def test_a_server_that_refuses_has_answered_nobody() -> None:
    assert got(lambda request: Response(503, json={"error": "busy"})) == Answer()


@pytest.mark.parametrize("lines", [WHOLE[:1], [], [{"error": "a worker has died"}], [{**WHOLE[1], "effect": None}]])
def test_half_an_effect_is_none(lines: list[dict[str, object]]) -> None:
    answer = got(lambda request: told(request, lines))
    assert answer.picture is not None
    assert answer.effect is None
    assert (answer.sketch is not None) == any(line.get("effect") for line in lines)


def test_without_httpx2_the_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(students, "find_spec", lambda name: None)
    (line,) = students.lines(quick=True)
    assert "httpx2 is not installed" in line.what
