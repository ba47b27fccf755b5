"""Slowness: a body that drips is refused, and a connection that says nothing is closed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import pytest
import uvicorn

from tests.classroom.server.stub import StubDesk
from wgig_sim.classroom import guard, patience
from wgig_sim.classroom.address import listen
from wgig_sim.classroom.app import application
from wgig_sim.classroom.desk import Desk
from wgig_sim.classroom.patience import Patient

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def on_a_server(talk: Talk) -> StubDesk:
    """Talk over a connection to a server in this process."""
    desk = StubDesk(always="world-commission-on-dams")

    async def test() -> None:
        config = uvicorn.Config(
            application(cast(Desk, desk)), http=Patient, ws="none", lifespan="off", log_config=None, timeout_graceful_shutdown=0
        )
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        with listen("127.0.0.1", 0) as place:
            running = asyncio.create_task(server._serve([place]))
            reader, writer = await asyncio.open_connection(*place.getsockname()[:2])
            await asyncio.wait_for(talk(reader, writer), 30)
            writer.close()
            server.should_exit = True
            await running

    asyncio.run(test())
    return desk


HEAD = b"POST /api/run HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"


def test_a_body_that_drips_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.3)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD)
        answer = asyncio.create_task(reader.readuntil(b"\r\n"))
        while not answer.done():
            writer.write(b" ")
            await asyncio.sleep(0.05)
        assert answer.result() == b"HTTP/1.1 408 Request Timeout\r\n"

    assert on_a_server(talk).asked == []


def test_who_goes_in_the_middle_of_a_body_is_forgotten() -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b'{"choice"')
        await writer.drain()

    assert on_a_server(talk).asked == []


@pytest.mark.parametrize("path", ["run", "band", "effect", "page"])
def test_nothing_is_asked_for_somebody_who_has_gone(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, dropped = [], []

    async def endless(self: StubDesk, page: str, order: object, request: object) -> bytes:
        begun.append(order)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            dropped.append(order)
            raise
        return b""

    monkeypatch.setattr(StubDesk, "ask", endless)
    choice = b'{"scenario":"wgig-2005"}'
    body = b'{"first":' + choice + b',"other":' + choice + b"}" if path == "effect" else b'{"choice":' + choice + b"}"

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD.replace(b"1000", str(len(body)).encode()).replace(b"/run", f"/{path}".encode()) + body)
        while not begun:
            await asyncio.sleep(0.005)
        writer.close()
        while len(dropped) < len(begun):
            await asyncio.sleep(0.005)

    on_a_server(talk)
    assert begun == dropped != []


def test_a_connection_that_says_nothing_or_drips_its_head_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SILENCE", 0.3)

    async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        assert await reader.read() == b""

    async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        end = asyncio.create_task(reader.read())
        writer.write(b"GET /health HTTP/1.1\r\nX-Long: ")
        while not end.done():
            writer.write(b"x")
            await asyncio.sleep(0.05)
        assert end.result() == b""

    async def after_an_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n")
        assert (await reader.readuntil(b"}")).startswith(b"HTTP/1.1 200")
        assert await reader.read() == b""

    for talk in (silent, dripping, after_an_answer):
        on_a_server(talk)


def test_an_answer_may_take_longer_than_a_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SILENCE", 0.2)

    async def slow(self: StubDesk, page: str, order: object, request: object) -> bytes:
        await asyncio.sleep(0.6)
        return b"\x1f\x8b"

    monkeypatch.setattr(StubDesk, "ask", slow)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = b'{"choice":{"scenario":"wgig-2005"}}'
        writer.write(
            HEAD.replace(b"1000", str(len(body)).encode()).replace(b"\r\n\r\n", b"\r\nAccept-Encoding: gzip\r\n\r\n") + body
        )
        assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")

    on_a_server(talk)
