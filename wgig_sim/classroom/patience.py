"""Patience: a connection on which nobody says in time what they want is closed, so that silent ones cannot fill the house."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 20.0
"""Seconds in which the head of a request has to be here, however slowly it drips."""


class Patient(H11Protocol):
    """uvicorn's connection, which waits for the rest of a head for ever, with an end to that."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody is there, and should say what they want."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Something was said, perhaps all of it."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()

    def on_response_complete(self) -> None:
        """They have their answer; the next question has its own time."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop()
        self._giving_up = self.loop.call_later(SILENCE, self.transport.close)

    def _stop(self) -> None:
        if self._giving_up:
            self._giving_up.cancel()
            self._giving_up = None
