"""What the page looks like to those who need it large, dark, small, or read out; and to who sees it for the first time."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.classroom.browser.conftest import Visit
from tests.classroom.browser.visitor import LAPTOP, PHONE, WALL, Visitor

WGIG = "scenario=wgig-2005&time=120"
PAIR = f"{WGIG}&vs=wgig-2005&vs.footing=unequal"
VIEWS = {
    "choose": "",
    "run": WGIG,
    "pictures": f"{WGIG}&issue=oversight&strip=pictures&seat=gov-01&order=camp",
    "pair": PAIR,
    "What if": WGIG,
    "Documents": WGIG,
    "Share": WGIG,
    "Help": WGIG,
}
"""Name -> the address; one with a capital letter is a panel, with a button of that name."""
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_PRINT = """least => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const holder = node.parentElement;
        if (!node.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
        const scale = holder.getScreenCTM?.()?.a ?? 1;
        const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
        if (size < least - 0.05) found.add(`${size.toFixed(1)}px: ${node.data.trim().slice(0, 40)}`);
    }
    return [...found];
}"""
LEAST_PRINT, LEAST_ON_A_WALL = 13, 18


def arrive(visit: Visit, view: str, **settings: Any) -> Visitor:
    """Go to a view, and wait until it is whole."""
    visitor = visit(VIEWS[view], **settings)
    if view[:1].isupper():
        visitor.button(view).click()
    if view == "Documents":
        expect(visitor.page.locator("#documents article")).to_contain_text("Oversight")
    if view == "pair":
        expect(visitor.page.locator("#effect .done")).to_have_text("500 runs")
    return visitor


def violations(visitor: Visitor) -> list[str]:
    """What axe finds that keeps somebody out."""
    found = Axe().run(visitor.page).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in grave for node in one["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
def test_nobody_is_kept_out_in_light_or_dark(visit: Visit, view: str) -> None:
    visitor = arrive(visit, view, color_scheme="light", reduced_motion="reduce")
    papers, found = [], {}
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        visitor.page.emulate_media(color_scheme=scheme)
        papers.append(visitor.page.evaluate(PAPER))
        found[scheme] = violations(visitor)
    assert found == {"light": [], "dark": []}
    assert papers[0] != papers[1]


def test_axe_sees_what_is_wrong(visit: Visit) -> None:
    visitor = visit()
    visitor.page.evaluate("document.getElementById('main').append(document.createElement('button'))")
    assert any("button-name" in one for one in violations(visitor))


def test_the_look_can_be_chosen_and_stays(visit: Visit) -> None:
    visitor = visit(WGIG, color_scheme="light")
    light = visitor.page.evaluate(PAPER)
    visitor.button("Look: as the system").click()
    assert visitor.page.evaluate(PAPER) == light
    visitor.button("Look: light").click()
    dark = visitor.page.evaluate(PAPER)
    assert dark != light
    visitor.page.reload()
    visitor.ready()
    assert visitor.page.evaluate(PAPER) == dark


@pytest.mark.parametrize("view", VIEWS)
def test_a_telephone_scrolls_down_only(visit: Visit, view: str) -> None:
    visitor = arrive(visit, view, size=PHONE, has_touch=True, is_mobile=True)
    assert visitor.page.evaluate(TOO_WIDE) == 0


@pytest.mark.parametrize("view", ["choose", "run", "pair", "What if"])
def test_no_small_print_on_a_laptop(visit: Visit, view: str) -> None:
    visitor = arrive(visit, view, size=LAPTOP)
    assert visitor.page.evaluate(SMALL_PRINT, LEAST_PRINT) == []
    assert visitor.page.evaluate(TOO_WIDE) == 0


def test_a_projector_makes_everything_large(visit: Visit) -> None:
    visitor = visit(WGIG, size=WALL)
    before = visitor.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.calendar-say')).fontSize)")
    visitor.button("Projector").click()
    assert visitor.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.calendar-say')).fontSize)") > 1.3 * before
    assert visitor.page.evaluate(SMALL_PRINT, LEAST_ON_A_WALL) == []
    assert visitor.page.evaluate(TOO_WIDE) == 0
    visitor.page.reload()
    visitor.ready()
    expect(visitor.button("Projector")).to_have_attribute("aria-pressed", "true")
    expect(visitor.slider("Moment of the run")).to_be_in_viewport()
    expect(visitor.page.locator("#strip .first svg.picture")).to_be_in_viewport(ratio=1)


def test_the_tour_can_be_skipped_and_does_not_come_back(visit: Visit) -> None:
    visitor = visit(WGIG, new=True)
    tour = visitor.page.get_by_role("dialog")
    expect(tour).to_be_visible()
    visitor.button("Skip the tour").click()
    expect(tour).to_have_count(0)
    visitor.page.reload()
    visitor.ready()
    visitor.page.wait_for_timeout(300)
    expect(tour).to_have_count(0)


def test_the_tour_can_be_taken(visit: Visit) -> None:
    visitor = visit(WGIG, new=True)
    tour = visitor.page.get_by_role("dialog")
    titles = []
    for step in range(1, 6):
        expect(tour).to_contain_text(f"{step} of 5")
        titles.append(tour.get_by_role("heading").inner_text())
        assert violations(visitor) == []
        visitor.button("Done" if step == 5 else "Next").click()
    expect(tour).to_have_count(0)
    assert len(set(titles)) == 5


def test_the_tour_shows_two_rooms_whole(visit: Visit) -> None:
    visitor = visit(PAIR, new=True)
    expect(visitor.page.get_by_role("dialog")).to_contain_text("The room")
    whole = """() => {
        const box = id => document.getElementById(id).getBoundingClientRect();
        return box("room").top >= box("head").bottom - 1 && box("room").bottom <= box("calendar").top + 1;
    }"""
    visitor.page.wait_for_function(whole)


def test_the_largest_group_can_be_looked_at(visit: Visit) -> None:
    visitor = visit("scenario=wgig-2005&size=112")
    expect(visitor.page.locator("#room .first [data-seat]")).to_have_count(112)
    visitor.page.keyboard.press("End")
    expect(visitor.page.locator("#board .first")).to_contain_text("agreed")
