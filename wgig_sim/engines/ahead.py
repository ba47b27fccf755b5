"""Ahead: the core compiled by two processes at once, the first time that a machine runs it.

The schedule's one step takes as long to compile as all the rest. A second process compiles the rest into the cache on disk,
from where this one loads it. Where no second process or no cache can be had, everything is compiled here when it is called.
"""

import pickle
import subprocess
import sys
from contextlib import suppress

import numpy as np

from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.draws import draw
from wgig_sim.core.allocate import allocate
from wgig_sim.core.arrival import arrive
from wgig_sim.core.compiled import CACHE_FOLDER, is_cached, start_quickly
from wgig_sim.core.constituencies import receive
from wgig_sim.core.forum import Forum
from wgig_sim.core.handles import compile_for, hand_over
from wgig_sim.core.results import MOMENT, note_moment, sum_up
from wgig_sim.core.schedule import advance, stand
from wgig_sim.core.session import close_event
from wgig_sim.core.state import Draws, Process

Parts = tuple[Forum, Draws, Process]


def compile_ahead(setup: Setup) -> None:
    """Compile what a run of `setup` needs, unless it lies in the cache."""
    if CACHE_FOLDER is None or is_cached():
        return
    parts = setup.forum, draw(setup.forum, setup.seats, seed=0), allocate(setup.forum, setup.seats, traced=True)
    helper = _helper(parts)
    try:
        compile_for(advance, *parts, 0)
        if helper is not None:
            helper.wait()
    finally:
        if helper is not None:
            helper.kill()
            helper.wait()


def _helper(parts: Parts) -> "subprocess.Popen[bytes] | None":
    """A process that compiles the rest; None where there can be none."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from wgig_sim.engines.ahead import serve; serve()"
    helper = None
    with suppress(OSError, ValueError):
        helper = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert helper.stdin is not None
        pickle.dump(parts, helper.stdin)
        helper.stdin.close()
    return helper


def serve() -> None:
    """The second process: everything but the schedule."""
    start_quickly()
    parts: Parts = pickle.load(sys.stdin.buffer)
    forum, draws, process = parts
    row, matrix = np.zeros(1), np.zeros((1, 1))
    compile_for(close_event, forum, draws, process, 0, row)
    compile_for(arrive, forum, draws, process)
    compile_for(sum_up, forum, process, row)
    compile_for(note_moment, process, np.zeros(MOMENT))
    compile_for(receive, forum, process, matrix, row)
    compile_for(stand, forum, process, 0.0, matrix, row)
    for values in parts:
        hand_over(values)
