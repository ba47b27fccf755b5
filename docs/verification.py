"""Verification: the tables of docs/verification.md, which are what `wgig-sim verify` prints.

python -m docs.verification
"""

from pathlib import Path

from docs.refresh import filled, rewrite
from wgig_sim.show.verification import as_markdown
from wgig_sim.study.verify import verify

DOCUMENT = Path(__file__).parent / "verification.md"


def document() -> str:
    """The document as it has to be."""
    return filled(DOCUMENT.read_text(encoding="utf-8"), {"cases": lambda _: as_markdown(verify())})


if __name__ == "__main__":
    rewrite(DOCUMENT, document())
