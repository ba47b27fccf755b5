"""Arrival: the first day. Who is in the room, what they hold, how they picture and trust each other."""

from typing import TYPE_CHECKING

import numpy as np

from wgig_sim.core.acceptance import involved
from wgig_sim.core.compiled import entry, kernel
from wgig_sim.core.composition import LISTED, select_members
from wgig_sim.core.constituencies import drawn, nearest_seats
from wgig_sim.core.network import small_world
from wgig_sim.core.perception import first_pictures
from wgig_sim.core.state import DROPPED, OPEN, Arrival, Draws, Floats, Ints, Procedure, Process, Profiles, Public, State
from wgig_sim.core.statement import clip

if TYPE_CHECKING:
    from wgig_sim.core.forum import Constants, Forum


@kernel
def settle_the_world(forum: "Forum", draws: Draws, public: Public) -> None:
    """The constituencies on their first day: what they hold, whom they know, how far they trust the process."""
    world = forum.world
    issues, m_count = public.position.shape
    mean, spread, kind = world.profiles.mean, world.profiles.spread, world.kind
    for k in range(issues):
        position, beliefs = public.position[k], draws.world_beliefs[k]
        for m in range(m_count):
            q = kind[m]
            position[m] = clip(mean[k, q] + spread[k, q] * beliefs[m], -1.0, 1.0)
        public.scope[k] = 0.0
    for m in range(m_count):
        public.confidence[m] = forum.constants.constituencies.confidence
        public.inputs[m] = 0
    if public.links.shape[1] > 0:
        small_world(draws.world_order, draws.world_links, world.rewire, public.links)


@kernel
def prepare(forum: "Forum", draws: Draws, public: Public) -> None:
    """Before the group exists: stakeholders are heard on scope and composition, and so come to trust the process."""
    own = forum.constants.constituencies
    profiles, kind = forum.world.profiles, forum.world.kind
    for event in range(forum.preparation.voices.shape[0]):
        if kind.shape[0] > 0:
            for turn in range(forum.preparation.voices[event]):
                m = drawn(draws.preparation[event], turn, kind.shape[0])
                public.inputs[m] += 1
                public.confidence[m] += own.voice * forum.preparation.publicity[event] * (1.0 - public.confidence[m])
                for k in range(public.scope.shape[0]):
                    public.scope[k] += profiles.salience[k, kind[m]]


@kernel
def in_scope(scope: Floats, least: float, status: Ints) -> None:
    """Open the issues (K,) that the preparation voiced at least `least` of an equal share for; drop the others.

    Without a preparation everything is in scope.
    """
    total = 0.0
    for k in range(scope.shape[0]):
        total += scope[k]
    for k in range(scope.shape[0]):
        status[k] = DROPPED if total > 0.0 and scope[k] * scope.shape[0] < least * total else OPEN


@kernel
def take_seats(profiles: Profiles, constants: "Constants", draws: Draws, state: State) -> None:
    """Fill what a seat brings along: profile, salience, competence, latitude and red line; listed seats draw their position."""
    acceptance = constants.acceptance
    for i in range(state.group.shape[0]):
        q = state.profile[i]
        state.group[i], state.camp[i], state.region[i] = profiles.group[q], profiles.camp[q], profiles.region[q]
        state.languages[i], state.personal[i] = profiles.languages[q], profiles.personal[q]
        own = profiles.susceptibility[q]
        state.susceptibility[i] = constants.persuasion.susceptibility if np.isnan(own) else own
        margin = acceptance.margin_instructed + profiles.personal[q] * (acceptance.margin_personal - acceptance.margin_instructed)
        for k in range(state.position.shape[0]):
            state.salience[k, i] = profiles.salience[k, q]
            state.competence[k, i] = profiles.competence[k, q]
            state.position[k, i] = clip(profiles.mean[k, q] + profiles.spread[k, q] * draws.beliefs[k, i], -1.0, 1.0)
            given = profiles.latitude[k, q]
            width = involved(profiles.salience[k, q], state.position.shape[0], acceptance.involvement)
            drawn_latitude = acceptance.latitude + acceptance.latitude_spread * draws.limits[i]
            state.latitude[k, i] = clip(width * drawn_latitude, 0.0, 2.0) if np.isnan(given) else given
            line = profiles.red_line[k, q]
            red_line = min(2.0, state.latitude[k, i] + width * margin) if np.isnan(line) else line
            state.red_line[k, i] = max(state.latitude[k, i], red_line)


@kernel
def get_acquainted(arrival: Arrival, draws: Draws, state: State) -> None:
    """Fill standing, ties, and trust on the first day: by block, plus earlier acquaintance, plus chance; self-trust is 1."""
    n = state.group.shape[0]
    bonus = np.zeros((n, n))
    if arrival.neighbours > 0 and n > arrival.neighbours:
        links = np.empty((n, arrival.neighbours), dtype=np.int64)
        small_world(draws.rank, draws.acquaintance, arrival.rewire, links)
        for i in range(n):
            for hop in range(arrival.neighbours // 2):
                bonus[links[i, hop], i] = arrival.bonus
                bonus[i, links[i, hop]] = arrival.bonus
    group, camp, languages, region = state.group, state.camp, state.languages, state.region
    trust, base_trust, standing, tie, chance = state.trust, state.base_trust, state.standing, state.tie, draws.trust
    for s in range(n):
        for i in range(n):
            block = arrival.same_camp if camp[s] == camp[i] else arrival.trust[group[s], group[i]]
            first = clip(block + bonus[s, i] + arrival.spread * chance[s, i], 0.0, 1.0)
            if arrival.given.shape[0] > 0 and not np.isnan(arrival.given[s, i]):
                first = arrival.given[s, i]
            trust[s, i] = 1.0 if s == i else first
            base_trust[s, i] = trust[s, i]
            standing[s, i] = 1.0 if s == i else arrival.standing[group[s], group[i]]
            shared = (languages[s] & languages[i]) != 0 or region[s] == region[i]
            tie[s, i] = 1.0 if shared else 0.0


@kernel
def clear_the_table(procedure: Procedure, state: State) -> None:
    """No text, no statement, no objection yet."""
    for i in range(state.floor_time.shape[0]):
        state.floor_time[i] = 0
        state.spoken_today[i] = 0
    for k in range(state.status.shape[0]):
        state.text[k] = procedure.reference[k]
        state.vagueness[k], state.heard_sum[k], state.heard_count[k] = 0.0, 0.0, 0
        state.rounds[k], state.session_rounds[k], state.objectors[k] = 0, 0, 0
        state.agreed_step[k], state.drafted[k] = -1, 0
        for i in range(state.floor_time.shape[0]):
            state.pending[k, i] = -1


@entry
def arrive(forum: "Forum", draws: Draws, process: Process) -> None:
    """Fill a process with its first day: preparation, selection of members, arrival. Overwrites everything."""
    state, public, constants = process.state, process.public, forum.constants
    settle_the_world(forum, draws, public)
    prepare(forum, draws, public)
    if forum.selection.rule == LISTED:
        for i in range(state.group.shape[0]):
            state.constituency[i], state.profile[i] = -1, i
    else:
        nearness = constants.composition.nearness
        select_members(forum.selection, forum.world, public.position, draws.world_order, nearness, state.constituency)
        for i in range(state.group.shape[0]):
            state.profile[i] = forum.world.kind[state.constituency[i]]
    take_seats(forum.profiles, constants, draws, state)
    for i in range(state.group.shape[0]):
        m = state.constituency[i]
        if m >= 0:
            for k in range(state.position.shape[0]):
                state.position[k, i] = public.position[k, m]
    for k in range(state.position.shape[0]):
        for i in range(state.position.shape[1]):
            state.first_position[k, i] = state.position[k, i]
            state.mandate[k, i] = state.position[k, i]
            ignorance = (1.0 - forum.arrival.knowledge) * (1.0 - state.competence[k, i])
            state.knowledge[k, i] = 1.0 - ignorance
    get_acquainted(forum.arrival, draws, state)
    perception = constants.perception
    first_pictures(state.position, state.camp, perception.stereotyping, perception.false_polarisation, state.picture)
    clear_the_table(forum.procedure, state)
    in_scope(public.scope, constants.constituencies.scope, state.status)
    nearest_seats(state, forum.world, public, process.workspace)
    process.ledger.size[0] = 0
    process.log.size[0] = 0
