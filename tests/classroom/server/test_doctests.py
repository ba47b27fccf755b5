"""Examples in the docstrings of classroom are true."""

import doctest
import importlib
import pkgutil

import pytest

import wgig_sim.classroom

NAMES = [found.name for found in pkgutil.walk_packages(wgig_sim.classroom.__path__, "wgig_sim.classroom.")]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
