"""The tables of a run folder: columns by name, and their Parquet files, equal bytes for equal runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from wgig_sim.engines.record import Record

Columns = Mapping[str, NDArray[Any]]


def tables(record: "Record") -> dict[str, Columns]:
    """Every table of a run, by the name of its file."""
    return {
        "rounds": record.rounds,
        "statements": record.statements,
        "objections": record.ledger,
        "positions": positions(record),
        "reception": record.reception,
    }


def positions(record: "Record") -> dict[str, NDArray[Any]]:
    """A row an issue and seat: what it wanted, could live with and knew, at the start and at the end."""
    seats, issues = record.seats, record.issues
    columns: dict[str, NDArray[Any]] = {
        "issue": np.repeat(np.array(issues, dtype=np.str_), len(seats)),
        "seat": np.tile(np.array([seat.id for seat in seats], dtype=np.str_), len(issues)),
        "group": np.tile(np.array([seat.group for seat in seats], dtype=np.str_), len(issues)),
        "camp": np.tile(np.array([seat.camp for seat in seats], dtype=np.str_), len(issues)),
    }
    for when, moment in (("start", record.start), ("end", record.end)):
        columns[f"position_{when}"] = moment.position.ravel()
        columns[f"limit_{when}"] = moment.limit.ravel()
        columns[f"knowledge_{when}"] = moment.knowledge.ravel()
    columns |= {"latitude": record.latitude.ravel(), "red_line": record.red_line.ravel()}
    return columns | {"salience": record.salience.ravel()}


def write_parquet(columns: Columns, path: Path) -> None:
    """Write a table; no clock and no machine goes into the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({name: _column(np.asarray(values)) for name, values in columns.items()})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", store_schema=False)
    path.write_bytes(sink.getvalue().to_pybytes())


def _column(values: NDArray[Any]) -> Any:
    """An Arrow column. Arrow would load pandas at the sight of an array, which takes longer than everything else here."""
    import pyarrow as pa

    if values.dtype.kind in "iuf":
        kind = pa.from_numpy_dtype(values.dtype)
        return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(np.ascontiguousarray(values).tobytes())])
    kind = pa.bool_() if values.dtype.kind == "b" else pa.string() if values.dtype.kind in "UO" else None
    return pa.array(values.tolist(), kind)
