"""Rules of the house that an import contract cannot say: who draws lots, who touches files, what is imported late."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import MODULES, PACKAGE, imports, name, parse, room

FILE_MODULES = {"fileinput", "glob", "io", "os", "pathlib", "shutil", "tempfile"}
FILE_CALLS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
NO_FILES = {"os.cpu_count", "os.sched_getaffinity"}
"""What those modules have that has nothing to do with files: how many cores there are."""
ROOMS_WITHOUT_FILES = {"core", "bridge", "engines"}
COMPILED_CODE_CACHE = PACKAGE / "core" / "compiled.py"
DRAWS = PACKAGE / "bridge" / "draws.py"
LINES_IN_A_FILE = 300
LINES_IN_A_FUNCTION = 60

every_module = pytest.mark.parametrize("path", MODULES, ids=name)


def called_name(call: ast.Call) -> str:
    """The last part of what is called: `open` of `path.open()`."""
    match call.func:
        case ast.Attribute(attr=attribute):
            return attribute
        case ast.Name(id=identifier):
            return identifier
    return ""


def file_uses(tree: ast.Module) -> Iterator[str]:
    """Each import or call that has to do with files, with its line; `os` can be asked for other things too."""
    for statement, target in imports(tree):
        if target.split(".")[0] in FILE_MODULES and target not in ("os", *NO_FILES):
            yield f"line {statement.lineno}: import {target}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in FILE_CALLS:
            yield f"line {node.lineno}: {called_name(node)}()"
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("os.") and ast.unparse(node) not in NO_FILES:
            yield f"line {node.lineno}: {ast.unparse(node)}"


def random_uses(tree: ast.Module) -> Iterator[str]:
    """Each mention of a source of random numbers, with its line."""
    for statement, target in imports(tree):
        if target.split(".")[0] in {"random", "secrets"} or target.startswith("numpy.random"):
            yield f"line {statement.lineno}: import {target}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "random" and ast.unparse(node.value) in {"np", "numpy"}:
            yield f"line {node.lineno}: {ast.unparse(node)}"


def imported_at_once(tree: ast.Module) -> Iterator[str]:
    """What loading the module loads: imports outside functions and outside `if TYPE_CHECKING`."""
    late = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"))
    ]
    later = {statement for node in late for statement, _ in imports(node)}
    return (target for statement, target in imports(tree) if statement not in later)


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Length from `def` to the last line, its docstring not counted."""
    documented = ast.get_docstring(function) is not None
    docstring = function.body[0] if documented else None
    prose = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - prose


@every_module
def test_only_draws_draws(path: Path) -> None:
    uses = [] if path == DRAWS else list(random_uses(parse(path)))
    assert uses == [], f"{name(path)}: random numbers come as arguments, drawn in {name(DRAWS)}"


@every_module
def test_only_the_outer_rooms_touch_files(path: Path) -> None:
    exempt = room(path) not in ROOMS_WITHOUT_FILES or path == COMPILED_CODE_CACHE
    uses = [] if exempt else list(file_uses(parse(path)))
    assert uses == [], f"{name(path)}: files are read and written by scenario, show, report, api and cli"


@every_module
def test_pandas_is_loaded_late(path: Path) -> None:
    at_once = [target for target in imported_at_once(parse(path)) if target.split(".")[0] == "pandas"]
    assert at_once == [], f"{name(path)}: import pandas inside the function that needs it"


@every_module
def test_a_file_fits_in_one_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_IN_A_FILE


@every_module
def test_a_function_fits_on_one_screen(path: Path) -> None:
    functions = [node for node in ast.walk(parse(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: code_lines(node) for node in functions if code_lines(node) > LINES_IN_A_FUNCTION}
    assert long == {}, f"{name(path)}: functions over {LINES_IN_A_FUNCTION} lines"


def test_the_rules_see_what_they_forbid() -> None:
    tree = ast.parse(
        "import shutil, random\nimport pandas as pd\nfrom numpy.random import default_rng\nimport numpy as np\n"
        "def f():\n    import pandas.api\n    np.random.seed(1)\n    open('x').read()\n    p.write_text('')\n"
        "import os\nfrom os import remove\nos.cpu_count()\nos.unlink('x')\n"
    )
    assert set(file_uses(tree)) == {
        "line 1: import shutil",
        "line 8: open()",
        "line 9: write_text()",
        "line 11: import os.remove",
        "line 13: os.unlink",
    }
    assert list(random_uses(tree)) == [
        "line 1: import random",
        "line 3: import numpy.random.default_rng",
        "line 7: np.random",
    ]
    assert list(imported_at_once(tree)) == [
        "shutil", "random", "pandas", "numpy.random.default_rng", "numpy", "os", "os.remove",
    ]  # fmt: skip
