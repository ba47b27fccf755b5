"""--uncertain: said wherever a result is, and no number changes without it. `calibrate`: its refusals."""

import json
from pathlib import Path

from tests.cli.program import refused, settle, succeeded, wgig_sim


def test_a_run_says_which_constants_were_drawn(tmp_path: Path) -> None:
    settle(tmp_path)
    plain, drawn, again, own = (
        json.loads(succeeded(wgig_sim("run", "village.yaml", "--json", *options, cwd=tmp_path)))
        for options in ((), ("--uncertain",), ("--uncertain",), ("--uncertain", "--set", "mechanisms.trust.gain=0.01"))
    )
    assert "uncertain" not in plain
    assert drawn == again
    assert drawn["uncertain"].keys() > own["uncertain"].keys() == drawn["uncertain"].keys() - {"trust.gain"}
    assert drawn["measures"] != plain["measures"]
    words = " ".join(succeeded(wgig_sim("run", "village.yaml", "--uncertain", "--out", "x", cwd=tmp_path)).split())
    assert "constants drawn from what the calibration left" in words
    assert json.loads((tmp_path / "x" / "manifest.json").read_text("utf-8"))["uncertain"] == drawn["uncertain"]


def test_a_comparison_says_that_constants_were_drawn(tmp_path: Path) -> None:
    settle(tmp_path)
    (tmp_path / "other.yaml").write_text("extends: village.yaml\ntitle: Other\nrules: {start: text-first}\n", "utf-8")
    line = ("compare", "village.yaml", "other.yaml", "--replicates", "4")
    plain = json.loads(succeeded(wgig_sim(*line, "--json", cwd=tmp_path)))
    drawn = json.loads(succeeded(wgig_sim(*line, "--json", "--uncertain", cwd=tmp_path)))
    assert "uncertain" not in plain
    assert drawn["uncertain"] is True
    assert drawn["differences"] != plain["differences"]
    shown = " ".join(succeeded(wgig_sim(*line, "--uncertain", cwd=tmp_path)).split())
    assert "drawn for each pair" in shown
    assert "difference (95%) nine of ten pairs" in shown
    assert all(row["pairs_low"] <= row["difference"] <= row["pairs_high"] for row in drawn["differences"] if row["difference"])


def test_nothing_is_said_to_be_drawn_where_nothing_can_be(tmp_path: Path) -> None:
    settle(tmp_path)
    for name in ("mute", "silent"):
        (tmp_path / f"{name}.yaml").write_text(f"extends: village.yaml\ntitle: {name}\nmuted: true\n", "utf-8")
    line = ("compare", "mute.yaml", "--replicates", "4", "--uncertain")
    assert "uncertain" not in json.loads(succeeded(wgig_sim(*line, "silent.yaml", "--json", cwd=tmp_path)))
    none, some = (" ".join(succeeded(wgig_sim(*line, other, cwd=tmp_path)).split()) for other in ("silent.yaml", "village.yaml"))
    assert "No constant was drawn for mute and silent: all are muted or set there." in none
    assert "drawn for each pair" not in none
    assert "No constant was drawn for mute: all are muted or set there." in some
    assert "drawn for each pair" in some
    shown = " ".join(succeeded(wgig_sim("run", "mute.yaml", "--uncertain", "--out", "x", cwd=tmp_path)).split())
    assert "no constant drawn: all are muted or set" in shown


def test_calibrate_refuses_what_is_no_calibration(tmp_path: Path) -> None:
    assert '"composition" is an experiment, not a calibration' in refused(wgig_sim("calibrate", "composition", cwd=tmp_path))
    assert "--set 1  points: should be at least 16, is 3." in refused(wgig_sim("calibrate", "--set", "points=3", cwd=tmp_path))
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine").touch()
    assert "x is not empty" in refused(wgig_sim("calibrate", "--out", "x", cwd=tmp_path))
    assert [path.name for path in tmp_path.rglob("*")] == ["x", "mine"]


def test_check_knows_a_calibration(tmp_path: Path) -> None:
    assert "is a valid calibration (Calibration of the constants; free constants:" in succeeded(
        wgig_sim("check", "calibration", cwd=tmp_path)
    )
