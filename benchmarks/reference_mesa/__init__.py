"""The same deliberation written the way Mesa's own examples are written: a yardstick for the speed of the compiled core.

Participants and constituencies are `mesa.Agent` objects with Python attributes, and a step of the calendar is `model.step()`.
The order of floating-point operations is that of the core, so that results on the same draws are equal to the last bit.
"""

from benchmarks.reference_mesa.measures import look
from benchmarks.reference_mesa.model import Deliberation
from benchmarks.reference_mesa.outcome import conclude
from wgig_sim.bridge.compile import Setup
from wgig_sim.bridge.draws import draw
from wgig_sim.core.measures import Moment
from wgig_sim.core.outcome import Outcome


def run(setup: Setup, seed: int = 0, number: int = 0) -> tuple[Moment, Moment, Outcome]:
    """A whole replicate: the measures of its first day, of its last, and of the run."""
    model = Deliberation(setup.forum, setup.seats, draw(setup.forum, setup.seats, seed, number))
    start = look(model)
    model.run_model()
    end, outcome = look(model), conclude(model)
    model.release()
    return start, end, outcome
