"""A run in a notebook: well-formed, light, and safe whatever its titles hold."""

import subprocess
import sys
import xml.etree.ElementTree as ET

from hypothesis import given, settings

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from wgig_sim.show import notebook


@settings(max_examples=25)
@given(shapes())
def test_every_run_draws_itself(shape: Shape) -> None:
    root = ET.fromstring(notebook.html(record(shape)))
    assert root.tag == "div"
    assert not list(root.iter("script"))


def test_the_card_names_every_item_and_its_fate() -> None:
    run = record(Shape(seed=3))
    words = " ".join(ET.fromstring(notebook.html(run)).itertext())
    for item in run.items:
        assert run.scenario.issues[item.id].title in words
    assert f"{sum(item.status == 'agreed' for item in run.items)} of {len(run.items)} items agreed" in words


def test_no_plotting_library_is_needed() -> None:
    code = (
        "import sys; from tests.report.factory import record; from tests.report.made_up import Shape;"
        "from wgig_sim.show import notebook;"
        "notebook.html(record(Shape(seats=3))); print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
