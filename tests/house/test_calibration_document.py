"""What the calibration left is what travels with the program: file, region, defaults and document are of one piece."""

import numpy as np

from docs import calibration, refresh
from tests.house.markdown import text
from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.study.calibration.read import calibration_hash, read
from wgig_sim.study.calibration.region import provenance, shipped
from wgig_sim.study.calibration.targets import patterns

HELD = 0.8
"""Share of the region at which the calibrating patterns have to hold."""


def test_the_tables_are_those_of_the_files() -> None:
    before = text(calibration.DOCUMENT)
    assert {block["name"] for block in refresh.BLOCK.finditer(before)} == set(calibration.WRITERS)
    assert refresh.filled(before, calibration.WRITERS) == before, "run: python -m docs.calibration"


def test_the_region_is_that_of_the_shipped_file() -> None:
    story, plan, region = provenance(), read("calibration"), shipped()
    assert story["calibration"] == calibration_hash(plan)[:12]
    assert region.names == tuple(plan.constants)
    low, high = np.array([free.range for free in plan.constants.values()]).T
    assert ((region.points >= low) & (region.points <= high)).all()
    gain, loss = (region.points[:, region.names.index(name)] for name in ("trust.gain", "trust.loss"))
    assert (gain <= loss).all()
    assert len(np.unique(region.points, axis=0)) == len(region.points) == story["confirmed"]


def test_the_calibrating_patterns_hold_at_most_of_the_region() -> None:
    story = provenance()
    assert story["again"] >= HELD * story["confirmed"]


def test_the_defaults_are_those_that_were_chosen() -> None:
    chosen = provenance()["defaults"]
    own = {f"{name}.{one.name}": one for name, mechanism in MECHANISMS.items() for one in mechanism.constants}
    assert chosen["constants"] == {name: own[name].default for name in read("calibration").constants}
    assert list(chosen["implausibility"]) == [one.id for one in patterns()]
    assert all(value is None or value <= 0.0 for value in chosen["implausibility"].values())
    words = {name: one.source.endswith("value: calibrated") for name, one in own.items()}
    assert words == {name: name in chosen["constants"] for name in own}
