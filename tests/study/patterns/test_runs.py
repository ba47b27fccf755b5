"""Samples for patterns, and what is read from a run that is over, against its record and against the model's own decision."""

import numpy as np
import pytest

from wgig_sim.api import ensemble, load, simulate
from wgig_sim.bridge.compile import Setup
from wgig_sim.core.compiled import COMPILED
from wgig_sim.core.state import AGREED, DROPPED, OPTIONS, Process
from wgig_sim.engines.replicate import run
from wgig_sim.study.patterns.ending import ENDINGS, signs
from wgig_sim.study.patterns.runs import Case, Runs

pytestmark = pytest.mark.skipif(not COMPILED, reason="whole forums need the compiled kernels")
WGIG = Case("wgig-2005")


def test_a_sample_is_what_an_ensemble_has() -> None:
    case = Case("wgig-2005", ("rules.start=text-first",))
    found = Runs(3, seed=5).values(case, "trust_end")
    assert found.tolist() == ensemble(load(case.scenario, *case.settings), 3, seed=5)["trust_end"].tolist()


def test_a_case_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = Runs(2)
    before = [runs.values(WGIG, measure).tolist() for measure in ("share_agreed", "agreed_others")]
    monkeypatch.setattr("wgig_sim.study.patterns.runs.sample", None)
    monkeypatch.setattr("wgig_sim.study.patterns.runs.run", None)
    assert [runs.values(WGIG, measure).tolist() for measure in ("share_agreed", "agreed_others")] == before
    assert np.isfinite(runs.values(WGIG, "governments_accept_forum")).all()


@pytest.mark.parametrize("name", ["wgig-2005", "wgig-2005/governments-only"])
def test_what_is_read_is_what_the_record_says(name: str) -> None:
    runs, case = Runs(2, seed=3), Case(name)
    for number in range(2):
        told = simulate(name, seed=3, replicate=number)
        items = {item.id: item for item in told.items}
        received = told.reception
        others = [item.status == "agreed" for item in told.items if item.id != "oversight" and item.status != "dropped"]
        assert runs.values(case, "agreed_others")[number] == pytest.approx(np.mean(others))
        options = len(items["oversight"].options)
        assert options > 0
        assert runs.values(case, "options_oversight")[number] == options
        for issue in ("definition", "forum", "oversight"):
            row = (received["issue"] == issue) & (received["group"] == "government")
            assert runs.values(case, f"governments_accept_{issue}")[number] == received["accepting"][row].item()


def test_nothing_is_read_of_what_a_forum_does_not_have() -> None:
    runs, forest = Runs(1), Case("forest-stewardship-council")
    assert np.isnan(runs.values(forest, "options_oversight")).all()
    assert np.isnan(runs.values(forest, "governments_accept_definition")).all()
    assert np.isfinite(runs.values(forest, "agreed_others")).all()


@pytest.mark.parametrize("margin", [0.05, 0.35, 0.6])
def test_who_signs_is_who_the_vote_counts(margin: float) -> None:
    """The treaty is adopted, by half of the States, exactly where half of them can sign."""
    runs, case = Runs(6), Case("wcit-2012", (f"mechanisms.acceptance.margin_instructed={margin}",))
    signing = runs.values(case, "signing")
    assert (signing >= 0.5).tolist() == (runs.values(case, "share_agreed") == 1.0).tolist()
    assert runs.values(case, "all_sign").tolist() == (signing == 1.0).tolist()


def ended(*settings: str) -> tuple[Setup, Process]:
    """A conference that is over, everybody at the texts, each worded clearly and weighing the same to all."""
    setup = Runs(1).setup(Case("wcit-2012", settings))
    process = run(setup).process
    state = process.state
    state.position[...] = state.text[:, None]
    state.vagueness[...], state.salience[...], state.drafted[...] = 0.0, 1 / len(state.text), 1
    state.latitude[...], state.red_line[...] = 0.25, 1.0
    return setup, process


WITHIN_LATITUDE = (
    "mechanisms.acceptance.goodwill=0",
    "mechanisms.acceptance.deadline=0",
    "mechanisms.acceptance.ambiguity=0.2",
    "mechanisms.acceptance.latitude=0.365",
)


@pytest.mark.parametrize(
    ("apart", "vague", "sign"),
    [
        ((0.0,), 0.0, True),
        ((1.5,), 0.0, True),  # beyond the latitude by 1.25, which five items within it by .25 make up for; see the red line
        ((0.25,) * 6, 0.0, True),
        ((0.75, 0.5), 0.0, True),
        ((1.0, 0.8, 0.75), 0.0, False),  # beyond by 1.8, made up for by .75
        ((0.3,) * 6, 0.0, False),
        ((0.3,) * 6, 0.5, True),  # an ambiguous text lets everybody go further by .1
        ((1.05,), 0.5, True),
    ],
)
def test_who_can_sign(apart: tuple[float, ...], vague: float, sign: bool) -> None:
    """One State at some distance from the texts, all others at them; its red line lies at 1.6, unless it is said to be nearer."""
    setup, process = ended(*WITHIN_LATITUDE)
    state = process.state
    state.red_line[...], state.vagueness[...] = 1.6, vague
    for k, distance in enumerate(apart):
        state.position[k, 0] = state.text[k] + distance
    assert signs(setup, process)[0] == sign
    assert ENDINGS["all_sign"](setup, process) == float(sign)
    assert ENDINGS["signing"](setup, process) == pytest.approx(1.0 if sign else 1 - 1 / setup.seats)
    state.red_line[...] = 0.2
    assert not signs(setup, process)[0] or max(apart) <= 0.2 + 0.2 * vague


def test_a_text_that_was_never_drafted_is_not_signed_for_or_against() -> None:
    setup, process = ended(*WITHIN_LATITUDE)
    process.state.position[0, 0] = process.state.text[0] + 1.5
    process.state.drafted[0] = 0
    assert signs(setup, process).all()


def test_what_was_dropped_is_not_in_the_share() -> None:
    setup, process = Runs(1).setup(WGIG), run(Runs(1).setup(WGIG)).process
    process.state.status[...] = AGREED
    process.state.status[setup.names.issues.index("roles")] = DROPPED
    process.state.status[setup.names.issues.index("oversight")] = OPTIONS
    assert ENDINGS["agreed_others"](setup, process) == 1.0
