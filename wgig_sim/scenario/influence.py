"""Influence weights: whether everybody can be heard as much as `trust.weights` says."""

import math
from typing import Any

from wgig_sim.scenario.problems import unknown
from wgig_sim.scenario.procedure import Rounds
from wgig_sim.scenario.references import Facts

SLACK = 1e-9


def check_weights(facts: Facts) -> None:
    """Weights are of listed seats, and every seat has one of its own, small enough to be outweighed in a round.

    Oneself counts once and everybody else as often as they speak, so that a weight of twice the own needs two statements.
    """
    if not facts.rows("trust", "weights"):
        return
    ids = [str(seat["id"]) for seat in facts.rows("seats") if isinstance(seat, dict) and "id" in seat]
    if (facts.at(("composition", "rule")) or "listed") != "listed":
        facts.note(("trust", "weights"), "are those of listed seats, so composition.rule has to be listed.", of_key=True)
    elif facts.rows("trust", "pairs"):
        facts.note(("trust", "weights"), "are given beside trust.pairs. Keep one of the two.", of_key=True)
    elif ids:
        _outweighed(facts, ids, _table(facts, ids))


def _table(facts: Facts, ids: list[str]) -> dict[str, dict[str, float]]:
    """from -> to -> weight, of what can be understood; seats that are not there are noted."""
    table: dict[str, dict[str, float]] = {name: {} for name in ids}
    for index, row in enumerate(facts.rows("trust", "weights")):
        names: list[Any] = row[:2] if isinstance(row, list) and len(row) == 3 else []
        for side, name in enumerate(names):
            if isinstance(name, str) and name not in table:
                facts.note(("trust", "weights", index, side), unknown("seat", name, ids, "Seats"))
        if names and all(name in table for name in names) and isinstance(row[2], int | float) and math.isfinite(row[2]):
            table[names[0]].setdefault(names[1], row[2])
    return table


def _outweighed(facts: Facts, ids: list[str], table: dict[str, dict[str, float]]) -> None:
    without = next((name for name in ids if not table[name].get(name, 0) > 0), None)
    if without:
        facts.note(("trust", "weights"), f"{without} gives no weight to itself; a share, however small, is needed.", of_key=True)
        return
    most = max(weight / row[name] for name, row in table.items() for weight in row.values())
    stated = facts.at(("rounds", "turns"))
    turns, seats = Rounds().turns if stated is None else stated, len(ids)
    each = math.ceil(most - SLACK)
    if isinstance(turns, int) and (turns % seats or turns < seats * each):
        wanted = f"{each} statements of each of {seats} seats in a round, or a multiple"
        facts.note(("rounds", "turns"), f"should be {seats * each}: with these weights it takes {wanted}. It is {turns}.")
    for name in facts.mapping("calendar"):
        if facts.at(("calendar", name, "turns")) is not None:
            facts.note(("calendar", name, "turns"), "cannot be given beside trust.weights, which reckon with rounds.turns.")
