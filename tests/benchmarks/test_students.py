"""The load test counts what students got, and takes nothing for an answer that is none."""

import asyncio
import json
from collections.abc import Callable

import pytest
from httpx2 import AsyncClient, ByteStream, MockTransport, Request, Response

from benchmarks import students
from benchmarks.students import BAND, LEVERS, PAIRS, Answer, student
from wgig_sim.classroom.requests import BandRequest, EffectRequest, RunRequest, understood

KINDS: dict[str, type[RunRequest] | type[EffectRequest]] = {
    "/api/run": RunRequest,
    "/api/band": BandRequest,
    "/api/effect": EffectRequest,
}
WHOLE = [{"done": 100, "of": PAIRS, "effect": {"measures": []}}, {"done": PAIRS, "of": PAIRS, "effect": {"measures": [1]}}]


def told(request: Request, lines: list[dict[str, object]]) -> Response:
    """A server that understands what it is asked, and answers an effect in lines."""
    understood(KINDS[request.url.path], request.content)
    text = "".join(f"{json.dumps(line)}\n" for line in (lines if request.url.path == "/api/effect" else [{}]))
    return Response(200, stream=ByteStream(text.encode()))


def got(answer: Callable[[Request], Response], number: int = 0) -> Answer:
    async def ask() -> Answer:
        async with AsyncClient(base_url="http://classroom", transport=MockTransport(answer)) as client:
            return await student(client, number, 7)

    return asyncio.run(ask())


@pytest.mark.parametrize("number", range(len(LEVERS)))
def test_every_lever_of_the_students_is_one_of_the_forum(number: int) -> None:
    bodies = []

    def answer(request: Request) -> Response:
        bodies.append(json.loads(request.content))
        return told(request, WHOLE)

    assert None not in got(answer, number)
    asked = [body["choice"] for body in bodies if "choice" in body] + [body["other"] for body in bodies if "other" in body]
    moved = [RunRequest(choice=choice).choice.moved().levers for choice in asked]
    assert LEVERS[number] in moved
    assert {body["seed"] for body in bodies} == {7}
    assert [body["replicates"] for body in bodies if "other" in body] == [PAIRS]
    assert [body["replicates"] for body in bodies if "other" not in body and "replicates" in body] == [BAND, BAND]


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
