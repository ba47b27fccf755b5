"""The guard: what every request has to be like, and what every answer says of itself."""

import asyncio
import ipaddress
from collections.abc import Collection
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wgig_sim.classroom.requests import BODY, RefusedError

PATIENCE = 10.0
"""Seconds in which a body has to be here."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Said with every answer, beside the content security policy."""


def names_of(host: str) -> frozenset[str] | None:
    """Names by which a server may be called that only its own machine can reach; None: by any.

    A page from elsewhere whose name its owner lets point to this machine would otherwise be taken for ours.

    >>> sorted(names_of("127.0.0.1"))
    ['127.0.0.1', '[::1]', 'localhost']
    >>> names_of("0.0.0.0") is None
    True
    """
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    return frozenset({"localhost", "127.0.0.1", "[::1]", host if ":" not in host else f"[{host}]"}) if inside else None


class Guard:
    """Lets through what is called by one of its names, and writes the headers of every answer."""

    def __init__(self, app: ASGIApp, policy: str, names: Collection[str] | None) -> None:
        self._app, self._policy, self._names = app, policy, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({"Content-Security-Policy": self._policy, **HEADERS})
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        called = Headers(scope=scope).get("host", "").lower()
        app = self._app
        if self._names is not None and called.rpartition(":")[0] not in self._names and called not in self._names:
            app = JSONResponse({"error": "This server is called by another name. Use the address that it has printed."}, 421)
        await app(scope, receive, send_with_headers)


async def body_of(request: Request) -> bytes:
    """The body of a request, if it is JSON by its own account, short, and here in time."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError(415, "The body has to be JSON. Say so: Content-Type: application/json.")
    told = request.headers.get("content-length", "0")
    body = bytearray()
    try:
        if told.isdecimal() and int(told[:20]) > BODY:
            raise _long()
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > BODY:
                    raise _long()
    except TimeoutError:
        raise RefusedError(408, f"The body did not come within {PATIENCE:g} seconds.") from None
    except ClientDisconnect:
        raise GoneError from None
    return bytes(body)


def _long() -> RefusedError:
    return RefusedError(413, f"The body is too long; at most {BODY} bytes.")


class GoneError(Exception):
    """Whoever asked has gone."""


async def unless_gone(request: Request, work: Any) -> Any:
    """The result of some work, which is dropped when whoever asked for it goes away."""
    task, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise GoneError
        return task.result()
    finally:
        leaving.cancel()
        task.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
