"""Screenshots: the pictures of docs/classroom.md, taken from the real page.

python -m docs.screenshots
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.serving import serving
from tests.classroom.browser.visitor import LAPTOP, Visitor, browsing, chromium

FIGURES = Path(__file__).parent / "figures"
RUN = "scenario=wgig-2005&seed=2005&time=290&issue=oversight"
PAIR = f"{RUN}&vs=wgig-2005&vs.footing=unequal"


def taken(visitor: Visitor) -> Iterator[Path]:
    """Take the pictures, one after the other."""

    def take(name: str) -> Path:
        path = FIGURES / f"classroom-{name}.png"
        visitor.page.screenshot(path=path, animations="disabled")
        return path

    visitor.open()
    yield take("choose")
    visitor.open(RUN)
    yield take("run")
    visitor.open(PAIR)
    visitor.button("What if").click()
    expect(visitor.page.locator("#effect .done")).to_have_text("500 runs")
    yield take("pair")
    visitor.button("Close").click()
    visitor.page.locator(".effect-view").evaluate("view => view.scrollIntoView()")
    yield take("effect")


def main() -> int:
    """Take all pictures, and say where they are; what went wrong on the page is said, too."""
    executable = chromium()
    if executable is None:
        sys.stderr.write("There is no chromium here to take pictures with: sh .ci/system-packages\n")
        return 1
    with serving() as site, browsing(executable) as browser:
        visitor = Visitor(browser, site, size=LAPTOP, color_scheme="light", reduced_motion="reduce")
        for path in taken(visitor):
            sys.stdout.write(f"docs/figures/{path.name}: {path.stat().st_size / 1000:.0f} kB\n")
        sys.stderr.writelines(f"{problem}\n" for problem in visitor.problems)
    return min(1, len(visitor.problems))


if __name__ == "__main__":
    sys.exit(main())
