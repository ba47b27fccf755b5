"""A visitor: somebody before a browser of their own, who sees the page, and notes whatever goes wrong behind it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, expect, sync_playwright

LAPTOP, PHONE, WALL = (1366, 768), (390, 844), (1920, 1080)
"""Widths and heights of what people look at: the last is what a projector throws on a wall."""
PATIENCE = 40_000.0
"""Milliseconds for which a visitor waits for anything: only a page that is broken takes them."""
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""After two frames, everything that waited to be drawn is drawn."""
NOWHERE = {"data", "blob", "about"}
"""Schemes of addresses for which nobody is asked."""


def chromium() -> str | None:
    """A browser of this machine; None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def browsing(executable: str) -> Iterator[Browser]:
    """A browser without a screen. As root, Chromium refuses its own sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"] if root else [])
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Somebody who looks at the page, in a window of their own. They have taken the tour, unless they are new."""

    def __init__(self, browser: Browser, site: str, size: tuple[int, int] = LAPTOP, new: bool = False, **settings: Any) -> None:
        width, height = size
        self.site = site
        self.problems: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._asked)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        if not new:
            self.context.add_init_script("try { localStorage.setItem('tour', 'seen') } catch {}")
        self.page = self.context.new_page()

    def _asked(self, request: Request) -> None:
        there, here = urlsplit(request.url), urlsplit(self.site)
        if there.scheme not in NOWHERE and (there.scheme, there.netloc) != (here.scheme, here.netloc):
            self.problems.append(f"a request to {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console {message.type}: {message.text}")

    def open(self, state: str = "") -> Self:
        """Go to the page with a state in the address, such as `scenario=wgig-2005&time=90`, and wait until it is drawn."""
        self.page.goto(f"{self.site}/{'#' if state else ''}{state}")
        return self.ready("run" if state else "choose")

    def ready(self, view: str = "run") -> Self:
        """Wait until what was asked for is drawn."""
        expect(self.page.locator("html")).to_have_attribute("data-ready", view)
        if view == "choose":
            expect(self.page.locator("#choose article")).not_to_have_count(0)
        return self

    def button(self, name: str, within: str = "body", exact: bool = True) -> Locator:
        """A button as a user finds it: by what it says."""
        return self.page.locator(within).get_by_role("button", name=name, exact=exact)

    def slider(self, name: str) -> Locator:
        """A slider, by what it says."""
        return self.page.get_by_role("slider", name=name)

    def text(self, where: str) -> str:
        """What can be read somewhere, once it is drawn."""
        self.page.evaluate(DRAWN)
        return self.page.locator(where).inner_text()

    def picture(self, where: str) -> str:
        """A picture as it is drawn, to the last digit."""
        self.page.evaluate(DRAWN)
        return str(self.page.locator(where).first.evaluate("picture => picture.outerHTML"))
