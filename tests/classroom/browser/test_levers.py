"""Somebody changes a rule: the same people meet again, both runs stand side by side, and the effect is what the program gives."""

import re
import time

import pytest
from playwright.sync_api import Route, expect

import wgig_sim
from tests.classroom.browser.conftest import Visit
from tests.classroom.browser.visitor import Visitor
from wgig_sim.classroom.orders import SEED
from wgig_sim.core.compiled import COMPILED

WGIG = "scenario=wgig-2005"
SHIFTS = """() => {
    window.shifts = [];
    const name = ({ node }) => node?.id || node?.getAttribute?.("class") || node?.nodeName;
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(one =>
        ({ value: one.value, soon: one.hadRecentInput, what: one.sources.map(name).join(", ") })
    ))).observe({ type: "layout-shift" });
}"""
"""Collects how far the page jumps; `soon`: within half a second of a key or a click, where a change is expected."""
JUMP = 0.02
"""How much of a jump nobody minds, in the units of Cumulative Layout Shift."""
LATE = 0.8
"""Seconds by which runs come late: too long after a click for a change to be expected."""


def pull(visitor: Visitor, lever: str, label: str) -> None:
    """Move a lever with positions, and wait for the second run."""
    visitor.page.get_by_role("radiogroup", name=lever).get_by_role("radio", name=label, exact=True).check()
    expect(visitor.page.locator("html")).to_have_class(re.compile(r"\bpair\b"))
    visitor.ready()


def whole_effect(visitor: Visitor) -> None:
    """Wait until all pairs are in."""
    expect(visitor.page.locator("#effect .done")).to_have_text("500 runs")


def late(route: Route) -> None:
    """A run that comes late."""
    time.sleep(LATE)
    route.continue_()


def jumps(visitor: Visitor) -> list[dict[str, object]]:
    """What jumped without being expected to, the largest first."""
    found: list[dict[str, object]] = visitor.page.evaluate("window.shifts.filter(one => !one.soon)")
    return sorted(found, key=lambda one: -float(str(one["value"])))


@pytest.mark.skipif(not COMPILED, reason="a thousand runs need the compiled kernels")
def test_the_effect_of_a_lever_is_that_of_the_program(visit: Visit) -> None:
    visitor = visit(f"{WGIG}&seed=7")
    visitor.button("What if").click()
    pull(visitor, "Footing", "Unequal")
    expect(visitor.page.locator("#room .other [data-seat]")).to_have_count(40)
    whole_effect(visitor)
    said = visitor.text("#effect .effect-say")
    paired = wgig_sim.compare("wgig-2005", "wgig-2005/unequal-footing", replicates=500, seed=SEED)
    found = paired.set_index("measure").loc["share_agreed"]
    assert f"{abs(18 * found['difference']):.1f} fewer of 18 items" in said
    first, other = (f"{18 * found[f'mean_{which}']:.1f} of 18" for which in ("first", "other"))
    means = visitor.text("#effect .effect-means")
    assert first in means
    assert other in means


def test_what_is_put_back_is_gone(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.button("What if").click()
    alone = visitor.picture("#strip svg.picture")
    pull(visitor, "Capacity", "Instructed")
    assert visitor.picture("#strip .other svg.picture") != visitor.picture("#strip .first svg.picture")
    visitor.button("Reset").click()
    expect(visitor.page.locator("html")).not_to_have_class(re.compile(r"\bpair\b"))
    expect(visitor.page.locator("#room .other")).to_be_hidden()
    expect(visitor.page.locator("#effect")).to_be_hidden()
    visitor.ready()
    assert visitor.picture("#strip svg.picture") == alone


def test_a_slider_by_the_keyboard(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.button("What if").click()
    trust = visitor.slider("Trust at the start")
    trust.focus()
    visitor.page.keyboard.press("End")
    expect(visitor.page.locator("html")).to_have_class(re.compile(r"\bpair\b"))
    visitor.ready()
    visitor.page.wait_for_url(re.compile("vs=wgig-2005&vs.trust=0.8$"))
    assert visitor.text("#curves") != visit(WGIG).text("#curves")


def test_two_forums_side_by_side(visit: Visit) -> None:
    visitor = visit()
    visitor.button("Run both side by side").click()
    visitor.ready()
    expect(visitor.page.locator("#room .first [data-seat]")).to_have_count(40)
    expect(visitor.page.locator("#room .other [data-seat]")).to_have_count(48)
    visitor.page.keyboard.press("End")
    agreed = [int(re.findall(r"(\d+) agreed", visitor.text(f"#board .{side}"))[0]) for side in ("first", "other")]
    assert agreed[0] > agreed[1]
    whole_effect(visitor)
    expect(visitor.page.locator("#effect .effect-say")).to_contain_text("fewer of 18 items")


def test_nothing_jumps_while_a_lever_runs(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.button("What if").click()
    visitor.page.route("**/api/run", late)
    visitor.page.evaluate(SHIFTS)
    for label in ("Unequal", "Equal", "Unequal"):
        visitor.page.get_by_role("radiogroup", name="Footing").get_by_role("radio", name=label, exact=True).check()
        visitor.page.wait_for_timeout(1500)
    pull(visitor, "Capacity", "Instructed")
    whole_effect(visitor)
    found = jumps(visitor)
    assert sum(float(str(one["value"])) for one in found) < JUMP, found


def test_nothing_jumps_while_it_plays(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.page.get_by_label("Speed").select_option("very fast")
    visitor.button("Play").click()
    visitor.page.evaluate(SHIFTS)
    visitor.page.wait_for_timeout(4000)
    found = jumps(visitor)
    assert sum(float(str(one["value"])) for one in found) < JUMP, found


def test_the_eye_that_looks_for_jumps_sees_one(visit: Visit) -> None:
    visitor = visit(WGIG)
    visitor.page.evaluate(SHIFTS)
    visitor.page.wait_for_timeout(600)
    visitor.page.evaluate(
        "document.getElementById('main').prepend(Object.assign(document.createElement('p'), {textContent: 'x'}))"
    )
    visitor.page.wait_for_timeout(200)
    assert jumps(visitor)
