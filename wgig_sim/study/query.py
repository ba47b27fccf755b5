"""Query: a study in SQL, by DuckDB over its Parquet files. Reads and never writes; every run is there once."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wgig_sim.study.store import StudyError, design_of, files, is_whole, read_manifest

if TYPE_CHECKING:
    import pandas as pd

SHUT: dict[str, Any] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "lock_configuration": "true",
}
"""No files, no network, no variables of this program, and no way back."""


class Answer(NamedTuple):
    """What a study answers."""

    frame: "pd.DataFrame"
    torn: int
    """Files that could not be read, whose runs are left out."""


def query(folder: str | Path, sql: str) -> Answer:
    """The answer of the study in a folder to one SELECT over its tables; a StudyError where there is none.

    runs: a row a run. design: a row a point. study: runs with the factors of their points. rounds: a row a run and step, where
    the experiment kept them.
    """
    import duckdb

    place = Path(folder)
    sources, torn = _sources(place)
    with duckdb.connect(":memory:", config=SHUT) as base:
        for name, source in sources.items():
            base.register(name, source)
        base.execute("create view study as select design.*, runs.* exclude (point) from runs join design using (point)")
        try:
            statements = base.extract_statements(sql)
            if [statement.type.name for statement in statements] != ["SELECT"]:  # so are DESCRIBE, SHOW, SUMMARIZE
                raise StudyError('SQL: should be one statement that reads, such as "select count(*) from runs".')
            return Answer(base.execute(statements[0]).fetchdf(), torn)
        except duckdb.CatalogException as error:
            raise StudyError(f"SQL: {_plain(error)}\nTables: {', '.join([*sources, 'study'])}.") from None
        except duckdb.Error as error:
            raise StudyError(f"SQL: {_plain(error)}") from None


def _plain(error: Exception) -> str:
    """DuckDB's message without the name of its kind, which says nothing to a reader, and without empty lines."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return "\n".join([lines[0].partition(" Error: ")[2] or lines[0], *lines[1:]])


def _sources(folder: Path) -> tuple[dict[str, Any], int]:
    """The tables of a study, read only as far as a query needs, and the number of files that cannot be read."""
    import pyarrow as pa

    measures = read_manifest(folder)["measures"]
    parts = [path for path in files(folder) if is_whole(path)]
    rounds = [path for path in files(folder, "rounds") if path.name in {part.name for part in parts} and is_whole(path)]
    words = [("run_id", pa.int64()), ("point", pa.int64()), ("replicate", pa.int64()), ("error", pa.string())]
    none = pa.schema([*words, *((name, pa.float64()) for name in measures)]).empty_table()
    runs = _dataset(parts) if parts else none
    whose = runs.to_table(columns=["run_id"]).to_pandas() if parts else None
    twice = whose is not None and bool(whose.duplicated().any())
    found = {"runs": _once(runs, ["run_id"]) if twice else runs, "design": design_of(folder)}
    if rounds:
        steps = _dataset(rounds)
        found["rounds"] = _once(steps, ["run_id", "step"]) if twice else steps
    return found, len(files(folder)) - len(parts)


def _dataset(paths: list[Path]) -> Any:
    import pyarrow as pa
    import pyarrow.dataset as ds
    import pyarrow.parquet as pq

    whole = pa.unify_schemas([pq.read_schema(path) for path in paths])
    return ds.dataset([str(path) for path in paths], schema=whole, format="parquet")


def _once(rows: Any, key: list[str]) -> Any:
    """The first row of each key, as elsewhere: two sweeps may have done the same runs before they were merged."""
    table = rows.to_table()
    return table.filter((~table.select(key).to_pandas().duplicated()).to_numpy())
