"""Small worlds: who knows whom before the process starts (Watts & Strogatz 1998)."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.state import Floats, Ints


@kernel
def small_world(order: Ints, draws: Floats, rewire: float, links: Ints) -> None:
    """Fill links (n, neighbours): the first half of a row are the ties that a node made, the second half the ring behind it.

    Nodes stand on a ring in `order`; each knows the next neighbours / 2, and each of these ties is rewired to anybody with
    probability `rewire` (draws (n, neighbours / 2, 2) uniform: whether, to whom). A tie to oneself stays where it was.
    """
    n, half = order.shape[0], draws.shape[1]
    for place in range(n):
        node = order[place]
        for hop in range(half):
            ahead = order[(place + hop + 1) % n]
            other = order[min(int(draws[node, hop, 1] * n), n - 1)]
            links[node, hop] = other if draws[node, hop, 0] < rewire and other != node else ahead
            links[node, half + hop] = order[(place - hop - 1) % n]
