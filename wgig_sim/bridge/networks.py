"""Networks: trust as a networkx graph, at any moment; GraphML and GEXF out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import networkx as nx

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


def communities(graph: "nx.DiGraph[str]", seed: int = 0) -> tuple[list[set[str]], float]:
    """Communities of the trust network and their modularity (Louvain method, Blondel et al. 2008)."""
    found = [set(members) for members in nx.community.louvain_communities(graph, weight="weight", seed=seed)]
    return found, float(nx.community.modularity(graph, found, weight="weight"))
