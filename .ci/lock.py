"""Write constraints.txt: the versions that pip resolves today on each Python given, one line a package, with markers.

`python .ci/lock.py python3.11 python3.12` asks pip on the first for Python 3.11 and on the second for 3.12 and later.
Run the tests afterwards on both before the new file is kept.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# The versions that were tested together, on Python 3.11 and on 3.12. Written by `make lock`; do not edit by hand.
"""
NEWER = "3.12"


def requirements() -> list[str]:
    """Everything that the package, its tools and its build name."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    extras = project["project"]["optional-dependencies"].values()
    return [*project["project"]["dependencies"], *(need for extra in extras for need in extra)]


def resolve(python: str) -> tuple[str, dict[str, str]]:
    """The Python's minor version, and the version of each package that pip would install on it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run([python, "-m", "venv", Path(folder, "venv")], check=True)
        pip = [f"{folder}/venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--dry-run", "--report", str(report), *requirements()], check=True)
        found = json.loads(report.read_text(encoding="utf-8"))
    versions = {package["metadata"]["name"]: package["metadata"]["version"] for package in found["install"]}
    return ".".join(found["environment"]["python_full_version"].split(".")[:2]), versions


def lines(older: dict[str, str], newer: dict[str, str]) -> list[str]:
    """One constraint a package where both Pythons agree, else one for each."""
    result = []
    for name in sorted(older.keys() | newer.keys(), key=str.lower):
        if older.get(name) == newer.get(name):
            result.append(f"{name}=={older[name]}")
            continue
        for versions, operator in ((older, "<"), (newer, ">=")):
            if name in versions:
                result.append(f'{name}=={versions[name]} ; python_version {operator} "{NEWER}"')
    return result


def main(pythons: list[str]) -> int:
    """Resolve on both Pythons, then replace the file in one go."""
    found = dict(resolve(python) for python in pythons)
    if set(found) != {"3.11", NEWER}:
        print(f"Give a Python 3.11 and a Python {NEWER}, not {', '.join(found) or 'none'}.", file=sys.stderr)
        return 1
    text = HEADER + "\n".join(lines(found["3.11"], found[NEWER])) + "\n"
    (ROOT / "constraints.txt").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
