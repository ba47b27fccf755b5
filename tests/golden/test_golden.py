"""Measures of three runs as they were: any change of results shows here, and needs a "Results change" line in CHANGELOG.md.

`make golden` accepts today's results. Values are compared exactly on the platform that wrote them, else to 1e-12.
"""

import json
import platform
from pathlib import Path

import numba
import numpy as np
import pytest

from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.bridge.vocabulary import vocabulary
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.scenario.read import read

FOLDER = Path(__file__).parent
SEED = 7
HERE = f"{platform.system()} {platform.machine()}, NumPy {np.__version__}, numba {numba.__version__}"


@pytest.mark.parametrize("name", ["wgig-2005", "wsis-2003", "wgig-2005/random-composition"])
def test_measures_are_as_they_were(name: str, update_golden: bool) -> None:
    path = FOLDER / f"{name.replace('/', '-')}.json"
    replicate = Replicate(compile_scenario(read(name, vocabulary=vocabulary())), SEED)
    replicate.finish()
    found = record(replicate).measures
    if update_golden:
        path.write_text(json.dumps({"seed": SEED, "platform": HERE, "measures": dict(found)}, indent=1) + "\n")
    stored = json.loads(path.read_text())
    assert stored["seed"] == SEED
    expected = stored["measures"]
    assert set(found) == set(expected)
    near = expected if stored["platform"] == HERE else {key: pytest.approx(value, abs=1e-12) for key, value in expected.items()}
    changed = {key: (expected[key], value) for key, value in found.items() if value != near[key]}
    assert not changed
