"""Serving: a classroom of its own for whoever measures or looks at one, started as a teacher starts it."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = (sys.executable, "-m", "wgig_sim.cli", "serve", "--port", "0")
OPEN = re.compile(r"http://127\.0\.0\.1:\d+")
TO_START, TO_END = 180.0, 30.0
"""Seconds that a server may take: to compile the model and open, and to end."""


def announced(server: "subprocess.Popen[str]") -> str:
    """The address that the server says it is open at; an error with all that it said where it ends before."""
    assert server.stdout
    said = ""
    too_late = threading.Timer(TO_START, server.kill)
    too_late.start()
    for line in server.stdout:
        said += line
        if found := OPEN.search(line):
            too_late.cancel()
            return found[0]
    too_late.cancel()
    raise RuntimeError(f"wgig-sim serve did not open:\n{said}")


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of a classroom on this machine that ends with the block."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [*PROGRAM, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as server:
        try:
            yield announced(server)
        finally:
            server.terminate()
            try:
                server.wait(TO_END)
            except subprocess.TimeoutExpired:
                server.kill()
                raise
