"""Samples, comparisons and studies in a notebook: the same numbers as everywhere else, as frames and datasets."""

from pathlib import Path

import numpy as np
import pytest

import wgig_sim
from wgig_sim.core.measures import Moment

SHORT = "wgig-2005/first-meeting-only"


def test_an_ensemble_has_the_measures_of_single_runs() -> None:
    frame = wgig_sim.ensemble(SHORT, 4, seed=3)
    assert (frame.index.name, list(frame.index)) == ("replicate", [0, 1, 2, 3])
    for number in (0, 3):
        one = wgig_sim.simulate(SHORT, 3, number).measures
        assert frame.loc[number].dropna().to_dict() == one


def test_an_ensemble_keeps_the_measures_that_are_asked_for() -> None:
    few = wgig_sim.ensemble(SHORT, 1003, seed=3, measures=["acceptance", "share_agreed"])  # more than are held at a time
    assert list(few.columns) == ["acceptance", "share_agreed"]
    assert few.equals(wgig_sim.ensemble(SHORT, 1003, seed=3)[["acceptance", "share_agreed"]])
    with pytest.raises(ValueError, match='Did you mean "acceptance"'):
        wgig_sim.ensemble(SHORT, 2, measures=["acceptanse"])


def test_an_ensemble_round_by_round_has_axes() -> None:
    found = wgig_sim.ensemble(wgig_sim.load(SHORT), 3, seed=3, per_round=True)
    run = wgig_sim.simulate(SHORT, 3, 2)
    rounds = run.frame("rounds")
    assert dict(found.sizes) == {"replicate": 3, "step": len(rounds)}
    assert set(found.data_vars) == set(Moment._fields)
    assert np.array_equal(found["trust"].sel(replicate=2), rounds["trust"])
    assert found["event"].values.tolist() == rounds["event"].tolist()
    assert found["date"].dt.strftime("%Y-%m-%d").values.tolist() == rounds["date"].tolist()
    assert found.attrs == {"scenario": run.scenario.title, "seed": 3}


def test_compare_takes_names_and_scenarios() -> None:
    changed = wgig_sim.load(SHORT, "chair=null", "title=No chair")
    frame = wgig_sim.compare(SHORT, changed, SHORT, replicates=3)
    assert frame["other"].unique().tolist() == ["No chair", f"{SHORT} (3)"]
    assert set(frame["first"]) == {SHORT}
    same = frame[frame["other"] == f"{SHORT} (3)"]
    assert (same["difference"].dropna() == 0).all()
    trust = frame[frame["measure"] == "trust_end"].iloc[0]
    mean = wgig_sim.ensemble(changed, 3)["trust_end"].mean()
    assert trust["mean_other"] == pytest.approx(mean)


def test_compare_says_what_it_cannot_do() -> None:
    with pytest.raises(ValueError, match="two scenarios or more"):
        wgig_sim.compare(SHORT)
    with pytest.raises(ValueError, match='Did you mean "trust_end"'):
        wgig_sim.compare(SHORT, "wsis-2003", measure="trust_edn")


def test_a_study_from_the_question_to_the_tables(tmp_path: Path) -> None:
    asked = wgig_sim.experiment("trust-threshold", f"scenario={SHORT}", "design.steps=2", "replicates=3", "per_round=true")
    planned = wgig_sim.plan(asked, workers=1)
    assert planned.T["points"].tolist() == [6, 6]
    assert planned.T["runs"].tolist() == [18, 18]
    heard: list[int] = []
    study = wgig_sim.sweep(asked, tmp_path / "study", workers=1, after=lambda now: heard.append(now.known))
    assert (len(study.design), len(study.runs), heard[-1]) == (6, 18, 18)
    again = wgig_sim.sweep(asked, tmp_path / "study", workers=1, resume=True)
    assert again.runs.equals(wgig_sim.load_study(tmp_path / "study").runs)
    point = study.design.query("trust == 1 and footing == 0.6").iloc[0]
    own = wgig_sim.load(
        SHORT, *asked.settings, "trust.other_group=1", *(f"{key}=0.6" for key in asked.factors["footing"].keys or ())
    )
    expected = wgig_sim.ensemble(own, 3)
    found = study.runs[study.runs["point"] == point["point"]].set_index("replicate")
    assert found["trust_end"].tolist() == expected["trust_end"].tolist()
    moments = wgig_sim.rounds(study)
    assert dict(moments.sizes) == {"point": 6, "replicate": 3, "step": 45}
    assert np.array_equal(moments["trust"].sel(point=point["point"], step=44), expected["trust_end"])
    tables = wgig_sim.analyse(study, ["trust_end"])
    assert "responses" in tables
    assert set(tables["responses"]["measure"]) == {"trust_end"}
    asked_in_sql = wgig_sim.query(
        tmp_path / "study", "select trust, avg(trust_end) as mean from study group by trust order by trust"
    )
    assert asked_in_sql["trust"].tolist() == [0.0, 1.0]
    assert asked_in_sql["mean"].tolist() == pytest.approx(study.runs.merge(study.design).groupby("trust")["trust_end"].mean())


def test_a_tipping_point_is_searched_for() -> None:
    asked = wgig_sim.experiment("trust-threshold", f"scenario={SHORT}", "replicates=20")
    found = wgig_sim.tip(asked, "trust", "trust_end")
    assert list(found.columns) == ["trust", "trust_end", "low", "high"]
    assert found["trust"].is_monotonic_increasing
    assert (found["low"] < found["trust_end"]).all()
    assert found.attrs["shape"] in {"tips", "bends", "even"}  # trust at the end surely moves with trust at the start
    own = wgig_sim.load(
        SHORT, *asked.settings, "trust.other_group=1", *(f"{key}=1.0" for key in asked.factors["footing"].keys or ())
    )
    assert found["trust_end"].iloc[-1] == pytest.approx(wgig_sim.ensemble(own, 20)["trust_end"].mean())


def test_what_is_no_study_says_so(tmp_path: Path) -> None:
    with pytest.raises(wgig_sim.StudyError, match=r"no manifest\.json"):
        wgig_sim.load_study(tmp_path)
    with pytest.raises(wgig_sim.ScenarioError, match='Did you mean "composition"'):
        wgig_sim.experiment("compositon")
    assert "composition" in wgig_sim.experiments()


def test_all_names_are_there() -> None:
    import wgig_sim.api

    assert wgig_sim.__all__ == wgig_sim.api.__all__
    assert all(getattr(wgig_sim, name) is getattr(wgig_sim.api, name) for name in wgig_sim.__all__)
