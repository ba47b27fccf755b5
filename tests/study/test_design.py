"""Designs: which points, in which order, and what each does to its scenario."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgig_sim.bridge.vocabulary import muted
from wgig_sim.study import constraints
from wgig_sim.study.design import design, factors, problem, scenario_of, size, unit
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.factor_schema import Level
from wgig_sim.study.factors import Factor, Floats

A: dict[str, Any] = {"key": "chair.skill", "range": (0, 1)}
B: dict[str, Any] = {"key": "mechanisms.trust.gain", "range": (0.02, 0.05)}
WHO: dict[str, Any] = {"key": "capacity", "values": ("personal", "instructed")}
Entry = Mapping[str, Any]


def experiment(plan: Entry, columns: Mapping[str, Entry], **more: Any) -> Experiment:
    base = {"title": "T", "question": "Q?", "design": plan, "factors": columns}
    return Experiment.model_validate(base | ({} if "scenarios" in more else {"scenario": "wgig-2005"}) | more)


def values(study: Experiment) -> list[tuple[Any, ...]]:
    return [tuple(point.values.values()) for point in design(study)]


def column(study: Experiment, name: str) -> Floats:
    return np.array([point.values[name] for point in design(study)], dtype=np.float64)


def test_a_grid_has_the_last_factor_fastest() -> None:
    study = experiment({"kind": "grid", "steps": 3}, {"a": A, "who": WHO})
    words = ("personal", "instructed")
    assert values(study) == [(share, word) for share in (0.0, 0.5, 1.0) for word in words]
    assert [point.index for point in design(study)] == list(range(6))


def test_steps_are_clean_numbers_and_whole_where_asked() -> None:
    tenths = experiment({"kind": "grid", "steps": 11}, {"a": A})
    assert [value for (value,) in values(tenths)] == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    whole = experiment({"kind": "grid", "steps": 9}, {"n": {"key": "rounds.turns", "range": (4, 6), "integer": True}})
    assert [value for (value,) in values(whole)] == [4.0, 5.0, 6.0]
    assert design(whole)[0].settings == ("rounds.turns=4",)
    logarithmic = experiment({"kind": "grid", "steps": 3}, {"a": {**A, "range": (0.01, 1), "distribution": "log-uniform"}})
    assert [value for (value,) in values(logarithmic)] == [0.01, 0.1, 1.0]


def test_one_at_a_time_leaves_the_base_in_one_factor_only() -> None:
    columns = {"a": {**A, "base": 0.5}, "gain": B, "who": WHO}
    found = values(experiment({"kind": "one-at-a-time", "steps": 3}, columns))
    base = (0.5, 0.029, "personal")  # 0.029 is the constant's own value
    assert found[0] == base
    assert found[1:] == [(a, *base[1:]) for a in (0.0, 1.0)] + [(0.5, gain, "personal") for gain in (0.02, 0.035, 0.05)] + [
        (0.5, 0.029, "instructed")
    ]


def test_constants_take_the_short_way_and_all_else_is_a_setting() -> None:
    columns = {"gain": B, "footing": {"keys": ["standing.government.civil-society", "chair.skill"], "values": [0.25]}}
    (first, *_) = design(experiment({"kind": "grid"}, columns, settings=["rules.start=text-first"]))
    assert first.constants == {"trust": {"gain": 0.02}}
    assert first.settings == ("rules.start=text-first", "standing.government.civil-society=0.25", "chair.skill=0.25")
    assert first.scenario == "wgig-2005"


def test_levels_choose_scenarios_settings_and_mechanisms() -> None:
    levels = {
        "as it was": {},
        "closed": {"scenario": "wgig-2005/all-closed", "set": {"chair": None, "mechanisms.trust.loss": 0.01}},
        "without": {"mute": ["trust"]},
        "alone": {"mute_all_but": ["trust", "perception"]},
    }
    before = {"gain": {**B, "range": None, "values": [0.05]}, "rules": {"levels": levels}}
    after = dict(reversed(before.items()))
    plain, closed, without, alone = design(experiment({"kind": "grid"}, before))
    assert (plain.scenario, plain.settings, plain.constants) == ("wgig-2005", (), {"trust": {"gain": 0.05}})
    assert (closed.scenario, closed.settings) == ("wgig-2005/all-closed", ("chair=null",))
    assert closed.constants == {"trust": {"gain": 0.05, "loss": 0.01}}
    assert without.constants == muted("trust")
    assert alone.constants["trust"] == {"gain": 0.05}
    assert "perception" not in alone.constants
    assert alone.constants["floor"] == muted("floor")["floor"]
    # What is switched off stays off, whichever factor comes first.
    assert [point.constants for point in design(experiment({"kind": "grid"}, after))][2] == muted("trust")


def test_several_scenarios_are_a_factor() -> None:
    study = experiment({"kind": "grid", "steps": 2}, {"a": A}, scenarios=["wgig-2005", "wsis-2003"])
    assert [(point.scenario, point.values["scenario"], point.values["a"]) for point in design(study)] == [
        (name, name, share) for name in ("wgig-2005", "wsis-2003") for share in (0.0, 1.0)
    ]


def test_a_list_is_run_as_it_stands() -> None:
    rows = [{"who": "instructed", "a": 1}, {"a": 0.25, "who": "personal"}]
    assert values(experiment({"kind": "list", "rows": rows}, {"a": A, "who": WHO})) == [(1.0, "instructed"), (0.25, "personal")]


def test_constraints_leave_points_out_and_number_the_rest_anew() -> None:
    study = experiment({"kind": "grid", "steps": 11}, {"a": A, "b": {**A, "key": "knowledge"}}, constraints=["a + b <= 0.3"])
    found = design(study)
    assert size(study.design, factors(study)) == 121
    assert len(found) == 10  # 4 + 3 + 2 + 1 pairs of tenths; 0.1 + 0.2 counts as 0.3
    assert [point.index for point in found] == list(range(10))


def test_a_latin_hypercube_has_one_point_in_each_row_and_column() -> None:
    study = experiment({"kind": "latin-hypercube", "points": 50, "seed": 3}, {"a": A, "gain": B, "who": WHO})
    for name, low, high in (("a", 0, 1), ("gain", 0.02, 0.05)):
        assert sorted(((column(study, name) - low) / (high - low) * 50).astype(int)) == list(range(50))
    assert [point.values["who"] for point in design(study)].count("personal") == 25
    assert design(study) == design(study)
    assert design(study) != design(study.model_copy(update={"design": study.design.model_copy(update={"seed": 4})}))


def test_sobol_points_come_in_saltelli_blocks() -> None:
    study = experiment({"kind": "sobol", "points": 8}, {"a": A, "gain": B, "b": {**A, "key": "knowledge"}})
    table = unit(study)
    assert table.shape == (8 * 5, 3)
    for block in table.reshape(8, 5, 3):
        first, second = block[0], block[-1]
        for moved in range(3):
            expected = np.where(np.arange(3) == moved, second, first)
            assert np.array_equal(block[1 + moved], expected)
    assert np.allclose(column(study, "gain"), 0.02 + 0.03 * table[:, 1], rtol=0, atol=1e-15)
    assert problem(study) == {"num_vars": 3, "names": ["a", "gain", "b"], "bounds": [[0.0, 1.0]] * 3}


def test_morris_walks_change_one_factor_a_step() -> None:
    study = experiment({"kind": "morris", "trajectories": 6}, {"a": A, "gain": B, "b": {**A, "key": "knowledge"}})
    table = unit(study)
    assert table.shape == (6 * 4, 3)
    for walk in table.reshape(6, 4, 3):
        moves = np.diff(walk, axis=0)
        assert sorted(np.flatnonzero(move).tolist() for move in moves) == [[0], [1], [2]]
        assert np.allclose(np.abs(moves).max(axis=1), 2 / 3)  # delta = p / (2 (p - 1)) with p = 4 levels


@pytest.mark.parametrize("kind", ["sobol", "morris"])
def test_salib_recovers_a_linear_model_from_the_design(kind: str) -> None:
    columns = {"a": A, "gain": B, "b": {**A, "key": "knowledge"}}
    plan = {"kind": "sobol", "points": 1024} if kind == "sobol" else {"kind": "morris", "trajectories": 10}
    study = experiment(plan, columns)
    shares = unit(study)
    result = 4 * shares[:, 0] + 2 * shares[:, 1]
    if kind == "sobol":
        from SALib.analyze import sobol

        indices = sobol.analyze(problem(study), result, calc_second_order=False, num_resamples=10, seed=0)
        # Variances 16/12 and 4/12: first-order indices 0.8, 0.2, 0. Quasi-random points err far less than 1/sqrt(1024) = 0.03.
        assert np.allclose(indices["S1"], [0.8, 0.2, 0.0], atol=0.02)
    else:
        from SALib.analyze import morris

        assert np.allclose(morris.analyze(problem(study), shares, result, seed=0)["mu_star"], [4, 2, 0], atol=1e-12)


@pytest.mark.parametrize(
    ("distribution", "mean", "sd"),
    [
        ("uniform", 0.5, 12**-0.5),
        ({"normal": {"mean": 0.5, "sd": 0.05}}, 0.5, 0.05),
        ({"triangular": {"mode": 0.2}}, 0.4, ((1 + 0.04 - 0.2) / 18) ** 0.5),
    ],
)
def test_samples_have_the_distribution_that_is_asked_for(distribution: Any, mean: float, sd: float) -> None:
    columns = {"a": {**A, "distribution": distribution}, "b": {**A, "key": "knowledge"}}
    sample = column(experiment({"kind": "latin-hypercube", "points": 2000}, columns), "a")
    error = sd / 2000**0.5  # of a mean of independent draws; a Latin hypercube has less
    assert abs(sample.mean() - mean) < 1 * error
    assert abs(sample.std() - sd) < 2 * error
    assert sample.min() >= 0
    assert sample.max() <= 1


def test_a_log_uniform_factor_has_its_median_at_the_geometric_mean() -> None:
    columns = {"a": {**A, "range": (0.001, 0.1), "distribution": "log-uniform"}, "b": {**A, "key": "knowledge"}}
    sample = column(experiment({"kind": "latin-hypercube", "points": 2000}, columns), "a")
    assert np.median(sample) == pytest.approx(0.01, rel=0.01)


def test_whole_numbers_are_equally_likely() -> None:
    columns = {"n": {"key": "rounds.turns", "range": (4, 7), "integer": True}, "a": A}
    sample = column(experiment({"kind": "latin-hypercube", "points": 400}, columns), "n")
    assert np.unique(sample, return_counts=True)[1].tolist() == [100, 100, 100, 100]


@given(a=st.floats(-3, 3), b=st.floats(-3, 3))
def test_constraints_are_arithmetic(a: float, b: float) -> None:
    columns = {"a": np.array([a]), "b.c": np.array([b])}
    for text in ("a * 2 - b.c > 1", "-1 < a - b.c < 2", "a ** 2 + b.c ** 2 != 4", "a / 4 + +b.c < -(0.5 - a)"):
        expected = eval(text.replace("b.c", "b"), {"a": a, "b": b})
        near = any(abs(side) < 1e-6 for side in (a * 2 - b - 1, a - b + 1, a - b - 2, a * a + b * b - 4, a / 4 + b + 0.5 - a))
        assert near or constraints.fulfilled(text, columns)[0] == expected


def test_a_point_at_which_a_constraint_is_undefined_is_left_out() -> None:
    assert constraints.fulfilled("1 / a > 0", {"a": np.array([-1.0, 0.0, 1.0])}).tolist() == [False, True, True]
    assert constraints.fulfilled("0 / a == 0", {"a": np.array([0.0, 1.0])}).tolist() == [False, True]


def test_one_factor_chooses_the_scenario_and_another_its_variant() -> None:
    people = Factor("people", "levels", "a", choices=("a", "b"), levels=(Level(), Level(scenario="wsis-2003")))
    rules = Factor("rules", "levels", "own", choices=("own", "ours"), levels=(Level(), Level(variant="ours")))
    crossed = [((people, one), (rules, other)) for one in ("a", "b") for other in ("own", "ours")]
    found = [scenario_of(chosen, "wgig-2005") for chosen in crossed]
    assert found == ["wgig-2005", "wgig-2005/ours", "wsis-2003", "wsis-2003/ours"]
    assert scenario_of(crossed[1], "forums/mine.yaml") == "forums/mine/ours.yaml"
