"""Somebody takes a run away: as a link, as tables, as pictures, as a page that needs no server."""

import csv
import io
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.classroom.browser.conftest import Visit
from tests.classroom.browser.visitor import Visitor

PAIR = "scenario=wgig-2005&seed=7&footing=unequal&vs=wsis-2003&time=120&issue=forum&seat=civ-03&order=camp"
PICTURES = ("#room .first svg.picture", "#room .other svg.picture", "#strip .first svg.picture", "#strip .other svg.picture")
WORDS = ("#head h1", ".calendar-say", "#board .first", "#board .other", "#log .first .log-list")
EARLY = (
    "{ window.early = []; const later = setTimeout; window.setTimeout = (...asked) => (early.push(asked[0]), later(...asked)); }"
)
"""Whatever waits from now on can be done before its time, by hand."""
REPLAY_BYTES = 3_000_000


def seen(visitor: Visitor) -> dict[str, str]:
    """All that is on show, to the last digit of every picture."""
    pictures = {where: visitor.picture(where) for where in PICTURES}
    return pictures | {where: visitor.text(where) for where in WORDS}


def of_many(visitor: Visitor) -> dict[str, str]:
    """What is on show of hundreds of runs, and what the second run is called."""
    words = {where: visitor.text(where) for where in ("#effect", "#curves .curves-help", "#strip .other .side-title")}
    return words | {where: visitor.picture(where) for where in ("#effect .effect-figure svg", "#curves .curves-drawing")}


def saved(visitor: Visitor, name: str, folder: Path) -> Path:
    """What a button of the panel saves."""
    with visitor.page.expect_download() as waiting:
        visitor.button(name, "#share").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_link_gives_the_same_picture_elsewhere(visit: Visit) -> None:
    visitor = visit(PAIR)
    here = seen(visitor)
    visitor.button("Share").click()
    link = visitor.page.get_by_role("textbox", name="Address").input_value()
    visitor.page.wait_for_url(link)
    elsewhere = visit(link.partition("#")[2])
    assert seen(elsewhere) == here
    another_seed = seen(visit(PAIR.replace("seed=7", "seed=8")))
    assert [what for what in PICTURES if another_seed[what] == here[what]] == []


def test_an_address_that_is_typed_is_followed(visit: Visit) -> None:
    visitor = visit("scenario=wgig-2005")
    visitor.page.evaluate("location.hash = 'scenario=wgig-2005&time=90&issue=oversight'")
    expect(visitor.slider("Moment of the run")).to_have_attribute("aria-valuenow", "90")
    expect(visitor.page.locator("#strip .first").get_by_role("heading")).to_have_text("Oversight")


def test_an_address_is_not_written_over_before_it_is_followed(visit: Visit) -> None:
    visitor = visit("scenario=wgig-2005")
    visitor.page.evaluate(f"() => {EARLY}")
    visitor.slider("Moment of the run").press("ArrowRight")
    expect(visitor.slider("Moment of the run")).to_have_attribute("aria-valuenow", "1")
    assert visitor.page.evaluate("early.length") > 0, "the page waits before it writes its address"
    visitor.page.evaluate("location.hash = 'scenario=wgig-2005&time=90'; early.forEach(work => work())")
    expect(visitor.slider("Moment of the run")).to_have_attribute("aria-valuenow", "90")


def test_a_broken_link_says_what_is_wrong(visit: Visit) -> None:
    visitor = visit()
    visitor.page.evaluate("location.hash = 'scenario=wgig-2005&footing=sideways'")
    expect(visitor.page.get_by_role("alert").first).to_contain_text("equal, unequal")
    visitor.problems = [problem for problem in visitor.problems if "422" not in problem]


def test_tables(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("scenario=wgig-2005")
    visitor.button("Share").click()
    with zipfile.ZipFile(saved(visitor, "Tables (CSV)", tmp_path)) as archive:
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    assert len(tables) >= 5
    assert all(tables.values())
    assert any(len(rows) == 40 for rows in tables.values()), "a row for every seat"


def test_a_picture_is_an_svg_that_stands_alone(visit: Visit, browser: Browser, tmp_path: Path) -> None:
    visitor = visit("scenario=wgig-2005&time=120&issue=oversight")
    visitor.button("Share").click()
    path = saved(visitor, "The issue strip", tmp_path)
    assert path.suffix == ".svg"
    alone = Visitor(browser, path.as_uri())
    alone.page.goto(path.as_uri())
    marks = "document.querySelectorAll('circle, path, rect').length"
    assert alone.page.evaluate("document.documentElement.localName") == "svg"
    assert (
        alone.page.evaluate(marks) >= visitor.page.locator("#strip .first svg.picture").locator("circle, path, rect").count() > 40
    )
    assert alone.problems == []
    alone.context.close()


def test_a_replay_plays_without_a_server(visit: Visit, browser: Browser, tmp_path: Path) -> None:
    visitor = visit(PAIR)
    expect(visitor.page.locator("#curves path.band")).to_have_count(8)
    visitor.button("Share").click()
    path = saved(visitor, "Replay (HTML)", tmp_path)
    assert path.stat().st_size < REPLAY_BYTES
    visitor.page.keyboard.press("Escape")
    alone = Visitor(browser, path.as_uri(), offline=True)
    alone.page.goto(f"{path.as_uri()}#{PAIR}")
    alone.ready()
    for key in ("ArrowRight", "End", "Home"):
        here, there = (seen(one) | of_many(one) for one in (visitor, alone))
        assert [what for what in here if here[what] != there[what]] == []
        for one in (visitor, alone):
            one.page.keyboard.press(key)
    expect(alone.button("What if")).to_have_count(0)
    alone.button("Play").click()
    expect(alone.button("Pause")).to_be_visible()
    expect(alone.slider("Moment of the run")).not_to_have_attribute("aria-valuenow", "0")
    assert alone.problems == []
    alone.context.close()
