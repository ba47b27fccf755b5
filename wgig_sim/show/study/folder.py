"""The folder of an analysis: report, page, figures and tables, written aside and put into its place when it is whole."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from wgig_sim.show.figures.sheet import Sheet
from wgig_sim.show.figures.svg import svg
from wgig_sim.show.study.pictures import pictures
from wgig_sim.show.study.prose import Finding, findings
from wgig_sim.show.study.report import report
from wgig_sim.show.swap import put
from wgig_sim.study.analysis.result import Analysis
from wgig_sim.study.store import StudyError

FORMAT = "wgig-sim analysis 1"
Page = Callable[[str, Mapping[str, str]], str]
"""What makes a page: from a report in Markdown and its figures (name -> SVG) to HTML."""


def write(analysis: Analysis, place: Path, page: Page, command: str) -> tuple[list[Finding], int]:
    """Write everything that an analysis says, over an earlier analysis; the findings, and how many pictures.

    A folder with files that no analysis has written is left as it is: a StudyError.
    """
    _check(place)
    told = findings(analysis)
    drawn = pictures(analysis, told)
    words = report(analysis, told, drawn)
    figures = {name: svg(picture.sheet) for name, picture in drawn.items()}
    aside = Path(tempfile.mkdtemp(prefix=".analysis-", dir=place.parent))
    try:
        aside.chmod(0o755)
        for part in ("figures", "tables"):
            (aside / part).mkdir()
        for name, drawing in figures.items():
            (aside / "figures" / f"{name}.svg").write_text(drawing, encoding="utf-8")
        _png(aside, {name: picture.sheet for name, picture in drawn.items()})
        for name, table in analysis.tables.items():
            table.to_csv(aside / "tables" / f"{name}.csv", index=False, lineterminator="\n")
        (aside / "report.md").write_text(words, encoding="utf-8", newline="\n")
        (aside / "report.html").write_text(page(words, figures), encoding="utf-8", newline="\n")
        manifest = analysis.outcomes.study.manifest
        own = {"format": FORMAT, "command": command, "code": manifest["code"]}
        files = sorted(path.relative_to(aside).as_posix() for path in aside.rglob("*") if path.is_file())
        (aside / "analysis.json").write_text(json.dumps(own | {"files": files}, indent=1) + "\n", encoding="utf-8")
        put(aside, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return told, len(drawn)


def _png(folder: Path, sheets: Mapping[str, Sheet]) -> None:
    """The same pictures for those who cannot use SVG."""
    from wgig_sim.show.figures.canvas import png

    for name, sheet in sheets.items():
        (folder / "figures" / f"{name}.png").write_bytes(png(sheet))


def _check(place: Path) -> None:
    """Refuse to replace what an analysis has not written."""
    if not place.exists():
        return
    if not place.is_dir():
        raise StudyError(f"{place} is a file that no analysis has written. Move it, then analyse again.")
    try:
        known = json.loads((place / "analysis.json").read_text(encoding="utf-8"))
        own = {*known["files"], "analysis.json"} if known["format"] == FORMAT else set()
    except (OSError, ValueError, KeyError, TypeError):
        own = set()
    foreign = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir())
    foreign = [name for name in foreign if name not in own]
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise StudyError(
            f"{place} holds what no analysis has written: {', '.join(foreign[:3])}{more}. Move it, then analyse again."
        )
