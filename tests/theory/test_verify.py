"""Limit cases: the program finds what is known, and whatever is bent a little is found out."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tests.forums import merged
from tests.house.markdown import ROOT, section, table
from wgig_sim.core.compiled import COMPILED
from wgig_sim.scenario.read import load
from wgig_sim.scenario.tree import plain
from wgig_sim.study.verify import FAMILIES, Family, averaging, rooms, silence, symmetry, texts, verify
from wgig_sim.study.verify.check import Check, near, worst

LARGE = {"Nothing acts", "Bounded confidence", "Meeting in pairs", "Symmetries"}
"""Hundreds of people, or whole forums: they need the compiled kernels."""
SMALL = [family for family in FAMILIES if COMPILED or family.title not in LARGE]
OF_THE_MODEL = {
    "nothing happens": "Nothing acts",
    "DeGroot": "Averaging",
    "Friedkin-Johnsen": "Holding on",
    "linked topics": "Linked topics",
    "Hegselmann-Krause": "Bounded confidence",
    "Deffuant-Weisbuch": "Meeting in pairs",
    "drafting": "One text",
    "options": "Options",
    "trust": "Trust and pictures",
    "perception": "Trust and pictures",
    "mirror": "Symmetries",
    "relabelling": "Symmetries",
}


def family(title: str) -> Family:
    return next(known for known in FAMILIES if known.title == title)


def failing(title: str) -> list[str]:
    return [check.what for check in family(title).checks() if not check.passed]


@pytest.mark.parametrize("known", SMALL, ids=lambda known: known.title)
def test_what_is_known_is_found(known: Family) -> None:
    checks = list(known.checks())
    assert checks
    assert [check for check in checks if not check.passed] == []
    assert all(check.what and check.why for check in checks)
    assert len({check.what for check in checks}) == len(checks)


def test_every_limit_case_of_the_model_document_is_verified() -> None:
    rows = table(section(ROOT / "docs" / "model.md", "8 Limit cases"))
    assert {row["becomes"] for row in rows} == OF_THE_MODEL.keys()
    assert set(OF_THE_MODEL.values()) == {known.title for known in FAMILIES}


BENT: list[tuple[str, dict[str, dict[str, float]]]] = [
    ("Averaging", {"persuasion": {"susceptibility": 0.999}}),
    ("Averaging", {"statement": {"abstraction": 0.01}}),
    ("Holding on", {"corridor": {"contacts": 1.0}}),
    ("Holding on", {"trust": {"gain": 0.01}}),
    ("Linked topics", {"persuasion": {"confidence": 1.0}}),
    ("Bounded confidence", {"persuasion": {"fading": 0.1}}),
    ("Meeting in pairs", {"persuasion": {"repulsion": 0.1}}),
    ("One text", {"drafting": {"vagueness": 0.1}, "acceptance": {"ambiguity": 0.5}}),
    ("Trust and pictures", {"statement": {"abstraction": 0.01}}),
]


@pytest.mark.parametrize(("title", "constants"), BENT)
def test_what_is_not_mute_is_found_out(
    title: str, constants: dict[str, dict[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not COMPILED and title in LARGE:
        pytest.skip("hundreds of people need the compiled kernels")
    base = plain(load(rooms.BASE).root)
    monkeypatch.setattr(rooms, "_base", lambda: {**base, "mechanisms": merged(base["mechanisms"], constants)})
    assert failing(title) != []


def test_a_published_figure_that_is_not_reached_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(averaging, "PUBLISHED", averaging.PUBLISHED + np.array([[0, 0, 0, 0], [0, 0, 0, 0.1]]))
    assert failing("Holding on") == ["classics/friedkin-johnsen: the second topic"]


@pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
def test_a_forum_that_is_not_all_mute_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "SILENT", (*silence.SILENT, "mechanisms.reputation.weight=0.01"))
    assert len(failing("Nothing acts")) == 2


@pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
@pytest.mark.parametrize("name", ["mirrored_draws", "mirrored_forum", "reseated_draws", "reseated_forum"])
def test_half_a_symmetry_is_found_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symmetry, name, lambda same, *_: same)
    assert len(failing("Symmetries")) == 1


@pytest.mark.parametrize("texts_of", [lambda x, a: x, lambda x, a: np.array([0.0])])
def test_options_too_many_or_for_too_few_are_found_out(texts_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "fewest_texts", texts_of)
    assert len(failing("Options")) >= 2


def test_the_miss_is_the_largest_distance() -> None:
    check = near("numbers", [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 2.0, 3.0], [4.0, 5.5, 6.1]], 0.4)
    assert (check.miss, check.expected, check.got, check.passed) == (0.5, "5", "5.5", False)
    assert near("numbers", 1.0, 1.5, 0.5).passed


@pytest.mark.parametrize("got", [math.nan, math.inf])
def test_what_is_no_number_never_passes(got: float) -> None:
    assert not near("numbers", 1.0, got, 1e9).passed
    assert not worst([near("numbers", 1.0, 1.0), near("numbers", 1.0, got, 1e9), near("numbers", 1.0, 3.0)]).passed


def test_numbers_that_are_not_of_the_same_shape_are_no_case() -> None:
    with pytest.raises(ValueError, match="are expected and"):
        near("numbers", [1.0, 2.0], [1.0])


def test_cases_come_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def cases() -> Iterator[Check]:
        yield near("first", 0, 0)
        raise AssertionError("the second was asked for before the first was shown")

    monkeypatch.setattr("wgig_sim.study.verify.FAMILIES", (Family("A", "known", cases),))
    assert next(verify())[1].what == "first"
