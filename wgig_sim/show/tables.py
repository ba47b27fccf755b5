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

    arrays = [_column(np.asarray(values)) for values in columns.values()]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, names=list(columns)), sink, compression="zstd", store_schema=False)
    path.write_bytes(sink.getvalue().to_pybytes())


def _column(values: NDArray[Any]) -> Any:
    """An Arrow column, put together from its bytes: Arrow's own way in loads pandas, which takes longer than all the rest."""
    import pyarrow as pa

    count = len(values)
    if values.dtype.kind in "iuf":
        parts = [None, pa.py_buffer(values.tobytes())]
        return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), count, parts)
    if values.dtype.kind == "b":
        return pa.Array.from_buffers(pa.bool_(), count, [None, _bits(values)])
    words = [None if value is None else str(value).encode() for value in values.tolist()]
    ends = np.cumsum([0, *(len(word or b"") for word in words)], dtype=np.int32)
    known = _bits(np.array([word is not None for word in words], dtype=bool)) if None in words else None
    letters = pa.py_buffer(b"".join(word or b"" for word in words))
    return pa.Array.from_buffers(pa.string(), count, [known, pa.py_buffer(ends.tobytes()), letters])


def _bits(values: NDArray[Any]) -> Any:
    import pyarrow as pa

    return pa.py_buffer(np.packbits(values, bitorder="little").tobytes())
