"""The files that belong to the project, and the package's modules as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wgig_sim"
MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """A file's path as a reader of the project would write it."""
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    """The part of the package that a module belongs to: core, bridge, cli and so on."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every import below `tree`, as the statement and the dotted name that it brings in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def project_files() -> list[Path]:
    """What is under version control or about to be: everything that .gitignore does not name."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / part.decode() for part in listing.stdout.split(b"\0") if part)
    return [path for path in paths if path.is_file()]
