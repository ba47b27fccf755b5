"""The examples in the core's docstrings are true. Compiled functions hide theirs from doctest, so they run as plain Python."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import numpy as np
import pytest

from tests.kernels import plain_names
from wgig_sim import core

MODULES = [importlib.import_module(f"{core.__name__}.{found.name}") for found in pkgutil.iter_modules(core.__path__)]


def documented(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The module, and each function and class of its own, out of its compiled shell."""
    yield module.__name__, module.__doc__
    for name, member in vars(module).items():
        plain = getattr(member, "py_func", member)
        own = getattr(plain, "__module__", None) == module.__name__
        if own and (inspect.isroutine(plain) or inspect.isclass(plain)):
            yield f"{module.__name__}.{name}", plain


def examples(module: ModuleType) -> list[doctest.DocTest]:
    """Docstrings with examples, to be run among the module's own names."""
    finder = doctest.DocTestFinder(exclude_empty=True, recurse=False)
    names = plain_names(module.__name__)
    found = [finder.find(member, name, module=False, globs=dict(names)) for name, member in documented(module)]
    return [test for tests in found for test in tests]


ALL = [example for module in MODULES for example in examples(module)]


def test_no_example_is_missed() -> None:
    written = sum(inspect.getsource(module).count(">>> ") for module in MODULES)
    assert sum(len(test.examples) for test in ALL) == written > 0


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.name.removeprefix("wgig_sim.core."))
def test_example(example: doctest.DocTest) -> None:
    transcript: list[str] = []
    with np.printoptions(legacy="1.25"):  # uncompiled functions return NumPy's floats: print them as plain ones
        doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=transcript.append)
    assert not transcript, "".join(transcript)
