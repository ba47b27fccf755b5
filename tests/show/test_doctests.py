"""Examples in the docstrings of show are true."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import wgig_sim.show


def modules() -> list[str]:
    return [found.name for found in pkgutil.walk_packages(wgig_sim.show.__path__, "wgig_sim.show.")]


@pytest.mark.parametrize("name", modules())
def test_examples(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
