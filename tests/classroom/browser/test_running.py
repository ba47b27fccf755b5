"""Somebody runs a forum and looks at it: by mouse, and by keyboard alone."""

import re

from playwright.sync_api import expect

from tests.classroom.browser.conftest import Visit
from tests.classroom.browser.visitor import DRAWN, Visitor

WGIG = "scenario=wgig-2005"
THREE_OR_MORE = re.compile(r"^([3-9]|\d\d+)$")


def moment(visitor: Visitor) -> int:
    """The step of the run that is on show, as the calendar says it."""
    visitor.page.evaluate(DRAWN)
    return int(visitor.slider("Moment of the run").get_attribute("aria-valuenow") or -1)


def last(visitor: Visitor) -> int:
    return int(visitor.slider("Moment of the run").get_attribute("aria-valuemax") or -1)


def waits_for(visitor: Visitor, step: int) -> None:
    expect(visitor.slider("Moment of the run")).to_have_attribute("aria-valuenow", str(step))


def test_a_click_on_a_card_runs_a_forum(visit: Visit) -> None:
    visitor = visit()
    expect(visitor.page.get_by_role("article")).not_to_have_count(0)
    visitor.button("Run WGIG, Geneva 2004-05").click()
    visitor.ready()
    expect(visitor.page.get_by_role("heading", level=1, name="WGIG, Geneva 2004-05")).to_be_visible()
    expect(visitor.page.locator("#room [data-seat]")).to_have_count(40)
    expect(visitor.page.locator("#board")).to_contain_text("Oversight")
    expect(visitor.button("Pause")).to_be_visible()


def test_it_plays_and_pauses(visit: Visit) -> None:
    visitor = visit(WGIG)
    assert moment(visitor) == 0
    visitor.button("Play").click()
    expect(visitor.slider("Moment of the run")).to_have_attribute("aria-valuenow", THREE_OR_MORE)
    visitor.button("Pause").click()
    stopped = moment(visitor)
    visitor.page.wait_for_timeout(700)  # two more steps, if it went on
    assert moment(visitor) == stopped >= 3


def test_it_ends_at_the_end_and_begins_anew(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.page.keyboard.press("End")
    waits_for(visitor, last(visitor))
    expect(visitor.button("Play")).to_be_visible()
    visitor.button("Play").click()
    expect(visitor.slider("Moment of the run")).to_have_attribute("aria-valuenow", re.compile(r"^[1-9]\d?$"))


def test_scrubbing_moves_every_picture(visit: Visit) -> None:
    visitor = visit(WGIG)
    views = ("#strip svg.picture", "#room svg.picture", "#board", "#log", "#curves svg")
    before = [visitor.picture(view) for view in views]
    axis = visitor.slider("Moment of the run").bounding_box()
    assert axis
    middle = axis["y"] + axis["height"] / 3
    visitor.page.mouse.move(axis["x"] + 5, middle)
    visitor.page.mouse.down()
    for share in (0.2, 0.5, 0.999):
        visitor.page.mouse.move(axis["x"] + share * axis["width"], middle)
    visitor.page.mouse.up()
    waits_for(visitor, last(visitor))
    assert [view for view, old in zip(views, before, strict=True) if visitor.picture(view) == old] == []
    expect(visitor.page.locator("#board")).to_contain_text("agreed")


def test_steps_and_events(visit: Visit) -> None:
    visitor = visit(WGIG)
    for name, after in (("One step on", 1), ("One step on", 2), ("One step back", 1)):
        visitor.button(name).click()
        waits_for(visitor, after)
    first = visitor.text(".calendar-say")
    visitor.button("One event on").click()
    assert moment(visitor) > 2
    assert visitor.text(".calendar-say") != first


def test_a_seat_says_who_it_is(visit: Visit) -> None:
    visitor = visit(WGIG)
    seat = visitor.page.locator("#room [data-seat]").first
    seat.hover()
    card = visitor.page.locator("#room .first .seat-card")
    expect(card).to_be_visible()
    for what in ("Group", "Region", "Speaks", "Position", "Trusts most"):
        expect(card).to_contain_text(what)
    seat.click()
    expect(seat).to_have_attribute("aria-pressed", "true")


def test_trust_is_shown_from_where_one_wants(visit: Visit) -> None:
    visitor = visit(f"{WGIG}&time=200")
    visitor.page.get_by_role("checkbox", name="all links").check()
    where = "#room .first .trust-count"
    count = visitor.page.locator(where)
    expect(count).to_contain_text("of 1,560 links")
    before = int(visitor.text(where).split()[0])
    assert 20 < before < 500, "the links that one sees first are neither none nor a ball of wool"
    visitor.slider("Trust from").press("ArrowRight")
    assert int(visitor.text(where).split()[0]) < before
    visitor.page.get_by_label("Direction of trust").select_option("mutual")
    expect(count).to_contain_text("of 780 links")


def test_the_strip_chooses_its_item_too(visit: Visit) -> None:
    visitor = visit(WGIG)
    strip = visitor.page.locator("#strip .first")
    on_the_table = strip.get_by_role("heading").inner_text()
    strip.get_by_role("combobox", name="Item on show").select_option("Oversight")
    expect(strip.get_by_role("heading")).to_have_text("Oversight")
    expect(visitor.page.locator("#board .first .item[aria-pressed=true] .title")).to_have_text("Oversight")
    visitor.button("Follow the table", "#strip").click()
    expect(strip.get_by_role("heading")).to_have_text(on_the_table)


def test_a_screen_begins_at_its_top(visit: Visit) -> None:
    visitor = visit()
    visitor.page.locator("#choose article").last.get_by_role("button").last.click()
    visitor.ready()
    assert visitor.page.evaluate("scrollY") == 0
    visitor.page.evaluate("scrollTo(0, 400)")
    visitor.button("\u2039 Forums").click()
    visitor.ready("choose")
    assert visitor.page.evaluate("scrollY") == 0


def test_another_item_puts_the_same_rows_in_another_order(visit: Visit) -> None:
    visitor = visit(f"{WGIG}&issue=oversight")
    before = visitor.picture("#strip .first svg.picture")
    visitor.page.evaluate("window.kept = [...document.querySelectorAll('#strip .first .picture .dot')]")
    visitor.page.locator("#board").get_by_role("button", name=re.compile("^Spam")).click()
    expect(visitor.page.locator("#strip .first").get_by_role("heading")).to_have_text("Spam")
    assert visitor.picture("#strip .first svg.picture") != before
    assert visitor.page.evaluate("[kept.length, kept.filter(dot => dot.isConnected).length]") == [40, 40]


def test_the_board_chooses_what_the_strip_shows(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.page.locator("#board").get_by_role("button", name=re.compile("^Oversight")).click()
    expect(visitor.page.locator("#strip .first").get_by_role("heading")).to_have_text("Oversight")
    visitor.button("How they are seen").click()
    expect(visitor.page.locator("#strip")).to_contain_text("where it is seen")


def test_documents_can_be_read(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.button("Documents").click()
    sheet = visitor.page.locator("#documents article")
    expect(sheet).to_contain_text("Oversight")
    titles = visitor.page.locator("#documents").get_by_role("group", name="Documents").get_by_role("button")
    texts = set()
    for title in titles.all():
        title.click()
        expect(title).to_have_attribute("aria-pressed", "true")
        texts.add(sheet.inner_text())
    assert len(texts) == titles.count() >= 3
    assert min(map(len, texts)) > 500


def test_a_word_explains_itself(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.page.locator("#strip").get_by_role("button", name="red line").click()
    expect(visitor.page.locator("[popover]:popover-open")).to_contain_text("line")


def test_by_keyboard_alone(visit: Visit) -> None:
    visitor = visit()
    keys = visitor.page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if visitor.page.evaluate("wanted => Boolean(document.activeElement?.matches(wanted))", selector):
                return
        raise AssertionError(f"Tab does not lead to {selector}")

    tab_to("#choose [aria-label='Run WGIG, Geneva 2004-05']")
    keys.press("Enter")
    visitor.ready()
    expect(visitor.button("Pause")).to_be_visible()
    visitor.page.evaluate("document.activeElement.blur()")
    keys.press("Space")
    expect(visitor.button("Play")).to_be_visible()
    keys.press("Home")
    waits_for(visitor, 0)
    keys.press("ArrowRight")
    waits_for(visitor, 1)
    keys.press("Shift+ArrowRight")
    assert moment(visitor) > 1
    keys.press("?")
    expect(visitor.page.locator("#help")).to_be_visible()
    keys.press("Escape")
    expect(visitor.page.locator("#help")).to_be_hidden()
    tab_to("#room [data-seat]")
    before = visitor.page.evaluate("document.activeElement.dataset.seat")
    keys.press("ArrowRight")
    assert visitor.page.evaluate("document.activeElement.dataset.seat") != before
    keys.press("Enter")
    expect(visitor.page.locator("#room [data-seat][aria-pressed=true]")).to_have_count(1)
