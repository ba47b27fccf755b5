"""Options: for an item without agreement, the fewest texts such that every participant can accept one."""

import numpy as np

from wgig_sim.core.compiled import entry
from wgig_sim.core.state import Floats


@entry
def fewest_texts(position: Floats, latitude: Floats) -> Floats:
    """The texts, ascending: a smallest set that pierces all intervals [x - a, x + a]; position and latitude (N,).

    Greedy by right end is exact in one dimension. Each text is put in the middle of what the participants it was found for
    have in common.

    >>> import numpy as np
    >>> fewest_texts(np.array([-0.75, -0.5, 0.75]), np.array([0.25, 0.25, 0.25])).tolist()
    [-0.625, 0.75]
    """
    n = position.shape[0]
    low, high, texts = np.empty(n), np.empty(n), np.empty(n)
    for i in range(n):
        low[i] = max(position[i] - latitude[i], -1.0)
        high[i] = min(position[i] + latitude[i], 1.0)
    found = 0
    served = np.zeros(n, dtype=np.bool_)
    while True:
        first = -1
        for i in range(n):
            if not served[i] and (first < 0 or high[i] < high[first]):
                first = i
        if first < 0:
            return texts[:found].copy()
        left, right = low[first], high[first]
        for i in range(n):
            if not served[i] and low[i] <= high[first]:
                served[i] = True
                left = max(left, low[i])
        texts[found] = 0.5 * (left + right)
        found += 1
