"""Constituencies: the world outside, which gives input, hears what is public, and receives the report."""

from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.core.acceptance import excess
from wgig_sim.core.compiled import entry, kernel
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.learning import learned
from wgig_sim.core.options import fewest_texts
from wgig_sim.core.state import AGREED, DROPPED, Floats, Ints, Process, Public, State, Workspace, World

if TYPE_CHECKING:
    from wgig_sim.core.forum import Constants, Forum

STRIDE = 0.6180339887498949
"""Golden ratio: the step of a systematic sample from a random start, which visits all kinds evenly."""


class Constituencies(NamedTuple):
    """The world outside gives input, hears what is public, talks among itself, and accepts the report or not.

    being heard: confidence += voice * (1 - confidence); mandate of its seat += input * (x - mandate)
    in public: confidence += hearing * publicity * (1 - |mean said by its group - x| / 2 - confidence)
    accepts an agreed item iff |y - x| <= latitude + goodwill * confidence + ambiguity * v
    accepts the report iff the accepted share of the agreed items, by salience, is at least `endorsement`
    """

    admitted: Annotated[
        float, Constant("share of the outside voices of a round that get the floor", 0, 1, mute=0, source="value: set by hand")
    ] = 1.0
    input: Annotated[
        float, Constant("how far one contribution moves the mandate of the seat nearest to it", 0, 1, mute=0, unit="per input")
    ] = 0.18
    voice: Annotated[
        float,
        Constant("gain in confidence of somebody who was heard", 0, 1, mute=0, unit="per input", source="value: set by hand"),
    ] = 0.1
    hearing: Annotated[
        float, Constant("rate at which confidence follows what is heard in public", 0, 1, mute=0,
                        unit="per round", source="value: set by hand")
    ] = 0.02  # fmt: skip
    contagion: Annotated[
        float, Constant("how far confidence follows that of one's contacts", 0, 1, mute=0,
                        unit="per event", source="value: set by hand")
    ] = 0.1  # fmt: skip
    written: Annotated[
        float, Constant("share of the constituencies that write in each month through the website", 0, 1, mute=0,
                        unit="per month", source="value: set by hand")
    ] = 0.02  # fmt: skip
    confidence: Annotated[float, Constant("confidence in the process before it starts", 0, 1, source="value: set by hand")] = 0.4
    goodwill: Annotated[
        float, Constant("latitude gained from full confidence in the process", 0, 2, mute=0,
                        unit="position", source="value: set by hand")
    ] = 0.45  # fmt: skip
    endorsement: Annotated[
        float,
        Constant(
            "share of the agreed items, by salience, that somebody who accepts the report can live with",
            0,
            1,
            source="value: set by hand",
        ),
    ] = 0.8
    reading: Annotated[
        float,
        Constant(
            "attention that a written contribution gets, as a share of that for a speech",
            0,
            1,
            mute=0,
            source="value: set by hand",
        ),
    ] = 0.25
    scope: Annotated[
        float, Constant("share of the voiced salience below which an issue is out of scope, relative to an equal share", 0, 1,
                        mute=0, source="value: set by hand")
    ] = 0.1  # fmt: skip


@kernel
def drawn(start: float, turn: int, count: int) -> int:
    """Row of the constituency that speaks in `turn` of a systematic sample from the random start in [0, 1).

    >>> drawn(0.5, 0, 10), drawn(0.5, 1, 10)
    (5, 1)
    """
    at = start + turn * STRIDE
    return min(int((at - np.floor(at)) * count), count - 1)


@kernel
def give_input(state: State, world: World, public: Public, constants: "Constants", issue: int, m: int, present: Floats) -> None:
    """Constituency m is heard on an issue: those present learn, the seat nearest to it takes note, and m gains confidence.

    present (N,) weighs how attentively each seat hears: 1 in the room, less for a paper on a website.
    """
    own = constants.constituencies
    attention, rate = constants.perception.attention, constants.learning.rate
    competence, knowledge = world.profiles.competence[issue, world.kind[m]], state.knowledge[issue]
    for i in range(present.shape[0]):
        knowledge[i] = learned(knowledge[i], rate, attention * present[i], competence)
    seat = public.seat[m]
    if seat >= 0:
        state.mandate[issue, seat] += own.input * (public.position[issue, m] - state.mandate[issue, seat])
    public.confidence[m] += own.voice * (1.0 - public.confidence[m])
    public.inputs[m] += 1
    state.heard_sum[issue] += public.position[issue, m]
    state.heard_count[issue] += 1


@kernel
def heard_from_groups(group: Ints, speakers: Ints, said: Floats, workspace: Workspace) -> None:
    """Fill the workspace's arrays (G,): `seated`, 1 for groups with a seat; `heard`, the mean of what a group's seats said;
    `informed`, 1 unless a group with seats was silent. group (N,).
    """
    seated, heard, informed = workspace.seated, workspace.heard, workspace.informed
    for g in range(seated.shape[0]):
        seated[g], heard[g], informed[g] = 0.0, 0.0, 0.0
    for i in range(group.shape[0]):
        seated[group[i]] = 1.0
    for turn in range(said.shape[0]):
        informed[group[speakers[turn]]] += 1.0
        heard[group[speakers[turn]]] += said[turn]
    for g in range(seated.shape[0]):
        heard[g] = heard[g] / max(1.0, informed[g])
        informed[g] = 1.0 if informed[g] > 0.0 or seated[g] == 0.0 else 0.0


@kernel
def hear_in_public(forum: "Forum", process: Process, issue: int, speakers: Ints, said: Floats, publicity: float) -> None:
    """Confidence follows what the public hears of a round: somebody of one's own group, near to oneself, or nobody at all.

    A constituency whose group has no seat hears nobody of its own (evidence 0); one whose group was silent in this round
    learns nothing.
    """
    rate, group, run = forum.constants.constituencies.hearing * publicity, forum.world.group, forum.world.run
    if rate == 0.0:
        return
    workspace, position, confidence = process.workspace, process.public.position[issue], process.public.confidence
    heard_from_groups(process.state.group, speakers, said, workspace)
    for r in range(run.shape[0] - 1):
        g = group[run[r]]
        if workspace.informed[g] > 0.0:
            mean, here = workspace.heard[g], workspace.seated[g]
            follow(position[run[r] : run[r + 1]], confidence[run[r] : run[r + 1]], mean, here, rate)


@kernel
def follow(position: Floats, confidence: Floats, heard: float, seated: float, rate: float) -> None:
    """Confidence (C,) moves towards how near to each was what they heard; seated is 1, or 0: nobody of their own was there."""
    for m in range(position.shape[0]):
        near = seated * (1.0 - 0.5 * abs(heard - position[m]))
        confidence[m] += rate * (near - confidence[m])


@kernel
def talk_among_neighbours(public: Public, contagion: float, before: Floats) -> None:
    """Confidence (M,) moves towards the mean of one's contacts, synchronously; `before` (M,) is left with what it was."""
    neighbours = public.links.shape[1]
    if contagion == 0.0 or neighbours == 0:
        return
    links, confidence = public.links, public.confidence
    for m in range(before.shape[0]):
        before[m] = confidence[m]
    for m in range(before.shape[0]):
        total = 0.0
        for link in range(neighbours):
            total += before[links[m, link]]
        confidence[m] = before[m] + contagion * (total / neighbours - before[m])


@kernel
def nearest_seats(state: State, world: World, public: Public, workspace: Workspace) -> None:
    """Link each constituency to the member of its own group who is nearest on what matters to it."""
    members, theirs, apart = workspace.members, workspace.theirs, workspace.apart
    for r in range(world.run.shape[0] - 1):
        first, end = world.run[r], world.run[r + 1]
        count = 0
        for i in range(state.group.shape[0]):
            if state.group[i] == world.group[first]:
                members[count] = i
                for k in range(theirs.shape[0]):
                    theirs[k, count] = state.position[k, i]
                count += 1
        for m in range(first, end):
            distances(public.position[:, m], theirs, world.profiles.salience[:, world.kind[m]], apart[:count])
            public.seat[m], public.apart[m] = -1, np.inf
            for i in range(count):
                if apart[i] < public.apart[m]:
                    public.seat[m], public.apart[m] = members[i], apart[i]


@kernel
def distances(position: Floats, theirs: Floats, salience: Floats, apart: Floats) -> None:
    """Fill apart (C,): the distance of C people from one position (K,), weighted by salience (K,); theirs (K, at least C)."""
    for i in range(apart.shape[0]):
        apart[i] = 0.0
    for k in range(position.shape[0]):
        at, matters, other = position[k], salience[k], theirs[k]
        for i in range(apart.shape[0]):
            apart[i] += matters * abs(at - other[i])


@kernel
def latitude_of(world: World, kind: int, issue: int, base: float) -> float:
    """Latitude of a kind of constituency on an issue: its own where the scenario says so, else the global constant."""
    own = world.profiles.latitude[issue, kind]
    return base if np.isnan(own) else own


@kernel
def best_option(world: World, public: Public, issue: int, texts: Floats, base: float) -> int:
    """The option that most constituencies could accept; -1 without options."""
    best, most = -1, -1
    for o in range(texts.shape[0]):
        supporters = 0
        for m in range(world.kind.shape[0]):
            reach = latitude_of(world, world.kind[m], issue, base)
            supporters += 1 if abs(texts[o] - public.position[issue, m]) <= reach else 0
        if supporters > most:
            best, most = o, supporters
    return best


@kernel
def slack(
    world: World, public: Public, constants: "Constants", m: int, issue: int, text: float, vagueness: float, agreed: bool
) -> float:
    """How far within what constituency m accepts an outcome lies (negative: beyond it).

    Confidence in the process widens what is accepted, but only of what the process agreed on.
    """
    reach = latitude_of(world, world.kind[m], issue, constants.acceptance.latitude)
    if agreed:
        reach += constants.constituencies.goodwill * public.confidence[m]
        return -excess(public.position[issue, m], text, reach, constants.acceptance.ambiguity, vagueness)
    return -excess(public.position[issue, m], text, reach, 0.0, 0.0)


@kernel
def accept_outcome(forum: "Forum", process: Process, issue: int, accepts: Floats) -> None:
    """Fill accepts (M,), 1 or 0: who can live with what came out on an issue.

    An item left with options is judged by the option that most constituencies could accept: a later decision for one text.
    An item without any text is accepted by nobody.
    """
    state, public, world, constants = process.state, process.public, forum.world, forum.constants
    agreed = state.status[issue] == AGREED
    text, vagueness, exists = state.text[issue], state.vagueness[issue], agreed
    if not agreed and state.status[issue] != DROPPED:
        texts = unresolved_texts(state, issue)
        option = best_option(world, public, issue, texts, constants.acceptance.latitude)
        if option >= 0:
            text, exists = texts[option], True
    for m in range(accepts.shape[0]):
        room = slack(world, public, constants, m, issue, text, vagueness, agreed) if exists else -1.0
        accepts[m] = 1.0 if room >= 0.0 else 0.0


@kernel
def accept_report(forum: "Forum", process: Process, report: Floats) -> None:
    """Fill report (M,), 1 or 0: who accepts, by salience, at least `endorsement` of the agreed items."""
    state, salience, kind = process.state, forum.world.profiles.salience, forum.world.kind
    accepts, balance, weight = report, np.zeros(report.shape[0]), np.zeros(report.shape[0])
    for k in range(state.status.shape[0]):
        if state.status[k] == AGREED:
            accept_outcome(forum, process, k, accepts)
            for m in range(report.shape[0]):
                matters = salience[k, kind[m]]
                balance[m] += matters * accepts[m]
                weight[m] += matters
    for m in range(report.shape[0]):
        enough = forum.constants.constituencies.endorsement * weight[m] - ROUNDING
        report[m] = 1.0 if weight[m] > 0.0 and balance[m] >= enough else 0.0


@entry
def receive(forum: "Forum", process: Process, accepts: Floats, report: Floats) -> None:
    """Fill accepts (K, M) by outcome and report (M,), 1 or 0."""
    for k in range(accepts.shape[0]):
        accept_outcome(forum, process, k, accepts[k])
    accept_report(forum, process, report)


@kernel
def unresolved_texts(state: State, issue: int) -> Floats:
    """The options that an item without agreement ends in; none if it was never taken up."""
    if state.rounds[issue] == 0:
        return np.empty(0)
    return fewest_texts(state.position[issue], state.latitude[issue])
