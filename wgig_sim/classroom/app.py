"""The application: which address gives what. Everything that takes time is asked of the desk."""

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from wgig_sim.classroom import export, openapi
from wgig_sim.classroom.cards import card, card_with_levers, served
from wgig_sim.classroom.desk import Desk
from wgig_sim.classroom.effects import band, effect
from wgig_sim.classroom.guard import GoneError, Guard, body_of, unless_gone
from wgig_sim.classroom.orders import CURVED, CURVES, SEED, VALUES, Order, packed
from wgig_sim.classroom.pages import File, site
from wgig_sim.classroom.requests import (
    PAIRS,
    BandRequest,
    Choice,
    EffectRequest,
    PageRequest,
    RefusedError,
    RunRequest,
    understood,
)

AT_ONCE = 16
"""Orders of one request that wait at the same time."""
PAUSE = 0.15
"""Seconds between two signs of progress."""


def application(desk: Desk, names: Collection[str] | None = None) -> Guard:
    """The classroom as an ASGI application; `names`: what it may be called by, see `guard.names_of`."""
    app = Starlette(
        routes=[
            Route("/", _index),
            Route("/page/{path:path}", _file),
            Route("/health", _health),
            Route("/api", openapi.manual),
            Route("/openapi.json", openapi.document),
            Route("/api/scenarios", _scenarios),
            Route("/api/scenarios/{name:path}", _scenario),
            *(Route(f"/api/{name}", answer, methods=["POST"]) for name, answer in POSTS.items()),
        ],
        exception_handlers={RefusedError: _refuse, HTTPException: _http, GoneError: _gone, Exception: _broken},
    )
    app.router.redirect_slashes = False
    app.state.desk = desk
    return Guard(app, site().policy, names)


async def _index(request: Request) -> Response:
    return _sent(request, site().home)


async def _file(request: Request) -> Response:
    found = site().files.get(request.path_params["path"])
    if found is None:
        raise RefusedError(404, "There is no such file.")
    return _sent(request, found)


def _sent(request: Request, file: File) -> Response:
    """A file, packed where that is understood, and nothing where it is there already."""
    headers = {"ETag": file.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if file.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return _packed(request, file.packed, file.kind, headers)


def _packed(request: Request, body: bytes, kind: str, headers: dict[str, str] | None = None) -> Response:
    """A compressed body, as such where that is understood."""
    headers = {"Vary": "Accept-Encoding", **(headers or {})}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=kind, headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(body), media_type=kind, headers=headers)


async def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok", "waiting": _desk(request).waiting})


async def _scenarios(request: Request) -> Response:
    return _packed(request, packed({"scenarios": [card(name) for name in served()]}), "application/json")


async def _scenario(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in served():
        raise RefusedError(404, "There is no such scenario. /api/scenarios lists them.")
    return JSONResponse(card_with_levers(name))


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _page(request: Request) -> str:
    """Who asks: an address, and the page that it says it is."""
    return f"{request.client.host if request.client else ''} {request.headers.get('x-page', '')[:40]}"


def _order(kind: str, choice: Choice, seed: int, block: int = 0) -> Order:
    return Order(kind, *choice.key, seed, block)


def _blocks(kind: str, size: int, choice: Choice, replicates: int) -> list[Order]:
    """Orders of many replicates, which are always the same ones, whichever run is on show."""
    return [_order(kind, choice, SEED, block) for block in range(-(-replicates // size))]


async def _ask(request: Request, order: Order) -> Any:
    return await _desk(request).ask(_page(request), order, request)


async def _one(request: Request, kind: str) -> tuple[RunRequest, bytes]:
    """The result of one order of a run."""
    asked = understood(RunRequest, await body_of(request))
    return asked, await unless_gone(request, _ask(request, _order(kind, asked.choice.moved(), asked.seed)))


async def _run(request: Request) -> Response:
    asked, replay = await _one(request, "replay")
    await _desk(request).ahead(_blocks("values", VALUES, asked.choice.moved(), PAIRS))  # what a lever will be compared with
    return _packed(request, replay, "application/json")


async def _documents(request: Request) -> Response:
    _, documents = await _one(request, "documents")
    return _packed(request, documents, "application/json")


async def _tables(request: Request) -> Response:
    asked, archive = await _one(request, "tables")
    return Response(archive, media_type="application/zip", headers=_attached(asked, "zip"))


def _attached(asked: RunRequest, ending: str) -> dict[str, str]:
    """A name for what is kept; made of the name of a scenario that is known."""
    name = asked.choice.scenario.replace("/", "-")
    return {"Content-Disposition": f'attachment; filename="{name}-{asked.seed}.{ending}"'}


async def _export(request: Request) -> Response:
    asked = understood(PageRequest, await body_of(request))
    choices = [asked.choice.moved(), *([asked.other.moved("other")] if asked.other else [])]
    orders = [_order(kind, choice, asked.seed) for choice in choices for kind in ("replay", "documents")]
    found = await unless_gone(request, asyncio.gather(*(_ask(request, order) for order in orders)))
    text = await asyncio.to_thread(_written, found)
    return Response(text, media_type="text/html", headers=_attached(asked, "html"))


def _written(found: list[bytes]) -> str:
    told = [gzip.decompress(part) for part in found]
    runs = [export.with_documents(replay, documents) for replay, documents in zip(told[::2], told[1::2], strict=True)]
    both = export.together(runs[0], runs[1] if len(runs) > 1 else None)
    return export.page(export.title_of(told[0]), gzip.compress(both, 6, mtime=0))


async def _band(request: Request) -> Response:
    asked = understood(BandRequest, await body_of(request))
    orders = _blocks("curves", CURVED, asked.choice.moved(), asked.replicates)
    parts = await unless_gone(request, _all(request, orders))
    told = await asyncio.to_thread(band, np.concatenate(parts)[: asked.replicates], CURVES)
    return _packed(request, packed(told), "application/json")


async def _all(request: Request, orders: list[Order]) -> list[NDArray[Any]]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(order: Order) -> NDArray[Any]:
        async with turns:
            found: NDArray[Any] = await _ask(request, order)
            return found

    return await asyncio.gather(*(one(order) for order in orders))


async def _effect(request: Request) -> Response:
    asked = understood(EffectRequest, await body_of(request))
    choices = asked.first.moved("first"), asked.other.moved("other")
    pairs = _pairs(request, zip(*(_blocks("values", VALUES, choice, asked.replicates) for choice in choices), strict=True))
    first = await unless_gone(request, anext(pairs))  # whatever is wrong is wrong before an answer has begun
    return StreamingResponse(_lines(first, pairs, asked.replicates), media_type="application/x-ndjson")


Pair = tuple[NDArray[Any], NDArray[Any]]


async def _pairs(request: Request, orders: Iterable[tuple[Order, Order]]) -> AsyncIterator[Pair]:
    """Values of both, block by block."""
    turns = asyncio.Semaphore(AT_ONCE // 2)

    async def pair(both: tuple[Order, Order]) -> Pair:
        async with turns:
            one, two = await asyncio.gather(*(_ask(request, order) for order in both))
            return one, two

    waiting = [asyncio.create_task(pair(both)) for both in orders]
    try:
        for task in waiting:
            yield await task
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _lines(first: Pair, pairs: AsyncIterator[Pair], wanted: int) -> AsyncIterator[bytes]:
    """The effect as far as it has come, a line now and then, the last one when all is there."""
    parts, said = [first], 0.0
    try:
        while True:
            done = min(len(parts) * VALUES, wanted)
            if done == wanted or time.monotonic() - said > PAUSE:
                one, other = (np.concatenate(side)[:wanted] for side in zip(*parts, strict=True))
                yield json.dumps({"done": done, "of": wanted, "effect": {"measures": effect(one, other)}}).encode() + b"\n"
                said = time.monotonic()
            if done == wanted:
                return
            parts.append(await anext(pairs))
    except RefusedError as error:
        yield json.dumps({"error": error.error}).encode() + b"\n"
    finally:
        await pairs.aclose()  # type: ignore[attr-defined]


POSTS: dict[str, Callable[[Request], Awaitable[Response]]] = {
    "run": _run,
    "band": _band,
    "effect": _effect,
    "documents": _documents,
    "tables": _tables,
    "page": _export,
}


async def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    told = {"error": error.error} | ({"where": error.where} if error.where else {})
    return JSONResponse(told, error.status, {"Retry-After": str(error.retry)} if error.retry else None)


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: "There is nothing here. /api says what there is.", 405: "This address is not asked like that. /api says how."}
    return JSONResponse({"error": known.get(error.status_code, error.detail)}, error.status_code, error.headers)


async def _gone(_: Request, __: Exception) -> Response:
    """Nobody reads it."""
    return Response(status_code=499)


async def _broken(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "The server has made a mistake; its terminal says which. Please report it."}, 500)
