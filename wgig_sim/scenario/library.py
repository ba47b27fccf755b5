"""The scenarios that travel with the program: found by name, extended by name."""

from functools import cache
from pathlib import Path

from wgig_sim.scenario.problems import Problem, ScenarioError, listed, nearest, quoted

SUFFIXES = (".yaml", ".yml")


def folder() -> Path:
    """Where the shipped scenarios lie: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


@cache
def _files(top: Path) -> dict[str, Path]:
    found = sorted(path for path in top.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return {path.relative_to(top).with_suffix("").as_posix(): path for path in found}


def names() -> tuple[str, ...]:
    """The scenarios that can be run, a base before its variants; a part that starts with `_` is only for extending."""
    public = [name for name in _files(folder()) if not any(part.startswith("_") for part in name.split("/"))]
    return tuple(sorted(public, key=lambda name: name.split("/")))


def lookup(name: str) -> Path | None:
    """The file of a shipped scenario, or None."""
    return _files(folder()).get(name)


def find(name: str) -> Path:
    """The file of a shipped scenario; a ScenarioError suggests what was probably meant."""
    path = lookup(name)
    if path is None:
        raise ScenarioError([Problem(name or '""', 0, 0, "", no_such(name))])
    return path


def no_such(name: str) -> str:
    """What to say of a name that stands for no shipped scenario."""
    meant = nearest(name, names()) or nearest(name.rpartition("/")[2], [n for n in names() if "/" not in n])
    hint = f' Did you mean "{meant}"?' if meant else ""
    known = f" Scenarios: {listed(names())}." if names() else ""
    return f"there is no scenario {quoted(name)}, and no such file.{hint}{known}"


def is_path(text: str) -> bool:
    """Whether a text is meant as a path: it ends in .yaml or .yml, or it exists and is not a shipped scenario."""
    if text.endswith(SUFFIXES):
        return True
    try:
        here = Path(text)
        return here.is_file() or (here.exists() and lookup(text) is None)
    except (OSError, ValueError):
        return False


def shown(path: Path) -> str | None:
    """How messages write the path of a shipped file: scenarios/NAME.yaml, wherever the program is installed."""
    try:
        return "scenarios/" + path.resolve().relative_to(folder().resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):
        return None
