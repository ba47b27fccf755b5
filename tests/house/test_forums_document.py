"""The document of the six other forums holds what the model says today."""

import numpy as np
import pytest

from docs import forums
from tests.house.markdown import text
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.core.state import AGREED
from wgig_sim.scenario.read import read
from wgig_sim.study.means import means


def test_the_tables_are_fresh() -> None:
    assert forums.document() == text(forums.DOCUMENT), "run: python -m docs.forums"


@pytest.mark.parametrize("name", ["wcit-2012", "world-commission-on-dams"])
def test_who_accepts_as_the_process_saw_it(name: str) -> None:
    """What was agreed by consensus can still be accepted by nearly all; a package with too few signatures is not agreed."""
    for end in forums.ends(name)[:20]:
        agreed = end.result.process.state.status == AGREED
        if name == "wcit-2012":
            assert agreed.all() == (end.signs.mean() >= 0.5)
        else:
            assert end.accepts[agreed].mean() > 0.9


@pytest.mark.parametrize("name", ["irish-citizens-assembly", "ccwg-accountability"])
def test_who_accepts(name: str) -> None:
    """Whoever stands at the text does, whoever has a red line before it does not, and nobody accepts what was never drafted."""
    own = compile_scenario(read(name)).forum.constants.acceptance
    for end in forums.ends(name)[:20]:
        state = end.result.process.state
        apart = abs(state.text[:, None] - state.position)
        assert end.accepts[apart <= state.latitude].all()
        assert not end.accepts[apart > state.red_line + own.ambiguity * state.vagueness[:, None] + 1e-9].any()
        assert end.accepts.any()
        assert not end.accepts.all()


def test_numbers_as_they_are_written() -> None:
    assert [forums.number(value) for value in (-0.004, 0.125, -1.0)] == ["0.00", "0.12", "−1.00"]
    assert forums.number(0.5, signed=True) == "+0.50"
    assert forums.interval(np.array([0.5, 0.5])) == "0.50 (0.50 to 0.50)"
    assert forums.interval(np.array([1.0, 1.0])) == "1.00 (0.16 to 1.00)", "two runs of two"
    assert forums.interval(np.array([1.0, 1.0]), signed=True) == "+1.00 (+1.00 to +1.00)"


def gain(name: str, what: str) -> tuple[float, float]:
    """The 95% interval of the paired difference that the WGIG's rules make."""
    reckon = forums.CHANGES[what]
    told = means(forums.values_of(f"{name}/wgig-rules", reckon) - forums.values_of(name, reckon))
    return float(told.low), float(told.high)


def test_what_is_said_of_the_rules_of_the_working_group() -> None:
    """The prose below the tables: if this fails, it is the text that has to be written anew."""
    others = [name for name in forums.CLAIMS if name != "world-commission-on-dams"]
    assert all(gain(name, "understanding gained")[0] > 0 for name in others)
    assert [name for name in others if gain(name, "seats that accept")[0] <= 0] == ["wcit-2012"]
    assert gain("wcit-2012", "seats that accept")[1] < 0
    falls = [name for name in others if gain(name, "trust gained")[1] < 0]
    assert falls == ["irish-citizens-assembly"]
    assert all(gain(name, "trust gained")[0] > 0 for name in others if name not in falls)
    for name in ("wcit-2012", "irish-citizens-assembly"):
        assert forums.values_of(f"{name}/wgig-rules", forums.share_agreed).mean() < 0.1


def test_what_is_said_of_each_forum() -> None:
    """Which claims the prose calls right and which wrong: a fact is right in more than half of the runs, or not."""
    right = {
        name: [
            abs(forums.values_of(name, claim.reckon).mean() - claim.happened) < 0.5
            for claim in claims
            if not isinstance(claim.happened, str) and claim.happened in (0, 1)
        ]
        for name, claims in forums.CLAIMS.items()
    }
    assert right == {
        "wcit-2012": [True, False],
        "netmundial-2014": [True, True, True, True, True, True],
        "world-commission-on-dams": [True],
        "forest-stewardship-council": [True, False, True, False],
        "irish-citizens-assembly": [],
        "ccwg-accountability": [True, False],
    }
    widest = forums.values_of("wcit-2012", forums.behind_the_widest_text("access"))
    assert 0.6 < widest.mean() < 0.75, "about two thirds"
    majorities = forums.CLAIMS["irish-citizens-assembly"]
    assert all(forums.values_of("irish-citizens-assembly", claim.reckon).mean() > 0.5 for claim in majorities)
