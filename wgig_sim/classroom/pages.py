"""Pages: the files of the page as they are served, and what a browser may do with them.

The files are read once and found by name, so that no request ever touches the disk.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "LICENSE": "text/plain; charset=utf-8",
}
"""What is served; other files of the folder are not."""
MARK = "<!-- importmap -->"


class File(NamedTuple):
    """A file as it is sent."""

    kind: str
    plain: bytes
    packed: bytes
    tag: str
    """Changes when the file does."""


def file(kind: str, plain: bytes) -> File:
    """A file with what is known of it."""
    return File(kind, plain, gzip.compress(plain, 9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:20]}"')


@cache
def texts() -> Mapping[str, str]:
    """Every file of the page by its path in the folder, such as app.js or vendor/d3.min.js."""
    return dict(sorted(_texts(files("wgig_sim.classroom").joinpath("page"), "")))


def _texts(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found = []
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        if entry.is_dir():
            found += _texts(entry, f"{name}/")
        elif entry.name.rpartition(".")[2] in TYPES:
            found.append((name, entry.read_text(encoding="utf-8")))
    return found


def modules() -> list[str]:
    """The JavaScript modules of the page."""
    return [name for name in texts() if name.endswith(".js") and "/" not in name]


def import_map(address: Mapping[str, str]) -> str:
    """What `import ... from "#name"` stands for: name -> address of each module, as JSON for a script element."""
    text = json.dumps({"imports": {f"#{name.removesuffix('.js')}": address[name] for name in modules()}}, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def fingerprint(text: str) -> str:
    """How a content security policy names an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class Site(NamedTuple):
    """All that is served of the page, and the policy under which it runs."""

    home: File
    files: Mapping[str, File]
    policy: str


@cache
def site() -> Site:
    """The page: nothing is fetched from elsewhere, and nothing inline runs but the map of its own modules."""
    served = {name: file(TYPES[name.rpartition(".")[2]], text.encode()) for name, text in texts().items() if name != "index.html"}
    addresses = import_map({name: f"/page/{name}" for name in modules()})
    index = texts()["index.html"].replace(MARK, f'<script type="importmap">{addresses}</script>')
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {fingerprint(addresses)}",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return Site(file(TYPES["html"], index.encode()), served, "; ".join(f"{name} {value}" for name, value in policy.items()))
