"""From a record to the documents: prose from one module each, structure from one template each."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from wgig_sim.engines.record import Record
from wgig_sim.report.background_report import background_report
from wgig_sim.report.chronicle import chronicle
from wgig_sim.report.final_report import report
from wgig_sim.report.minutes import minutes
from wgig_sim.report.names import Names
from wgig_sim.report.preliminary_report import moment, preliminary_report

_ENVIRONMENT = Environment(
    loader=PackageLoader("wgig_sim.report", "templates"),
    autoescape=lambda name: name is not None and ".html" in name,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    optimized=False,
)
_NAMES = ("macros", "report.md", "background-report.md", "preliminary-report.md", "minutes.md", "page.html")
TEMPLATES = {name: _ENVIRONMENT.get_template(f"{name}.jinja") for name in _NAMES}
"""Compiled when this module is loaded. Markdown is made safe in `names`; only the HTML template escapes by itself."""


def documents(record: Record) -> dict[str, str]:
    """The documents that a process leaves behind, by file name, as Markdown, in the order in which one would read them.

    There is a preliminary report only if the run came as far as an event that asks for one.
    """
    names, story = Names(record), chronicle(record)
    written = {
        "report.md": _write("report", record, names, report(record, names, story)),
        "background-report.md": _write("background-report", record, names, background_report(record, names, story)),
    }
    at = moment(record, story)
    if at is not None:
        content = preliminary_report(record, names, story, at)
        written["preliminary-report.md"] = _write("preliminary-report", record, names, content)
    written["minutes.md"] = _write("minutes", record, names, minutes(record, names, story))
    return written


def _write(template: str, record: Record, names: Names, content: Mapping[str, object]) -> str:
    """A filled template, without trailing blanks and without two empty lines in a row."""
    text = TEMPLATES[f"{template}.md"].render(
        process=names.title, question=names.question, seed=record.seed, replicate=record.replicate, **content
    )
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).rstrip("\n") + "\n"
