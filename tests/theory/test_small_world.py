"""Small worlds (Watts & Strogatz 1998): a ring without rewiring, everybody with as many ties as announced, and in one piece."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.kernels import plain
from wgig_sim.core.network import small_world


def links(nodes: int, half: int, rewire: float, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Order on the ring and links (nodes, 2 half)."""
    numbers = np.random.default_rng(seed)
    order, table = numbers.permutation(nodes), np.full((nodes, 2 * half), -1)
    plain(small_world)(order, numbers.random((nodes, half, 2)), rewire, table)
    return order, table


def graph(table: NDArray[np.int64]) -> "nx.Graph[int]":
    return nx.Graph((i, int(j)) for i, row in enumerate(table) for j in row)


worlds = st.integers(1, 4).flatmap(lambda half: st.tuples(st.integers(2 * half + 1, 30), st.just(half)))
seeds = st.integers(0, 1000)


@given(worlds, seeds)
def test_a_ring_without_rewiring(shape: tuple[int, int], seed: int) -> None:
    nodes, half = shape
    order, table = links(nodes, half, 0.0, seed)
    place = np.argsort(order)
    steps = (place[table] - place[:, None]) % nodes
    assert (np.sort(steps, axis=1) == sorted([*range(1, half + 1), *range(nodes - half, nodes)])).all()


@given(worlds, st.floats(0, 1), seeds)
def test_in_one_piece_and_nobody_tied_to_oneself(shape: tuple[int, int], rewire: float, seed: int) -> None:
    nodes, half = shape
    table = links(nodes, half, rewire, seed)[1]
    assert ((table >= 0) & (table < nodes)).all()
    assert (table != np.arange(nodes)[:, None]).all()
    assert nx.is_connected(graph(table))


@pytest.mark.parametrize("rewire", [0.1, 0.5])
def test_the_announced_share_is_rewired(rewire: float) -> None:
    """Of 4,000 ties made, within 4 standard errors; one in 1,000 rewired ties ends where it was."""
    nodes, half = 1000, 4
    order, table = links(nodes, half, rewire, 1)
    place = np.argsort(order)
    ahead = (place[table[:, :half]] - place[:, None]) % nodes
    share = (ahead != np.arange(1, half + 1)).mean()
    error = (rewire * (1 - rewire) / (nodes * half)) ** 0.5
    assert abs(share - rewire) <= 4 * error + rewire / nodes * 2


def test_a_few_rewired_ties_make_the_world_small_while_it_stays_cliquish() -> None:
    """Watts & Strogatz (1998), figure 2: at rewiring .1, short paths but clustering nearly that of the ring."""
    ring, small = (graph(links(300, 4, rewire, 2)[1]) for rewire in (0.0, 0.1))
    assert nx.average_shortest_path_length(small) < 0.3 * nx.average_shortest_path_length(ring)
    assert nx.average_clustering(small) > 0.6 * nx.average_clustering(ring)
