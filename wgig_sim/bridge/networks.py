"""Networks: trust as a networkx graph, at any moment; GraphML and GEXF out, trust files in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wgig_sim.core.state import Floats

if TYPE_CHECKING:
    import networkx as nx


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


def trust_graph(seats: Sequence[Described], trust: Floats) -> "nx.DiGraph[str]":
    """A weighted directed graph: an edge from truster to trusted, `trust` (N, N) being [trusted, truster].

    Node names are seat ids; node attributes title, group, camp, region; edge attribute `weight` in [0, 1].
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for seat in seats:
        graph.add_node(seat.id, title=seat.title, group=seat.group, camp=seat.camp, region=seat.region)
    names = [seat.id for seat in seats]
    graph.add_weighted_edges_from(
        (truster, trusted, float(trust[s, i])) for i, truster in enumerate(names) for s, trusted in enumerate(names) if s != i
    )
    return graph


def write_graph(graph: "nx.DiGraph[str]", path: Path) -> None:
    """Write GEXF where the path ends in .gexf, else GraphML."""
    import networkx as nx

    if path.suffix == ".gexf":
        nx.write_gexf(graph, str(path))
    else:
        nx.write_graphml_xml(graph, str(path))


def communities(graph: "nx.DiGraph[str]", seed: int = 0) -> tuple[list[set[str]], float]:
    """Communities of the trust network and their modularity (Louvain method, Blondel et al. 2008)."""
    import networkx as nx

    found = [set(members) for members in nx.community.louvain_communities(graph, weight="weight", seed=seed)]
    return found, float(nx.community.modularity(graph, found, weight="weight"))
