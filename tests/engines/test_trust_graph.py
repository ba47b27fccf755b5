"""Trust as a networkx graph: at any round it is the trust matrix, and it survives its way through files."""

from io import BytesIO

import networkx as nx
import numpy as np
import pytest

from tests.engines.examples import examples
from tests.forums import scenario
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.networks import as_gexf, as_graphml, communities
from wgig_sim.engines.meeting import Meeting
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate


def test_graph_at_any_round_is_the_matrix() -> None:
    model = Meeting(examples()["everything"].scenario, seed=1)
    names = [seat.id for seat in model.seats]
    while model.running:
        weights = nx.to_numpy_array(model.trust_graph(), nodelist=names).T  # networkx has the truster in the row
        trust = model.replicate.process.state.trust.copy()
        np.fill_diagonal(trust, 0.0)
        assert np.array_equal(weights, trust)
        model.step()
    nodes = model.trust_graph().nodes
    assert all(nodes[seat.id]["group"] == seat.group and nodes[seat.id]["title"] == seat.title for seat in model.seats)


def trust_of(graph: "nx.Graph[str]") -> dict[tuple[str, str], float]:
    return {(a, b): told["weight"] for a, b, told in graph.edges(data=True)}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graph_survives_its_file(form: str) -> None:
    model = Meeting(scenario(), seed=1)
    graph = model.trust_graph()
    if form == "graphml":
        back = nx.read_graphml(BytesIO(as_graphml(graph).encode()))
    else:
        back = nx.read_gexf(BytesIO(as_gexf(graph).encode()))
    assert set(back.nodes) == set(graph.nodes)
    assert trust_of(back) == trust_of(graph)
    for name, told in graph.nodes(data=True):
        assert {key: back.nodes[name][key] for key in told} == told


def test_trust_of_one_run_can_start_another() -> None:
    """The pairs of a graph, given as initial trust, arrive as they were."""
    model = Meeting(scenario(), seed=1)
    model.finish()
    graph, trust = model.trust_graph(), model.replicate.process.state.trust.copy()
    pairs = tuple((a, b, told["weight"]) for a, b, told in graph.edges(data=True))
    again = scenario(trust={"pairs": pairs})
    assert np.array_equal(Replicate(compile_scenario(again), 5).process.state.trust, trust)


def test_communities_part_the_seats() -> None:
    """Two cliques that trust only themselves are found, with the modularity of networkx."""
    names = [f"seat-{i}" for i in range(6)]
    pairs = tuple((a, b, 0.9 if (i < 3) == (j < 3) else 0.05) for i, a in enumerate(names) for j, b in enumerate(names) if i != j)
    run = record(Replicate(compile_scenario(scenario(size=6, trust={"pairs": pairs}))))
    model = Meeting(scenario(size=6, trust={"pairs": pairs}))
    graph = model.trust_graph()
    found, modularity = communities(graph)
    assert sorted(sorted(part) for part in found) == [names[:3], names[3:]]
    assert modularity == pytest.approx(nx.community.modularity(graph, [set(names[:3]), set(names[3:])], weight="weight"))
    assert {seat.id for seat in run.seats} == set(names)
