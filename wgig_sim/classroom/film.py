"""Film: what changes during a run, taken after every step, and packed small enough to be sent and played.

A packed array is base64 of whole numbers q of one or two bytes, little-endian; value = low + q / most * (high - low), where
most is 255 or 65535. With `delta`, q holds differences, modulo most + 1, which compress well: from the entry before along the
first axis, or where it says "issue", from the last frame of the same issue, and for its first one from the picture at the start.
"""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wgig_sim.engines.record import Snapshot
from wgig_sim.engines.replicate import Replicate

ROUNDING = 1e-9
Packed = dict[str, Any]
TRUST_BYTES = 2_000_000
"""Trust is taken after every step as long as this holds it, and else at as many moments, evenly spaced, as it holds."""
PICTURES_UP_TO = 80
"""Seats up to which the pictures of the issue on the table are taken after every step."""


def pack(values: NDArray[Any], kind: str = "uint8", low: float = 0.0, high: float = 1.0, delta: bool = False) -> Packed:
    """An array as a packed one, between `low` and `high`; values outside lie on the nearer of the two.

    >>> pack(np.array([0.0, 0.5, 1.0]), delta=True)["data"]
    'AIB/'
    """
    whole = _whole(values, kind, low, high)
    if delta:
        whole[1:] -= whole[:-1].copy()
    return _told(whole, low, high, delta)


def _whole(values: NDArray[Any], kind: str, low: float, high: float) -> NDArray[Any]:
    """Values as whole numbers between 0 and the most that the kind holds."""
    most = np.iinfo(kind).max
    scaled: NDArray[Any] = values - low
    scaled *= most / (high - low)
    np.fmax(scaled, 0.0, out=scaled)  # which puts what is no number at 0
    np.fmin(scaled, most, out=scaled)
    np.rint(scaled, out=scaled)
    return scaled.astype(kind)


def _told(whole: NDArray[Any], low: float, high: float, delta: bool | str) -> Packed:
    data = base64.b64encode(whole.astype(whole.dtype.newbyteorder("<")).tobytes()).decode()
    return {"shape": list(whole.shape), "type": whole.dtype.name, "low": low, "high": high, "delta": delta, "data": data}


def pack_pictures(pictures: NDArray[Any], issues: Sequence[int], start: NDArray[Any]) -> Packed:
    """Pictures (S + 1, N, N) of the issue on the table (-1: none, and then all is 0), after those at the start (K, N, N)."""
    whole, last = _whole(pictures, "uint8", -1.0, 1.0), _whole(start, "uint8", -1.0, 1.0)
    whole[0] = 0
    for at, issue in enumerate(issues, 1):
        if issue >= 0:
            now = whole[at].copy()
            whole[at], last[issue] = now - last[issue], now
        else:
            whole[at] = 0
    return _told(whole, -1.0, 1.0, "issue")


def trust_steps(steps: int, seats: int) -> NDArray[np.int64]:
    """The moments (F,), from 0 to `steps`, at which trust is taken."""
    most = max(2, TRUST_BYTES // seats**2)
    return np.unique(np.linspace(0, steps, min(steps + 1, most)).round().astype(np.int64))


class Film:
    """The arrays of a run over time: moment 0 is before the first step, moment s + 1 after step s."""

    def __init__(self, run: Replicate) -> None:
        """Take the first moment."""
        issues, seats = run.process.state.position.shape
        moments = run.steps + 1
        self.run = run
        self.position = np.empty((moments, issues, seats))
        self.limit = np.empty((moments, issues, seats))
        self.accepts = np.empty((moments, issues, seats), dtype=np.bool_)
        self.text, self.ambiguity = np.empty((moments, issues)), np.empty((moments, issues))
        self.status = np.empty((moments, issues), dtype=np.int64)
        self.understanding = np.empty((moments, issues))
        self.floor = np.empty((moments, seats), dtype=np.int64)
        self.trust_steps = trust_steps(run.steps, seats)
        self.trust = np.empty((len(self.trust_steps), seats, seats))
        self.picture = np.zeros((moments, seats, seats)) if seats <= PICTURES_UP_TO else None
        self._take(run.start)

    def take(self, step: int) -> None:
        """Take the moment after a step."""
        self._take(self.run.snapshot())

    def _take(self, now: Snapshot) -> None:
        at, state = self.run.step, self.run.process.state
        self.position[at], self.limit[at], self.understanding[at] = now.position, now.limit, now.understanding
        blur = self.run.forum.constants.acceptance.ambiguity * state.vagueness
        reach = now.limit + blur[:, None] + ROUNDING
        self.accepts[at] = (np.abs(state.text[:, None] - now.position) <= reach) & (state.drafted[:, None] == 1)
        self.text[at], self.ambiguity[at], self.status[at] = state.text, state.vagueness, state.status
        self.floor[at] = state.floor_time
        frame = int(np.searchsorted(self.trust_steps, at))
        if self.trust_steps[frame] == at:
            self.trust[frame] = now.trust
        issue = self.run.process.trace.issue[at - 1] if at else -1
        if self.picture is not None and issue >= 0:
            self.picture[at] = now.picture[issue]

    def packed(self, end: Snapshot) -> dict[str, Packed | None]:
        """All arrays, and what does not change in a run."""
        state = self.run.process.state
        issues, start = self.run.process.trace.issue[: self.run.steps].tolist(), self.run.start.picture
        known = self.limit[np.isfinite(self.limit)]
        least, most = float(known.min(initial=0.0)), float(known.max(initial=1.0))
        return {
            "position": pack(self.position, "uint16", low=-1.0, delta=True),
            "limit": pack(self.limit, low=least, high=most, delta=True),
            "accepts": pack(self.accepts, high=255.0, delta=True),
            "latitude": pack(state.latitude, "uint16", high=2.0),
            "red_line": pack(state.red_line, "uint16", high=2.0),
            "salience": pack(state.salience, "uint16"),
            "text": pack(self.text, "uint16", low=-1.0, delta=True),
            "ambiguity": pack(self.ambiguity, "uint16", delta=True),
            "status": pack(self.status, high=255.0),
            "understanding": pack(self.understanding),
            "trust": pack(self.trust, delta=True),
            "picture": None if self.picture is None else pack_pictures(self.picture, issues, start),
            "picture_start": pack(start, low=-1.0),
            "picture_end": pack(end.picture, low=-1.0),
            "floor": pack(self.floor, "uint16", high=65535.0, delta=True),
        }
