"""Where a result comes from: versions, scenario, seed and command, so that somebody else can make it again."""

import datetime
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import wgig_sim
from wgig_sim.show.summary import digest, drawn

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

FORMAT = "wgig-sim run 1"
"""First entry of every manifest: tells the folder of a run from any other folder."""
LIBRARIES = ("matplotlib", "mesa", "networkx", "numba", "numpy", "pandas", "pyarrow", "pydantic")
CIRCUMSTANCES = ("written", "command", "code", "git", "python", "platform", "libraries")
"""The entries in which the manifests of two equal runs may differ."""


def manifest(record: "Record", name: str, command: str, resolved: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that is needed to make this run again."""
    return {
        "format": FORMAT,
        "scenario": name,
        "scenario_hash": digest(resolved),
        "seed": record.seed,
        "replicate": record.replicate,
        **drawn(record),
        **circumstances(command),
        "resolved_scenario": resolved,
    }


def circumstances(command: str) -> dict[str, Any]:
    """When, where and with what a result was made."""
    return {
        "command": command,
        "written": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "code": wgig_sim.__version__,
        "git": revision(),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "libraries": {library: _version(library) for library in LIBRARIES},
    }


def _version(library: str) -> str | None:
    from importlib import metadata  # takes its time to load, which a run has while its pictures are printed

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def revision() -> str | None:
    """The git revision of the code, with `-dirty` after local changes; None outside a checkout or without git."""
    top = Path(wgig_sim.__file__).resolve().parent.parent
    if not (top / ".git").exists():
        return None
    ask = ["git", "--no-optional-locks", "-C", str(top), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, timeout=2, stdin=subprocess.DEVNULL, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip() or None
