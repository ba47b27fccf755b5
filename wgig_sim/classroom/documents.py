"""Documents: what a run has written, as pieces of HTML that are safe to put into a page."""

import re
from typing import Any

from wgig_sim.bridge.compile import Setup
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.report.documents import documents
from wgig_sim.report.page import section

_STYLE = re.compile(r' style="text-align:\s*(left|center|right)"')


def fragments(setup: Setup, seed: int) -> list[dict[str, Any]]:
    """The documents of a run, in the order in which one would read them; without figures, since the page plays the run itself.

    The Markdown reader lets no HTML of a scenario through, and alignment becomes a class, since no style is let in either.
    """
    run = Replicate(setup, seed)
    run.finish()
    written = [section(name, text, {}) for name, text in documents(record(run)).items()]
    return [
        {"id": one.anchor, "title": str(one.title.striptags()), "html": _STYLE.sub(r' class="\1"', one.html)} for one in written
    ]
