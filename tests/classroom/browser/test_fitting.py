"""The issue strip is the picture of the model: at every size it is whole, above the calendar, and nothing lies on it."""

import pytest
from playwright.sync_api import expect

from tests.classroom.browser.conftest import Visit
from tests.classroom.browser.visitor import LAPTOP, PHONE, WALL, Visitor

WGIG = "scenario=wgig-2005"
LONGEST = f"{WGIG}&time=200&issue=principles"
"""The item with the longest poles and the longest question."""
PAIR = f"{LONGEST}&vs=wgig-2005&vs.footing=unequal"
ADDRESSES = {
    "one run": LONGEST,
    "by camp": f"{LONGEST}&order=camp",
    "pictures": f"{LONGEST}&strip=pictures",
    "two runs": PAIR,
    "two runs, pictures": f"{PAIR}&strip=pictures",
}
CROWDED = """least => {
    const floor = document.getElementById("calendar").getBoundingClientRect().top;
    const shown = node => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length;
    const written = node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    const name = node => `${node.localName} "${node.textContent.trim().slice(0, 30)}"`;
    const parts = [...document.querySelectorAll("#strip .side *, #room .first .room-legend > *")].filter(node =>
        shown(node) && !node.closest(".seat-card") && (node.matches("svg") || (!node.closest("svg, select") && written(node))));
    const boxes = parts.map(node => [node, node.getBoundingClientRect()]);
    const paired = document.documentElement.classList.contains("pair");
    const found = boxes.filter(([node, box]) => (node.closest("#strip") || !paired) && box.bottom > floor + 1)
        .map(([node]) => `${name(node)} lies below the calendar`);
    const together = (one, other, low, high) => Math.min(one[high], other[high]) - Math.max(one[low], other[low]) > 1.5;
    boxes.forEach(([one, here], at) => boxes.slice(at + 1).forEach(([other, there]) => {
        if (!one.contains(other) && together(here, there, "left", "right") && together(here, there, "top", "bottom"))
            found.push(`${name(one)} lies on ${name(other)}`);
    }));
    const tall = Math.min(...boxes.filter(([node]) => node.matches("svg.picture")).map(([, box]) => box.height));
    return tall < least ? [...found, `the picture is ${tall} high`] : found;
}"""
"""What lies on something else or below the calendar, of the strip and of the room's legend."""
LEAST_HIGH = 240


def crowded(visitor: Visitor, address: str) -> list[str]:
    """Go to an address, and see what has no room there."""
    visitor.page.evaluate(f"location.hash = '{address}'; scrollTo(0, 0)")
    visitor.page.wait_for_function("wanted => location.hash.includes(wanted)", arg=address)
    visitor.ready()
    visitor.text("#strip .first")
    found: list[str] = visitor.page.evaluate(CROWDED, LEAST_HIGH)
    return found


@pytest.mark.parametrize("panel", ["", "What if"])
@pytest.mark.parametrize("size", [LAPTOP, WALL], ids=["laptop", "wall"])
def test_the_strip_is_whole(visit: Visit, size: tuple[int, int], panel: str) -> None:
    visitor = visit(LONGEST, size=size)
    if size == WALL:
        visitor.button("Projector").click()
    if panel:
        visitor.button(panel).click()
        expect(visitor.page.locator("#levers")).to_be_visible()
    found = [f"{name}: {what}" for name, address in ADDRESSES.items() for what in crowded(visitor, address)]
    assert found == []


def test_the_strip_is_whole_on_a_telephone(visit: Visit) -> None:
    visitor = visit(LONGEST, size=PHONE, has_touch=True, is_mobile=True)
    calendar = visitor.page.locator("#calendar").bounding_box()
    picture = visitor.page.locator("#strip .first svg.picture").bounding_box()
    assert calendar
    assert picture
    assert picture["height"] >= LEAST_HIGH
    assert picture["y"] + picture["height"] <= calendar["y"]


def test_what_is_said_of_trust_moves_nothing(visit: Visit) -> None:
    visitor = visit(f"{WGIG}&time=290&trust=0.8")
    visitor.button("What if").click()
    box = visitor.page.locator("#room .first .room-box")
    before = box.bounding_box()
    visitor.page.get_by_label("Direction of trust").select_option("mutual")
    visitor.page.locator("#room .first [data-seat='30']").hover()
    expect(visitor.page.locator("#room .first .trust-count")).to_contain_text("shares trust with")
    assert box.bounding_box() == before
