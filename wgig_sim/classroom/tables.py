"""Tables: a run as CSV files in a ZIP archive, with a note on every column."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wgig_sim import __version__
from wgig_sim.bridge.compile import Setup
from wgig_sim.engines.record import Record
from wgig_sim.engines.recorder import record
from wgig_sim.engines.replicate import Replicate
from wgig_sim.show.tables import tables

NAMES = {"objections": "ledger"}
COLUMNS = {
    "rounds": "A row a step of the calendar: when, how public (0 to 1), on which issue, statements made, and measures after it.",
    "statements": "A row a statement: when, who (empty: somebody from outside), on which issue, the own position, what was said "
    "(both from -1 to 1), how public, and whether it was said in the corridor.",
    "ledger": "A row an objection: who, on which issue, when raised and closed, side (1: wants the text higher), excess (how far "
    "beyond what the seat can live with), whether a red line, the text objected to, and what became of it.",
    "positions": "A row an issue and seat: position, limit (how far a clear text may lie from it) and knowledge at the start and "
    "at the end, latitude and red line at rest, salience (sums to 1 over a seat's issues).",
    "reception": "A row an issue and group of constituencies (all: everybody): how many, the share that can live with it.",
    "seats": "A row a seat: group, camp, region, development, languages, sector, capacity (1 personal, 0 instructed).",
    "items": "A row an issue: what became of it, the text (-1 to 1), its ambiguity, the options with the seats behind each.",
    "measures": "A row a measure of the whole run. docs/model.md says what each means.",
}
DAY = (2005, 7, 14, 0, 0, 0)
"""The date of all files, so that equal runs give equal archives."""


def archive(setup: Setup, seed: int, choice: Mapping[str, Any]) -> bytes:
    """All tables of a run."""
    run = Replicate(setup, seed)
    run.finish()
    told = record(run)
    files = {"README.txt": _note(told.scenario.title, seed, choice)}
    files |= {
        f"{NAMES.get(name, name)}.csv": _text(list(table), zip(*table.values(), strict=True))
        for name, table in tables(told).items()
    }
    files |= {
        "seats.csv": _seats(told),
        "items.csv": _items(told),
        "measures.csv": _text(("measure", "value"), told.measures.items()),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, text in files.items():
            target.writestr(zipfile.ZipInfo(name, DAY), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _seats(told: Record) -> str:
    names = ("id", "title", "group", "camp", "region", "development", "languages", "sector", "capacity")
    rows = [[getattr(seat, name) for name in names] for seat in told.seats]
    return _text(names, [[" ".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows])


def _items(told: Record) -> str:
    rows = []
    for item in told.items:
        behind = [f"{option.text:.4f}: {' '.join(told.seats[seat].id for seat in option.supporters)}" for option in item.options]
        rows.append((item.id, item.status, item.text, item.ambiguity, item.event, " | ".join(behind)))
    return _text(("issue", "status", "text", "ambiguity", "agreed_event", "options"), rows)


def _text(head: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return buffer.getvalue()


def _note(title: str, seed: int, choice: Mapping[str, Any]) -> str:
    lines = [f"{title}: the tables of one simulated run.", f"wgig-sim {__version__}, seed {seed}, {json.dumps(dict(choice))}", ""]
    return "\n".join([*lines, *(f"{name}.csv\n    {words}" for name, words in COLUMNS.items())]) + "\n"
