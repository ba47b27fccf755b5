"""Serving: a socket, the workers, the application, until somebody says stop."""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterable

import uvicorn

from wgig_sim.classroom.app import application
from wgig_sim.classroom.cards import FIRST, card_with_levers, served
from wgig_sim.classroom.desk import Desk
from wgig_sim.classroom.guard import names_of
from wgig_sim.classroom.orders import SEED, Order
from wgig_sim.classroom.patience import Patient

CONNECTIONS = 1000
"""Connections at the same time; more are told to come back."""
LAST_WORDS = 2
"""Seconds for answers that are under way when the server is to end."""
WARM = tuple(Order(kind, name, (), SEED) for name in FIRST for kind in ("replay", "values"))
"""What every worker does first, so that whatever it needs is loaded."""


class Classroom(uvicorn.Server):
    """A server that opens when its workers are warm, and whose last act is to tell those who wait that it closes."""

    def __init__(self, config: uvicorn.Config, desk: Desk, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._desk, self._ready = desk, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Warm the workers, unless somebody says stop meanwhile; then open."""
        opening = asyncio.gather(self._desk.open(WARM), asyncio.to_thread(_read_everything))
        try:
            while not opening.done() and not self.should_exit:
                await asyncio.wait({opening}, timeout=0.1)
            if not self.should_exit:
                await opening
                await super().startup(sockets)
                self._ready()
        finally:
            opening.cancel()
            if not self.started:
                await self._desk.close()
                await asyncio.gather(opening, return_exceptions=True)  # workers that were stopped as well are no news

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the desk first, so that nobody is left waiting; then the doors."""
        await self._desk.close()
        await super().shutdown(sockets)


def serve(place: socket.socket, host: str, workers: int, ready: Callable[[], None], stopping: Iterable[int]) -> None:
    """Serve until a signal comes; `ready` is called when answers are given. A StartError says why there will be none."""
    desk = Desk(workers)
    config = uvicorn.Config(
        application(desk, names_of(host)),
        http=Patient,
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=LAST_WORDS,
    )
    server = Classroom(config, desk, ready)

    def end(*_: object) -> None:
        server.should_exit = True

    for number in stopping:
        signal.signal(number, end)  # uvicorn puts its own in their place, and raises anew what has ended it
    server.run([place])


def _read_everything() -> None:
    for name in served():
        card_with_levers(name)
