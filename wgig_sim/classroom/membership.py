"""Levers on who the members are: how many, and in which shares. Members are then chosen from the pool of stakeholders."""

from collections.abc import Mapping

from wgig_sim.classroom.lever import Lever, Option, Pulled, Span
from wgig_sim.classroom.people import seated
from wgig_sim.scenario.schema import Scenario

LEAST, MOST = 10, 120
"""Members that a group may be given."""
STEP = 2


def _pooled(scenario: Scenario) -> dict[str, float]:
    """Share of each group in the pool."""
    weight = {group: sum(kind.share for kind in scenario.pool if kind.group == group) for group in scenario.groups}
    whole = sum(weight.values())
    return {group: value / whole for group, value in weight.items() if value}


def members(scenario: Scenario) -> int:
    """How many members a scenario has."""
    return len(scenario.seats) if scenario.composition.rule == "listed" else scenario.composition.size or 0


def shares(scenario: Scenario) -> dict[str, float]:
    """Share of the seats of each group that has any, as the scenario has it."""
    composition, pooled = scenario.composition, _pooled(scenario)
    if composition.rule == "listed":
        return {group: count / len(scenario.seats) for group, count in seated(scenario).items()}
    if composition.rule != "balanced":
        return pooled
    rest = [group for group in pooled if group not in composition.shares]
    free = (1 - sum(composition.shares.values())) / len(rest) if rest else 0.0
    return {group: share for group in pooled if (share := composition.shares.get(group, free)) > 0}


def _fits(scenario: Scenario, wanted: Mapping[str, float]) -> int:
    """The largest group in which the pool can give every group its share."""
    pooled, count = _pooled(scenario), scenario.constituencies.count
    if not wanted or any(group not in pooled for group in wanted):
        return 0
    return int(min(pooled[group] * count / share for group, share in wanted.items()))


def _choices(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Name of a composition -> the shares of the groups in it."""
    pooled = list(_pooled(scenario))
    if len(pooled) < 2:
        return {}
    now = {group: share for group, share in shares(scenario).items() if group in pooled}
    found = {"equal": dict.fromkeys(pooled, 1 / len(pooled))}
    for group in now if len(now) > 1 else ():
        left = {other: share for other, share in now.items() if other != group}
        found[f"without-{group}"] = {other: share / sum(left.values()) for other, share in left.items()}
    return found | {f"only-{group}": {group: 1.0} for group in pooled}


def _sizes(scenario: Scenario) -> Span | None:
    """Sizes that any composition can have, so that the two levers go together."""
    wanted = [shares(scenario), *_choices(scenario).values()]
    most = min([MOST, *(size for one in wanted[1:] if (size := _fits(scenario, one)) >= members(scenario))])
    most = min(most, _fits(scenario, wanted[0])) // STEP * STEP
    return Span(LEAST, most, STEP, "{} members", "members") if most > LEAST else None


def _compositions(scenario: Scenario) -> tuple[Option, ...]:
    """Compositions for which the pool has enough people."""
    title = {name: group.title[:1].lower() + group.title[1:] for name, group in scenario.groups.items()}
    found = []
    for name, wanted in _choices(scenario).items():
        if _fits(scenario, wanted) < members(scenario):
            continue
        kind, _, group = name.partition("-")
        words = {"equal": "Equal shares", "without": f"Without {title.get(group)}", "only": f"Only {title.get(group)}"}[kind]
        phrase = {"equal": "equal shares of the groups", "without": f"no {title.get(group)}", "only": f"only {title.get(group)}"}
        helps = {
            "equal": "Every group has as many members as every other.",
            "without": f"No seat for {title.get(group)}; the others share the seats.",
            "only": f"All seats for {title.get(group)}.",
        }
        found.append(Option(name, words, phrase[kind], helps[kind]))
    return tuple(found)


def _composition(scenario: Scenario) -> str | None:
    """Listed members are none of the choices: they are not the pool's."""
    if scenario.composition.rule != "balanced":
        return None
    now = shares(scenario)
    alike = (name for name, wanted in _choices(scenario).items() if wanted.keys() == now.keys()
             and all(abs(wanted[group] - now[group]) < 1e-9 for group in now))  # fmt: skip
    return next(alike, None)


def _seating(scenario: Scenario, pulled: Pulled) -> list[str]:
    """Members chosen from the pool; both levers say the same, so that they go together."""
    size = int(pulled.get("size", members(scenario)))
    if scenario.composition.rule in ("random", "coverage") and "shares" not in pulled:
        return [f"composition.size={size}"]
    wanted = _choices(scenario)[str(pulled["shares"])] if "shares" in pulled else shares(scenario)
    told = ", ".join(f"{group}: {wanted.get(group, 0.0):.12g}" for group in _pooled(scenario))
    return ["seats_file=null", "seats=null", f"composition={{rule: balanced, size: {size}, shares: {{{told}}}}}"]


SIZE = Lever(
    "size", "Size of the group",
    "How many members the group has, chosen from the pool of stakeholders in the shares that the groups have now.",
    _sizes, members, _seating,
)  # fmt: skip
SHARES = Lever(
    "shares", "Who has a seat", "Which groups have how many seats; members are chosen from the pool of stakeholders.",
    _compositions, _composition, _seating,
)  # fmt: skip
