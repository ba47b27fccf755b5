"""Floor: who speaks, and in which order."""

import numpy as np

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple
from wgig_sim.core.state import Floats, Ints

EQUAL_TURNS, PROPORTIONAL, BY_STANDING, GOVERNMENTS_FIRST, RAISED_HANDS = 0, 1, 2, 3, 4
FLOORS = ("equal-turns", "proportional", "by-standing", "governments-first", "raised-hands")
NEVER = 1e300


class Floor(NamedTuple):
    """Who speaks: each round's speakers are drawn without replacement, and the format of the day says with which weights.

    key_i = E_i / weight_i with E_i exponential; the smallest keys speak (Efraimidis & Spirakis 2006)
    raised-hands: weight = salience x (courtesy + distance between own position and the text)
    """

    voice: Annotated[
        float, Constant("share of the turns of a round that are taken", 0, 1, mute=0, source="value: set by hand")
    ] = 1.0
    courtesy: Annotated[
        float, Constant("wish to speak of somebody who has nothing against the text", 0.01, 1, unit="position")
    ] = 0.22


@kernel
def floor_key(rule: int, draw: float, weight: float, turns_had: int, is_first: bool) -> float:
    """Sort key of one seat: the smallest keys take the floor.

    `draw` is a standard exponential, `turns_had` the seat's statements so far (of the process for equal turns, of the day
    for governments first).

    >>> floor_key(RAISED_HANDS, 1.0, 4.0, 0, False)
    0.25
    >>> floor_key(EQUAL_TURNS, 1.0, 1.0, 2, False)
    2.5
    >>> floor_key(GOVERNMENTS_FIRST, 1.0, 1.0, 0, False)
    1.5
    """
    if rule == EQUAL_TURNS:
        return turns_had + draw / (1.0 + draw)
    if rule == GOVERNMENTS_FIRST:
        return 2.0 * turns_had + (0.0 if is_first else 1.0) + draw / (1.0 + draw)
    return draw / weight if weight > 0.0 else NEVER * (1.0 + draw)  # last, and in an order of chance


@kernel
def take_the_floor(key: Floats, turns: int, queue: Ints) -> int:
    """Fill `queue` with `turns` speakers, smallest key first, and return how many there are; key (N,), infinite = may not speak.

    Nobody speaks twice before everybody who may speak has spoken; with more turns than speakers the order repeats.
    """
    wanted, speakers = min(turns, key.shape[0]), 0
    for i in range(key.shape[0]):
        if key[i] < np.inf and wanted > 0 and (speakers < wanted or key[i] < key[queue[wanted - 1]]):
            at = min(speakers, wanted - 1)
            while at > 0 and key[i] < key[queue[at - 1]]:
                queue[at] = queue[at - 1]
                at -= 1
            queue[at] = i
            speakers = min(speakers + 1, wanted)
    if speakers == 0:
        return 0
    for turn in range(speakers, turns):
        queue[turn] = queue[turn - speakers]
    return turns
