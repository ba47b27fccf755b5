"""Serving: a socket, the workers, the application, until somebody says stop."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import uvicorn

from wgig_sim.classroom.app import application
from wgig_sim.classroom.cards import FIRST, card_with_levers, served
from wgig_sim.classroom.desk import Desk
from wgig_sim.classroom.guard import names_of
from wgig_sim.classroom.orders import Order
from wgig_sim.classroom.patience import Patient

CONNECTIONS = 1000
"""Connections at the same time; more are told to come back."""
LAST_WORDS = 2
"""Seconds for answers that are under way when the server is to end."""
WARM = tuple(Order(kind, name, (), 0) for name in FIRST for kind in ("replay", "values"))
"""What every worker does first, so that whatever it needs is loaded."""


class AddressError(Exception):
    """An address that cannot be served at, and why, in one line."""


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address; an AddressError says why there can be none."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=512)
    except socket.gaierror:
        raise AddressError(f"--host {host}: there is no such address.") from None
    except OSError as error:
        why = {
            errno.EADDRINUSE: f"--port {port}: something listens there already. Name another, for example --port {port + 1}.",
            errno.EACCES: f"--port {port}: not allowed. Name a port from 1024 on, for example --port 8000.",
            errno.EADDRNOTAVAIL: f"--host {host}: not an address of this machine. Students on the network need --host 0.0.0.0.",
        }
        raise AddressError(why.get(error.errno or 0, f"--host {host} --port {port}: {error.strerror or error}.")) from None


def serve(place: socket.socket, host: str, workers: int, ready: Callable[[], None], stopping: Iterable[int]) -> None:
    """Serve until a signal comes; `ready` is called when the workers are warm and answers are given."""
    desk: list[Desk] = []

    @contextlib.asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        app.state.desk = opened = Desk(workers)
        desk.append(opened)
        try:
            await asyncio.gather(opened.open(WARM), asyncio.to_thread(_read_everything))
            ready()
            yield
        finally:
            await opened.close()

    config = uvicorn.Config(
        application(None, names_of(host), lifespan),
        http=Patient,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=LAST_WORDS,
    )
    server = uvicorn.Server(config)

    def end(*_: object) -> None:
        server.should_exit = True

    for number in stopping:
        signal.signal(number, end)  # uvicorn puts its own in their place, and raises anew what has ended it
    server.run([place])


def _read_everything() -> None:
    for name in served():
        card_with_levers(name)
