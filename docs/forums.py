"""Forums: what the model says of six other forums beside what happened there, and what the WGIG's rules would have done.

python -m docs.forums

Writes the tables of docs/forums.md: over 200 replicates of each forum, under its own rules and under those of the WGIG.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from docs.refresh import filled, rewrite
from wgig_sim.bridge.compile import Setup, compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.core.consensus import ROUNDING
from wgig_sim.core.handles import hand_over
from wgig_sim.core.schedule import stand
from wgig_sim.core.state import AGREED, Flags, Floats
from wgig_sim.engines.replicate import Result, run
from wgig_sim.scenario.read import read
from wgig_sim.study.means import means
from wgig_sim.study.patterns.ending import signs

DOCUMENT = Path(__file__).parent / "forums.md"
REPLICATES = 200
MOST_RUNS = (0.05, 0.95)
"""Quantiles between which nine runs in ten lie."""


class End(NamedTuple):
    """How a run ended."""

    result: Result
    issues: tuple[str, ...]
    accepts: Flags
    """(K, N) who can live with the text on an issue; nobody where there is none."""
    signs: Flags
    """(N,) who can live with all texts as one package."""
    limit: Floats
    """(K, N) how far from its position each seat can go."""


Reckon = Callable[[End], float]


def end_of(setup: Setup, number: int, seed: int = 0) -> End:
    """Run a replicate and see who accepts what on its last day."""
    result = run(setup, seed, number)
    process, own = result.process, setup.forum.constants.acceptance
    limit = np.empty_like(process.state.position)
    stand(hand_over(setup.forum), hand_over(process), 1.0, limit, np.empty(len(setup.names.issues)))
    state = process.state
    beyond = abs(state.text[:, None] - state.position) - limit - own.ambiguity * state.vagueness[:, None]
    drafted = state.drafted[:, None] == 1
    return End(result, setup.names.issues, drafted & (beyond <= ROUNDING), signs(setup, process), limit)


@cache
def ends(name: str) -> tuple[End, ...]:
    """The ends of all replicates of a scenario."""
    setup = compile_scenario(read(name, vocabulary=vocabulary()))
    return tuple(end_of(setup, number) for number in range(REPLICATES))


def agreed(issue: str) -> Reckon:
    """1 where the item is agreed."""
    return lambda end: float(end.result.process.state.status[end.issues.index(issue)] == AGREED)


def accepting(issue: str) -> Reckon:
    """Share of the seats that can live with the text on an issue."""
    return lambda end: float(end.accepts[end.issues.index(issue)].mean())


def behind_the_widest_text(issue: str) -> Reckon:
    """Share of the seats that can live with the text on an issue that most can live with, whether or not it was on the table."""

    def reckon(end: End) -> float:
        k = end.issues.index(issue)
        position, limit = end.result.process.state.position[k], end.limit[k]
        texts = np.minimum(position + limit, 1.0)  # the right end of some seat's interval: no other text has more behind it
        return float((abs(texts[:, None] - position) <= limit + ROUNDING).mean(axis=1).max())

    return reckon


def preferring(issue: str) -> Reckon:
    """Share of the seats that end nearer to the second pole than to the first."""
    return lambda end: float((end.result.process.state.position[end.issues.index(issue)] > 0).mean())


def share_agreed(end: End) -> float:
    """Share of the items agreed under the forum's rule."""
    return end.result.outcome.share_agreed


def support(end: End) -> float:
    """Share of the seats that can live with a text, mean over items; nobody where there is no text."""
    return float(end.accepts.mean())


class Claim(NamedTuple):
    """Something that happened, and what it is in the model."""

    what: str
    happened: float | str
    reckon: Reckon


CLAIMS = {
    "wcit-2012": (
        Claim("consensus of all States", 0, lambda end: float(end.signs.all())),
        Claim("treaty adopted by the vote", 1, share_agreed),
        Claim("States that sign: 89 of 144", 89 / 144, lambda end: float(end.signs.mean())),
        Claim("for the right of access: 77 to 33", 77 / 110, accepting("access")),
        Claim("for the widest text on access", "not asked", behind_the_widest_text("access")),
    ),
    "netmundial-2014": (
        Claim("human rights agreed", 1, agreed("rights")),
        Claim("proportionate surveillance agreed", 0, agreed("surveillance")),
        Claim("net neutrality agreed", 0, agreed("net-neutrality")),
        Claim("intermediaries agreed", 1, agreed("intermediaries")),
        Claim("stronger forum agreed", 1, agreed("forum")),
        Claim("stewardship of the root agreed", 1, agreed("root-functions")),
    ),
    "world-commission-on-dams": (
        Claim("items agreed in one report", 1, share_agreed),
        Claim("uptake by the Forum", "contested", lambda end: end.result.outcome.acceptance),
    ),
    "forest-stewardship-council": (
        Claim("strategy passes", 1, agreed("strategy")),
        Claim("intact forests pass", 1, agreed("intact-forests")),
        Claim("for intact forests: over 90%", 0.9, accepting("intact-forests")),
        Claim("conversion passes", 1, agreed("conversion")),
        Claim("social unit passes", 0, agreed("social-unit")),
    ),
    "irish-citizens-assembly": (
        Claim("not retained in full: 79 to 12", 79 / 91, preferring("change")),
        Claim("replaced or amended: 50 to 39", 50 / 89, preferring("form")),
        Claim("parliament to legislate: 51 to 38", 51 / 89, preferring("parliament")),
    ),
    "ccwg-accountability": (
        Claim("powers, review, mission, rights agreed", 1, lambda end: float(np.mean([agreed(i)(end) for i in end.issues[:4]]))),
        Claim("advice of governments agreed", 1, agreed("government-advice")),
        Claim("reception by the communities", "all let it pass", lambda end: end.result.outcome.acceptance),
    ),
}
"""Sources stand in the scenario files."""

CHANGES: dict[str, Reckon] = {
    "items agreed": share_agreed,
    "seats that accept": support,
    "understanding gained": lambda end: end.result.end.understanding - end.result.start.understanding,
    "trust gained": lambda end: end.result.end.trust - end.result.start.trust,
}
"""What is compared between a forum's own rules and those of the WGIG."""


def number(value: float, signed: bool = False) -> str:
    """A number with two places and the typographer's minus."""
    text = f"{value:{'+' if signed else ''}.2f}"
    return ("0.00" if float(text) == 0 else text).replace("-", "−")


def interval(values: Floats, signed: bool = False) -> str:
    """The mean of values (R,) with its 95% interval; that of a share of runs where they are yes or no, and no differences."""
    told = means(values, shares=not signed)
    return f"{number(float(told.mean), signed)} ({number(float(told.low), signed)} to {number(float(told.high), signed)})"


def values_of(name: str, reckon: Reckon) -> Floats:
    """(R,) a quantity of every replicate of a scenario."""
    return np.array([reckon(end) for end in ends(name)])


def most_runs(values: Floats) -> tuple[float, float]:
    """Between which values (R,) nine runs in ten lie."""
    low, high = np.quantile(values, MOST_RUNS)
    return float(low), float(high)


def record(_: str) -> str:
    """The table of what happened and what the model says."""
    rows = ["| forum | what | happened | model, mean (95%) | nine runs in ten | apart |", "|---|---|---|---|---|---|"]
    for name, claims in CLAIMS.items():
        for at, claim in enumerate(claims):
            values, happened = values_of(name, claim.reckon), claim.happened
            low, high = most_runs(values)
            told = happened if isinstance(happened, str) else number(happened)
            apart = "—" if isinstance(happened, str) else number(float(values.mean()) - happened, signed=True)
            cells = (title(name, at), claim.what, told, interval(values), f"{number(low)} to {number(high)}", apart)
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def title(name: str, at: int) -> str:
    """The forum, in the first of its rows only."""
    return f"[{name}](../scenarios/{name}.yaml)" if at == 0 else ""


def verdict(_: str) -> str:
    """How often the model is right, counted."""
    known = [(name, claim, claim.happened) for name in CLAIMS for claim in CLAIMS[name] if not isinstance(claim.happened, str)]
    facts = [abs(values_of(name, claim.reckon).mean() - was) < 0.5 for name, claim, was in known if was in (0, 1)]
    shares = [(most_runs(values_of(name, claim.reckon)), was) for name, claim, was in known if was not in (0, 1)]
    within = sum(low <= was <= high for (low, high), was in shares)
    return (
        f"Of {len(facts)} things that happened or did not, the model has {sum(facts)} right in more than half of its runs.\n"
        f"Of {len(shares)} shares of votes and signatures, nine runs in ten hold {within}.\n"
    )


def transfer(_: str) -> str:
    """The table of the same people under their own rules and under those of the WGIG."""
    rows = ["| forum | what | own rules | rules of the WGIG | difference (95%) |", "|---|---|---|---|---|"]
    for name in CLAIMS:
        for at, (what, reckon) in enumerate(CHANGES.items()):
            own, other = values_of(name, reckon), values_of(f"{name}/wgig-rules", reckon)
            means_of = (number(float(values.mean())) for values in (own, other))
            cells = (title(name, at), what, *means_of, interval(other - own, signed=True))
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def document() -> str:
    """The document as it has to be."""
    return filled(DOCUMENT.read_text(encoding="utf-8"), {"record": record, "verdict": verdict, "transfer": transfer})


if __name__ == "__main__":
    rewrite(DOCUMENT, document())
