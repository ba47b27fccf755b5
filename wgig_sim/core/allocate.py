"""Allocate: empty arrays for one replicate in motion. `arrive` fills them; a thread can use the same ones again and again."""

import numpy as np

from wgig_sim.core.forum import Forum
from wgig_sim.core.measures import Moment
from wgig_sim.core.state import Flags, Floats, Ints, Ledger, Log, Process, Public, State, Trace


def _floats(*shape: int) -> Floats:
    return np.zeros(shape, dtype=np.float64)


def _ints(*shape: int) -> Ints:
    return np.zeros(shape, dtype=np.int64)


def _flags(*shape: int) -> Flags:
    return np.zeros(shape, dtype=np.bool_)


def _state(k: int, n: int) -> State:
    vectors = ("personal", "susceptibility")
    matrices = ("trust", "base_trust", "standing", "tie")
    per_issue = ("text", "vagueness", "heard_sum")
    counts = ("heard_count", "rounds", "session_rounds", "objectors", "agreed_step", "status", "drafted")
    rows = ("group", "camp", "region", "languages", "constituency", "profile", "floor_time", "spoken_today")
    tables = (
        "position", "mandate", "salience", "latitude", "red_line", "competence", "knowledge", "first_position",
    )  # fmt: skip
    return State(
        **{name: _ints(n) for name in rows},
        **{name: _floats(n) for name in vectors},
        **{name: _floats(k, n) for name in tables},
        **{name: _floats(n, n) for name in matrices},
        **{name: _floats(k) for name in per_issue},
        **{name: _ints(k) for name in counts},
        picture=_floats(k, n, n),
        pending=_ints(k, n),
    )


def _ledger(rows: int) -> Ledger:
    return Ledger(
        **{name: _ints(rows) for name in ("seat", "issue", "raised", "closed", "fate")},
        **{name: _floats(rows) for name in ("excess", "side", "text", "limit")},
        size=_ints(1),
        red_line=_flags(rows),
    )


def _log(rows: int) -> Log:
    return Log(
        **{name: _ints(rows) for name in ("step", "turn", "speaker", "issue")},
        position=_floats(rows),
        said=_floats(rows),
        size=_ints(1),
        corridor=_flags(rows),
    )


def allocate(forum: Forum, seats: int, traced: bool = False) -> Process:
    """Arrays for a forum with `seats` participants; `traced` keeps every statement and the measures of every step."""
    calendar, world = forum.calendar, forum.world
    k, steps, m = forum.procedure.reference.shape[0], calendar.event.shape[0], world.kind.shape[0]
    corridor = 2 * int((calendar.met_before + calendar.met_during).sum())
    statements = int((calendar.turns + calendar.voices).sum()) + corridor if traced else 0
    objections = int((calendar.turns > 0).sum()) * seats
    return Process(
        state=_state(k, seats),
        ledger=_ledger(objections),
        public=Public(
            position=_floats(k, m),
            confidence=_floats(m),
            links=_ints(m, world.neighbours),
            seat=_ints(m),
            inputs=_ints(m),
            scope=_floats(k),
        ),
        log=_log(statements),
        trace=Trace(
            issue=_ints(steps if traced else 0),
            statements=_ints(steps if traced else 0),
            measures=_floats(steps if traced else 0, len(Moment._fields)),
        ),
    )
