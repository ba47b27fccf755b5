"""A classroom of its own for a session, a browser for a module, a window for a test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks.serving import serving
from tests.classroom.browser.visitor import Visitor, browsing, chromium

Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser. Not for a whole session: while Playwright is at work, nobody else in the process can run an event loop."""
    executable = chromium()
    if executable is None:
        pytest.skip("NO CHROMIUM HERE: nobody looks at the page of the classroom. Install it: sh .ci/system-packages")
    with browsing(executable) as found:
        yield found


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a classroom that has just been opened."""
    with serving() as address:
        yield address


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open the page in a new window; at the end of the test, nothing may have gone wrong in any of them."""
    site: str = request.getfixturevalue("site")
    visitors: list[Visitor] = []

    def come(state: str = "", **settings: Any) -> Visitor:
        visitors.append(Visitor(browser, site, **settings))
        return visitors[-1].open(state)

    yield come
    for visitor in visitors:
        visitor.context.close()
    assert [problem for visitor in visitors for problem in visitor.problems] == []
