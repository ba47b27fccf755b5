"""The folder that a run leaves behind: written aside, and put into its place when it is whole."""

import errno
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wgig_sim.show.figures import sheets
from wgig_sim.show.figures.svg import svg
from wgig_sim.show.manifest import FORMAT, manifest
from wgig_sim.show.press import Job, Press, nodes, produce
from wgig_sim.show.summary import as_json, summary
from wgig_sim.show.swap import put
from wgig_sim.show.tables import tables

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

Papers = Callable[["Record", Mapping[str, str]], Mapping[str, str]]
"""What writes the documents: from a run and its figures (name -> SVG) to texts by file name."""


class FolderError(Exception):
    """A folder cannot be written; says why in one line."""


def write(
    record: "Record",
    path: str | os.PathLike[str],
    *,
    name: str,
    command: str,
    resolved: Mapping[str, Any],
    papers: Papers,
    force: bool = False,
    press: Press | None = None,
) -> list[str]:
    """Write everything that a run leaves behind and return the files, documents first.

    An existing folder is kept, unless `force` allows to replace it and it holds a run. Whatever goes wrong on the way, the
    place holds what it held before.
    """
    place = check(path, force=force)
    with aside(place, press) as folder:
        (folder / "figures").mkdir()
        (folder / "data").mkdir()
        pictures = sheets(record)
        networks = {"trust-start": record.start.trust, "trust-end": record.end.trust}
        job = Job(folder, pictures, tables(record), nodes(record.seats), networks)
        printing = press.begin(job) if press else None
        drawn = {key: svg(sheet) for key, sheet in pictures.items()}
        texts = dict(papers(record, drawn))
        texts |= {f"figures/{key}.svg": text for key, text in drawn.items()}
        texts["measures.json"] = as_json(summary(record, name))
        texts["manifest.json"] = as_json(manifest(record, name, command, resolved))
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        if printing:
            printing.finish()
        else:
            produce(job)
        files = _listing(folder, list(texts))
        put(folder, place)
    return files


def check(path: str | os.PathLike[str], *, force: bool = False, kind: str = FORMAT) -> Path:
    """The place of a new folder; a FolderError when it cannot be written there. Ask before a long run.

    `kind`: the format of a manifest by which a folder that may be replaced is known.
    """
    try:
        place = Path(os.path.realpath(path))
        if not place.name:
            raise FolderError(f"{path}: is not the name of a folder.")
        if place.is_dir():
            _check_old(path, place, force, kind)
        elif place.exists():
            raise FolderError(f"{path}: is a file. Name another folder.")
        elif place.parent.exists() and not place.parent.is_dir():
            raise FolderError(f"{path}: {place.parent} is a file. Name another folder.")
        elif not place.parent.is_dir():
            raise FolderError(f"{path}: there is no folder {place.parent}. Make it first, or name another one.")
    except (OSError, ValueError) as error:
        raise FolderError(_reason(path, error)) from error
    if not os.access(place.parent, os.W_OK | os.X_OK):
        raise FolderError(f"{path}: no permission to write into {place.parent}.")
    return place


def _check_old(path: str | os.PathLike[str], place: Path, force: bool, kind: str) -> None:
    if not force:
        raise FolderError(f"{path}: exists already. Name another folder with --out, or replace it with --force.")
    if any(place.iterdir()) and not is_run(place, kind):
        what = kind.split()[1]
        raise FolderError(f"{path}: does not hold a {what} (no manifest of one), so it is not replaced, not even with --force.")


def is_run(folder: Path, kind: str = FORMAT) -> bool:
    """Whether a folder holds a run of this program, or something else that has a manifest of this kind."""
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == kind


@contextmanager
def aside(place: Path, press: Press | None = None) -> Iterator[Path]:
    """A new folder beside the place, removed with all it holds unless it was put into its place."""
    folder = place.with_name(f".{place.name[:60]}.{os.getpid()}-{time.monotonic_ns()}.part")
    try:
        folder.mkdir()
        yield folder
    except OSError as error:
        raise FolderError(_reason(place, error)) from error
    finally:
        if press:
            press.close()
        shutil.rmtree(folder, ignore_errors=True)


def _reason(path: str | os.PathLike[str], error: OSError | ValueError) -> str:
    """What to tell somebody whose folder cannot be written."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path}: the disk is full. Nothing was written."
    what = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return f"{path}: cannot be written ({what[:1].lower()}{what[1:]})."


def _listing(folder: Path, first: list[str]) -> list[str]:
    """All files, the documents in the order in which they were given, then the rest by name."""
    found = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    documents = [file for file in first if "/" not in file and file.endswith((".md", ".html"))]
    return documents + [file for file in found if file not in documents]


__all__ = ["FolderError", "Papers", "aside", "check", "is_run", "write"]
