"""Examples in the docstrings of study are true."""

import doctest
import importlib
import pkgutil

import pytest

import wgig_sim.study

NAMES = [found.name for found in pkgutil.walk_packages(wgig_sim.study.__path__, "wgig_sim.study.")]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
