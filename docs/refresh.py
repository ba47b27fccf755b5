"""Refresh: what only the program can say is put into the documents by the program.

python -m docs.refresh

Between `<!-- begin NAME -->` and `<!-- end -->` a document holds text that nobody types: equations and tables of constants,
the table of consensus rules, the output of a run. The figure beside it is of the same run. The tests compare; this command
rewrites.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from wgig_sim.bridge.vocabulary import MECHANISMS
from wgig_sim.core.consensus import NO_BOUND, RULES
from wgig_sim.core.constants import Described

ROOT = Path(__file__).resolve().parent.parent
MODEL, README = ROOT / "docs" / "model.md", ROOT / "README.md"
SEED = "2005"
"""That of `make run`: with seed 0 a run in a hundred comes out, which agrees on far less than most."""
FIGURE = ROOT / "docs" / "figures" / "wgig-2005-positions.svg"
BLOCK = re.compile(r"(?P<begin><!-- begin (?P<name>[a-z-]+)(?: (?P<about>[a-z-]+))? -->\n).*?(?P<end><!-- end -->)", re.DOTALL)

BAR = r"\|"
"""A bar that does not end a cell."""

Writers = Mapping[str, Callable[[str], str]]
"""Name of a block -> what writes it, told what the block is about."""


def filled(text: str, writers: Writers) -> str:
    """A document with every block written anew for which there is a writer; the other blocks stay."""

    def write(block: re.Match[str]) -> str:
        writer = writers.get(block["name"])
        return f"{block['begin']}{writer(block['about'] or '')}{block['end']}" if writer else block[0]

    return BLOCK.sub(write, text)


def rewrite(path: Path, text: str) -> None:
    """Write a file unless it says that already, and say so."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(ROOT)}: rewritten\n")


def constants(mechanism: str) -> str:
    """The constants of a mechanism as a table."""
    rows = ["| constant | default | range | mute | unit | what it is | source |", "|---|---|---|---|---|---|---|"]
    return "\n".join(rows + [_row(constant) for constant in MECHANISMS[mechanism].constants]) + "\n"


def _row(constant: Described) -> str:
    mute = "—" if constant.mute is None else f"{constant.mute:g}"
    bounds = f"{constant.low:g} to {constant.high:g}"
    cells = (f"`{constant.name}`", f"{constant.default:g}", bounds, mute, constant.unit, constant.text, constant.source)
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def equation(mechanism: str) -> str:
    """A mechanism's equations as its source file states them."""
    return f"```\n{MECHANISMS[mechanism].equation}\n```\n"


def rules(_: str) -> str:
    """The rules of consensus as a table."""
    rows = ["| rule | accept, at least | in each group | object, at most | absent seats | silence | who decides |",
            "|---|---|---|---|---|---|---|"]  # fmt: skip
    for name, rule in RULES.items():
        cells = (
            f"`{name}`",
            f"{rule.share:.0%}" if rule.share else "—",
            f"{rule.chamber_share:.0%}" if rule.chamber_share else "—",
            "—" if rule.objectors == NO_BOUND else str(rule.objectors),
            "do not accept" if rule.everyone else "do not count",
            f"{rule.silence:g}" if rule.silence else "—",
            "governments" if rule.governments else "all groups",
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def run() -> tuple[str, str]:
    """What `make run` prints, as the command line itself prints it into a pipe, and one of its figures."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "wgig_sim.cli", "run", "wgig-2005", "--seed", SEED]
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": paths, "COLUMNS": "80", "PYTHONUTF8": "1"}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True)
        figure = Path(folder, "runs", f"wgig-2005-{SEED}", "figures", "positions.svg").read_text(encoding="utf-8")
    return f"```\n$ wgig-sim run wgig-2005 --seed {SEED}\n{done.stdout}```\n", figure


def documents() -> dict[Path, str]:
    """Every file that this command writes, as it has to be."""
    printed, figure = run()
    return {
        MODEL: filled(MODEL.read_text(encoding="utf-8"), {"constants": constants, "equation": equation, "rules": rules}),
        README: filled(README.read_text(encoding="utf-8"), {"run": lambda _: printed}),
        FIGURE: figure,
    }


def main() -> None:
    """Rewrite what has changed, and say what that was."""
    for path, text in documents().items():
        rewrite(path, text)


if __name__ == "__main__":
    main()
