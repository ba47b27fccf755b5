"""Clock: seconds of pieces of work that take turns, so that whatever else the machine does strikes all of them."""

import time
from collections.abc import Callable, Mapping, Sequence

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """Seconds of wall-clock time that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(sides: Mapping[str, Work], repetitions: int, warm: bool = True) -> dict[str, list[float]]:
    """Seconds of each side in each repetition. The order turns round each time; with `warm` all go once before that counts."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for work in sides.values() if warm else ():
        work()
    for repetition in range(repetitions):
        for name in list(sides)[:: -1 if repetition % 2 else 1]:
            found[name].append(seconds(sides[name]))
    return found


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """The quotient of each repetition."""
    return [one / other for one, other in zip(above, below, strict=True)]
