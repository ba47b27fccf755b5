"""Trust as a networkx graph: at any round it is the trust matrix, and it survives its way through files."""

import os
import random
import subprocess
import sys
from io import BytesIO

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engines.examples import examples
from tests.forums import scenario
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.networks import as_gexf, as_graphml, structure
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


def blocks(groups: list[str], inside: float, across: float) -> NDArray[np.float64]:
    """Trust that depends on who is in one group."""
    same = np.array(groups)[:, None] == np.array(groups)
    return np.where(same, inside, across)


def test_communities_are_found_where_trust_falls_apart() -> None:
    groups = ["state"] * 3 + ["citizens"] * 4
    shape = structure(groups, blocks(groups, 0.9, 0.05))
    assert shape["communities"] == 2
    weights = blocks(groups, 0.9, 0.05) * (1 - np.eye(7))
    fractions = [weights[rows, rows].sum() / weights.sum() for rows in (slice(3), slice(3, 7))]
    sums = [weights[rows].sum() / weights.sum() for rows in (slice(3), slice(3, 7))]
    expected = sum(fractions) - sum(total**2 for total in sums)
    assert shape["modularity_found"] == pytest.approx(expected)


def test_centrality_is_the_leading_eigenvector_of_trust() -> None:
    rng = np.random.default_rng(5)
    groups = ["state"] * 4 + ["citizens"] * 5
    trust = rng.random((9, 9))
    values, vectors = np.linalg.eig(trust * (1 - np.eye(9)))
    central = np.abs(vectors[:, values.real.argmax()].real)
    shape = structure(groups, trust)
    assert shape["centrality_state"] == pytest.approx(central[:4].mean() / central.mean(), rel=1e-4)
    assert shape["centrality_citizens"] == pytest.approx(central[4:].mean() / central.mean(), rel=1e-4)


def test_no_trust_has_no_communities_and_no_centre() -> None:
    assert structure(["state", "citizens"], np.zeros((2, 2))) == {"centrality_state": 1.0, "centrality_citizens": 1.0}


def test_the_shape_of_trust_is_the_same_every_time() -> None:
    """Not a matter of the order of sets, nor of anybody's random numbers."""
    code = (
        "import numpy as np; from wgig_sim.bridge.networks import structure; "
        "print(structure(list('abcd') * 5, np.random.default_rng(1).random((20, 20))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    before = str(np.random.get_state()), random.getstate()
    structure(list("abcd") * 5, np.random.default_rng(1).random((20, 20)))
    assert (str(np.random.get_state()), random.getstate()) == before


def test_a_record_has_the_shape_of_both_moments() -> None:
    run = record(Replicate(compile_scenario(scenario())))
    groups = [seat.group for seat in run.seats]
    assert run.network["communities_end"] == structure(groups, run.end.trust)["communities"]
    assert {name.rsplit("_", 1)[1] for name in run.network} == {"start", "end"}
    assert not run.network.keys() & run.measures.keys()
