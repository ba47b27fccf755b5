"""Manifest: what a study is a study of, and with what it was made, so that nothing else is mixed into its folder."""

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import wgig_sim
from wgig_sim.scenario.library import SUFFIXES
from wgig_sim.study.experiment_schema import Experiment
from wgig_sim.study.runs import Task

FORMAT = "wgig-sim study 1"
WORDS = ("title", "question", "summary", "source", "note")
"""What an experiment may say otherwise without being another one."""


class StudyError(Exception):
    """What is wrong with the folder of a study, or with what is to be done with it, in words."""


@cache
def code() -> str:
    """Version and a hash of all sources that a result depends on."""
    top = Path(wgig_sim.__file__).parent
    digest = hashlib.sha256()
    for room in ("core", "bridge", "engines", "scenario"):
        for path in sorted((top / room).glob("*.py")):
            digest.update(path.read_bytes())
    return f"{wgig_sim.__version__} {digest.hexdigest()[:12]}"


def manifest_of(
    experiment: Experiment, task: Task, points: int, shard: str, scenarios: Mapping[str, str], command: str
) -> dict[str, Any]:
    """What a study is a study of, and with what it was made; `scenarios`: name -> fingerprint."""
    return {
        "format": FORMAT,
        "experiment": experiment.model_dump(mode="json", exclude_defaults=True),
        "scenarios": dict(scenarios),
        "code": code(),
        "version": wgig_sim.__version__,
        "python": platform.python_version(),
        "seed": task.seed,
        "points": points,
        "shard": shard,
        "measures": list(task.measures),
        "command": command,
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a study; a StudyError where there is none."""
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StudyError(f"{folder} is not the folder of a study: it has no manifest.json. `wgig-sim sweep` makes one.") from None
    except NotADirectoryError:
        raise StudyError(f"{folder} is a file, not the folder of a study.") from None
    except (OSError, ValueError) as error:
        raise StudyError(f"{folder / 'manifest.json'} cannot be read: {error}.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StudyError(f"{folder} holds something else than a study ({FORMAT}).")
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """In what two manifests differ that must not differ, in words. Where the files of scenarios lie is no difference."""
    old, new = without_folders(old), without_folders(new)
    found = [f"{key}: {old.get(key)} before, {new.get(key)} now" for key in ("code", "shard") if old.get(key) != new.get(key)]
    before, now = (_in_full(manifest.get("experiment", {})) for manifest in (old, new))
    changed = [key for key in {**before, **now} if key not in WORDS and before.get(key) != now.get(key)]
    found += [f"experiment {key}: {_short(before.get(key))} before, {_short(now.get(key))} now" for key in changed]
    if not changed:
        known = old.get("scenarios", {})
        names = [name for name, fingerprint in new["scenarios"].items() if known.get(name) != fingerprint]
        found += [f"scenario {name}: changed since" for name in names]
    return found


def _in_full(experiment: Mapping[str, Any]) -> dict[str, Any]:
    """What a manifest says of an experiment, with the defaults that it leaves out."""
    fields = Experiment.model_fields.items()
    return {key: field.default for key, field in fields if not field.is_required()} | dict(experiment)


def without_folders(value: Any) -> Any:
    """The same with the names of scenario files in place of their paths, which differ from machine to machine."""
    if isinstance(value, Mapping):
        return {without_folders(key): without_folders(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_folders(inner) for inner in value]
    return os.path.basename(value) if isinstance(value, str) and value.endswith(SUFFIXES) else value


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if value is not None else "nothing"
    return text if len(text) <= 200 else text[:197] + "..."
