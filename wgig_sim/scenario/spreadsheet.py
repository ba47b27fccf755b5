"""Seats and positions from a CSV file, so that forty rows of a spreadsheet need no YAML. Every cell keeps its place."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wgig_sim.scenario import scalars
from wgig_sim.scenario.parse import read_text
from wgig_sim.scenario.problems import Mark, Problem, ScenarioError, listed, problem_at, quoted, unknown
from wgig_sim.scenario.tree import Block, Leaf, Node, Series

SEAT_NEEDS = ("id", "group", "camp", "region")
SEAT_WORDS = ("id", "title", "group", "camp", "region", "development", "languages", "sector", "source", "note")
SEAT_NUMBERS = ("capacity", "susceptibility")
SEAT_MAPS = {"position": "positions", "salience": "salience", "competence": "competence"}
"""Columns such as `position.oversight` fill the mapping of this name."""
POSITION_NEEDS = ("camp", "issue", "mean")
POSITION_WORDS = ("camp", "issue", "source", "note")
POSITION_NUMBERS = ("mean", "spread")
PAIR_NEEDS = ("from", "to", "trust")
WEIGHT_MAP = "to"
"""Columns such as `to.mayor` hold what everybody's row gives to the mayor."""
ROWS = 20_000


@dataclass(frozen=True)
class Cell:
    """What one cell of the table says, and where."""

    text: str
    mark: Mark


@dataclass(frozen=True)
class Table:
    """The rows of a CSV file: column name -> cell; empty cells are left out."""

    columns: dict[str, Mark]
    rows: tuple[dict[str, Cell], ...]
    decimal_comma: bool

    def leaf(self, cell: Cell, numeric: bool) -> Leaf:
        """The value of a cell: a number where one is expected and one stands there, otherwise text."""
        if not numeric:
            return Leaf(cell.text, cell.text, cell.mark, bare=False)
        text = cell.text.replace(",", ".") if self.decimal_comma and cell.text.count(",") == 1 else cell.text
        value = scalars.meaning(text)
        return Leaf(cell.text if isinstance(value, bool) or value is None else value, cell.text, cell.mark, bare=False)


def read_table(path: Path, shown: str, needs: Sequence[str], allowed: Sequence[str], maps: Sequence[str]) -> Table:
    """The table of a CSV file with commas, semicolons or tabs; a ScenarioError holds everything wrong with its form."""
    text = read_text(path, shown)
    head = text.lstrip("\n\r").splitlines()[:1] or [""]
    delimiter = max(",;\t", key=head[0].count)
    lines = _lines(text, shown, delimiter)
    first = next(lines, None)
    if first is None:
        message = f"is empty. Its first row should name columns: {listed(needs)}."
        raise ScenarioError([Problem(shown, 1, 1, "", message)])
    problems: list[Problem] = []
    columns = _columns(first, shown, needs, allowed, maps, problems)
    names = list(columns)
    rows = []
    for line, cells in lines:
        extra = [cell for cell in cells[len(first[1]) :] if cell]
        if len(cells) < len(first[1]) or extra:
            message = f"has {len(cells)} cells, the first row has {len(first[1])}. Quote cells that hold a delimiter."
            problems.append(Problem(shown, line, min(len(cells), len(first[1])), "", message))
        elif len(names) == len(first[1]):
            pairs = zip(names, cells, strict=False)
            rows.append({name: Cell(cell, Mark(shown, line, at)) for at, (name, cell) in enumerate(pairs, 1) if cell})
    if not rows and not problems:
        problems.append(Problem(shown, first[0], 1, "", "has a first row with the columns but no row below it."))
    if problems:
        raise ScenarioError(problems)
    return Table(columns, tuple(rows), delimiter == ";")


def _lines(text: str, shown: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the line they start on."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    start = 1
    try:
        for count, cells in enumerate(reader):
            if count > ROWS:
                raise ScenarioError([Problem(shown, start, 1, "", f"has more than {ROWS} rows.")])
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield start, trimmed
            start = reader.line_num + 1
    except csv.Error as error:
        raise ScenarioError([Problem(shown, start, 1, "", f"is not CSV here: {error}.")]) from error


def _columns(
    first: tuple[int, list[str]],
    shown: str,
    needs: Sequence[str],
    allowed: Sequence[str],
    maps: Sequence[str],
    problems: list[Problem],
) -> dict[str, Mark]:
    line, names = first
    columns: dict[str, Mark] = {}
    patterns = [f"{name}.{'SEAT' if name == WEIGHT_MAP else 'ISSUE'}" for name in maps]
    for at, name in enumerate(names, 1):
        mark = Mark(shown, line, at)
        before, dot, after = name.partition(".")
        if name in columns:
            message = f"duplicate column {quoted(name)}; cell {columns[name].column} has it."
            problems.append(problem_at(mark, "", message))
        elif not name:
            problems.append(problem_at(mark, "", "a column has no name."))
        elif name not in allowed and not (dot and after and before in maps):
            problems.append(problem_at(mark, "", unknown("column", name, [*allowed, *patterns], "Columns")))
        columns[name] = mark
    missing = [name for name in needs if name not in columns]
    if missing:
        message = f"columns are missing: {listed(missing)}. Needed: {listed(needs)}."
        problems.append(Problem(shown, line, 1, "", message))
    return columns


def read_seats(path: Path, shown: str, problems: list[Problem]) -> Series:
    """The `seats` that a CSV file lists, a row a seat."""
    table = read_table(path, shown, SEAT_NEEDS, (*SEAT_WORDS, *SEAT_NUMBERS), tuple(SEAT_MAPS))
    return Series(tuple(_seat(table, row, problems) for row in table.rows), Mark(shown, 1, 1))


def _seat(table: Table, row: dict[str, Cell], problems: list[Problem]) -> Block:
    entries: dict[str, Node] = {}
    keys: dict[str, Mark] = {}
    start = min((cell.mark for cell in row.values()), key=lambda mark: mark.column)
    for name, cell in row.items():
        before, dot, issue = name.partition(".")
        if name == "languages":
            words = [Cell(word.strip(), cell.mark) for word in cell.text.split(";") if word.strip()]
            entries[name] = Series(tuple(table.leaf(word, False) for word in words), cell.mark)
        elif dot:
            group = entries.setdefault(SEAT_MAPS[before], Block({}, cell.mark))
            assert isinstance(group, Block)
            group.entries[issue] = table.leaf(cell, True)
            group.keys[issue] = table.columns[name]
        else:
            entries[name] = table.leaf(cell, name in SEAT_NUMBERS)
            keys[name] = cell.mark
    return Block(entries, Mark(start.file, start.line, 1), keys)


def read_positions(path: Path, shown: str, problems: list[Problem]) -> Block:
    """The `positions` that a CSV file lists, a row a belief: camp -> issue -> mean, spread, source."""
    table = read_table(path, shown, POSITION_NEEDS, (*POSITION_WORDS, *POSITION_NUMBERS), ())
    camps: dict[str, Node] = {}
    keys: dict[str, Mark] = {}
    for row in table.rows:
        if not _complete(row, POSITION_NEEDS[:2], problems):
            continue
        camp, issue = row["camp"], row["issue"]
        beliefs = camps.setdefault(camp.text, Block({}, camp.mark))
        keys.setdefault(camp.text, camp.mark)
        assert isinstance(beliefs, Block)
        if issue.text in beliefs.entries:
            line = beliefs.keys[issue.text].line
            message = f"{camp.text} has a position on {issue.text} on line {line} already. Keep one."
            problems.append(problem_at(issue.mark, "", message))
            continue
        cells = {name: cell for name, cell in row.items() if name not in ("camp", "issue")}
        belief = {name: table.leaf(cell, name in POSITION_NUMBERS) for name, cell in cells.items()}
        start = Mark(camp.mark.file, camp.mark.line, 1)
        beliefs.entries[issue.text] = Block(dict(belief), start, {name: cell.mark for name, cell in cells.items()})
        beliefs.keys[issue.text] = issue.mark
    return Block(camps, Mark(shown, 1, 1), keys)


def read_pairs(path: Path, shown: str, problems: list[Problem]) -> Series:
    """Trust between named seats from a CSV file with the columns from,to,trust."""
    table = read_table(path, shown, PAIR_NEEDS, PAIR_NEEDS, ())
    pairs: list[tuple[Cell, Cell, Leaf]] = []
    for row in table.rows:
        if _complete(row, PAIR_NEEDS, problems):
            pairs.append((row["from"], row["to"], table.leaf(row["trust"], True)))
    return pair_list(pairs, shown, problems)


def read_weights(path: Path, shown: str, problems: list[Problem]) -> Series:
    """Influence weights from a square CSV table: a row for each seat, `from`, and a column `to.SEAT` for each."""
    table = read_table(path, shown, ("from",), ("from",), (WEIGHT_MAP,))
    pairs: list[tuple[Cell, Cell, Leaf]] = []
    for row in table.rows:
        if _complete(row, ("from",), problems):
            cells = [(name.partition(".")[2], cell) for name, cell in row.items() if name != "from"]
            pairs.extend((row["from"], Cell(to, cell.mark), table.leaf(cell, True)) for to, cell in cells)
    return pair_list(pairs, shown, problems, "the weight that {} gives to {}")


def pair_list(
    pairs: Sequence[tuple[Cell, Cell, Leaf]], shown: str, problems: list[Problem], what: str = "the trust of {} in {}"
) -> Series:
    """Pairs as the lists that `trust.pairs` and `trust.weights` are: [from, to, number]."""
    seen: set[tuple[str, str]] = set()
    rows = []
    for truster, trusted, trust in pairs:
        if (truster.text, trusted.text) in seen:
            message = f"{what.format(quoted(truster.text), quoted(trusted.text))} is given twice. Keep one."
            problems.append(problem_at(trusted.mark, "", message))
        seen.add((truster.text, trusted.text))
        words = (Leaf(cell.text, cell.text, cell.mark, bare=False) for cell in (truster, trusted))
        rows.append(Series((*words, trust), truster.mark))
    return Series(tuple(rows), Mark(shown, 1, 1))


def _complete(row: dict[str, Cell], needs: Sequence[str], problems: list[Problem]) -> bool:
    missing = [name for name in needs if name not in row]
    if missing:
        some = next(iter(row.values())).mark
        problems.append(Problem(some.file, some.line, 1, "", f"the cell {listed(missing)} is empty."))
    return not missing
