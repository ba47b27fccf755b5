"""An interrupt may come at any moment of a compiled run, and must not bring the process down."""

import subprocess
import sys

from tests.cli.program import ROOT, environment

LOOP = """
import random
import signal

from tests.forums import scenario
from wgig_sim.bridge.compile import compile_scenario
from wgig_sim.engines.replicate import Replicate

def interrupt(*_):
    raise KeyboardInterrupt

setup = compile_scenario(scenario())
Replicate(setup).finish()
signal.signal(signal.SIGALRM, interrupt)
chance, caught = random.Random(1), 0
while caught < 200:
    replicate = Replicate(setup)
    try:
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-5, 2e-3))
        replicate.finish()
        signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:
        caught += 1
print("alive")
"""


def test_interrupts_of_a_compiled_run() -> None:
    """Values that numba makes Python objects of must not be classes: it does not look whether making them was interrupted."""
    done = subprocess.run(
        [sys.executable, "-c", LOOP],
        cwd=ROOT,
        env=environment(NUMBA_DISABLE_JIT=None),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
