"""Compile: a validated scenario becomes a Forum of arrays, and the Names that turn its rows back into words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

from wgig_sim.bridge.calendar import compile_calendar, compile_preparation, events, preparation_events, steps
from wgig_sim.bridge.names import Names, in_order, index, people
from wgig_sim.bridge.procedure import compile_procedure
from wgig_sim.bridge.vocabulary import constants
from wgig_sim.core.composition import COMPOSITIONS
from wgig_sim.core.forum import Forum
from wgig_sim.core.state import Arrival, Floats, Ints, Profiles, Selection, World
from wgig_sim.scenario.people import Capacity, Emphasis, Limits, Profile, Weight
from wgig_sim.scenario.schema import Scenario

DEFAULT = "default"
Cell = TypeVar("Cell")


class Setup(NamedTuple):
    """A compiled scenario."""

    scenario: Scenario
    forum: Forum
    names: Names
    seats: int
    drawn: Mapping[str, float] | None = None
    """Constants that were drawn from what the calibration has left; None where all are as they stand."""


def find(own: Mapping[str, Cell], camp: Mapping[str, Cell], issue: str, otherwise: Cell) -> Cell:
    """The cell of an issue: the person's own, else the camp's, else the camp's default, else `otherwise`."""
    for table, key in ((own, issue), (own, DEFAULT), (camp, issue), (camp, DEFAULT)):
        if key in table:
            return table[key]
    return otherwise


def number(cell: float | Emphasis | Weight) -> float:
    """The value of a cell, with or without its source."""
    return float(cell.value if isinstance(cell, Emphasis | Weight) else cell)


def personal(capacity: Capacity) -> float:
    """1 for personal capacity, 0 for instructed."""
    return {"personal": 1.0, "instructed": 0.0}[capacity] if isinstance(capacity, str) else float(capacity)


def _capacity(scenario: Scenario, profile: Profile) -> float:
    group = scenario.groups[profile.group].capacity
    return personal(next(c for c in (profile.capacity, group, scenario.capacity) if c is not None))


def _belief(scenario: Scenario, profile: Profile, issue: str) -> tuple[float, float]:
    """Mean and spread of a position; a plain number in a seat's own row is exact, a camp's has the default spread."""
    own = profile.positions.get(issue, profile.positions.get(DEFAULT))
    if isinstance(own, int | float):
        return float(own), 0.0
    cell = own if own is not None else find({}, scenario.positions[profile.camp], issue, 0.0)
    return (float(cell), 0.15) if isinstance(cell, int | float) else (cell.mean, cell.spread)


def _matrix(profiles: Sequence[Profile], issues: Sequence[str], cell: Callable[[Profile, str], float]) -> Floats:
    rows = [[cell(profile, issue) for profile in profiles] for issue in issues]
    return np.array(rows, dtype=np.float64).reshape(len(issues), len(profiles))


def compile_profiles(scenario: Scenario, profiles: Sequence[Profile], words: Names) -> Profiles:
    """Kinds of people as arrays over (issues, kinds)."""
    issues = words.issues
    groups, camps, regions = index(words.groups), index(words.camps), index(words.regions)
    developments, languages = index(words.developments), index(words.languages)

    def table(name: str, otherwise: float) -> Floats:
        camps_table: Mapping[str, Mapping[str, Any]] = getattr(scenario, name)
        return _matrix(profiles, issues, lambda p, k: number(find(getattr(p, name), camps_table.get(p.camp, {}), k, otherwise)))

    def bound(name: str) -> Floats:
        def cell(profile: Profile, issue: str) -> float:
            value = getattr(find(profile.limits, scenario.limits.get(profile.camp, {}), issue, Limits()), name)
            return np.nan if value is None else float(value)

        return _matrix(profiles, issues, cell)

    def susceptibility(profile: Profile) -> float:
        own = (profile.susceptibility, scenario.camps[profile.camp].susceptibility)
        return float(next((s for s in own if s is not None), np.nan))

    def ints(values: Sequence[int]) -> Ints:
        return np.array(values, dtype=np.int64)

    emphasis = table("salience", 1.0)
    total = emphasis.sum(axis=0, keepdims=True)
    return Profiles(
        group=ints([groups[p.group] for p in profiles]),
        camp=ints([camps[p.camp] for p in profiles]),
        region=ints([regions[p.region] for p in profiles]),
        development=ints([developments[p.development] for p in profiles]),
        languages=ints([sum(1 << languages[word] for word in set(p.languages)) for p in profiles]),
        personal=np.array([_capacity(scenario, p) for p in profiles], dtype=np.float64),
        susceptibility=np.array([susceptibility(p) for p in profiles], dtype=np.float64),
        mean=_matrix(profiles, issues, lambda p, k: _belief(scenario, p, k)[0]),
        spread=_matrix(profiles, issues, lambda p, k: _belief(scenario, p, k)[1]),
        salience=np.where(total > 0, emphasis / np.where(total > 0, total, 1.0), 1.0 / len(issues)),
        competence=table("competence", 0.5),
        latitude=bound("latitude"),
        red_line=bound("red_line"),
    )


def _names(scenario: Scenario) -> Names:
    everybody = (*scenario.seats, *scenario.pool)
    rows = steps(scenario)
    return Names(
        groups=tuple(scenario.groups),
        camps=tuple(scenario.camps),
        issues=tuple(scenario.issues),
        regions=in_order(*(p.region for p in everybody)),
        developments=in_order(*(p.development for p in everybody)),
        languages=in_order(*(word for p in everybody for word in p.languages)),
        profiles=people(scenario),
        events=tuple(events(scenario)),
        preparation=tuple(preparation_events(scenario)),
        step_date=tuple(row.date for row in rows),
        step_round=tuple(row.round for row in rows),
    )


def _pairs(table: Mapping[str, Mapping[str, float | Weight]], groups: tuple[str, ...], same: float, other: float) -> Floats:
    """(G, G) [towards, from] of a table from -> towards -> value."""
    result = np.full((len(groups), len(groups)), other)
    np.fill_diagonal(result, same)
    position = index(groups)
    for holder, row in table.items():
        for towards, value in row.items():
            result[position[towards], position[holder]] = number(value)
    return result


def _arrival(scenario: Scenario, groups: tuple[str, ...]) -> Arrival:
    trust = scenario.trust
    near = trust.acquaintance
    return Arrival(
        trust=_pairs(trust.between, groups, trust.same_group, trust.other_group),
        same_camp=trust.same_camp,
        spread=trust.spread,
        given=_given_trust(scenario),
        neighbours=near.neighbours // 2 * 2 if near else 0,
        rewire=near.rewire if near else 0.0,
        bonus=near.bonus if near else 0.0,
        knowledge=scenario.knowledge,
        standing=_pairs(scenario.standing, groups, 1.0, 1.0),
    )


def _given_trust(scenario: Scenario) -> Floats:
    """(N, N) [trusted, truster] from the pairs of a trust network file, NaN where it is silent; or from influence weights."""
    if scenario.trust.weights:
        return _weighing(scenario)
    if not scenario.trust.pairs:
        return np.empty((0, 0))
    seat = index(tuple(seat.id for seat in scenario.seats))
    given = np.full((len(seat), len(seat)), np.nan)
    for truster, trusted, value in scenario.trust.pairs:
        given[seat[trusted], seat[truster]] = value
    return given


def _weighing(scenario: Scenario) -> Floats:
    """Trust (N, N) [trusted, truster] under which a round of talk has the stated influence weights W: W_ij / (W_ii m).

    Oneself counts once, with trust 1, and everybody else counts m times, once for each statement in the round.
    """
    seat = index(tuple(seat.id for seat in scenario.seats))
    weight = np.zeros((len(seat), len(seat)))
    for truster, trusted, value in scenario.trust.weights:
        weight[seat[trusted], seat[truster]] = value
    result: Floats = weight / (np.diag(weight) * (scenario.rounds.turns // len(seat)))
    return result


def _shares_out(weights: Floats, places: int) -> Ints:
    """`places` in proportion to `weights`, by largest remainders."""
    exact = weights / weights.sum() * places
    result: Ints = np.floor(exact).astype(np.int64)
    for i in np.argsort(-(exact - result), kind="stable")[: places - int(result.sum())]:
        result[i] += 1
    return result


def _selection(scenario: Scenario, groups: tuple[str, ...], seats: int) -> Selection:
    composition = scenario.composition
    named = np.array([composition.shares.get(group, 0.0) for group in groups])
    pooled = {kind.group for kind in scenario.pool}
    free = np.array([group not in composition.shares and group in pooled for group in groups])
    if free.any():
        named = named + free * (1.0 - named.sum()) / free.sum()
    quota = _shares_out(named, seats) if named.sum() > 0 else np.zeros(len(groups), dtype=np.int64)
    return Selection(rule=COMPOSITIONS.index(composition.rule), size=seats, quota=quota)


def by_mechanism(values: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Constants by their whole names as mechanism -> constant -> value.

    >>> by_mechanism({"trust.gain": 0.1, "trust.loss": 0.2})
    {'trust': {'gain': 0.1, 'loss': 0.2}}
    """
    found: dict[str, dict[str, float]] = {}
    for name, value in values.items():
        mechanism, _, constant = name.partition(".")
        found.setdefault(mechanism, {})[constant] = value
    return found


def with_constants(setup: Setup, overrides: Mapping[str, Mapping[str, float]]) -> Setup:
    """The same compiled scenario under other constants, which go over its own; a hundred times as fast as compiling anew."""
    names, forum = setup.names, setup.forum
    own = forum.constants
    changed = {name: getattr(own, name)._replace(**{k: float(v) for k, v in row.items()}) for name, row in overrides.items()}
    values = own._replace(**changed)
    calendar = forum.calendar
    if values.corridor != own.corridor:  # how many people meet is drawn ahead
        calendar = compile_calendar(setup.scenario, names.groups, names.regions, setup.seats, values.corridor)
    return setup._replace(forum=forum._replace(constants=values, calendar=calendar))


def compile_scenario(scenario: Scenario) -> Setup:
    """A scenario as a Forum of arrays, with the names of their rows."""
    names = _names(scenario)
    listed = scenario.composition.rule == "listed"
    seats = len(scenario.seats) if listed else int(scenario.composition.size or 0)
    count = scenario.constituencies.count if scenario.pool else 0
    shares = np.array([kind.share for kind in scenario.pool], dtype=np.float64)
    kind = np.repeat(np.arange(len(shares)), _shares_out(shares, count)) if count else np.empty(0, dtype=np.int64)
    pool = compile_profiles(scenario, scenario.pool, names)
    values = constants(scenario.mechanisms, scenario.muted)
    group = pool.group[kind]
    world = World(
        profiles=pool,
        kind=kind.astype(np.int64),
        group=group,
        run=np.append(np.flatnonzero(np.diff(group, prepend=-1)), count).astype(np.int64),
        neighbours=min(scenario.constituencies.neighbours, max(0, count - 1)) // 2 * 2,
        rewire=float(scenario.constituencies.rewire),
        website=scenario.constituencies.website,
    )
    forum = Forum(
        profiles=compile_profiles(scenario, scenario.seats, names) if listed else pool,
        world=world,
        arrival=_arrival(scenario, names.groups),
        selection=_selection(scenario, names.groups, seats),
        preparation=compile_preparation(scenario),
        calendar=compile_calendar(scenario, names.groups, names.regions, seats, values.corridor),
        procedure=compile_procedure(scenario, names),
        constants=values,
    )
    return Setup(scenario, forum, names, seats)
