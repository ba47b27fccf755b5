"""How members are found: quotas are met, coverage is what greedy search finds, and lots are lots."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forums import CAMPS, GROUPS, setup
from wgig_sim.bridge.compile import Setup
from wgig_sim.core.state import Floats
from wgig_sim.engines.replicate import Replicate

SIZES = {"government": 0.45, "private-sector": 0.2, "civil-society": 0.35}


def pool(rule: str, size: int = 12, count: int = 120, **shares: float) -> Setup:
    kinds: list[dict[str, Any]] = [
        {"id": f"{group}-{region}-{development}", "group": group, "camp": camp, "region": region, "development": development,
         "share": SIZES[group]}
        for group, camp in zip(GROUPS, CAMPS, strict=True)
        for region in ("north", "south", "east")
        for development in ("developed", "developing")
    ]  # fmt: skip
    composition = {"rule": rule, "size": size, "shares": {name.replace("_", "-"): share for name, share in shares.items()}}
    return setup(
        parties=3, seats=[], pool=kinds, composition=composition, constituencies={"count": count},
        mechanisms={"composition": {"nearness": 0.15}},
    )  # fmt: skip


def members(compiled: Setup, number: int = 0) -> Replicate:
    """The first day."""
    return Replicate(compiled, 0, number)


@settings(max_examples=40)
@given(st.integers(2, 30), st.integers(0, 100))
def test_quotas_are_met_exactly(size: int, number: int) -> None:
    compiled = pool("balanced", size, government=0.4, private_sector=0.25, civil_society=0.35)
    state = members(compiled, number).process.state
    assert np.bincount(state.group, minlength=3).tolist() == compiled.forum.selection.quota.tolist()
    assert compiled.forum.selection.quota.sum() == size
    assert np.abs(compiled.forum.selection.quota - size * np.array([0.4, 0.25, 0.35])).max() < 1
    assert len(set(state.constituency.tolist())) == size, "nobody is a member twice"


@given(st.integers(0, 100))
def test_balanced_regions_differ_by_two_members_at_most(number: int) -> None:
    """A seat goes to the region with the fewest members; development only breaks ties within a quarter of a seat each."""
    state = members(pool("balanced", 18), number).process.state
    by_region = np.bincount(state.region, minlength=3)
    assert by_region.max() - by_region.min() <= 2


def test_a_group_alone_at_the_table() -> None:
    state = members(pool("balanced", 9, government=1.0)).process.state
    assert (state.group == 0).all()


@pytest.mark.parametrize("rule", ["random", "balanced", "coverage"])
def test_members_speak_for_their_constituencies(rule: str) -> None:
    compiled = pool(rule)
    process = members(compiled).process
    chosen = process.state.constituency
    assert (process.state.profile == compiled.forum.world.kind[chosen]).all()
    assert (process.state.position == process.public.position[:, chosen]).all()
    assert (process.state.mandate == process.state.position).all()


def test_lots_are_fair() -> None:
    """Over 150 draws of 12 of 120, each is drawn 15 times, give or take 5 standard deviations of a binomial."""
    compiled = pool("random")
    drawn = np.bincount(np.concatenate([members(compiled, r).process.state.constituency for r in range(150)]), minlength=120)
    spread = (150 * 0.1 * 0.9) ** 0.5
    assert np.abs(drawn - 15).max() <= 5 * spread


def reach(replicate: Replicate) -> Floats:
    """(M, M): whether the row, as a member, would represent the column."""
    forum, public = replicate.forum, replicate.process.public
    kind = forum.world.kind
    group, salience = forum.world.profiles.group[kind], forum.world.profiles.salience[:, kind]
    apart = np.abs(public.position[:, :, None] - public.position[:, None, :])  # issue, member, represented
    near = (salience[:, None, :] * apart).sum(axis=0) <= forum.constants.composition.nearness
    result: Floats = near & (group[:, None] == group[None, :])
    return result


@pytest.mark.parametrize("number", range(5))
def test_coverage_is_greedy(number: int) -> None:
    """Each member adds as many new constituencies as any candidate could."""
    replicate = members(pool("coverage"), number)
    reaches = reach(replicate)
    served = np.zeros(len(reaches), dtype=bool)
    for member in replicate.process.state.constituency:
        gains = (reaches & ~served).sum(axis=1)
        assert gains[member] == gains.max()
        served |= reaches[member]
    assert replicate.conclude().representation == pytest.approx(served.mean())


@pytest.mark.parametrize("number", range(10))
def test_coverage_represents_more_than_a_lot(number: int) -> None:
    by_search, by_lot = (members(pool(rule), number).conclude().representation for rule in ("coverage", "random"))
    assert by_search >= by_lot


def test_whoever_sits_there_themselves_is_represented() -> None:
    compiled = pool("random", size=60, count=60)
    assert members(compiled).conclude().representation == 1.0
