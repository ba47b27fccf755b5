"""The world outside: who is heard, what it makes of what it hears, and whether it can live with the outcome."""

from typing import Any

import numpy as np
import pytest

from tests.engines.examples import POOL
from tests.forums import merged, setup, talks
from tests.kernels import plain
from wgig_sim.bridge.vocabulary import muted
from wgig_sim.core.constituencies import hear_in_public, nearest_seats, receive, talk_among_neighbours
from wgig_sim.core.handles import hand_over
from wgig_sim.core.state import AGREED, DROPPED, OPTIONS, Floats
from wgig_sim.engines.replicate import Replicate

MANY = 60


def outside(overrides: dict[str, dict[str, float]] | None = None, count: int = MANY, **facts: Any) -> Replicate:
    """The first day of a forum with a world outside, in which only the constants named act."""
    how: dict[str, Any] = {
        "size": 6, "items": 2, "parties": 3, "pool": POOL, "constituencies": {"count": count, "neighbours": 4, "rewire": 0.3},
        "mechanisms": merged(muted(), overrides or {}),
    }  # fmt: skip
    return Replicate(setup(**{**how, **facts}), 3)


def group_of(replicate: Replicate) -> Floats:
    world = replicate.forum.world
    return world.profiles.group[world.kind].astype(np.float64)


def test_everybody_looks_to_the_nearest_member_of_the_own_group() -> None:
    replicate = outside()
    state, public, world = replicate.process.state, replicate.process.public, replicate.forum.world
    plain(nearest_seats)(state, world, public, replicate.process.workspace)
    salience = world.profiles.salience[:, world.kind]
    apart = (salience[:, :, None] * np.abs(public.position[:, :, None] - state.position[:, None, :])).sum(axis=0)
    apart[group_of(replicate)[:, None] != state.group[None, :]] = np.inf
    assert public.seat.tolist() == apart.argmin(axis=1).tolist()


def test_a_group_without_a_seat_has_nobody_to_look_to() -> None:
    people = [{"id": str(i), "group": "government", "camp": "treaty", "region": "north"} for i in range(3)]
    replicate = outside(seats=people)
    assert ((replicate.process.public.seat < 0) == (group_of(replicate) > 0)).all()


def test_being_heard_gives_confidence_and_moves_a_mandate() -> None:
    formats = {"closed": {"publicity": 0.0, "floor": "equal-turns", "outside_voices": 1}}
    heard = {"floor": {"voice": 1.0}, "constituencies": {"admitted": 1.0, "input": 0.25, "voice": 0.5, "confidence": 0.2}}
    replicate = outside(heard, **{**talks(1), "formats": formats, "rounds": {"turns": 1}})
    before = replicate.process.state.mandate.copy()
    replicate.advance()
    process = replicate.process
    (m,) = np.flatnonzero(process.public.inputs)
    assert process.public.confidence[m] == pytest.approx(0.2 + 0.5 * 0.8)
    assert (np.delete(process.public.confidence, m) == 0.2).all()
    seat = int(process.public.seat[m])
    expected = before.copy()
    expected[0, seat] += 0.25 * (process.public.position[0, m] - before[0, seat])
    assert process.state.mandate == pytest.approx(expected)
    assert process.state.heard_count.tolist() == [2, 0]


def test_what_is_public_moves_confidence_towards_how_near_ones_own_group_was() -> None:
    replicate = outside({"constituencies": {"confidence": 0.5, "hearing": 0.2}})
    state, public = replicate.process.state, replicate.process.public
    speakers = np.array([0, 3, 1])  # two governments and one of the private sector
    said = np.array([0.2, 0.6, -0.4])
    plain(hear_in_public)(replicate.forum, replicate.process, 1, speakers, said, 0.5)
    assert state.group[speakers].tolist() == [0, 0, 1]
    words = np.array([0.4, -0.4, np.nan])[group_of(replicate).astype(int)]
    near = 1 - np.abs(words - public.position[1]) / 2
    expected = np.where(np.isnan(words), 0.5, 0.5 + 0.5 * 0.2 * (near - 0.5))
    assert public.confidence == pytest.approx(expected)


def test_who_has_no_seat_loses_confidence_in_what_is_public() -> None:
    people = [{"id": str(i), "group": "government", "camp": "treaty", "region": "north"} for i in range(3)]
    replicate = outside({"constituencies": {"confidence": 0.5, "hearing": 0.2}}, seats=people)
    public = replicate.process.public
    plain(hear_in_public)(replicate.forum, replicate.process, 0, np.array([0]), np.array([0.0]), 0.5)
    assert (public.confidence[group_of(replicate) > 0] == 0.5 * 0.9).all()


def test_neighbours_talk_synchronously() -> None:
    public = outside().process.public
    public.confidence[:] = np.random.default_rng(1).random(MANY)
    before = public.confidence.copy()
    plain(talk_among_neighbours)(public, 0.3, np.empty(MANY))
    assert public.confidence == pytest.approx(before + 0.3 * (before[public.links].mean(axis=1) - before))


def test_the_website_is_written_to_in_the_time_between() -> None:
    """A tenth of 60 in each of two months: 12 contributions, spread over the constituencies."""
    calendar = {"before": {"kind": "report", "start": "2005-01-01"}, "after": {"kind": "report", "start": "2005-03-02"}}
    many = {"constituencies": {"written": 0.1}}
    constituencies = {"count": MANY, "neighbours": 4, "website": True}
    replicate = outside(many, calendar=calendar, constituencies=constituencies)
    replicate.finish()
    inputs = replicate.process.public.inputs
    assert inputs.sum() == 12
    assert inputs.max() == 1
    shut = outside(many, calendar=calendar)
    shut.finish()
    assert not shut.process.public.inputs.any()


def test_issues_that_nobody_voiced_are_out_of_scope() -> None:
    formats = {"closed": {"publicity": 0.0, "outside_voices": 3}}
    calendar = {"hearing": {"kind": "consultation", "start": "2004-01-01", "days": ["closed"], "before_group": True},
                **talks(3)["calendar"]}  # fmt: skip
    salience = {camp: {"issue-0": 99, "issue-1": 1} for camp in ("treaty", "market", "rights")}
    replicate = outside({"constituencies": {"scope": 0.1}}, formats=formats, calendar=calendar, salience=salience)
    assert replicate.process.state.status[1] == DROPPED  # 1% of the voiced salience is less than a tenth of an equal share
    wide = outside({"constituencies": {"scope": 0.01}}, formats=formats, calendar=calendar, salience=salience)
    assert wide.process.state.status[1] != DROPPED
    replicate.finish()
    assert replicate.process.state.rounds.tolist() == [3, 0]
    assert replicate.process.state.status[1] == DROPPED


def received(replicate: Replicate) -> tuple[Floats, Floats]:
    issues, count = replicate.process.public.position.shape
    accepts, report = np.full((issues, count), np.nan), np.full(count, np.nan)
    forum, process = replicate.forum, replicate.process
    receive(hand_over(forum), hand_over(process), accepts, report)
    return accepts, report


def test_reception() -> None:
    """Agreed: latitude, confidence and ambiguity count. Options: the one that most can live with, at base latitude."""
    constants = {
        "acceptance": {"latitude": 0.3, "ambiguity": 0.4},
        "constituencies": {"goodwill": 0.5, "confidence": 0.5, "endorsement": 1.0},
    }
    replicate = outside(constants)
    state, public = replicate.process.state, replicate.process.public
    state.status[:] = [AGREED, OPTIONS]
    state.rounds[:] = 1
    state.text[0], state.vagueness[0] = 0.2, 0.25
    public.confidence[:] = np.linspace(0, 1, MANY)
    state.position[1], state.latitude[1] = [-0.9, -0.9, 0.5, 0.5, 0.5, 0.5], 0.0  # options at -.9 and .5
    accepts, report = received(replicate)
    reach = 0.3 + 0.5 * public.confidence + 0.4 * 0.25
    agreed = np.abs(0.2 - public.position[0]) <= reach
    options = [np.abs(text - public.position[1]) <= 0.3 for text in (-0.9, 0.5)]
    assert accepts[0].tolist() == agreed.tolist()
    assert accepts[1].tolist() == max(options, key=lambda who: who.sum()).tolist()
    assert report.tolist() == agreed.tolist(), "only what was agreed is in the report to be endorsed"
    assert 0 < agreed.mean() < 1


def test_a_report_without_agreement_is_endorsed_by_nobody() -> None:
    replicate = outside()
    accepts, report = received(replicate)
    assert not accepts.any(), "nothing was taken up"
    assert not report.any()


def test_endorsement_needs_its_share_of_what_matters() -> None:
    constants = {"acceptance": {"latitude": 0.3}, "constituencies": {"endorsement": 0.6}}
    salience = {camp: {"issue-0": 3, "issue-1": 1} for camp in ("treaty", "market", "rights")}
    replicate = outside(constants, salience=salience)
    state, public = replicate.process.state, replicate.process.public
    state.status[:] = AGREED
    state.text[:] = 0.0
    public.position[:, :4] = [[0.0, 0.0, 0.9, 0.9], [0.0, 0.9, 0.0, 0.9]]
    assert received(replicate)[1][:4].tolist() == [1, 1, 0, 0]
