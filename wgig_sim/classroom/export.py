"""Export: a run as one HTML file that plays without a server and without the Internet, from wherever it is opened.

The modules of the page are data: addresses in its import map, styles and pictures stand in it, and the replay lies inside as
JSON, gzipped, in base64. A content security policy lets nothing else in.
"""

import base64
import html
import json
import re
from functools import cache
from typing import NamedTuple

from wgig_sim.classroom.pages import MARK, fingerprint, import_map, modules, texts

_STYLE = re.compile(r'<link rel="stylesheet" href="/page/([^"]+)">\n?')
_ICON = re.compile(r'href="/page/([^"]+\.svg)"')
_LIBRARY = re.compile(r'<script src="/page/([^"]+)"></script>\n?')
_ENTRY = re.compile(r'<script type="module" src="/page/(\w+)\.js"></script>')
_TITLE = re.compile(r"<title>.*?</title>")


class Shell(NamedTuple):
    """The page around the replay."""

    before: str
    after: str
    policy: str


def _data(kind: str, text: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(text.encode()).decode()}"


@cache
def shell() -> Shell:
    """Everything but the replay, in one file."""
    page = texts()
    style = "\n".join(page[name] for name in _STYLE.findall(page["index.html"]))
    library = "\n".join(page[name] for name in _LIBRARY.findall(page["index.html"]))
    addresses = import_map({name: _data("text/javascript", page[name]) for name in modules()})
    found = _ENTRY.search(page["index.html"])
    assert found, "index.html has no module to begin with"
    entry = f'import "#{found[1]}";'
    for script in (style, library):
        assert "</script" not in script
        assert "</style" not in script
    text = _LIBRARY.sub("", _STYLE.sub("", page["index.html"]))
    text = _ICON.sub(lambda icon: f'href="{_data("image/svg+xml", page[icon[1]])}"', text)
    text = text.replace(
        MARK, f'{MARK}<style>{style}</style>\n<script type="importmap">{addresses}</script>\n<script>{library}</script>'
    )
    text = text.replace(found[0], f'<script type="module">{entry}</script>')
    before, after = text.split(MARK)
    scripts = " ".join(fingerprint(script) for script in (addresses, library, entry))
    policy = f"default-src 'none'; script-src data: {scripts}; style-src {fingerprint(style)}; img-src data: blob:; "
    return Shell(before, after, f"{policy}base-uri 'none'; form-action 'none'")


def page(title: str, replay: bytes) -> str:
    """The page that plays a run; `replay` is gzipped JSON: {"first": replay, "other": replay or null}."""
    around = shell()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{around.policy}">\n'
    inside = f'<script type="application/json" id="replay">{base64.b64encode(replay).decode()}</script>\n'
    before = around.before.replace('<meta charset="utf-8">\n', f'<meta charset="utf-8">\n{policy}', 1)
    return _TITLE.sub(lambda _: f"<title>{html.escape(title)}</title>", before) + inside + around.after


def together(first: bytes, other: bytes | None) -> bytes:
    """Two replays (JSON) in one, put together without reading them."""
    return b'{"first":' + first + b',"other":' + (other or b"null") + b"}"


def with_documents(replay: bytes, documents: bytes) -> bytes:
    """A replay (JSON) that has its documents inside."""
    return replay[:-1] + b',"documents":' + documents + b"}"


def title_of(replay: bytes) -> str:
    """The title of the forum of a replay (JSON)."""
    title: str = json.loads(replay)["title"]
    return title
