"""Procedure: the rules of a scenario as numbers, the rule of decision as one row for each event."""

from typing import NamedTuple

import numpy as np

from wgig_sim.bridge.calendar import events
from wgig_sim.bridge.names import Names, index
from wgig_sim.core.consensus import NO_BOUND, RULES, Rule
from wgig_sim.core.state import Flags, Floats, Ints, Procedure
from wgig_sim.scenario.procedure import Consensus, rule_of
from wgig_sim.scenario.schema import Scenario

GOVERNMENT = "government"


class Rows(NamedTuple):
    """The rule of decision at each event; the names are those of `Procedure`."""

    share: Floats
    objectors: Ints
    chamber_share: Floats
    decides: Flags
    everyone: Flags
    silence: Floats


def _row(own: Consensus) -> Rule:
    """The row that a rule names, with the single cells that are changed."""
    cells = {key: getattr(own, key) for key in ("share", "objectors", "chamber_share", "silence")}
    return RULES[own.rule]._replace(**{key: value for key, value in cells.items() if value is not None})


def _rows(scenario: Scenario, groups: tuple[str, ...]) -> Rows:
    """A rule for each event, whether or not anything is decided there."""
    held = [rule_of(event, scenario.rules) for event in events(scenario).values()]
    rows = [_row(own) for own in held]
    voices = [own.voices or ((GOVERNMENT,) if row.governments else groups) for own, row in zip(held, rows, strict=True)]
    decides = [[group in deciding for group in groups] for deciding in voices]
    return Rows(
        share=np.array([row.share for row in rows], dtype=np.float64),
        objectors=np.array([min(row.objectors, NO_BOUND) for row in rows], dtype=np.int64),
        chamber_share=np.array([row.chamber_share for row in rows], dtype=np.float64),
        decides=np.array(decides, dtype=np.bool_).reshape(len(rows), len(groups)),
        everyone=np.array([row.everyone for row in rows], dtype=np.bool_),
        silence=np.array([row.silence for row in rows], dtype=np.float64),
    )


def _logic(scenario: Scenario, issues: tuple[str, ...]) -> Floats:
    """The logic matrix (K, K); its rows sum to 1 in absolute value."""
    logic, place = np.eye(len(issues)), index(issues)
    for moved, row in scenario.logic.items():
        for mover, value in row.items():
            logic[place[moved], place[mover]] = value
            logic[place[moved], place[moved]] -= abs(value)
    return logic


def compile_procedure(scenario: Scenario, names: Names) -> Procedure:
    """The rules of a scenario as numbers."""
    chair = scenario.chair
    position = chair.positions if chair else {}
    return Procedure(
        **_rows(scenario, names.groups)._asdict(),
        package=scenario.rules.scope == "package",
        text_first=scenario.rules.start == "text-first",
        has_chair=chair is not None,
        chair_skill=float(chair.skill) if chair else 0.0,
        chair_bias=float(chair.bias) if chair else 0.0,
        chair_position=np.array([float(position.get(issue, 0.0)) for issue in names.issues]),
        reference=np.array([float(issue.text) for issue in scenario.issues.values()]),
        paper_skill=float(scenario.secretariat.skill) if scenario.secretariat else 0.0,
        logic=_logic(scenario, names.issues),
        has_logic=bool(scenario.logic),
        first_group=names.groups.index(GOVERNMENT) if GOVERNMENT in names.groups else -1,
    )
