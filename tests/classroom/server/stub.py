"""A desk that needs no workers: it does every order at once, once for all tests, and notes what was asked of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from starlette.testclient import TestClient

from wgig_sim.classroom.app import application
from wgig_sim.classroom.desk import Desk
from wgig_sim.classroom.guard import names_of
from wgig_sim.classroom.orders import Order, Result, Unfit, perform
from wgig_sim.classroom.requests import RefusedError

WGIG = {"scenario": "wgig-2005"}


@cache
def done(order: Order) -> Result:
    """The result of an order, of block 0 whatever the block: enough to see how answers are put together."""
    return perform(None, order._replace(block=0))


class StubDesk:
    """What the application knows of a desk."""

    waiting = 0

    def __init__(self, error: RefusedError | None = None, always: str | None = None) -> None:
        """`error`: what every order gives; `always`: the forum whose results every order gets, whatever it is."""
        self.asked: list[tuple[str, Order]] = []
        self.requests: list[object] = []
        """To which request each of them belongs."""
        self.foreseen: list[Order] = []
        self.error, self.always = error, always

    async def ahead(self, orders: Iterable[Order]) -> None:
        """What a desk would do while nobody waits."""
        self.foreseen += orders

    async def ask(self, page: str, order: Order, request: object = None) -> Result:
        """An order is done, or the error raised."""
        self.asked.append((page, order))
        self.requests.append(request)
        if self.error:
            raise self.error
        result = done(Order(order.kind, self.always, (), 0) if self.always else order)
        assert not isinstance(result, Unfit)
        return result


@contextmanager
def client(desk: StubDesk | None = None, host: str = "127.0.0.1", **settings: Any) -> Iterator[TestClient]:
    """A browser on a server that only this machine can reach."""
    app = application(cast(Desk, desk or StubDesk()), names_of(host))
    with TestClient(app, base_url="http://127.0.0.1:8000", **settings) as browser:
        yield browser
