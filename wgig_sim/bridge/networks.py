"""Networks: trust as a networkx graph, at any moment; GraphML and GEXF out; the shape of trust in numbers."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from wgig_sim.core.state import Floats


class Described(Protocol):
    """What a node tells about its seat."""

    @property
    def id(self) -> str:
        """Id of the seat."""

    @property
    def title(self) -> str:
        """Who sits there, by office."""

    @property
    def group(self) -> str:
        """Stakeholder group."""

    @property
    def camp(self) -> str:
        """Camp."""

    @property
    def region(self) -> str:
        """Region."""


def trust_graph(seats: Sequence[Described], trust: "Floats") -> "nx.DiGraph[str]":
    """A weighted directed graph: an edge from truster to trusted, `trust` (N, N) being [trusted, truster].

    Node names are seat ids; node attributes title, group, camp, region; edge attribute `weight` in [0, 1].
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for seat in seats:
        graph.add_node(seat.id, title=seat.title, group=seat.group, camp=seat.camp, region=seat.region)
    names = [seat.id for seat in seats]
    graph.add_weighted_edges_from(
        (truster, trusted, float(trust[s, i])) for i, truster in enumerate(names) for s, trusted in enumerate(names) if s != i
    )
    return graph


def as_graphml(graph: "nx.DiGraph[str]") -> str:
    """The graph as GraphML, which most network tools read."""
    return "\n".join(nx.generate_graphml(graph))


def as_gexf(graph: "nx.DiGraph[str]") -> str:
    """The graph as GEXF, for Gephi."""
    return "\n".join(nx.generate_gexf(graph))


def structure(groups: Sequence[str], trust: "Floats") -> dict[str, float]:
    """The shape of trust (N, N) among seats of these groups: into which communities it falls, and who stands at its centre.

    `communities` and their `modularity_found` are those of the Louvain method (Blondel et al. 2008); `centrality_GROUP` is
    the mean eigenvector centrality of its seats, trusted by those who are trusted, 1 being the mean of all (Bonacich 1987).
    """
    others = trust.T * (1.0 - np.eye(len(groups)))
    graph = nx.from_numpy_array(others, create_using=nx.DiGraph)  # seats are numbers here: sets of names have no fixed order
    shape: dict[str, float] = {}
    if others.any():
        found = nx.community.louvain_communities(graph, seed=0)
        shape = {"communities": len(found), "modularity_found": nx.community.modularity(graph, found)}
    with suppress(nx.PowerIterationFailedConvergence):
        central = np.array(list(nx.eigenvector_centrality(graph, max_iter=1000, weight="weight").values()))
        members = np.array(groups)
        shape |= {f"centrality_{name}": float(central[members == name].mean() / central.mean()) for name in dict.fromkeys(groups)}
    return shape
