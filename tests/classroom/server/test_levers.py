"""Levers: every one of every forum is valid, alone and with others, says what the forum has, and does what it says."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgig_sim.bridge.calendar import rules_in_turn
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.classroom.cards import card_with_levers, loaded, scenario, served
from wgig_sim.classroom.levers import LEVERS, LeverError, cards, checked, settings
from wgig_sim.classroom.orders import Order, Unfit, perform
from wgig_sim.scenario.read import vary
from wgig_sim.scenario.schema import Scenario

every_scenario = pytest.mark.parametrize("name", served())


def values(card: dict[str, Any]) -> list[Any]:
    """What a lever may be moved to: all positions, or the ends and the middle of a scale."""
    if card["kind"] == "choice":
        return [option["value"] for option in card["options"]]
    middle = card["min"] + round((card["max"] - card["min"]) / card["step"] / 2) * card["step"]
    return [card["min"], middle, card["max"]]


def moved(name: str, **levers: Any) -> Scenario:
    """A forum with levers moved."""
    pulled = checked(scenario(name), levers)
    return vary(loaded(name), settings(scenario(name), pulled), vocabulary()).scenario


def same(one: Any, other: Any) -> bool:
    """Whether two forums are equal, array by array."""
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    return all(same(a, b) for a, b in zip(one, other, strict=True)) if isinstance(one, tuple) else bool(one == other)


def compiled(told: Scenario) -> Setup:
    return compile_scenario(told)


@every_scenario
def test_every_position_of_every_lever_is_valid_and_known_again(name: str) -> None:
    for card in cards(scenario(name)):
        for value in values(card):
            changed = moved(name, **{card["id"]: value})
            if not str(value).startswith("without-") or card["id"] != "shares":  # without whom there was
                assert LEVERS[card["id"]].now(changed) == pytest.approx(value), (card["id"], value)


@every_scenario
def test_a_position_that_the_forum_has_changes_nothing(name: str) -> None:
    base = compiled(scenario(name))
    for card in cards(scenario(name)):
        lever = LEVERS[card["id"]]
        if card["value"] is None or card["id"] == "size":  # other members of the same number: not offered as a change
            continue
        changed = vary(loaded(name), lever.settings(scenario(name), {card["id"]: card["value"]}), vocabulary()).scenario
        assert same(compiled(changed).forum, base.forum), card["id"]
        assert checked(scenario(name), {card["id"]: card["value"]}) == {}


@every_scenario
def test_levers_are_told_in_words(name: str) -> None:
    for card in card_with_levers(name)["levers"]:
        assert card["title"]
        assert card["help"].endswith(".")
        phrases = [option["phrase"] for option in card["options"]] if card["kind"] == "choice" else [card["phrase"]]
        assert len(set(phrases)) == len(phrases)
        assert all(phrase and not phrase.endswith(".") for phrase in phrases)
        if card["kind"] == "choice":
            assert all(option["help"].endswith(".") for option in card["options"])
            assert len({option["label"] for option in card["options"]}) == len(card["options"])


@given(st.data())
def test_levers_go_together(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(served()))
    chosen = data.draw(st.lists(st.sampled_from(cards(scenario(name))), min_size=2, unique_by=lambda card: card["id"]))
    moved(name, **{card["id"]: data.draw(st.sampled_from(values(card))) for card in chosen})


@pytest.mark.parametrize(
    ("lever", "value"),
    [("door", "without-civil-society"), ("shares", "only-government"), ("floor", "governments"), ("consensus", "unanimity"),
     ("meetings", "first-meeting"), ("size", 12), ("chair", "none"), ("trust", 0.0)],
)  # fmt: skip
def test_a_forum_with_a_lever_moved_runs(lever: str, value: Any) -> None:
    found = perform(None, Order("values", "wgig-2005", ((lever, value),), seed=0))
    assert not isinstance(found, bytes | Unfit)
    assert np.isfinite(found[:, :4]).all()


def test_levers_do_what_they_say() -> None:
    assert all(
        held.room == ("government", "private-sector")
        for name, held in moved("wgig-2005", door="without-civil-society").formats.items()
    )
    assert moved("wgig-2005", footing="unequal").standing["government"] == {"private-sector": 0.2, "civil-society": 0.2}
    assert moved("netmundial-2014", capacity="personal").groups["government"].capacity == 1
    assert moved("wgig-2005", meetings="second-meeting").last_event == "second-meeting"
    assert moved("wgig-2005", chair="none").chair is None
    trust = moved("wgig-2005", trust=0.38).trust
    assert (trust.other_group, trust.same_group, trust.same_camp) == pytest.approx((0.38, 0.45, 0.55))
    both = moved("wgig-2005", size=20, shares="without-civil-society")
    assert both.composition.size == 20
    setup = compiled(both)
    assert setup.forum.selection.quota.tolist() == [11, 9, 0]  # 14 and 12 of 26


def test_a_rule_that_is_moved_holds_for_the_whole_process() -> None:
    told = scenario("wcit-2012")
    assert LEVERS["consensus"].now(told) is None
    one = moved("wcit-2012", consensus="consensus")
    assert {rule.rule for rule in rules_in_turn(one).values()} == {"consensus"}
    assert moved("wcit-2012", consensus="rough-consensus", meetings="conference").calendar["vote"].consensus is None
    assert "consensus, then half of the votes" in card_with_levers("wcit-2012")["rules"]


def test_a_lever_that_is_not_there_is_refused() -> None:
    told = scenario("wcit-2012")
    for levers in (
        {"size": 40},
        {"nothing": 1},
        {"trust": 0.9},
        {"trust": True},
        {"trust": "0.3"},
        {"start": 1.0},
        {"start": "x"},
    ):
        with pytest.raises(LeverError):
            checked(told, levers)


def test_no_lever_names_a_file() -> None:
    for name in served():
        for card in cards(scenario(name)):
            for value in values(card):
                made = settings(scenario(name), {card["id"]: value})
                assert all("file" not in setting or setting.endswith("_file=null") for setting in made)
