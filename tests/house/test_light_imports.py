"""Asking for help must not wait for libraries that help does not need."""

import subprocess
import sys

import pytest

HEAVY = {"jinja2", "matplotlib", "mesa", "networkx", "numba", "numpy", "pandas", "pyarrow", "rich", "scipy"}


@pytest.mark.parametrize("module", ["wgig_sim", "wgig_sim.cli"])
def test_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()
